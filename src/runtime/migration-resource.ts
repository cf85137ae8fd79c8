import { CallRefused, type EnginePort, type Ports } from './ports';
import { setGoal } from './set-goal';
import { type CustomResourceAnswer, type CustomResourceRequest, failed } from '../contract/custom-resource';
import { goalOf, type ReceivedMigrationProperties } from '../contract/migration-resource';

export type MigrationEvent = Pick<CustomResourceRequest<ReceivedMigrationProperties>, 'RequestType' | 'RequestId' | 'PhysicalResourceId' | 'ResourceProperties'>;

/** Until the resource has an identity: it stands for nothing, so deleting it changes nothing. */
const NO_IDENTITY = 'no-migration';

/** Sets the goal of the cluster and starts the engine. Deleting the resource leaves the database as it is. */
export async function onMigrationEvent(ports: Ports & { readonly engine: EnginePort }, event: MigrationEvent): Promise<CustomResourceAnswer> {
  const identity = event.PhysicalResourceId ?? NO_IDENTITY;
  if (event.RequestType === 'Delete') return { status: 'SUCCESS', physicalResourceId: identity };
  const { SourceClusterIdentifier } = event.ResourceProperties;
  try {
    const clusterResourceId = await setGoal(ports, SourceClusterIdentifier, goalOf(event.ResourceProperties));
    if (clusterResourceId === undefined) {
      return failed(identity, `CLUSTER_NOT_FOUND: there is no DB cluster ${SourceClusterIdentifier} in this account and Region.`);
    }
    await ports.engine.start(`${clusterResourceId}-${event.RequestId}`, { clusterResourceId });
    return { status: 'SUCCESS', physicalResourceId: clusterResourceId };
  } catch (error) {
    // Whatever it is: CloudFormation waits an hour for an answer that does not come.
    return failed(identity, error instanceof CallRefused ? `${error.code}: ${error.message}` : String(error));
  }
}
