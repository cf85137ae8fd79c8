import {
  CreateDBClusterSnapshotCommand, CreateDBInstanceCommand, DeleteDBInstanceCommand, DescribeDBClusterSnapshotsCommand, DescribeDBClustersCommand,
  DescribeDBInstancesCommand, EnableHttpEndpointCommand, FailoverDBClusterCommand, ModifyDBClusterCommand, ModifyDBInstanceCommand, RDSClient,
} from '@aws-sdk/client-rds';
import type { MemberToCreate } from '../../planner/decision';
import type { Tag } from '../../planner/observation';
import type { DatabasePort } from '../ports';
import { AwsClock } from './aws-clock';
import { engineUpgrades } from './engine-upgrades';
import { parameterGroups } from './parameter-groups';
import { call, isRefusal } from './refusals';
import { clusterFacts, memberFacts } from '../../planner/source/facts';

/** The databases of the account that the client leads to. */
export function rdsDatabase(client: RDSClient): DatabasePort {
  const clock = new AwsClock(client);
  const done = (promise: Promise<unknown>) => call(() => promise).then(() => {});
  return {
    ...engineUpgrades(client),
    ...parameterGroups(client),
    async look(wanted) {
      const filter = 'resourceId' in wanted
        ? { Name: 'db-cluster-resource-id', Values: [wanted.resourceId] }
        : { Name: 'db-cluster-id', Values: [wanted.identifier] };
      const { DBClusters } = await call(() => client.send(new DescribeDBClustersCommand({ Filters: [filter] })));
      const cluster = DBClusters?.[0];
      if (!cluster) return { atSeconds: clock.seconds, members: [] };
      if (!cluster.DBClusterMembers?.length) return { atSeconds: clock.seconds, cluster: clusterFacts(cluster), members: [] };
      const { DBInstances } = await call(() => client.send(new DescribeDBInstancesCommand({
        Filters: [{ Name: 'db-cluster-id', Values: [cluster.DBClusterIdentifier!] }],
      })));
      const members = (DBInstances ?? []).map((instance) => memberFacts(instance, cluster));
      return { atSeconds: clock.seconds, cluster: clusterFacts(cluster), members };
    },

    async findSnapshot(identifier) {
      try {
        const query = new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: identifier });
        const { DBClusterSnapshots } = await call(() => client.send(query));
        const status = DBClusterSnapshots?.[0]?.Status;
        return status === undefined ? undefined : { status };
      } catch (error) {
        if (isRefusal(error, 'DBClusterSnapshotNotFoundFault')) return undefined;
        throw error;
      }
    },

    createSnapshot: (cluster, snapshot, tags) => done(client.send(new CreateDBClusterSnapshotCommand({
      DBClusterIdentifier: cluster, DBClusterSnapshotIdentifier: snapshot, Tags: render(tags),
    }))),
    convertEngineMode: (cluster, instanceClass) => done(client.send(new ModifyDBClusterCommand({
      DBClusterIdentifier: cluster, EngineMode: 'provisioned', AllowEngineModeChange: true, DBClusterInstanceClass: instanceClass,
    }))),
    setCapacityRange: (cluster, { minAcu, maxAcu, autoPauseSeconds }) => done(client.send(new ModifyDBClusterCommand({
      DBClusterIdentifier: cluster,
      ServerlessV2ScalingConfiguration: { MinCapacity: minAcu, MaxCapacity: maxAcu, SecondsUntilAutoPause: autoPauseSeconds },
    }))),
    createMember: (cluster, engine, member, tags) => done(client.send(new CreateDBInstanceCommand({
      DBClusterIdentifier: cluster, Engine: engine, ...memberInput(member), Tags: render([...member.settings.tags, ...tags]),
    }))),
    setPromotionTier: (member, promotionTier) => done(client.send(new ModifyDBInstanceCommand({
      DBInstanceIdentifier: member, PromotionTier: promotionTier, ApplyImmediately: true,
    }))),
    failOver: (cluster, target) => done(client.send(new FailoverDBClusterCommand({
      DBClusterIdentifier: cluster, TargetDBInstanceIdentifier: target,
    }))),
    enableDataApi: (clusterArn) => done(client.send(new EnableHttpEndpointCommand({ ResourceArn: clusterArn }))),
    deleteMember: (member) => done(client.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: member, SkipFinalSnapshot: true }))),
  };
}

function memberInput({ identifier, instanceClass, settings }: MemberToCreate) {
  const monitored = settings.monitoringIntervalSeconds > 0;
  return {
    DBInstanceIdentifier: identifier,
    DBInstanceClass: instanceClass,
    PromotionTier: settings.promotionTier,
    AvailabilityZone: settings.availabilityZone,
    DBParameterGroupName: settings.parameterGroup,
    MonitoringInterval: settings.monitoringIntervalSeconds,
    MonitoringRoleArn: monitored ? settings.monitoringRole : undefined,
    EnablePerformanceInsights: settings.performanceInsights,
    PerformanceInsightsKMSKeyId: settings.performanceInsights ? settings.performanceInsightsKey : undefined,
    PerformanceInsightsRetentionPeriod: settings.performanceInsights ? settings.performanceInsightsRetentionDays : undefined,
    CACertificateIdentifier: settings.certificateAuthority,
    PubliclyAccessible: settings.publiclyAccessible,
    AutoMinorVersionUpgrade: settings.autoMinorVersionUpgrade,
    PreferredMaintenanceWindow: settings.maintenanceWindow,
  };
}

function render(tags: readonly Tag[]) {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}
