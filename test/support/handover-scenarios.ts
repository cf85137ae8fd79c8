import { numbers } from './cases';
import { change, openShop, type Shop, templates } from './shop';
import type { SynthesizedStack } from '../../src/simulator/cloudformation/assembly';

export const OLD = ['DbReader', 'DbWriter'];
export const NEW = ['DbA', 'DbB'];

/** How it ends: with which template, which members, and after how many failovers at the most. */
export interface Ending {
  readonly template: SynthesizedStack;
  readonly members: readonly string[];
  readonly mostFailovers: number;
}

export const rolledBack = (): Ending => ({ template: templates.before, members: OLD, mostFailovers: 2 });
export const deployed = (): Ending => ({ template: templates.after, members: NEW, mostFailovers: 1 });
/** A cancellation may come too late. */
export const whichever = (shop: Shop): Ending => shop.members().some((id) => id.startsWith('DbA')) ? { ...deployed(), mostFailovers: 2 } : rolledBack();

/** Something that is done with a stack while its handover is under fire. */
export interface Scenario {
  readonly name: string;
  readonly before: (shop: Shop) => Promise<unknown>;
  readonly run: (shop: Shop) => Promise<unknown>;
  readonly ending: () => Ending;
}

const moved = (shop: Shop) => shop.deploy(templates.after);
/** A resource that is made when the handover is done, and fails. */
const FAILS_LAST = 'Last';
const failingLast = () => change(templates.after, (template) => ({
  ...template, Resources: { ...template.Resources, [FAILS_LAST]: { Type: 'AWS::SNS::Topic', DependsOn: templates.handoverId } },
}));
const toOther = () => change(templates.after, (template) => {
  const { [templates.handoverId]: handover, ...others } = template.Resources;
  const properties = { ...handover.Properties, Target: handover.Properties.Members[1] };
  return { ...template, Resources: { ...others, [templates.handoverId]: { ...handover, Properties: properties } } };
});

export const SCENARIOS: readonly Scenario[] = [
  { name: 'deployment', before: async () => {}, run: moved, ending: deployed },
  {
    name: 'rollback after the handover',
    before: async (shop) => shop.fault(`resource-failure:operation=Shop.${FAILS_LAST}`),
    run: (shop) => shop.deploy(failingLast()),
    ending: rolledBack,
  },
  { name: 'git revert', before: moved, run: (shop) => shop.deploy(templates.before), ending: rolledBack },
  { name: 'another target', before: moved, run: (shop) => shop.deploy(toOther()), ending: () => ({ template: toOther(), members: NEW, mostFailovers: 2 }) },
  {
    name: 'removal of the construct',
    before: moved,
    run: (shop) => shop.deploy(templates.withoutHandover),
    ending: () => ({ template: templates.withoutHandover, members: NEW, mostFailovers: 1 }),
  },
];

/** The numbers of the API calls that functions make in a scenario. */
export async function callsOf(shop: Shop, scenario: Scenario): Promise<number[]> {
  await scenario.before(shop);
  const before = shop.callsOfFunctions();
  await scenario.run(shop);
  return numbers(shop.callsOfFunctions()).slice(before);
}

/** Whatever happened: nothing is lost, the writer is a member of the stack, nobody is left over, and the next deployment works. */
export async function expectWell(shop: Shop, what: string, { template, members, mostFailovers }: Ending): Promise<void> {
  const { stack, account } = shop;
  // The one command that leads on.
  if (stack.status === 'UPDATE_ROLLBACK_FAILED') await shop.continueRollback();
  const seen = {
    what,
    status: stack.status,
    members: shop.members().map((id) => id.replace(/[0-9A-F]{8}$/, '')),
    writerIsMember: shop.members().includes(shop.writer() ?? 'nobody'),
    lost: shop.lost(),
    drift: shop.drift(),
    violated: account.watch.violations.map(({ code, message }) => `${code}: ${message}`),
    tooManyFailovers: shop.calls('FailoverDBCluster').length > mostFailovers,
  };
  expect(seen).toEqual({
    what, status: expect.stringMatching(/^UPDATE(_ROLLBACK)?_COMPLETE$/), members, writerIsMember: true, lost: 0, drift: [], violated: [], tooManyFailovers: false,
  });
  expect([what, (await shop.deploy(templates.next(template))).status]).toEqual([what, 'UPDATE_COMPLETE']);
}

/** One shop after the other, each closed before the next. */
export function shops() {
  let shop: Shop | undefined;
  const close = async () => {
    await shop?.close();
    shop = undefined;
  };
  afterEach(close);
  return async (...options: Parameters<typeof openShop>): Promise<Shop> => {
    await close();
    return shop = await openShop(...options);
  };
}
