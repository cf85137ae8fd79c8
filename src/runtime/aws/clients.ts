import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { RDSClient } from '@aws-sdk/client-rds';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Ports } from '../ports';
import { cloudWatchMetrics } from './cloudwatch-metrics';
import { rdsDatabase } from './rds-database';
import { ssmRecord } from './ssm-record';

/** The loop decides when to call again; an SDK that retries would hide a throttle from it. */
export const NO_RETRIES = { maxAttempts: 1 };

type ClientOptions = ConstructorParameters<typeof RDSClient>[0];

/** The ports on the account to which the SDK's own configuration leads. */
export function awsPorts(options: ClientOptions = {}): Ports {
  const config = { ...NO_RETRIES, ...options } as object;
  return {
    database: rdsDatabase(new RDSClient(config)),
    metrics: cloudWatchMetrics(new CloudWatchClient(config)),
    record: ssmRecord(new SSMClient(config)),
  };
}
