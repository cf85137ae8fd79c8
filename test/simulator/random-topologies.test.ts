import fc from 'fast-check';
import { SimulatedAccount } from '../../src/simulator/account';
import { parseFault } from '../../src/simulator/faults/fault';
import { rds } from '../../src/simulator/rds/service';
import { loadState } from '../../src/simulator/state';
import { AwsError } from '../../src/simulator/wire/aws-error';
import { impossible } from '../support/impossible';
import { exampleClusters } from '../support/simulated-account';

const SEQUENCES = 1000;

const cluster = fc.constantFrom('mysql-80', 'mysql-80-old1', 'secondary');
const instance = fc.constantFrom('provisioned-instance-1', 'provisioned-instance-2', 'secondary-1');
const globalCluster = { GlobalClusterIdentifier: fc.constant('shop') };
const deployment = { BlueGreenDeploymentIdentifier: fc.constant('the first one') };
const proxy = { DBProxyName: fc.constant('front') };
const record = <T>(operation: string, input: fc.Arbitrary<T>) => input.map((value) => ({ operation, input: value as Record<string, unknown> }));

const step = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(0.1, 2, 15, 60, 400, 4000).map((seconds) => ({ seconds })) },
  {
    weight: 4,
    arbitrary: record('CreateBlueGreenDeployment', fc.record({
      BlueGreenDeploymentName: fc.constantFrom('a', 'b'), Source: cluster, TargetEngineVersion: fc.constantFrom('8.0.mysql_aurora.3.12.0', '8.0.mysql_aurora.3.10.0'),
    })),
  },
  { weight: 4, arbitrary: record('SwitchoverBlueGreenDeployment', fc.record({ ...deployment, SwitchoverTimeout: fc.constantFrom(30, 300) })) },
  { weight: 2, arbitrary: record('DeleteBlueGreenDeployment', fc.record({ ...deployment, DeleteTarget: fc.boolean() })) },
  { weight: 2, arbitrary: record('CreateGlobalCluster', fc.record({ ...globalCluster, SourceDBClusterIdentifier: cluster })) },
  {
    weight: 3,
    arbitrary: record('CreateDBCluster', fc.record({
      ...globalCluster, DBClusterIdentifier: fc.constant('secondary'), Engine: fc.constant('aurora-mysql'), EngineVersion: fc.constant('8.0.mysql_aurora.3.10.0'),
    })),
  },
  {
    weight: 3,
    arbitrary: record('CreateDBInstance', fc.record({
      DBClusterIdentifier: cluster, DBInstanceIdentifier: instance, DBInstanceClass: fc.constant('db.r6g.large'), Engine: fc.constant('aurora-mysql'),
    })),
  },
  { weight: 3, arbitrary: record('SwitchoverGlobalCluster', fc.record({ ...globalCluster, TargetDbClusterIdentifier: cluster })) },
  { weight: 2, arbitrary: record('RemoveFromGlobalCluster', fc.record({ ...globalCluster, DbClusterIdentifier: cluster })) },
  { weight: 3, arbitrary: record('DeleteGlobalCluster', fc.record(globalCluster)) },
  {
    weight: 1,
    arbitrary: record('CreateDBProxy', fc.record({
      ...proxy, EngineFamily: fc.constant('MYSQL'), DefaultAuthScheme: fc.constant('IAM_AUTH'), RoleArn: fc.constant('r'), VpcSubnetIds: fc.constant(['a', 'b']),
    })),
  },
  { weight: 2, arbitrary: record('RegisterDBProxyTargets', fc.record({ ...proxy, DBClusterIdentifiers: cluster.map((name) => [name]) })) },
  { weight: 1, arbitrary: record('DeleteDBProxy', fc.record(proxy)) },
  { weight: 2, arbitrary: record('FailoverDBCluster', fc.record({ DBClusterIdentifier: cluster })) },
  { weight: 2, arbitrary: record('RebootDBInstance', fc.record({ DBInstanceIdentifier: instance })) },
  { weight: 1, arbitrary: record('DeleteDBInstance', fc.record({ DBInstanceIdentifier: instance, SkipFinalSnapshot: fc.constant(true) })) },
  { weight: 1, arbitrary: fc.constantFrom('zone-failure:seconds=1', 'maintenance:seconds=1', 'guardrail', 'replication-degraded:seconds=5').map((fault) => ({ fault })) },
);

