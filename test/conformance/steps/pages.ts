import { type Call, from, type Group, pass, rds } from '../step';

const SMALLEST_PAGE = 20;
const many = (step: (number: number) => Call) => Array.from({ length: SMALLEST_PAGE }, (_, number) => step(number));

export const PAGES: Group = {
  name: 'pages',
  steps: [
    ...many((number) => rds('CreateDBCluster', {
      DBClusterIdentifier: `page-${number}`, Engine: 'aurora-postgresql', MasterUsername: 'dbadmin', MasterUserPassword: 'a-password',
    })),
    rds('DescribeDBClusters', { MaxRecords: SMALLEST_PAGE }, { gives: { Marker: expect.any(String) } }),
    rds('DescribeDBClusters', { MaxRecords: SMALLEST_PAGE, Marker: from('DescribeDBClusters.Marker') }, {
      gives: { DBClusters: [{ DBClusterIdentifier: 'page-18' }, { DBClusterIdentifier: 'page-19' }] },
    }),
    pass(300),
    ...many((number) => rds('CreateDBInstance', {
      DBInstanceIdentifier: `page-${number}`, DBClusterIdentifier: `page-${number}`, Engine: 'aurora-postgresql', DBInstanceClass: 'db.r6g.large',
    })),
    rds('DescribeDBInstances', { MaxRecords: SMALLEST_PAGE }),
    rds('DescribeDBInstances', { MaxRecords: SMALLEST_PAGE, Marker: from('DescribeDBInstances.Marker') }, {
      gives: { DBInstances: [{ DBInstanceIdentifier: 'page-17' }, { DBInstanceIdentifier: 'page-18' }, { DBInstanceIdentifier: 'page-19' }] },
    }),
    pass(300),
    ...many((number) => rds('CreateDBClusterSnapshot', { DBClusterIdentifier: `page-${number}`, DBClusterSnapshotIdentifier: `page-${number}` })),
    rds('CreateDBClusterSnapshot', { DBClusterIdentifier: 'mysql-80', DBClusterSnapshotIdentifier: 'page-20' }),
    rds('DescribeDBClusterSnapshots', { MaxRecords: SMALLEST_PAGE }),
    rds('DescribeDBClusterSnapshots', { MaxRecords: SMALLEST_PAGE, Marker: from('DescribeDBClusterSnapshots.Marker') }, {
      gives: { DBClusterSnapshots: [{ DBClusterSnapshotIdentifier: 'page-20' }] },
    }),
    pass(300),
    ...many((number) => rds('CreateDBSnapshot', { DBInstanceIdentifier: 'rds-postgres', DBSnapshotIdentifier: `page-${number}` })),
    rds('CreateDBSnapshot', { DBInstanceIdentifier: 'rds-postgres', DBSnapshotIdentifier: 'page-20' }),
    rds('DescribeDBSnapshots', { MaxRecords: SMALLEST_PAGE }),
    rds('DescribeDBSnapshots', { MaxRecords: SMALLEST_PAGE, Marker: from('DescribeDBSnapshots.Marker') }, { gives: { DBSnapshots: [{ DBSnapshotIdentifier: 'page-20' }] } }),
  ],
};
