import { Aspects } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { type AnyClusterProps } from './l2-props';
import { saysMembersItsOwnWay } from './said-twice';
import { ServerlessV2Checks } from './serverless-v2-checks';
import { WriterHandover } from './writer-handover';
import { predictedMaxConnections } from '../capacity/connections';

export type AnyCluster = rds.DatabaseCluster | rds.DatabaseClusterFromSnapshot;

/** What the L2 has no property for. Returns the predicted number of connections. */
export function finishCluster(cluster: AnyCluster, props: AnyClusterProps): number | undefined {
  const resource = cluster.node.defaultChild as rds.CfnDBCluster;
  // The L2 renders the range only beside a serverless member; a cluster on its way needs it before.
  if (props.capacity) resource.serverlessV2ScalingConfiguration = props.capacity._render();
  // A major upgrade takes the instances along, and fails where it is not told their group of the new family.
  if (props.parameterGroups) resource.dbInstanceParameterGroupName = props.parameterGroups.instance.bindToInstance({}).parameterGroupName;
  if (props.manageMasterUserPassword) letRdsKeepThePassword(cluster, resource, props);
  if (updatesInOrder(props)) updateOneAtATime(cluster);
  if (props.writerHandover) new WriterHandover(cluster, 'WriterHandover', { ...props.writerHandover, cluster });
  if (props.rotation) cluster.addRotationSingleUser(props.rotation);
  Aspects.of(cluster).add(new ServerlessV2Checks());
  const range = props.capacity?._range();
  return range && predictedMaxConnections(props.engine.engineType, range);
}

function updatesInOrder(props: AnyClusterProps): boolean {
  const stated = props.instanceUpdateBehaviour;
  return stated === undefined ? !saysMembersItsOwnWay(props) : stated === rds.InstanceUpdateBehaviour.ROLLING;
}

/** The L2 lets every reader wait for the writer only, so that they would be updated together. */
function updateOneAtATime(cluster: AnyCluster): void {
  const members = cluster.node.children.filter((child) => child.node.defaultChild instanceof rds.CfnDBInstance);
  members.slice(1).forEach((member, index) => member.node.addDependency(members[index]));
}

/** Before aws-cdk-lib had a property for it, the L2 has generated a secret by now. */
function letRdsKeepThePassword(cluster: AnyCluster, resource: rds.CfnDBCluster, { engine, ...props }: AnyClusterProps): void {
  if (resource.manageMasterUserPassword === true) return;
  const { username, encryptionKey } = (props as Partial<rds.DatabaseClusterProps>).credentials ?? {};
  const snapshot = (props as Partial<rds.DatabaseClusterFromSnapshotProps>).snapshotIdentifier !== undefined;
  for (const id of ['Secret', 'SnapshotSecret']) cluster.node.tryRemoveChild(id);
  resource.masterUserPassword = undefined;
  resource.masterUsername = snapshot ? undefined : username ?? engine.defaultUsername ?? 'admin';
  resource.manageMasterUserPassword = true;
  if (encryptionKey) resource.masterUserSecret = { kmsKeyId: encryptionKey.keyArn };
  const secret = secretsmanager.Secret.fromSecretAttributes(cluster, 'ManagedSecret', {
    secretCompleteArn: resource.attrMasterUserSecretSecretArn, encryptionKey,
  });
  Object.defineProperty(cluster, 'secret', { value: secret });
}
