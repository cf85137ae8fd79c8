import fc from 'fast-check';
import { SimulatedAccount } from '../../src/simulator/account';
import { SERVICES } from '../../src/simulator/endpoint';
import { parseFault } from '../../src/simulator/faults/fault';
import { loadState } from '../../src/simulator/state';
import { AwsError } from '../../src/simulator/wire/aws-error';
import { impossible } from '../support/impossible';
import { exampleClusters } from '../support/simulated-account';

const SEQUENCES = 10_000;

const cluster = fc.constantFrom('mysql-80', 'sample-cluster', 'copy');
const instance = fc.constantFrom('provisioned-instance-1', 'provisioned-instance-2', 'sample-cluster-instance-1', 'a', 'b', 'c');
const snapshot = fc.constantFrom('s1', 's2');
const record = <T>(operation: string, input: fc.Arbitrary<T>) => input.map((value) => ({ operation, input: value as Record<string, unknown> }));

/** Calls as a careless person makes them, and time that passes. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0.1, 2, 15, 60, 400, 4000).map((seconds) => ({ seconds })) },
  {
    weight: 3,
    arbitrary: record('CreateDBInstance', fc.record({
      DBInstanceIdentifier: instance,
      DBClusterIdentifier: cluster,
      DBInstanceClass: fc.constantFrom('db.serverless', 'db.r6g.large', 'db.t3.medium'),
      Engine: fc.constantFrom('aurora-mysql', 'aurora-postgresql'),
      PromotionTier: fc.integer({ min: 0, max: 15 }),
    })),
  },
  { weight: 3, arbitrary: record('DeleteDBInstance', fc.record({ DBInstanceIdentifier: instance, SkipFinalSnapshot: fc.constant(true) })) },
  { weight: 3, arbitrary: record('FailoverDBCluster', fc.record({ DBClusterIdentifier: cluster, TargetDBInstanceIdentifier: instance }, { requiredKeys: ['DBClusterIdentifier'] })) },
  { weight: 2, arbitrary: record('ModifyDBCluster', fc.record({ DBClusterIdentifier: cluster, ServerlessV2ScalingConfiguration: fc.constant({ MinCapacity: 1, MaxCapacity: 8 }) })) },
  {
    weight: 1,
    arbitrary: record('ModifyDBCluster', fc.record({
      DBClusterIdentifier: cluster, EngineMode: fc.constant('provisioned'), AllowEngineModeChange: fc.constant(true), DBClusterInstanceClass: fc.constant('db.r5.large'),
    })),
  },
  {
    weight: 1,
    arbitrary: record('ModifyDBCluster', fc.record({
      DBClusterIdentifier: cluster,
      EngineVersion: fc.constantFrom('8.0.mysql_aurora.3.12.0', '8.4.mysql_aurora.8.4.7', '13.23', '14.22', '16.13'),
      AllowMajorVersionUpgrade: fc.boolean(),
      ApplyImmediately: fc.boolean(),
    })),
  },
  { weight: 1, arbitrary: record('ModifyDBCluster', fc.record({ DBClusterIdentifier: cluster, NewDBClusterIdentifier: cluster })) },
  { weight: 1, arbitrary: record('ModifyDBCluster', fc.record({ DBClusterIdentifier: cluster, DeletionProtection: fc.boolean() })) },
  { weight: 1, arbitrary: record('ModifyDBCluster', fc.record({ DBClusterIdentifier: cluster, Port: fc.constantFrom(3306, 5432) })) },
  {
    weight: 1,
    arbitrary: record('ModifyDBInstance', fc.record({
      DBInstanceIdentifier: instance, DBInstanceClass: fc.constantFrom('db.serverless', 'db.r6g.xlarge'), ApplyImmediately: fc.boolean(),
    })),
  },
  { weight: 1, arbitrary: record('ModifyDBInstance', fc.record({ DBInstanceIdentifier: instance, NewDBInstanceIdentifier: instance, ApplyImmediately: fc.constant(true) })) },
  { weight: 1, arbitrary: record('RebootDBInstance', fc.record({ DBInstanceIdentifier: instance })) },
  { weight: 2, arbitrary: record('StopDBCluster', fc.record({ DBClusterIdentifier: cluster })) },
  { weight: 3, arbitrary: record('StartDBCluster', fc.record({ DBClusterIdentifier: cluster })) },
  { weight: 1, arbitrary: record('DeleteDBCluster', fc.record({ DBClusterIdentifier: cluster, SkipFinalSnapshot: fc.constant(true) })) },
  { weight: 2, arbitrary: record('CreateDBClusterSnapshot', fc.record({ DBClusterIdentifier: cluster, DBClusterSnapshotIdentifier: snapshot })) },
  {
    weight: 3,
    arbitrary: record('RestoreDBClusterFromSnapshot', fc.record({
      DBClusterIdentifier: fc.constantFrom('copy', 'sample-cluster'), SnapshotIdentifier: snapshot, EngineVersion: fc.constantFrom('8.0.mysql_aurora.3.10.0', '13.12'), EngineMode: fc.constant('provisioned'), Engine: fc.constantFrom('aurora-mysql', 'aurora-postgresql'),
    })),
  },
  {
    weight: 1,
    arbitrary: record('RestoreDBClusterToPointInTime', fc.record({
      DBClusterIdentifier: cluster, SourceDBClusterIdentifier: cluster, UseLatestRestorableTime: fc.constant(true), RestoreType: fc.constant('copy-on-write'),
    })),
  },
  { weight: 1, arbitrary: fc.constantFrom('zone-failure:seconds=1', 'maintenance:seconds=1', 'reset-after:operation=rds:FailoverDBCluster').map((fault) => ({ fault })) },
);

type Step = { seconds: number } | { fault: string } | { operation: string; input: Record<string, unknown> };

describe('random operations', () => {
  test(`${SEQUENCES} sequences never reach an impossible state`, async () => {
    const { mysql80, sampleCluster } = await exampleClusters();
    const rds = SERVICES.get('rds')!;
    const succeeded: Record<string, number> = {};
    const run = (steps: readonly Step[], seed: number) => {
      const account = new SimulatedAccount({ seed, region: 'eu-west-1' });
      loadState(account, [mysql80.cluster, sampleCluster.cluster], [...mysql80.instances, ...sampleCluster.instances]);
      // Who renames or deletes a cluster takes its name from its client.
      const deleted = new Set<string>();
      for (const current of steps) {
        if ('seconds' in current) {account.clock.advanceTo(account.clock.now + current.seconds * 1000);} else if ('fault' in current) {account.faults.add(parseFault(current.fault));} else {
          try {
            rds.call(account, current.operation, current.input);
            succeeded[current.operation] = (succeeded[current.operation] ?? 0) + 1;
            if (current.operation === 'DeleteDBCluster' || current.input.NewDBClusterIdentifier) deleted.add(String(current.input.DBClusterIdentifier));
          } catch (error) {
            if (!(error instanceof AwsError) && (error as Error).constructor.name !== 'ConnectionReset') throw error;
            if (current.input.NewDBClusterIdentifier) deleted.add(String(current.input.DBClusterIdentifier));
          }
        }
        const problem = impossible(account, deleted);
        if (problem) throw new Error(problem);
      }
      return JSON.stringify(account.log.entries);
    };
    fc.assert(fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), fc.integer({ min: 0, max: 1000 }), (steps, seed) => {
      run(steps as Step[], seed);
    }), { numRuns: SEQUENCES, seed: 1 });
    // A sequence of refused calls proves little.
    expect(Object.entries(succeeded).filter(([, times]) => times < 100)).toEqual([]);
    expect(Object.keys(succeeded)).toHaveLength(12);
    fc.assert(fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), fc.integer({ min: 0, max: 1000 }), (steps, seed) => {
      expect(run(steps as Step[], seed)).toBe(run(steps as Step[], seed));
    }), { numRuns: 200, seed: 2 });
  }, 240_000);
});
