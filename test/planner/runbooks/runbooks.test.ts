import { type Kept, runPlan, TARGET } from './run-plan';
import type { PathName } from '../../../src/planner/paths/planned-path';
import type { PlanOptions } from '../../../src/planner/plan-document';
import { type RunbookSource, SOURCES } from './sources';

interface Case {
  readonly source: RunbookSource;
  readonly path: PathName;
  readonly options?: PlanOptions;
  /** What the cluster has at the end, beside a serverless writer of the promised version. */
  readonly kept: Kept;
}

const KEPT: Kept = { DBSubnetGroup: 'databases', VpcSecurityGroups: ['sg-0f3a5b7c9d1e2f304'], Port: 3307 };
const CARRIED = { ...KEPT, clusterGroup: 'aurora-mysql8-0', instanceGroup: 'aurora-mysql8-0', parameters: { max_connections: '500' } };

const CASES: Record<string, Case> = {
  'blue/green, same version': { source: SOURCES.provisionedMysql, path: 'blue/green', kept: { ...KEPT, clusterGroup: 'mine', instanceGroup: 'mine-too' } },
};

describe.each(Object.entries(CASES))('%s', (_, { source, path, options, kept }) => {
  test('each command succeeds, and what was promised is there', async () => {
    const run = await runPlan(source, { ...options, path });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    expect(run.end(run.plan)).toEqual({ ...kept });
  });
});
