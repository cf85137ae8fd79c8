import { adopt } from '../../../src/cli/adopt/adopt';
import type { AdoptionStep } from '../../../src/cli/adopt/sequence';
import type { Situation } from '../../../src/cli/adopt/situation';
import { parseFaults } from '../../../src/cli/circumstances';
import { SimulatedAccount } from '../../../src/simulator/account';
import { loadStack } from '../../../src/simulator/cloudformation/load-stack';
import { beginDeployment } from '../../../src/simulator/cloudformation/operations/deploy';
import { sourceOf } from '../../../src/simulator/cloudformation/operations/source';
import { isSame } from '../../../src/simulator/cloudformation/update-behaviour';
import { loadState } from '../../../src/simulator/state';
import { newFolder, situationOf } from '../../support/adoption';

const EXAMPLE = 'blue-green-switchover';

/** Deploys templates one after the other, and tells how the stack is then. */
async function deployed(situation: Situation, steps: readonly AdoptionStep[], identifiers: Map<string, string>, fault?: string) {
  const account = new SimulatedAccount({ seed: 1, region: 'eu-west-1', accountId: '123456789012' });
  loadState(account, situation.clusters.map(({ cluster }) => cluster), situation.clusters.flatMap(({ instances }) => [...instances]));
  const stack = loadStack(account, { name: situation.stackName, source: situation.source, physicalIds: situation.physicalIds });
  const statuses: string[] = [];
  account.clock.enter();
  for (const [index, { name, template }] of steps.entries()) {
    if (fault !== undefined && index === steps.length - 1) account.faults.add(parseFaults([`resource-failure:operation=Shop.${fault},detail=interrupted`])[0]);
    const imports = name === 'import' ? identifiers : undefined;
    beginDeployment(account, { name: 'Shop', source: sourceOf(JSON.stringify(template)), imports, kind: name === 'import' ? 'IMPORT' : undefined });
    await stack.settle();
    statuses.push(stack.status);
  }
  const there = [...stack.resources.values()].filter(({ status }) => !status.startsWith('DELETE_'));
  const physicalIds = new Map(there.map(({ logicalId, physicalId }) => [logicalId, physicalId!]));
  return { statuses, now: { ...situation, source: stack.source!, status: stack.status, physicalIds } satisfies Situation };
}

async function begin() {
  const situation = await situationOf(EXAMPLE);
  const folder = newFolder();
  const { adoption } = await adopt(situation, folder);
  const identifiers = new Map(Object.entries(adoption.adopted).map(([id, { Properties = {} }]) =>
    [id, String(Properties.DBInstanceIdentifier ?? Properties.DBClusterIdentifier)]));
  return { situation, folder, adoption, identifiers };
}

describe('adopt, interrupted', () => {
  test.each([0, 1, 2, 3, 4])('after %d deployments leads on from there', async (count) => {
    const { situation, folder, adoption, identifiers } = await begin();
    const { now } = await deployed(situation, adoption.steps.slice(0, count), identifiers);
    const again = await adopt(now, folder);
    expect(again.refusals).toEqual([]);
    expect(again.done).toBe(count);
    expect(again.proof!.report.steps.map(({ source }) => source)).toEqual(['retain', 'release', 'import', 'reconnect', 'check'].slice(count));
    expect(again.adoption.steps).toEqual(adoption.steps);
  });

  test.each(['Db', 'Writer', 'DbMember1'])('while %s is imported begins with the import again', async (resource) => {
    const { situation, folder, adoption, identifiers } = await begin();
    const { now, statuses } = await deployed(situation, adoption.steps.slice(0, 3), identifiers, resource);
    expect(statuses).toEqual(['UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE']);
    expect(isSame(now.source.template, adoption.steps[1].template)).toBe(true);
    const again = await adopt(now, folder);
    expect(again).toMatchObject({ refusals: [], done: 2 });
    expect(again.proof!.report).toMatchObject({ outcome: 'completed', drift: [] });
  });

  test('refuses when somebody has deployed something else meanwhile', async () => {
    const { situation, folder } = await begin();
    const { Outputs: _, ...template } = situation.source.template;
    const { refusals } = await adopt({ ...situation, source: { ...situation.source, template } }, folder);
    expect(refusals.map(({ code }) => code)).toEqual(['ADOPT_STACK_CHANGED']);
  });
});
