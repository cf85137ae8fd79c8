import * as rds from 'aws-cdk-lib/aws-rds';
import { type AnyClusterProps, isLimitless } from './l2-props';
import { L2_MEMBERS, present } from './said-twice';
import type { ServerlessV2ClusterProps } from './serverless-v2-cluster';
import type { Problem } from '../planner/decision';

type Props = AnyClusterProps & Pick<ServerlessV2ClusterProps, 'credentials' | 'replicationSourceIdentifier' | 'restoreFrom'>;

/** What excludes each other, told all at once; the L2 would tell the first only. */
interface Clash {
  readonly between: readonly (keyof Props)[];
  readonly when: (props: Props) => unknown;
  readonly because: string;
  readonly remedy: string;
}

const CLASHES: readonly Clash[] = [
  {
    between: ['vpc', 'instanceProps'],
    when: ({ vpc, instanceProps }) => vpc && instanceProps?.vpc,
    because: 'both name a VPC',
    remedy: 'Keep `vpc`, unless the cluster is deployed with `instanceProps`.',
  },
  {
    between: ['vpc'],
    when: ({ vpc, instanceProps }) => !vpc && !instanceProps?.vpc,
    because: 'a cluster needs a VPC',
    remedy: 'Set `vpc`.',
  },
  {
    between: ['vpcSubnets', 'instanceProps'],
    when: ({ vpcSubnets, instanceProps }) => vpcSubnets && instanceProps?.vpcSubnets,
    because: 'both choose subnets',
    remedy: 'Keep `vpcSubnets`.',
  },
  {
    between: ['parameterGroup', 'parameters'],
    when: ({ parameterGroup, parameters }) => parameterGroup && parameters,
    because: 'both say which parameters hold',
    remedy: 'Put `parameters` into the group.',
  },
  {
    between: ['parameterGroups', 'engine'],
    when: ({ parameterGroups, engine }) => parameterGroups && parameterGroups.engine.parameterGroupFamily !== engine.parameterGroupFamily,
    because: 'the groups are of another engine family',
    remedy: 'Give both the same engine, and the version that the cluster is upgraded from to `alsoFor`.',
  },
  {
    between: ['requireTls', 'parameterGroup'],
    when: ({ requireTls, parameterGroup }) => requireTls && parameterGroup && !(parameterGroup instanceof rds.ParameterGroup),
    because: 'an imported group cannot be changed',
    remedy: 'Set the parameter in the group, and leave `requireTls` out.',
  },
  {
    between: ['spreadOverZones', 'writer'],
    when: (props) => props.spreadOverZones && present(props, L2_MEMBERS).length > 0,
    because: 'only `members` can be spread',
    remedy: 'Use `members`, or state the zone of each instance.',
  },
  {
    between: ['writer', 'instanceProps'],
    when: ({ writer, readers, instances, instanceProps }) => (writer ?? readers) && (instances ?? instanceProps),
    because: 'both say which instances there are',
    remedy: 'Keep `writer` and `readers`.',
  },
  {
    between: ['readers'],
    when: (props) => present(props, L2_MEMBERS).length > 0 && !props.writer && !props.instanceProps && !isLimitless(props),
    because: 'readers, a number of instances and their names need a writer or `instanceProps` beside them',
    remedy: 'Set `writer`, or use `members`.',
  },
  {
    between: ['clusterScalabilityType', 'clusterScailabilityType'],
    when: (props) => props.clusterScalabilityType !== undefined && props.clusterScailabilityType !== undefined,
    because: 'they are one property under two names',
    remedy: 'Keep `clusterScalabilityType`.',
  },
  {
    between: ['enablePerformanceInsights', 'performanceInsightRetention', 'performanceInsightEncryptionKey', 'databaseInsightsMode'],
    when: (props) => props.enablePerformanceInsights === false && (props.performanceInsightRetention !== undefined
      || props.performanceInsightEncryptionKey !== undefined || props.databaseInsightsMode === rds.DatabaseInsightsMode.ADVANCED),
    because: 'Performance Insights is off, and the others need it',
    remedy: 'Leave `enablePerformanceInsights` out.',
  },
  {
    between: ['databaseInsightsMode', 'performanceInsightRetention'],
    when: (props) => props.databaseInsightsMode === rds.DatabaseInsightsMode.ADVANCED
      && props.performanceInsightRetention !== rds.PerformanceInsightRetention.MONTHS_15,
    because: 'the advanced mode keeps 15 months',
    remedy: 'Set `performanceInsightRetention: rds.PerformanceInsightRetention.MONTHS_15`.',
  },
  {
    between: ['enableClusterLevelEnhancedMonitoring', 'monitoringInterval'],
    when: (props) => props.enableClusterLevelEnhancedMonitoring && !props.monitoringInterval,
    because: 'enhanced monitoring needs an interval',
    remedy: 'Set `monitoringInterval`.',
  },
  {
    between: ['credentials', 'replicationSourceIdentifier'],
    when: (props) => props.credentials && props.replicationSourceIdentifier !== undefined,
    because: 'a replica has the credentials of its source',
    remedy: 'Leave `credentials` out.',
  },
  {
    between: ['manageMasterUserPassword', 'credentials'],
    when: ({ manageMasterUserPassword, credentials }) => manageMasterUserPassword && credentials && (credentials.password ?? credentials.secret
      ?? credentials.secretName ?? credentials.excludeCharacters ?? credentials.replicaRegions ?? credentials.usernameAsString),
    because: 'RDS keeps the password in a secret of its own',
    remedy: 'Give `credentials` a user name at most: `rds.Credentials.fromUsername`.',
  },
  {
    between: ['manageMasterUserPassword', 'replicationSourceIdentifier'],
    when: (props) => props.manageMasterUserPassword && props.replicationSourceIdentifier !== undefined,
    because: 'a replica has the credentials of its source',
    remedy: 'Leave `manageMasterUserPassword` out.',
  },
  {
    between: ['manageMasterUserPassword', 'rotation'],
    when: (props) => props.manageMasterUserPassword && props.rotation,
    because: 'RDS rotates its secret by itself',
    remedy: 'Leave `rotation` out.',
  },
  {
    between: ['rotation', 'credentials'],
    when: ({ rotation, credentials }) => rotation && credentials?.password && !credentials.secret,
    because: 'a password without a secret cannot be rotated',
    remedy: 'Use a generated secret.',
  },
  {
    between: ['rotation', 'replicationSourceIdentifier'],
    when: (props) => props.rotation && props.replicationSourceIdentifier !== undefined,
    because: 'a replica has the credentials of its source',
    remedy: 'Rotate the secret of the source.',
  },
  {
    between: ['restoreFrom', 'replicationSourceIdentifier'],
    when: (props) => props.restoreFrom && props.replicationSourceIdentifier !== undefined,
    because: 'a cluster begins with one source',
    remedy: 'Keep one of them.',
  },
  {
    between: ['restoreFrom', 'defaultDatabaseName'],
    when: (props) => props.restoreFrom && props.defaultDatabaseName !== undefined,
    because: 'a restored cluster has the databases of its source',
    remedy: 'Leave `defaultDatabaseName` out.',
  },
  {
    between: ['s3ImportRole', 's3ImportBuckets'],
    when: (props) => props.s3ImportRole && (props.s3ImportBuckets?.length ?? 0) > 0,
    because: 'the role is made from the buckets',
    remedy: 'Keep one of them.',
  },
  {
    between: ['s3ExportRole', 's3ExportBuckets'],
    when: (props) => props.s3ExportRole && (props.s3ExportBuckets?.length ?? 0) > 0,
    because: 'the role is made from the buckets',
    remedy: 'Keep one of them.',
  },
  {
    between: ['s3ImportRole', 's3ExportRole'],
    when: ({ engine, s3ImportRole, s3ExportRole }) => engine.combineImportAndExportRoles
      && s3ImportRole && s3ExportRole && s3ImportRole !== s3ExportRole,
    because: 'this engine has one role for both',
    remedy: 'Set both to the same role.',
  },
  {
    between: ['s3ImportBuckets', 's3ImportRole', 'engine'],
    when: (props) => (props.s3ImportRole ?? props.s3ImportBuckets?.length) && lacks(props.engine, 's3Import'),
    because: 'this version of Aurora PostgreSQL, as it is given, has no import from S3',
    remedy: 'Give `AuroraPostgresEngineVersion.of` the feature `s3Import: true` if it has.',
  },
  {
    between: ['s3ExportBuckets', 's3ExportRole', 'engine'],
    when: (props) => (props.s3ExportRole ?? props.s3ExportBuckets?.length) && lacks(props.engine, 's3Export'),
    because: 'this version of Aurora PostgreSQL, as it is given, has no export to S3',
    remedy: 'Give `AuroraPostgresEngineVersion.of` the feature `s3Export: true` if it has.',
  },
  {
    between: ['backtrackWindow', 'engine'],
    when: ({ backtrackWindow, engine }) => backtrackWindow && !backtrackWindow.isUnresolved() && backtrackWindow.toSeconds() > 0 && engine.engineType === 'aurora-postgresql',
    because: 'Aurora PostgreSQL cannot backtrack',
    remedy: 'Leave `backtrackWindow` out.',
  },
];

export function clashesOf(props: Props): Problem[] {
  return CLASHES.filter(({ when }) => when(props)).map(({ between, because, remedy }) => ({
    code: between.length > 1 ? 'PROPERTIES_CLASH' : 'PROPERTY_INVALID',
    message: between.length > 1 ? `${list(between)} do not go together: ${because}.` : `${list(between)} is not possible as it is: ${because}.`,
    remedy,
  }));
}

function lacks(engine: rds.IClusterEngine, feature: 's3Import' | 's3Export'): boolean {
  const { features } = engine as { readonly features?: rds.ClusterEngineFeatures };
  return engine.engineType === 'aurora-postgresql' && engine.engineVersion !== undefined && !features?.[feature];
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' and ');
}
