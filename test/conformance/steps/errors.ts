import { ERROR_TABLE } from '../error-table';
import { attach, type Call, type Group, pass, rds, strike } from '../step';

const credentials = { MasterUsername: 'dbadmin', MasterUserPassword: 'a-password' };
const times = (count: number, step: (number: number) => Call) => Array.from({ length: count }, (_, number) => step(number));
const cluster = (DBClusterIdentifier: string) => ({ ...credentials, DBClusterIdentifier, Engine: 'aurora-mysql' });
const member = (DBInstanceIdentifier: string, DBClusterIdentifier = 'mysql-80') =>
  ({ DBInstanceIdentifier, DBClusterIdentifier, Engine: 'aurora-mysql', DBInstanceClass: 'db.r6g.large' });
const snapshot = (DBClusterSnapshotIdentifier: string, DBClusterIdentifier: string) => ({ DBClusterSnapshotIdentifier, DBClusterIdentifier });

const group = (DBClusterParameterGroupName: string) => ({ DBClusterParameterGroupName, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'one of many' });

/** The quotas of a Region: 40 clusters, 40 instances, 100 manual snapshots, 50 groups. Two clusters and three instances are there. */
export const QUOTAS: Group = {
  name: 'quotas',
  steps: [
    ...times(38, (number) => rds('CreateDBCluster', cluster(`c-${number}`))),
    rds('CreateDBCluster', cluster('too-many'), { fails: 'DBClusterQuotaExceededFault' }),
    pass(300),
    ...times(14, (number) => rds('CreateDBInstance', member(`a-${number}`))),
    ...times(16, (number) => rds('CreateDBInstance', member(`b-${number}`, 'c-0'))),
    ...times(7, (number) => rds('CreateDBInstance', member(`c-${number}`, 'c-1'))),
    rds('CreateDBInstance', member('too-many', 'c-2'), { fails: 'InstanceQuotaExceeded' }),
    pass(300),
    ...times(38, (number) => rds('CreateDBClusterSnapshot', snapshot(`first-${number}`, `c-${number}`))),
    pass(300),
    ...times(38, (number) => rds('CreateDBClusterSnapshot', snapshot(`second-${number}`, `c-${number}`))),
    pass(300),
    ...times(24, (number) => rds('CreateDBClusterSnapshot', snapshot(`third-${number}`, `c-${number}`))),
    rds('CreateDBClusterSnapshot', snapshot('too-many', 'mysql-80'), { fails: 'SnapshotQuotaExceeded' }),
    pass(300),
    ...times(50, (number) => rds('CreateDBClusterParameterGroup', group(`group-${number}`))),
    rds('CreateDBClusterParameterGroup', group('too-many'), { fails: 'DBParameterGroupQuotaExceeded' }),
  ],
};

/** A call of each operation for which an error is asked. */
const CALLS = {
  CreateDBCluster: rds('CreateDBCluster', cluster('new')),
  CreateDBInstance: rds('CreateDBInstance', member('new')),
  DeleteDBCluster: rds('DeleteDBCluster', { DBClusterIdentifier: 'mysql-80' }),
  ModifyDBCluster: rds('ModifyDBCluster', { DBClusterIdentifier: 'mysql-80', StorageType: 'aurora-iopt1' }),
  ModifyDBInstance: rds('ModifyDBInstance', { DBInstanceIdentifier: 'provisioned-instance-1', PromotionTier: 2 }),
  RestoreDBClusterFromSnapshot: rds('RestoreDBClusterFromSnapshot', { DBClusterIdentifier: 'new', SnapshotIdentifier: 'x', Engine: 'aurora-mysql' }),
  RestoreDBClusterToPointInTime: rds('RestoreDBClusterToPointInTime', { DBClusterIdentifier: 'new', SourceDBClusterIdentifier: 'mysql-80' }),
};

export const ERRORS_ON_REQUEST: Group = {
  name: 'errors on request',
  steps: [
    ...ERROR_TABLE.flatMap(({ code, onRequest: operation }) => operation
      ? [strike(`refuse:operation=rds:${operation},detail=${code}`), { ...CALLS[operation], fails: code }]
      : []),
    strike('insufficient-capacity'),
    rds('CreateDBInstance', member('new'), { fails: 'InsufficientDBInstanceCapacity' }),
    attach({ Effect: 'Allow', Action: 'rds:Describe*', Resource: '*' }),
    rds('DescribeDBClusters', {}),
    rds('FailoverDBCluster', { DBClusterIdentifier: 'mysql-80' }, { fails: 'AccessDenied' }),
  ],
};
