import { ExecuteStatementCommand, type RDSDataClient } from '@aws-sdk/client-rds-data';
import type { StatementPort } from '../ports';
import { call } from './refusals';

/** The Data API logs in with the secret, at the writer. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html */
export function dataApiStatements(client: RDSDataClient): StatementPort {
  return {
    async execute(resourceArn, secretArn, sql) {
      const { records } = await call(() => client.send(new ExecuteStatementCommand({ resourceArn, secretArn, sql })));
      return records?.[0]?.[0]?.longValue;
    },
  };
}
