import type { ProfileName } from '../../src/simulator/profiles';
import { rds } from '../../src/simulator/rds/service';
import { countCases, few } from '../support/cases';
import { expectWell, NEW, rolledBack, shops } from '../support/handover-scenarios';
import { type Shop, templates } from '../support/shop';

const ended = countCases('stacks long after a handover, each with the data whole, one writer, a member of the stack, and a way on');
const open = shops();

const PROFILES: readonly ProfileName[] = ['typical', 'slow', 'late-descriptions', 'cloudformation-shows-last-template'];
/** What may have happened since. */
const SINCE = {
  'nothing': async () => {},
  'the failure of a zone': async (shop: Shop) => {
    shop.fault('zone-failure:seconds=60');
    await shop.sleep(3600);
  },
  'a year': async (shop: Shop) => shop.sleep(365 * 24 * 3600),
};
const cases = PROFILES.flatMap((profile) => Object.entries(SINCE).map(([since, happens]) => ({ profile, since, happens })));
const chosen = few(cases, 4);

/** Nothing of the stack calls anything that changes something. */
const changes = ({ account }: Shop) => account.log.ofType('call').filter(({ operation }) => !/^(Describe|Get|List)/.test(operation)).length;

async function moved({ profile, happens }: typeof cases[number]): Promise<Shop> {
  const shop = await open({ profile });
  expect((await shop.deploy(templates.after)).status).toBe('UPDATE_COMPLETE');
  await happens(shop);
  return shop;
}

test('git revert hands over to a provisioned member again', async () => {
  for (const each of chosen) {
    const shop = await moved(each);
    await shop.deploy(templates.before);
    await expectWell(shop, `git revert, ${each.profile} after ${each.since}`, { ...rolledBack(), mostFailovers: 3 });
    ended('git revert after success', `${each.profile} after ${each.since}`);
  }
});

test('the construct goes, and nothing is changed', async () => {
  for (const each of chosen) {
    const shop = await moved(each);
    const [before, writer] = [changes(shop), shop.writer()];
    await shop.deploy(templates.withoutHandover);
    expect([shop.stack.status, changes(shop) - before, shop.writer()]).toEqual(['UPDATE_COMPLETE', 0, writer]);
    await expectWell(shop, `construct removed, ${each.profile} after ${each.since}`, { template: templates.withoutHandover, members: NEW, mostFailovers: 2 });
    ended('construct removed', `${each.profile} after ${each.since}`);
  }
});

test('the stack is deleted, and the handover is not in the way', async () => {
  for (const each of chosen) {
    const shop = await moved(each);
    const { account, stack } = shop;
    const off = (text: string) => text.replaceAll('"DeletionProtection":true', '"DeletionProtection":false');
    await shop.deploy({ ...templates.after, text: off(JSON.stringify(JSON.parse(templates.after.text))) });
    const failovers = shop.calls('FailoverDBCluster').length;
    await shop.remove();
    expect([stack.status, account.clusters.size, shop.calls('FailoverDBCluster').length]).toEqual(['DELETE_COMPLETE', 0, failovers]);
    expect([...account.clusterSnapshots.values()].map(({ shape }) => shape.Status)).toContain('available');
    ended('stack deleted', `${each.profile} after ${each.since}`);
  }
});

test('a stack whose cluster is protected is deleted when the protection is off, and leaves a snapshot', async () => {
  const shop = await moved(cases[0]);
  await shop.remove();
  expect([shop.stack.status, shop.account.clusters.size, shop.lost()]).toEqual(['DELETE_FAILED', 1, 0]);
  // aws rds modify-db-cluster --no-deletion-protection
  rds.call(shop.account, 'ModifyDBCluster', { DBClusterIdentifier: shop.cluster.identifier, DeletionProtection: false });
  await shop.remove();
  expect([shop.stack.status, shop.account.clusters.size, shop.account.clusterSnapshots.size]).toEqual(['DELETE_COMPLETE', 0, 1]);
  ended('stack deleted', 'protected');
});
