import { adopt } from '../../../src/cli/adopt/adopt';
import { parseFaults } from '../../../src/cli/circumstances';
import { driftOf } from '../../../src/simulator/cloudformation/drift';
import { isSame } from '../../../src/simulator/cloudformation/update-behaviour';
import { type DeployedExample, deployedExample, EXAMPLES, fileOf, newFolder, perform, readJson } from '../../support/adoption';

/** Where somebody stops: before that step, and perhaps while this resource is on its way in it. */
interface Interruption {
  readonly step: number;
  readonly resource?: string;
}

/** Looks, and does one step, again and again, as the same command says it each time. */
async function leadOn(deployed: DeployedExample, folder: string, most: number): Promise<string[]> {
  const names: string[] = [];
  for (let turn = 0; turn < most; turn++) {
    const { refusals, first, adoption, done } = await adopt(await deployed.look(folder), folder, deployed.wanted);
    expect(refusals).toEqual([]);
    const [next] = [...first, ...adoption.steps.slice(done)];
    const status = await perform(deployed, next, adoption);
    names.push(`${next.name} ${status}`);
    if (next.name === 'check') break;
  }
  return names;
}

/** The first look, the steps that it tells, and what each of them touches. */
async function itinerary(example: string) {
  const deployed = await deployedExample(example);
  deployed.account.clock.enter();
  const folder = newFolder();
  const { first, adoption } = await adopt(await deployed.look(folder), folder, deployed.wanted);
  const steps = [...first, ...adoption.steps];
  const touched: string[][] = [];
  for (const step of steps) {
    const before = deployed.stack.operation;
    await perform(deployed, step, adoption);
    const { operation } = deployed.stack;
    touched.push(step.skipped || operation === before ? [] : operation!.changes.map(({ logicalId }) => logicalId));
  }
  return { steps, touched };
}

async function interrupted(example: string, { step, resource }: Interruption) {
  const deployed = await deployedExample(example);
  const folder = newFolder();
  deployed.account.clock.enter();
  await leadOn(deployed, folder, step);
  if (resource !== undefined) {
    deployed.account.faults.add(parseFaults([`resource-failure:operation=Shop.${resource},detail=interrupted`])[0]);
    const [outcome] = await leadOn(deployed, folder, 1);
    expect(outcome).toMatch(/ROLLBACK_COMPLETE$/);
  }
  const rest = await leadOn(deployed, folder, 10);
  return { ...deployed, folder, rest };
}

/** The simulated CloudFormation takes no template with properties that it does not model. */
const SIMULATED = EXAMPLES.filter((example) => readJson(fileOf(example, 'adoption'), 'proof.json').notRehearsed.length === 0);

const cases: number[] = [];
afterAll(() => console.info(`adopt led on from ${cases.reduce((sum, count) => sum + count, 0)} interruptions of ${cases.length} examples of ${EXAMPLES.length}`));

test.each(SIMULATED)('%s: stopped after any deployment or any resource of it, the same command leads on to the end', async (example) => {
  const { steps, touched } = await itinerary(example);
  const everywhere = steps.flatMap((_, step): Interruption[] => [{ step }, ...touched[step].map((resource) => ({ step, resource }))]);
  for (const interruption of everywhere) {
    const { account, stack, cluster, rest } = await interrupted(example, interruption);
    const names = steps.map(({ name }) => name).slice(interruption.step);
    expect([interruption, rest.map((line) => line.split(' ')[0])]).toEqual([interruption, names]);
    expect(rest.at(-1)).toBe('check nothing to do');
    expect(isSame(stack.source!.template, steps.at(-1)!.template)).toBe(true);
    expect(driftOf(account, stack).filter(({ status }) => status !== 'IN_SYNC')).toEqual([]);
    expect(account.clusters.get(cluster.DBClusterIdentifier!)!.shape.DbClusterResourceId).toBe(cluster.DbClusterResourceId);
    expect(account.watch.violations).toEqual([]);
  }
  expect(touched[steps.findIndex(({ name }) => name === 'import')].length).toBeGreaterThanOrEqual(2);
  cases.push(everywhere.length);
}, 300_000);

test('an update of the adoption itself whose rollback fails is led out of, too', async () => {
  const deployed = await deployedExample('blue-green-switchover');
  const folder = newFolder();
  deployed.account.clock.enter();
  await leadOn(deployed, folder, 3);
  const situation = await deployed.look(folder);
  const stuck = { ...situation, status: 'UPDATE_ROLLBACK_FAILED', failedRollback: { failed: new Map([['Db5D02A0A9', 'no']]), added: [] } };
  const { refusals, first, adoption, done, proof } = await adopt(stuck, folder);
  expect(refusals).toEqual([]);
  expect(first.map(({ name, skipped }) => [name, skipped])).toEqual([['continue', ['Db5D02A0A9']]]);
  expect(adoption.steps.slice(done).map(({ name }) => name)).toEqual(['reconnect', 'check']);
  expect(proof!.report.steps.map(({ source, outcome }) => `${source} ${outcome}`)).toEqual(['continue completed', 'reconnect completed', 'check completed']);
});
