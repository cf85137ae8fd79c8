import { Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import * as fc from 'fast-check';
import { mysql, MYSQL, MYSQL_84, postgres, POSTGRES } from './support';
import {
  ParameterFeature, RestoreSource, ServerlessV2Capacity, type ServerlessV2ClusterProps, ServerlessV2Member, ServerlessV2ParameterGroups,
} from '../../src';

type Key = keyof ServerlessV2ClusterProps;

/** A value of a property. Wrong ones are wrong whatever the other properties are. */
interface Choice {
  readonly make: (scope: Construct, vpc: ec2.IVpc, engine: rds.IClusterEngine) => unknown;
  readonly wrong: boolean;
}

const of = (...values: unknown[]): Choice[] => values.map((value) => ({ make: () => value, wrong: false }));
const made = (make: Choice['make']): Choice[] => [{ make, wrong: false }];
const wrong = (...values: unknown[]): Choice[] => values.map((value) => ({ make: () => value, wrong: true }));
const role = made((scope) => scope.node.tryFindChild('Role') ?? new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('rds.amazonaws.com') }));
const bucket = made((scope) => [scope.node.tryFindChild('Bucket') ?? new s3.Bucket(scope, 'Bucket')]);
const key = made((scope) => scope.node.tryFindChild('Key') ?? new kms.Key(scope, 'Key'));
const target = ServerlessV2Member.failoverTarget;
const withS3 = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.of('16.8', '16', { s3Import: true, s3Export: true }) });

const ENGINES = [POSTGRES, MYSQL, MYSQL_84, withS3, postgres('15.4'), postgres('18.3'), mysql('8.0.mysql_aurora.3.07.1')];

/** Each property with values that are right by themselves, and some that never are. */
const CHOICES: Partial<Record<Key, Choice[]>> = {
  capacity: [
    ...of(ServerlessV2Capacity.range({ min: 0.5, max: 16 }), ServerlessV2Capacity.range({ min: 1, max: 128 })),
    ...of(ServerlessV2Capacity.spiky({ peak: 32 }), ServerlessV2Capacity.steady({ typical: 4 }), ServerlessV2Capacity.development()),
    ...wrong(ServerlessV2Capacity.range({ min: 8, max: 4 })),
  ],
  members: [
    ...of([target('A')], [target('A'), target('B', { promotionTier: 0 })], [target('A'), ServerlessV2Member.independent('R', { promotionTier: 15 })]),
    ...of([target('A'), ServerlessV2Member.provisioned('P', { instanceType: new ec2.InstanceType('r7g.large') })]), ...wrong([], [target('A', { promotionTier: 9 })]),
  ],
  spreadOverZones: of(true, false),
  parameterGroups: made((scope, _, engine) => new ServerlessV2ParameterGroups(scope, 'Groups', { engine, features: [ParameterFeature.requireTls()] })),
  requireTls: of(true, false),
  rotation: of({}, { automaticallyAfter: Duration.days(7) }),
  manageMasterUserPassword: of(true, false),
  restoreFrom: of(RestoreSource.clone('shop'), RestoreSource.latest('shop')),
  instances: of(1, 3),
  instanceProps: made((_, vpc) => ({ vpc, instanceType: new ec2.InstanceType('r7g.large') })),
  writer: of(rds.ClusterInstance.serverlessV2('W'), rds.ClusterInstance.provisioned('W')),
  readers: of([], [rds.ClusterInstance.serverlessV2('X', { scaleWithWriter: true })]),
  serverlessV2MinCapacity: [...of(0.5, 1), ...wrong(0.3)],
  serverlessV2MaxCapacity: [...of(2, 16), ...wrong(0)],
  serverlessV2AutoPauseDuration: wrong(Duration.minutes(1)),
  vpcSubnets: of({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, { subnetType: ec2.SubnetType.PUBLIC }),
  securityGroups: made((scope, vpc) => [new ec2.SecurityGroup(scope, 'Own', { vpc })]),
  instanceUpdateBehaviour: of(rds.InstanceUpdateBehaviour.BULK, rds.InstanceUpdateBehaviour.ROLLING),
  backtrackWindow: [...of(Duration.hours(0)), ...wrong(Duration.hours(100))],
  backup: [...of({ retention: Duration.days(1) }, { retention: Duration.days(35), preferredWindow: '01:00-02:00' }), ...wrong({ retention: Duration.days(40) })],
  port: [...of(5432, 3306, 5544), ...wrong(80)],
  clusterIdentifier: [...made((scope) => `shop-${scope.node.id}`), ...wrong('9lives', 'a--b')],
  instanceIdentifierBase: of('shop'),
  defaultDatabaseName: of('shop'),
  deletionProtection: of(true, false),
  preferredMaintenanceWindow: of('sun:03:00-sun:04:00'),
  parameterGroup: made((scope, _, engine) => new rds.ParameterGroup(scope, 'Parameters', { engine })),
  // The L2 adds parameters of its own to the very object that it is given.
  parameters: made(() => ({ work_mem: '65536' })),
  removalPolicy: of(RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.SNAPSHOT),
  cloudwatchLogsExports: [...of([]), ...made((_, __, engine) => engine.supportedLogTypes.slice(0, 1)), ...wrong(['nonsense'])],
  cloudwatchLogsRetention: of(logs.RetentionDays.ONE_WEEK),
  cloudwatchLogsRetentionRole: role,
  monitoringInterval: [...of(Duration.seconds(15), Duration.minutes(1)), ...wrong(Duration.seconds(7))],
  monitoringRole: role,
  enableClusterLevelEnhancedMonitoring: of(false, true),
  s3ImportRole: role,
  s3ImportBuckets: bucket,
  s3ExportRole: role,
  s3ExportBuckets: bucket,
  subnetGroup: made((scope, vpc) => new rds.SubnetGroup(scope, 'SubnetGroup', { vpc, description: 'subnets' })),
  iamAuthentication: of(true, false),
  storageEncryptionKey: key,
  storageType: of(rds.DBClusterStorageType.AURORA, rds.DBClusterStorageType.AURORA_IOPT1),
  copyTagsToSnapshot: of(true, false),
  networkType: of(rds.NetworkType.IPV4, rds.NetworkType.DUAL),
  domain: of('d-1234567890'),
  domainRole: role,
  enableDataApi: of(true, false),
  enableLocalWriteForwarding: of(true, false),
  enablePerformanceInsights: of(true, false),
  performanceInsightRetention: of(rds.PerformanceInsightRetention.MONTHS_15, rds.PerformanceInsightRetention.DEFAULT),
  performanceInsightEncryptionKey: key,
  databaseInsightsMode: of(rds.DatabaseInsightsMode.STANDARD, rds.DatabaseInsightsMode.ADVANCED),
  autoMinorVersionUpgrade: of(true, false),
  clusterScalabilityType: of(rds.ClusterScalabilityType.STANDARD),
  clusterScailabilityType: of(rds.ClusterScailabilityType.STANDARD),
  engineLifecycleSupport: of(...Object.values(rds.EngineLifecycleSupport)),
  credentials: of(rds.Credentials.fromGeneratedSecret('root'), rds.Credentials.fromUsername('root'), rds.Credentials.fromPassword('root', SecretValue.unsafePlainText('not-so-secret'))),
  replicationSourceIdentifier: of('arn:aws:rds:eu-west-1:123456789012:db:source'),
};

/** These have values in every combination. */
const ALWAYS: Key[] = ['engine', 'vpc', 'storageEncrypted'];

/** Properties that exclude many others come seldom, so that most combinations synthesize; still often enough to count. */
const SELDOM: Key[] = [
  'instances', 'instanceProps', 'writer', 'readers', 'instanceIdentifierBase', 'replicationSourceIdentifier', 'enableClusterLevelEnhancedMonitoring',
  'databaseInsightsMode', 's3ImportRole', 's3ImportBuckets', 's3ExportRole', 's3ExportBuckets', 'serverlessV2MinCapacity', 'serverlessV2MaxCapacity',
  'serverlessV2AutoPauseDuration', 'parameterGroups', 'parameterGroup', 'backtrackWindow', 'enablePerformanceInsights', 'restoreFrom',
];

export const PROPERTIES = [...ALWAYS, ...Object.keys(CHOICES) as Key[]];

export interface Combination {
  readonly engine: number;
  readonly encrypted: boolean;
  readonly chosen: Partial<Record<Key, { readonly index: number } | undefined>>;
}

const often = (percent: number) => <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary });

