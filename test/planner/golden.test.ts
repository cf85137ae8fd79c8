import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { planFor, planOf } from './documents/plan-for';
import type { Duration, SecondsRange } from '../../src/planner/durations';
import { isImpossible } from '../../src/planner/paths';
import type { PlanDocument } from '../../src/planner/plan-document';
import type { Finding } from '../../src/planner/rules';

const FOLDER = `${__dirname}/../../test/planner/golden`;
const ARN = 'arn:aws:rds:eu-west-1:123456789012';
const MYSQL_57 = '5.7.mysql_aurora.2.11.4';

const clusterSnapshot = (more: object) => ({
  DBClusterSnapshots: [{ DBClusterSnapshotIdentifier: 'old', DBClusterSnapshotArn: `${ARN}:cluster-snapshot:old`, Status: 'available', ...more }],
});
const rdsInstance = (Engine: string, EngineVersion: string, more: object = {}) => ({
  DBInstances: [{ DBInstanceIdentifier: 'rds', DBInstanceArn: `${ARN}:db:rds`, DBInstanceClass: 'db.m6g.large', DBInstanceStatus: 'available', Engine, EngineVersion, AllocatedStorage: 500, ...more }],
});

/** One of each kind of source, so that every path of every engine is in some plan, with everything that it says. */
const PLANS: Record<string, () => Promise<PlanDocument>> = {
  'mysql-57-with-everything': () => planFor({
    engine: 'aurora-mysql',
    engineVersion: MYSQL_57,
    clusterGroup: 'mine',
    instanceGroup: 'mine',
    more: {
      HttpEndpointEnabled: true,
      DeletionProtection: true,
      MasterUserSecret: { SecretArn: 'secret' },
      AssociatedRoles: [{ RoleArn: 'role' }],
      StorageType: 'aurora-iopt1',
      Port: 3307,
    },
  }, { to: '8.4', readers: 2, capacity: { minAcu: 0, maxAcu: 32, autoPauseSeconds: 600 } }, [{ Targets: [{ RdsResourceId: 'mysql-80', DBProxyName: 'proxy' }] }]),
  'postgres-12': () => planFor({ engine: 'aurora-postgresql', engineVersion: '12.9' }, { to: '17', pace: 'slow' }),
  'serverless-v1-mysql': () => planFor({ engine: 'aurora-mysql', engineVersion: MYSQL_57, engineMode: 'serverless', more: { HttpEndpointEnabled: true } }),
  'serverless-v1-postgres': () => planFor({ engine: 'aurora-postgresql', engineVersion: '13.12', engineMode: 'serverless' }, { to: '16', pace: 'fast' }),
  'stopped-and-changing': () => planFor({
    engine: 'aurora-postgresql', engineVersion: '16.4', more: { Status: 'stopped', PendingModifiedValues: { EngineVersion: '16.8' }, GlobalClusterIdentifier: 'world' },
  }),
  'cluster-snapshot': () => planOf([clusterSnapshot({ Engine: 'aurora-postgresql', EngineVersion: '13.12', AllocatedStorage: 1 })], { to: '16.8' }),
  'serverless-v1-snapshot': () => planOf([clusterSnapshot({ Engine: 'aurora-mysql', EngineVersion: MYSQL_57, EngineMode: 'serverless' })], { to: '8.4' }),
  'instance-snapshot': () => planOf([{
    DBSnapshots: [{ DBSnapshotIdentifier: 's', DBSnapshotArn: `${ARN}:snapshot:s`, Engine: 'mysql', EngineVersion: '8.0.36', Status: 'creating', AllocatedStorage: 20 }],
  }]),
  'rds-mysql': () => planOf([rdsInstance('mysql', '8.0.36')], { path: 'read replica' }),
  'rds-postgres': () => planOf([rdsInstance('postgres', '14.9')], { maxWriteGapSeconds: 60, keepEndpoint: true, reversible: true, maxDurationSeconds: 600 }),
  'self-managed-mysql': () => planOf([{ SelfManagedServers: [{ Identifier: 'cellar', Engine: 'mysql', EngineVersion: '8.0.36', StorageGiB: 200 }] }]),
  'self-managed-postgres': () => planOf([{ SelfManagedServers: [{ Identifier: 'cellar', Engine: 'postgres', EngineVersion: '11.4' }] }], { path: 'DMS', today: '2027-03-01' }),
};

/** Every word of it, but one line for each finding and each duration, and of impossible paths only why. */
function compact({ paths, ...rest }: PlanDocument): object {
  return {
    ...rest,
    first: rest.first.map(lineOf),
    paths: paths.map((path) => isImpossible(path.findings)
      ? { path: path.path, impossible: path.findings.filter(({ kind, weight }) => kind === 'fail' && weight === 'impossible').map(lineOf) }
      : {
        ...path,
        steps: path.steps.map(({ takes, writeGap, ...step }) => ({
          ...step, takes: secondsOf(takes), ...(writeGap ? { writeGap: secondsOf(writeGap) } : {}),
        })),
        takes: secondsOf(path.takes),
        writeGap: secondsOf(path.writeGap),
        findings: path.findings.map(lineOf),
      }),
  };
}

function lineOf({ code, kind, weight, message, remedy }: Finding): string {
  return `${code} (${kind}, ${weight}) ${message} ${remedy}`;
}

function secondsOf({ leastSeconds, mostSeconds, likelySeconds, deviationSeconds }: SecondsRange & Partial<Duration>): string {
  return `${leastSeconds} to ${mostSeconds}${likelySeconds === undefined ? '' : `, likely ${likelySeconds} ± ${deviationSeconds}`}`;
}

/** `UPDATE_PLANS=1` writes what is said now; look at every difference before you commit it. */
test.each(Object.entries(PLANS))('the plan %s says what was looked at', async (name, make) => {
  const file = `${FOLDER}/${name}.yaml`;
  const said = stringify(compact(await make()), { lineWidth: 0, aliasDuplicateObjects: false });
  if (process.env.UPDATE_PLANS && !existsSync(FOLDER)) mkdirSync(FOLDER);
  if (process.env.UPDATE_PLANS) writeFileSync(file, said);
  expect(said).toBe(readFileSync(file, 'utf8'));
});
