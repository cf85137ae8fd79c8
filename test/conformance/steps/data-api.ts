import { dataApi, from, type Group, pass, rds } from '../step';

const resourceArn = 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80';
const secretArn = from('ModifyDBCluster.DBCluster.MasterUserSecret.SecretArn');
const login = { resourceArn, secretArn };
const select = { ...login, sql: 'SELECT 1' };
const oldest = 'SELECT COALESCE(MAX(TIMESTAMPDIFF(SECOND, trx_started, NOW())), 0) FROM information_schema.innodb_trx WHERE trx_mysql_thread_id <> CONNECTION_ID()';

export const DATA_API: Group = {
  name: 'data api',
  steps: [
    rds('ModifyDBCluster', { DBClusterIdentifier: 'mysql-80', ManageMasterUserPassword: true }),
    dataApi('ExecuteStatement', select, { fails: 'HttpEndpointNotEnabledException' }),
    pass(120),
    rds('EnableHttpEndpoint', { ResourceArn: resourceArn }),
    pass(30),
    dataApi('ExecuteStatement', select, { gives: { numberOfRecordsUpdated: 0, records: [[{ longValue: 1 }]] } }),
    dataApi('ExecuteStatement', { ...select, secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:none' }, { fails: 'SecretsErrorException' }),
    dataApi('ExecuteStatement', { ...select, resourceArn: `${resourceArn}-2` }, { fails: 'BadRequestException' }),
    dataApi('ExecuteStatement', { ...select, sql: 'SELECT * FROM orders' }, { fails: 'NotSimulated' }),
    dataApi('ExecuteStatement', { ...select, database: 'shop' }, { fails: 'NotSimulated' }),
    dataApi('BatchExecuteStatement', select, { fails: 'NotSimulated' }),

    dataApi('BeginTransaction', login, { gives: { transactionId: expect.any(String) } }),
    pass(100),
    dataApi('ExecuteStatement', { ...select, transactionId: from('BeginTransaction.transactionId') }, { gives: { records: [[{ longValue: 1 }]] } }),
    pass(100),
    dataApi('ExecuteStatement', { ...login, sql: oldest }, { gives: { records: [[{ longValue: 200 }]] } }),
    dataApi('CommitTransaction', { ...login, transactionId: from('BeginTransaction.transactionId') }, { gives: { transactionStatus: 'Transaction Committed' } }),
    dataApi('RollbackTransaction', { ...login, transactionId: from('BeginTransaction.transactionId') }, { fails: 'TransactionNotFoundException' }),
    dataApi('ExecuteStatement', { ...login, sql: oldest }, { gives: { records: [[{ longValue: 0 }]] } }),
    dataApi('BeginTransaction', login),
    dataApi('RollbackTransaction', { ...login, transactionId: from('BeginTransaction.transactionId') }, { gives: { transactionStatus: 'Rollback Complete' } }),
    // Three minutes without a use.
    dataApi('BeginTransaction', login),
    pass(200),
    dataApi('CommitTransaction', { ...login, transactionId: from('BeginTransaction.transactionId') }, { fails: 'TransactionNotFoundException' }),

    rds('FailoverDBCluster', { DBClusterIdentifier: 'mysql-80' }),
    pass(5),
    dataApi('ExecuteStatement', select, { fails: 'DatabaseUnavailableException' }),
    pass(60),
    dataApi('ExecuteStatement', select, { gives: { records: [[{ longValue: 1 }]] } }),
    rds('StopDBCluster', { DBClusterIdentifier: 'mysql-80' }),
    pass(5),
    dataApi('ExecuteStatement', select, { fails: 'InvalidResourceStateException' }),
  ],
};