/** Wrong values are one in six where there are any. */
function choiceOf(choices: Choice[]): fc.Arbitrary<{ index: number }> {
  const indexes = (isWrong: boolean) => choices.flatMap((choice, index) => choice.wrong === isWrong ? [index] : []);
  const some = (isWrong: boolean, weight: number) => indexes(isWrong).length > 0 ? [{ weight, arbitrary: fc.constantFrom(...indexes(isWrong)) }] : [];
  return fc.oneof(...some(false, 5), ...some(true, 1)).map((index) => ({ index }));
}

export const combinations: fc.Arbitrary<Combination> = fc.record({
  engine: fc.nat(ENGINES.length - 1),
  encrypted: fc.oneof({ weight: 97, arbitrary: fc.constant(true) }, { weight: 3, arbitrary: fc.constant(false) }),
  chosen: fc.record(Object.fromEntries(Object.entries(CHOICES).map(([name, choices]) =>
    [name, often(SELDOM.includes(name as Key) ? 4 : 8)(choiceOf(choices))]))),
}) as fc.Arbitrary<Combination>;

/** The properties of a combination, their names, and those that must be told to be wrong. */
export function realize({ engine: engineIndex, encrypted, chosen }: Combination, scope: Construct, vpc: ec2.IVpc) {
  const engine = ENGINES[engineIndex];
  const entries = Object.entries(chosen).filter((entry): entry is [Key, { index: number }] => entry[1] !== undefined);
  const names = [...entries.map(([name]) => name), 'engine', 'vpc', ...(encrypted ? ['storageEncrypted'] : [])] as Key[];
  const values = Object.fromEntries(entries.map(([name, { index }]) => [name, CHOICES[name]![index].make(scope, vpc, engine)]));
  const stated = encrypted ? { storageEncrypted: true } : {};
  const props = { engine, vpc: chosen.instanceProps ? undefined : vpc, ...stated, ...values } as ServerlessV2ClusterProps;
  const wrongNames = entries.filter(([name, { index }]) => CHOICES[name]![index].wrong).map(([name]) => name as string);
  const unencrypted = !encrypted && !chosen.storageEncryptionKey ? ['storageEncrypted'] : [];
  return { props, names, wrong: [...wrongNames, ...unencrypted] };
}
