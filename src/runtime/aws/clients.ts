import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { RDSClient } from '@aws-sdk/client-rds';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Ports, SignalPort, StackPort } from '../ports';
import { cloudFormationStack } from './cloudformation-stack';
import { cloudWatchMetrics } from './cloudwatch-metrics';
import { dataApiStatements } from './data-api-statements';
import { rdsDatabase } from './rds-database';
import { ssmRecord } from './ssm-record';
import { stackSignals } from './stack-signals';

/** The loop decides when to call again; an SDK that retries would hide a throttle from it. */
export const NO_RETRIES = { maxAttempts: 1 };

type ClientOptions = ConstructorParameters<typeof RDSClient>[0];

/** The ports on the account to which the SDK's own configuration leads. */
export function awsPorts(options: ClientOptions = {}): Ports {
  const config = { ...NO_RETRIES, ...options } as object;
  return {
    database: rdsDatabase(new RDSClient(config)),
    metrics: cloudWatchMetrics(new CloudWatchClient(config)),
    statements: dataApiStatements(new RDSDataClient(config)),
    record: ssmRecord(new SSMClient(config)),
  };
}

/** The same, and the stacks of the account. Before a handover begins there is no loop yet: the SDK repeats what AWS throttles. */
export function handoverPorts(options: ClientOptions = {}): Ports & { readonly stack: StackPort } {
  return { ...awsPorts(options), stack: cloudFormationStack(new CloudFormationClient({ maxAttempts: 5, ...options } as object)) };
}

/** The same, and signals to stacks. */
export function enginePorts(options: ClientOptions = {}): Ports & { readonly stack: StackPort; readonly signals: SignalPort } {
  return { ...handoverPorts(options), signals: stackSignals(new SSMClient({ ...NO_RETRIES, ...options } as object)) };
}
