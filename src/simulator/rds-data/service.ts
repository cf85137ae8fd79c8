import * as shapes from '@aws-sdk/client-rds-data';
import type * as sdk from '@aws-sdk/client-rds-data';
import { logIn } from './log-in';
import { execute } from './statements';
import { RestJsonProtocol } from '../wire/rest-json-protocol';
import { operation, Service } from '../wire/service';

const executeStatement = operation<sdk.ExecuteStatementRequest, sdk.ExecuteStatementResponse>(
  ['resourceArn', 'secretArn', 'sql', 'transactionId'],
  (account, { resourceArn, secretArn, sql, transactionId }) => {
    const cluster = logIn(account, resourceArn!, secretArn!);
    if (transactionId !== undefined) account.transactions.use(cluster, transactionId);
    return { numberOfRecordsUpdated: 0, records: [[{ longValue: execute(account, cluster, sql!) }]] };
  },
);

const beginTransaction = operation<sdk.BeginTransactionRequest, sdk.BeginTransactionResponse>(
  ['resourceArn', 'secretArn'],
  (account, { resourceArn, secretArn }) => ({ transactionId: account.transactions.begin(logIn(account, resourceArn!, secretArn!), true).id }),
);

const commitTransaction = operation<sdk.CommitTransactionRequest, sdk.CommitTransactionResponse>(
  ['resourceArn', 'secretArn', 'transactionId'],
  (account, { resourceArn, secretArn, transactionId }) => {
    account.transactions.end(account.transactions.use(logIn(account, resourceArn!, secretArn!), transactionId));
    return { transactionStatus: 'Transaction Committed' };
  },
);

const rollbackTransaction = operation<sdk.RollbackTransactionRequest, sdk.RollbackTransactionResponse>(
  ['resourceArn', 'secretArn', 'transactionId'],
  (account, { resourceArn, secretArn, transactionId }) => {
    account.transactions.end(account.transactions.use(logIn(account, resourceArn!, secretArn!), transactionId));
    return { transactionStatus: 'Rollback Complete' };
  },
);

/** The Data API. */
export const rdsData = new Service({
  name: 'rds-data',
  shapes,
  protocols: [new RestJsonProtocol(shapes)],
  operations: {
    ExecuteStatement: executeStatement,
    BeginTransaction: beginTransaction,
    CommitTransaction: commitTransaction,
    RollbackTransaction: rollbackTransaction,
  },
});
