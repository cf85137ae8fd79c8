import { DBCluster$, DBInstance$ } from '@aws-sdk/client-rds';
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import { JsonShapeDeserializer } from '@aws-sdk/core/protocols';
import type { DocumentType } from '@smithy/types';
import type { SimulatedAccount } from './account';
import { copyOf } from './copy';
import { Cluster, V1_COMPUTE } from './rds/cluster';
import { Instance } from './rds/instance';
import { followsTheWriter, SMALLEST_AWAKE_ACU } from './rds/instances/warm-up';

const ISO_8601 = 5;

/** Reads what `aws rds describe-…` printed into the shapes that a describe answers with. */
export class StateReader {
  private readonly deserializer = new JsonShapeDeserializer({ jsonName: false, timestampFormat: { useTrait: false, default: ISO_8601 } });

  async cluster(json: DocumentType): Promise<DBCluster> {
    return await this.deserializer.readObject(DBCluster$, json) as DBCluster;
  }

  async instance(json: DocumentType): Promise<DBInstance> {
    return await this.deserializer.readObject(DBInstance$, json) as DBInstance;
  }
}

/** Puts clusters with their members into the account, as they were when they were described. */
export function loadState(account: SimulatedAccount, clusters: readonly DBCluster[], instances: readonly DBInstance[]): void {
  for (const shape of clusters) {
    const writer = shape.EngineMode === 'serverless'
      ? V1_COMPUTE
      : shape.DBClusterMembers?.find((member) => member.IsClusterWriter)?.DBInstanceIdentifier;
    const cluster = new Cluster(account, { shape: copyOf(shape), writer });
    account.clusters.set(cluster.identifier, cluster);
    account.parameterGroups.adoptGroupOf(cluster);
    account.subnetGroups.adoptName(shape.DBSubnetGroup, shape.AvailabilityZones);
    account.addClient(cluster.identifier);
    account.autoPause.watch(cluster);
  }
  for (const shape of instances) {
    const instance = new Instance(account, copyOf(shape));
    account.instances.set(instance.identifier, instance);
    account.parameterGroups.adoptGroupsOf(instance);
    account.subnetGroups.adopt(instance.shape.DBSubnetGroup);
    if (instance.volume) account.addClient(instance.identifier);
  }
  for (const instance of account.instances.values()) setUsualCapacity(account, instance);
}

/** A member that follows the writer has its size already; the others are idle. */
function setUsualCapacity(account: SimulatedAccount, instance: Instance): void {
  const cluster = account.clusters.get(instance.clusterIdentifier);
  const { MinCapacity, MaxCapacity = 0 } = cluster?.shape.ServerlessV2ScalingConfiguration ?? {};
  if (!instance.isServerless || MinCapacity === undefined) return;
  const writer = account.instances.get(cluster?.writer ?? '');
  const followed = writer && !writer.isServerless && followsTheWriter(instance) ? writer.sizeAcu(account.clock.now) : MinCapacity;
  instance.setCapacity(account.clock.now, Math.min(MaxCapacity, Math.max(MinCapacity, SMALLEST_AWAKE_ACU, followed)));
}
