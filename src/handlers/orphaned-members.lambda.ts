import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { ENV_CLUSTER_IDENTIFIER, ENV_STACK_ID } from '../contract/environment';
import { DIMENSION_CLUSTER, METRIC_NAMESPACE, METRIC_ORPHANED_MEMBERS } from '../contract/metrics';
import { handoverPorts } from '../runtime/aws/clients';
import { orphanedMembers } from '../runtime/handover/orphaned-members';

const logger = new Logger({ serviceName: 'orphaned-members' });
const ports = handoverPorts({ maxAttempts: 5 });

/** Counts the members that are in the cluster but not in the stack. */
export async function handler(): Promise<void> {
  const clusterIdentifier = process.env[ENV_CLUSTER_IDENTIFIER]!;
  const orphans = await orphanedMembers(ports, clusterIdentifier, process.env[ENV_STACK_ID]!);
  logger.info(orphans.length === 0 ? 'every member of the cluster is in the stack' : 'members are in the cluster but not in the stack', { clusterIdentifier, orphans });
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, singleMetric: true, defaultDimensions: { [DIMENSION_CLUSTER]: clusterIdentifier } });
  metrics.addMetric(METRIC_ORPHANED_MEMBERS, MetricUnit.Count, orphans.length);
  metrics.publishStoredMetrics();
}
