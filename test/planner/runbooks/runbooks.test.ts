import { endOf, GROUP_OF_RDS, runPlan } from './run-plan';
import { aurora, NETWORK, rdsInstance, type RunbookSource, snapshotOf } from './sources';
import type { PathName } from '../../../src/planner/paths/planned-path';
import type { PlanOptions } from '../../../src/planner/plan-document';

interface Case {
  readonly source: RunbookSource;
  readonly path: PathName;
  readonly options?: PlanOptions;
  /** Of the cluster, then of its writer. */
  readonly groups: readonly [string, string];
  readonly port: number;
  /** What is set in those groups. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly dataApi?: boolean;
}

const MYSQL_57 = '5.7.mysql_aurora.2.12.5';
const MYSQL_80 = '8.0.mysql_aurora.3.10.0';
const OWN_GROUPS = { clusterGroup: 'mine', instanceGroup: 'mine-too' } as const;
const BINLOG = { cluster: { binlog_format: 'ROW' }, instance: { max_connections: '500' } };
const LOGICAL = { cluster: { 'rds.logical_replication': '1' } };
const carried = (name: string, family: string) => `${name}-v2-${family}-ablepu`;

const PARAMETERS = { binlog_format: 'ROW', max_connections: '500' };

const CASES: Record<string, Case> = {
  'blue/green on the same version': {
    source: aurora({ engine: 'aurora-mysql', engineVersion: MYSQL_80, ...OWN_GROUPS }, BINLOG), path: 'blue/green', groups: ['mine', 'mine-too'], port: 3307, parameters: PARAMETERS,
  },
  'blue/green with an upgrade': {
    source: aurora({ engine: 'aurora-mysql', engineVersion: MYSQL_57, ...OWN_GROUPS }, BINLOG),
    path: 'blue/green',
    groups: [carried('mysql-80', 'aurora-mysql8-0'), carried('mysql-80', 'aurora-mysql8-0')],
    port: 3307,
    parameters: PARAMETERS,
  },
  'blue/green behind another upgrade': {
    source: aurora({ engine: 'aurora-mysql', engineVersion: MYSQL_57, ...OWN_GROUPS }, BINLOG),
    path: 'blue/green',
    options: { to: '8.4' },
    groups: [carried('mysql-80', 'aurora-mysql8-4'), carried('mysql-80', 'aurora-mysql8-4')],
    port: 3307,
    parameters: PARAMETERS,
  },
  'blue/green of PostgreSQL, with a default group of its instances': {
    source: aurora({ engine: 'aurora-postgresql', engineVersion: '13.12', clusterGroup: 'mine' }, LOGICAL),
    path: 'blue/green',
    options: { to: '16.8' },
    groups: [carried('mysql-80', 'aurora-postgresql16'), 'default.aurora-postgresql16'],
    port: 3307,
    parameters: { 'rds.logical_replication': '1' },
  },
  'snapshot restore of a cluster, with an upgrade': {
    source: aurora({ engine: 'aurora-mysql', engineVersion: MYSQL_57, ...OWN_GROUPS, more: { HttpEndpointEnabled: false } }, BINLOG),
    path: 'snapshot restore',
    groups: [carried('mysql-80', 'aurora-mysql8-0'), carried('mysql-80', 'aurora-mysql8-0')],
    port: 3307,
    parameters: PARAMETERS,
  },
  'snapshot restore of a cluster with a Data API, on the same version': {
    source: aurora({ engine: 'aurora-mysql', engineVersion: MYSQL_80, ...OWN_GROUPS, more: { HttpEndpointEnabled: true } }, BINLOG),
    path: 'snapshot restore',
    groups: ['mine', 'mine-too'],
    port: 3307,
    parameters: PARAMETERS,
    dataApi: true,
  },
  'snapshot restore from a cluster snapshot, with an upgrade': {
    source: snapshotOf({ engine: 'aurora-postgresql', engineVersion: '13.12' }),
    path: 'snapshot restore',
    options: { to: '16.8' },
    groups: ['default.aurora-postgresql16', 'default.aurora-postgresql16'],
    port: 5432,
  },
  'snapshot restore from an automated snapshot, with two upgrades': {
    source: snapshotOf({ engine: 'aurora-mysql', engineVersion: MYSQL_57 }, true),
    path: 'snapshot restore',
    options: { to: '8.4' },
    groups: ['default.aurora-mysql8.4', 'default.aurora-mysql8.4'],
    port: 3306,
  },
  'snapshot restore from a snapshot of Serverless v1': {
    source: snapshotOf({ engine: 'aurora-postgresql', engineVersion: '13.serverless_12', engineMode: 'serverless', more: { DBSubnetGroup: 'databases' } }, true),
    path: 'snapshot restore',
    groups: ['default.aurora-postgresql13', 'default.aurora-postgresql13'],
    port: 5432,
  },
  'blue/green of Serverless v1': {
    source: aurora({ engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.11.4', engineMode: 'serverless', clusterGroup: 'mine' }, { cluster: BINLOG.cluster }),
    path: 'blue/green',
    groups: ['sample-cluster-v2-aurora-mysql8-0-b4cjyf', 'default.aurora-mysql8.0'],
    port: 3306,
    parameters: BINLOG.cluster,
    dataApi: true,
  },
  'snapshot restore of an RDS instance with a parameter group of its own': {
    source: rdsInstance('mysql', '8.0.36', { parameterGroup: GROUP_OF_RDS }),
    path: 'snapshot restore',
    groups: [carried('shop', 'aurora-mysql8-0'), 'default.aurora-mysql8.0'],
    port: 5499,
    parameters: { max_connections: '500' },
  },
  'snapshot restore of an RDS instance': {
    source: rdsInstance('mysql', '8.0.36'), path: 'snapshot restore', groups: ['default.aurora-mysql8.0', 'default.aurora-mysql8.0'], port: 5499,
  },
  'snapshot restore from the snapshot of an RDS instance': {
    source: rdsInstance('postgres', '16.4', { snapshot: true }), path: 'snapshot restore', groups: ['default.aurora-postgresql16', 'default.aurora-postgresql16'], port: 5499,
  },
  'read replica of RDS for MySQL': {
    source: rdsInstance('mysql', '8.0.36'), path: 'read replica', options: { readers: 2 }, groups: ['default.aurora-mysql8.0', 'default.aurora-mysql8.0'], port: 5499,
  },
  'read replica of RDS for PostgreSQL': {
    source: rdsInstance('postgres', '16.4'), path: 'read replica', groups: ['default.aurora-postgresql16', 'default.aurora-postgresql16'], port: 5499,
  },
  'dump and restore of RDS for MySQL': {
    source: rdsInstance('mysql', '8.0.36'), path: 'dump and restore', groups: ['default.aurora-mysql8.0', 'default.aurora-mysql8.0'], port: 5499,
  },
  'dump and restore of a cluster of PostgreSQL': {
    source: aurora({ engine: 'aurora-postgresql', engineVersion: '16.4', clusterGroup: 'mine' }, LOGICAL),
    path: 'dump and restore',
    groups: ['mine', 'default.aurora-postgresql16'],
    port: 3307,
    parameters: { 'rds.logical_replication': '1' },
  },
  'DMS from RDS for PostgreSQL': {
    source: rdsInstance('postgres', '16.4'), path: 'DMS', groups: ['default.aurora-postgresql16', 'default.aurora-postgresql16'], port: 5499,
  },
};

/** A real shell runs what the plan prints, until its end. What AWS refuses, or the shell does not understand, ends it. */
test.each(Object.entries(CASES))('%s', async (_, { source, path, options, groups, port, parameters = {}, dataApi = false }) => {
  const started = await source();
  const run = await runPlan(started, path, options);
  expect([run.status, run.stderr]).toEqual([0, '']);
  expect(endOf(started.account, run)).toEqual({
    engineVersion: run.plan.goal.engineVersion.replace('serverless_', ''),
    classes: Array(run.plan.goal.members).fill('db.serverless'),
    subnetGroup: NETWORK.subnetGroup,
    securityGroups: [NETWORK.securityGroup],
    port,
    groups,
    parameters,
    dataApi,
    writes: true,
    violations: [],
  });
});