type Step = { seconds: number } | { fault: string } | { operation: string; input: Record<string, unknown> };

describe('random operations on topologies', () => {
  test(`${SEQUENCES} sequences never reach an impossible state`, async () => {
    const { mysql80 } = await exampleClusters();
    const succeeded: Record<string, number> = {};
    const call = (account: SimulatedAccount, operation: string, input: Record<string, unknown>) => {
      const [first] = account.blueGreenDeployments.all;
      rds.call(account, operation, 'BlueGreenDeploymentIdentifier' in input ? { ...input, BlueGreenDeploymentIdentifier: first?.identifier ?? 'none' } : input);
      succeeded[operation] = (succeeded[operation] ?? 0) + 1;
    };
    const start = (seed: number) => {
      const account = new SimulatedAccount({ seed, region: 'eu-west-1' });
      loadState(account, [mysql80.cluster], mysql80.instances);
      const group = { DBClusterParameterGroupName: 'with-binlog' };
      rds.call(account, 'CreateDBClusterParameterGroup', { ...group, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'x' });
      rds.call(account, 'ModifyDBClusterParameterGroup', { ...group, Parameters: [{ ParameterName: 'binlog_format', ParameterValue: 'ROW', ApplyMethod: 'pending-reboot' }] });
      rds.call(account, 'ModifyDBCluster', { DBClusterIdentifier: 'mysql-80', ...group, DeletionProtection: false });
      for (const member of account.instances.values()) account.parameterGroups.applyPending(member);
      const after = (seconds: number, operation: string, input: Record<string, unknown>) => {
        account.clock.advanceTo(account.clock.now + seconds * 1000);
        rds.call(account, operation, input);
      };
      // A third of the sequences begins with a deployment that is ready, a third with a global cluster.
      if (seed % 3 === 1) after(0, 'CreateBlueGreenDeployment', { BlueGreenDeploymentName: 'first', Source: 'mysql-80' });
      if (seed % 3 === 2) {
        const [shop, secondary, Engine] = [{ GlobalClusterIdentifier: 'shop' }, { DBClusterIdentifier: 'secondary' }, 'aurora-mysql'];
        after(0, 'CreateGlobalCluster', { ...shop, SourceDBClusterIdentifier: 'mysql-80' });
        after(120, 'CreateDBCluster', { ...shop, ...secondary, Engine, EngineVersion: '8.0.mysql_aurora.3.10.0' });
        after(300, 'CreateDBInstance', { ...secondary, Engine, DBInstanceIdentifier: 'secondary-1', DBInstanceClass: 'db.r6g.large' });
      }
      account.clock.advanceTo(account.clock.now + 7_200_000);
      return account;
    };
    const run = (steps: readonly Step[], seed: number) => {
      const account = start(seed);
      for (const current of steps) {
        try {
          if ('seconds' in current) account.clock.advanceTo(account.clock.now + current.seconds * 1000);
          else if ('fault' in current) account.faults.add(parseFault(current.fault));
          else call(account, current.operation, current.input);
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
        }
        const problem = impossible(account, new Set());
        if (problem) throw new Error(problem);
      }
    };
    fc.assert(fc.property(fc.array(step, { minLength: 15, maxLength: 50, size: 'max' }), fc.integer({ min: 0, max: 1000 }), (steps, seed) => {
      run(steps as Step[], seed);
    }), { numRuns: SEQUENCES, seed: 1 });
    expect(Object.entries(succeeded).filter(([, times]) => times < 5)).toEqual([]);
    expect(Object.keys(succeeded)).toHaveLength(15);
  }, 120_000);
});
