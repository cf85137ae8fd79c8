import { differences } from './differences';
import type { Match } from './match';
import { clusterProperties } from '../../simulator/cloudformation/providers/db-cluster-model';
import { instanceProperties } from '../../simulator/cloudformation/providers/db-instance-model';
import type { Properties } from '../../simulator/cloudformation/resource';
import type { Template, TemplateResource } from '../../simulator/cloudformation/templates/template';

/** How the database came into being, and what only Serverless v1 had: an import is the one moment to leave it out. */
const LEFT_OUT = [
  'EngineMode', 'ScalingConfiguration', 'SnapshotIdentifier', 'SourceDBClusterIdentifier', 'SourceDbClusterResourceId', 'SourceRegion', 'RestoreType',
  'RestoreToTime', 'UseLatestRestorableTime', 'AvailabilityZones', 'ReplicationSourceIdentifier',
];
/** A member has that of its cluster. */
const LEFT_OUT_OF_MEMBERS = ['DBSubnetGroupName'];
/** What the adopted template always says, so that no default of CloudFormation gets in its place. */
const ALWAYS_SAID = [
  'BackupRetentionPeriod', 'CopyTagsToSnapshot', 'DatabaseName', 'DBClusterIdentifier', 'DBClusterParameterGroupName', 'DBSubnetGroupName', 'DeletionProtection',
  'EnableCloudwatchLogsExports', 'EnableIAMDatabaseAuthentication', 'Engine', 'EngineLifecycleSupport', 'EngineVersion', 'MasterUsername', 'Port', 'ServerlessV2ScalingConfiguration', 'StorageEncrypted',
  'VpcSecurityGroupIds',
];
const ALWAYS_SAID_OF_MEMBERS = ['DBInstanceClass', 'DBInstanceIdentifier', 'Engine', 'PromotionTier', 'PubliclyAccessible'];
const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } as const;

/**
 * The database as the adopted template has it: the deployed expression where it says what is there, the live value elsewhere.
 * @param resolved the deployed properties, resolved, by logical id
 */
export function adoptedResources(
  { live, clusterId, members }: Match, template: Template, resolved: ReadonlyMap<string, Properties>,
): Record<string, TemplateResource> {
  const adopt = (logicalId: string, type: string, actual: Properties, always: readonly string[], leftOut: readonly string[]): TemplateResource => {
    const { Properties: declared = {}, Condition } = template.Resources[logicalId] ?? {};
    const differing = differences(logicalId, type, resolved.get(logicalId) ?? {}, actual).map(({ property }) => property);
    const kept = Object.entries(declared).filter(([name]) => !leftOut.includes(name) && !differing.includes(name));
    const said = [...new Set([...always.filter((name) => !(name in declared)), ...differing])]
      .filter((name) => !leftOut.includes(name) && actual[name] !== undefined).map((name) => [name, actual[name]]);
    const properties = withNames(sorted(Object.fromEntries([...kept, ...said])), actual);
    return { Type: type, ...(Condition ? { Condition } : {}), Properties: properties, ...KEPT };
  };
  const cluster = adopt(clusterId, 'AWS::RDS::DBCluster', clusterProperties(live.cluster), ALWAYS_SAID, LEFT_OUT);
  const managed = live.cluster.MasterUserSecret !== undefined;
  return {
    [clusterId]: managed ? { ...cluster, Properties: sorted({ ...without(cluster.Properties!, 'MasterUserPassword'), ManageMasterUserPassword: true }) } : cluster,
    ...Object.fromEntries(members.map(({ logicalId, instance }, index) => {
      const { Properties: properties, ...rest } = adopt(logicalId, 'AWS::RDS::DBInstance', instanceProperties(instance), ALWAYS_SAID_OF_MEMBERS, LEFT_OUT_OF_MEMBERS);
      const before = members.slice(0, index).map((member) => member.logicalId).sort();
      const inCluster = sorted({ ...properties, DBClusterIdentifier: { Ref: clusterId } });
      return [logicalId, { ...rest, ...(before.length > 0 ? { DependsOn: before } : {}), Properties: inCluster }];
    })),
  };
}

/** Where a name stands, CloudFormation refuses to replace; and the master user is the one that there is. */
function withNames(properties: Properties, actual: Properties): Properties {
  const names = ['DBClusterIdentifier', 'DBInstanceIdentifier', 'MasterUsername'].filter((name) => name in properties && actual[name] !== undefined);
  return { ...properties, ...Object.fromEntries(names.map((name) => [name, actual[name]])) };
}

function sorted(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => a < b ? -1 : 1));
}

function without(properties: Properties, name: string): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));
}
