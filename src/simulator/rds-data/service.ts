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

/** Both end a transaction; nothing is written here that could be undone. */
function ending<Input extends sdk.CommitTransactionRequest | sdk.RollbackTransactionRequest>(transactionStatus: string) {
  return operation<Input, sdk.CommitTransactionResponse>(
    ['resourceArn', 'secretArn', 'transactionId'],
    (account, { resourceArn, secretArn, transactionId }) => {
      account.transactions.end(account.transactions.use(logIn(account, resourceArn!, secretArn!), transactionId));
      return { transactionStatus };
    },
  );
}

/** The Data API. */
export const rdsData = new Service({
  name: 'rds-data',
  shapes,
  protocols: [new RestJsonProtocol(shapes)],
  operations: {
    ExecuteStatement: executeStatement,
    BeginTransaction: beginTransaction,
    CommitTransaction: ending<sdk.CommitTransactionRequest>('Transaction Committed'),
    RollbackTransaction: ending<sdk.RollbackTransactionRequest>('Rollback Complete'),
  },
});
