import { openShop, type Shop, templates } from '../support/shop';

/** `npm run handover-matrix` takes every case; here it is every n-th. */
const ALL = process.env.HANDOVER_MOMENTS === 'all';
const few = <T>(cases: readonly T[], every: number): T[] => ALL ? [...cases] : cases.filter((_, index) => index % every === every - 1);

let shop: Shop | undefined;
let cases = 0;
const open = async (...options: Parameters<typeof openShop>) => shop = await openShop(...options);
afterEach(() => shop?.close());
afterAll(() => process.stdout.write(`${cases} deployments under fire: the data whole, one writer, a member of the stack, and a stack that deploys again\n`));

const OLD = ['DbReader', 'DbWriter'];
const NEW = ['DbA', 'DbB'];

interface Expectation {
  readonly template: 'before' | 'after';
  readonly members: readonly string[];
  readonly mostFailovers?: number;
  /** Two invocations look for themselves, so that one may change what the other has just changed: to the same value. */
  readonly tolerated?: 'LOOK_BEFORE_CHANGE';
}

/** Whatever happened: nothing is lost, the writer is a member of the stack, nobody is left over, and the next deployment works. */
async function expectWell(what: string, { template, members, mostFailovers = 2, tolerated }: Expectation) {
  const { stack, account } = shop!;
  if (stack.status === 'UPDATE_ROLLBACK_FAILED') await shop!.continueRollback();
  const seen = {
    what,
    status: stack.status,
    members: shop!.members().map((id) => id.replace(/[0-9A-F]{8}$/, '')),
    writerIsMember: shop!.members().includes(shop!.writer() ?? 'nobody'),
    lost: shop!.lost(),
    drift: shop!.drift(),
    violated: account.watch.violations.filter(({ code }) => code !== tolerated).map(({ code, message }) => `${code}: ${message}`),
    tooManyFailovers: shop!.calls('FailoverDBCluster').length > mostFailovers,
  };
  expect(seen).toEqual({
    what, status: expect.stringMatching(/^UPDATE(_ROLLBACK)?_COMPLETE$/), members, writerIsMember: true, lost: 0, drift: [], violated: [], tooManyFailovers: false,
  });
  expect([what, (await shop!.deploy(templates.next(templates[template]))).status]).toEqual([what, 'UPDATE_COMPLETE']);
  cases++;
}

const rolledBack = { template: 'before', members: OLD } as const;
const deployed = { template: 'after', members: NEW } as const;
const whichever = () => shop!.members().some((id) => id.startsWith('DbA')) ? deployed : rolledBack;

describe('a deployment with a handover', () => {
  test('rolls back wherever a resource fails', async () => {
    const before = Object.keys(JSON.parse(templates.before.text).Resources);
    const changed = Object.keys(JSON.parse(templates.after.text).Resources).filter((id) => !before.includes(id) || /^Db[0-9A-F]{8}$/.test(id));
    for (const id of few(changed, 6)) {
      await open();
      shop!.fault(`resource-failure:operation=Shop.${id}`);
      await shop!.deploy(templates.after);
      await expectWell(`${id} fails`, rolledBack);
      await shop!.close();
    }
  });

  test('is cancelled in any minute', async () => {
    for (const minute of few(Array.from({ length: 30 }, (_, index) => index + 1), 10)) {
      await open();
      const stack = shop!.begin(templates.after);
      await shop!.sleep(minute * 60);
      shop!.cancel();
      await shop!.settle(stack);
      await expectWell(`cancelled in minute ${minute}`, whichever());
      await shop!.close();
    }
  });

  test('is cancelled at any API call of the handover', async () => {
    await open();
    await shop!.deploy(templates.after);
    const calls = Array.from({ length: shop!.callsOfFunctions() }, (_, index) => index + 1);
    await shop!.close();
    for (const moment of few(calls, 20)) {
      await open({ onCall: (call) => call === moment && shop!.cancel() });
      await shop!.deploy(templates.after);
      await expectWell(`cancelled at call ${moment}`, whichever());
      await shop!.close();
    }
  });

  test.each([['function-timeout', undefined], ['function-twice', 'LOOK_BEFORE_CHANGE' as const]])('survives the fault %s of its function', async (fault, tolerated) => {
    await open();
    const handover = Object.keys(JSON.parse(templates.after.text).Resources).find((id) => /^DbWriterHandover[0-9A-F]{8}$/.test(id))!;
    shop!.fault(`${fault}:operation=Shop.${handover}`);
    await shop!.deploy(templates.after);
    await expectWell(fault, { ...deployed, mostFailovers: 1, tolerated });
  });

  test('rolls back when its function always times out, and is not in the way of the way back', async () => {
    await open();
    const handover = Object.keys(JSON.parse(templates.after.text).Resources).find((id) => /^DbWriterHandover[0-9A-F]{8}$/.test(id))!;
    shop!.fault(`function-timeout:operation=Shop.${handover},count=3`);
    await shop!.deploy(templates.after);
    await expectWell('always times out', rolledBack);
  });
});

describe('after the move', () => {
  const moved = async (...options: Parameters<typeof openShop>) => {
    await open(...options);
    expect((await shop!.deploy(templates.after)).status).toBe('UPDATE_COMPLETE');
    return shop!;
  };

  test('git revert hands over to a provisioned member again', async () => {
    await moved();
    await shop!.deploy(templates.before);
    await expectWell('git revert', rolledBack);
  });

  test('a year later the construct goes, and nothing is changed', async () => {
    const { sleep, account } = await moved();
    await sleep(365 * 24 * 3600);
    const changes = () => account.log.ofType('call').filter(({ operation }) => !/^(Describe|Get|List)/.test(operation)).length;
    const before = changes();
    await shop!.deploy(templates.withoutHandover);
    expect([shop!.stack.status, changes() - before]).toEqual(['UPDATE_COMPLETE', 0]);
    expect(NEW.some((id) => shop!.writer()?.startsWith(id))).toBe(true);
    cases++;
  });

  test('the stack is deleted, and the handover is not in the way', async () => {
    const { account } = await moved();
    const off = (text: string) => text.replaceAll('"DeletionProtection":true', '"DeletionProtection":false');
    await shop!.deploy({ ...templates.after, text: off(JSON.stringify(JSON.parse(templates.after.text))) });
    const failovers = shop!.calls('FailoverDBCluster').length;
    await shop!.remove();
    expect([shop!.stack.status, account.clusters.size, shop!.calls('FailoverDBCluster').length]).toEqual(['DELETE_COMPLETE', 0, failovers]);
    expect([...account.clusterSnapshots.values()].map(({ shape }) => shape.Status)).toContain('available');
    cases++;
  });
});
