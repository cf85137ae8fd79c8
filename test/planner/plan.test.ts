import { observationOf } from '../../src/cli/observation-of';
import { plan } from '../../src/planner/plan';
import { GOAL, observation } from '../support/observations';
import { exampleClusters } from '../support/simulated-account';

describe('a plan is decide played forward', () => {
  test('over a provisioned cluster', async () => {
    const { mysql80 } = await exampleClusters();
    const { steps, outcome, writeGap } = plan(GOAL, observationOf(mysql80));
    expect(outcome).toBe('migrated');
    expect(steps.map(({ step, changes }) => [step, changes])).toEqual([
      ['record', ['record what is there today of mysql-80']],
      ['set capacity range', ['set the capacity range of mysql-80 to 1 to 16 ACUs']],
      ['create members', ['create mysql-80-v2-a-ablepu (db.serverless, tier 1)', 'create mysql-80-v2-b-ablepu (db.serverless, tier 1)']],
      ['fail over', ['fail over to mysql-80-v2-a-ablepu']],
      ['remove members', ['delete provisioned-instance-1', 'delete provisioned-instance-2']],
      ['finish', ['close the goal']],
    ]);
    expect(writeGap).toEqual({ leastSeconds: 5, mostSeconds: 35 });
  });

  test('over a Serverless v1 cluster, with the step behind which there is no way back', async () => {
    const { sampleCluster } = await exampleClusters();
    const { steps } = plan(GOAL, observationOf(sampleCluster));
    expect(steps.map(({ step }) => step)).toEqual([
      'record', 'safety snapshot', 'convert engine mode', 'set capacity range', 'create members', 'fail over', 'data api', 'remove members', 'finish',
    ]);
    expect(steps.filter(({ reversible }) => !reversible).map(({ step }) => step)).toEqual(['convert engine mode']);
  });

  test('of a refused move has the reasons and no steps', () => {
    const look = observation({ origin: undefined, cluster: { ...observation().cluster!, engineVersion: '5.7.mysql_aurora.2.12.0' } });
    expect(plan(GOAL, look)).toMatchObject({ outcome: 'refused', steps: [], problems: [{ code: 'ENGINE_VERSION_WITHOUT_SERVERLESS_V2' }] });
  });

  test('is the same every time, and leaves what it was made from as it was', async () => {
    const { mysql80 } = await exampleClusters();
    const look = observationOf(mysql80);
    const before = JSON.stringify(look);
    expect(plan(GOAL, look)).toEqual(plan(GOAL, look));
    expect(JSON.stringify(look)).toBe(before);
  });
});
