import { CallRefused, type EnginePort, type Ports } from './ports';
import { setGoal } from './set-goal';
import { goalOf, type ReceivedMigrationProperties } from '../contract/migration-resource';

export interface MigrationEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: ReceivedMigrationProperties;
}

export type MigrationAnswer =
  | { readonly status: 'SUCCESS'; readonly physicalResourceId: string }
  | { readonly status: 'FAILED'; readonly physicalResourceId: string; readonly reason: string };

/** Until the resource has an identity: it stands for nothing, so deleting it changes nothing. */
const NO_IDENTITY = 'no-migration';

/** Sets the goal of the cluster and starts the engine. Deleting the resource leaves the database as it is. */
export async function onMigrationEvent(ports: Ports & { readonly engine: EnginePort }, event: MigrationEvent): Promise<MigrationAnswer> {
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

function failed(physicalResourceId: string, reason: string): MigrationAnswer {
  return { status: 'FAILED', physicalResourceId, reason };
}
