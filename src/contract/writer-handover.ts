import type { Received } from './custom-resource';
import type { HandoverLimits } from '../planner/handover/handover-goal';

/** The custom resource that makes a staying member the writer. */
export const WRITER_HANDOVER_RESOURCE_TYPE = 'Custom::ServerlessV2WriterHandover';

/** The properties of the custom resource: whoever is in `Members` stays. */
export interface WriterHandoverProperties {
  readonly ClusterIdentifier: string;
  readonly Target: string;
  readonly Members: readonly string[];
  readonly LargestReplicaLagMillis: number;
  readonly LeastCapacityAcu?: number;
  readonly WarmUpSeconds: number;
  /** Only with the secret. */
  readonly LongestTransactionSeconds?: number;
  readonly DataApiSecretArn?: string;
}

export type ReceivedWriterHandoverProperties = Received<WriterHandoverProperties>;

export function limitsOf(properties: ReceivedWriterHandoverProperties): HandoverLimits {
  const { LargestReplicaLagMillis, LeastCapacityAcu, WarmUpSeconds, LongestTransactionSeconds, DataApiSecretArn: secret } = properties;
  return {
    largestReplicaLagMillis: Number(LargestReplicaLagMillis),
    ...(LeastCapacityAcu === undefined ? {} : { leastCapacityAcu: Number(LeastCapacityAcu) }),
    ...(LongestTransactionSeconds === undefined || !secret ? {} : { transactions: { mostSeconds: Number(LongestTransactionSeconds), secret } }),
    warmUpSeconds: Number(WarmUpSeconds),
  };
}
