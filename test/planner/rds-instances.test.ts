import { planOf } from './documents/plan-for';
import type { PathName } from '../../src/planner/paths/planned-path';
import type { PlanOptions } from '../../src/planner/plan-document';

const ARN = 'arn:aws:rds:eu-west-1:123456789012:db:rds';
const TODAY = '2026-11-21';

const instance = (more: object) => ({
  DBInstances: [{
    DBInstanceIdentifier: 'rds',
    DBInstanceArn: ARN,
    DBInstanceClass: 'db.m6g.large',
    DBInstanceStatus: 'available',
    Engine: 'mysql',
    EngineVersion: '8.4.3',
    AllocatedStorage: 100,
    BackupRetentionPeriod: 7,
    Endpoint: { Address: 'rds.example', Port: 3306 },
    ...more,
  }],
});

async function failures(more: object, path: PathName, options: PlanOptions = {}, around: object[] = []) {
  const { paths } = await planOf([instance(more), ...around], { today: TODAY, ...options });
  return paths.find((candidate) => candidate.path === path)!.findings.filter(({ kind }) => kind === 'fail');
}

const codes = async (...args: Parameters<typeof failures>) => (await failures(...args)).map(({ code }) => code);

test('nothing is found against an instance with which everything is well', async () => {
  expect(await codes({}, 'read replica')).toEqual([]);
});

test.each<[what: string, more: object, path: PathName, expected: string[]]>([
  ['a stopped one', { DBInstanceStatus: 'stopped' }, 'read replica', ['INSTANCE_STOPPED']],
  ['a full one', { DBInstanceStatus: 'storage-full' }, 'DMS', ['INSTANCE_BROKEN']],
  ['one whose class waits for the window', { PendingModifiedValues: { DBInstanceClass: 'db.m6g.xlarge' } }, 'read replica', ['PENDING_CHANGES']],
  ['a replica of an instance', { ReadReplicaSourceDBInstanceIdentifier: 'other' }, 'dump and restore', ['REPLICA_INSTANCE']],
  ['a replica of a cluster', { ReadReplicaSourceDBClusterIdentifier: 'other' }, 'read replica', ['REPLICA_INSTANCE']],
  ['one with replicas', { ReadReplicaDBInstanceIdentifiers: ['r'], ReadReplicaDBClusterIdentifiers: [] }, 'read replica', ['REPLICAS_LEFT_BEHIND']],
  ['one with an Aurora replica', { ReadReplicaDBClusterIdentifiers: ['aurora'] }, 'read replica', ['AURORA_REPLICA_EXISTS', 'REPLICAS_LEFT_BEHIND']],
  ['one without backups', { BackupRetentionPeriod: 0 }, 'read replica', ['BACKUPS_OFF']],
  ['one whose password RDS manages', { MasterUserSecret: { SecretArn: 'x' } }, 'read replica', ['READ_REPLICA_MANAGED_PASSWORD']],
  ['its password after a restore', { MasterUserSecret: { SecretArn: 'x' } }, 'snapshot restore', ['RESTORE_MANAGED_PASSWORD']],
  ['another port', { Endpoint: { Port: 3399 } }, 'read replica', ['PORT_NOT_STANDARD']],
  ['its own Extended Support', { EngineVersion: '5.7.44' }, 'DMS', ['EXTENDED_SUPPORT']],
])('says that it is %s', async (_, more, path, expected) => {
  expect(await codes(more, path)).toEqual(expected);
});

test('maintenance that AWS plans for it', async () => {
  const around = [{ PendingMaintenanceActions: [{ ResourceIdentifier: ARN, PendingMaintenanceActionDetails: [{ Action: 'system-update' }] }] }];
  expect(await codes({}, 'read replica', {}, around)).toEqual(['PENDING_MAINTENANCE']);
});

test('a minor move from RDS to Aurora is not a major upgrade', async () => {
  for (const EngineVersion of ['8.0.36', '8.4.3']) {
    const plan = await planOf([instance({ EngineVersion })], { path: 'read replica', today: TODAY });
    expect(plan.checks.map(({ code }) => code)).toEqual(['MYSQL_TABLES_WITHOUT_PRIMARY_KEY']);
    expect(plan.paths.flatMap(({ findings }) => findings.map(({ code }) => code))).not.toContain('MYSQL_84_CLIENTS');
  }
});

describe('Extended Support', () => {
  const message = async (more: object, today = TODAY) => (await failures(more, 'DMS', { today })).find(({ code }) => code === 'EXTENDED_SUPPORT')?.message;

  test('has a calendar of its own for RDS', async () => {
    expect(await message({ EngineVersion: '8.0.36' })).toContain('ended on 2026-07-31');
    expect(await message({ EngineVersion: '8.0.36' }, '2026-07-31')).toBeUndefined();
    expect(await message({ EngineVersion: '5.7.44' })).toMatch(/ended on 2024-02-29.*since 2024-03-01, about twice as much since 2026-03-01, until it ends on 2027-02-28.*0\.40 USD an hour for 2 vCPUs/);
  });

  test('is over one day', async () => {
    expect(await message({ EngineVersion: '5.7.44' }, '2028-01-01')).toMatch(/Extended Support ended on 2027-02-28, too: AWS upgrades it/);
  });

  test('is not paid by who is not enrolled', async () => {
    const said = await message({ EngineVersion: '5.7.44', EngineLifecycleSupport: 'open-source-rds-extended-support-disabled' });
    expect(said).toMatch(/not enrolled in Extended Support: AWS upgrades it/);
    expect(said).not.toContain('USD');
  });

  test('is paid neither by snapshots nor by servers of your own', async () => {
    const snapshot = { DBSnapshots: [{ DBSnapshotIdentifier: 's', DBSnapshotArn: ARN, Engine: 'mysql', EngineVersion: '5.7.44', Status: 'available', AllocatedStorage: 20 }] };
    const server = { SelfManagedServers: [{ Identifier: 'cellar', Engine: 'postgres', EngineVersion: '11.4' }] };
    for (const document of [snapshot, server]) {
      const { paths } = await planOf([document], { today: TODAY });
      expect(paths.flatMap(({ findings }) => findings.map(({ code }) => code))).not.toContain('EXTENDED_SUPPORT');
    }
  });
});
