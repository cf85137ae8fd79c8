import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { L2Api } from './l2-api';
import { MYSQL, only, POSTGRES, stackWith } from './support';
import { ServerlessV2Cluster } from '../../src';

const api = new L2Api();
const CLUSTER = 'aws-cdk-lib.aws_rds.DatabaseCluster';

type Props = Partial<rds.DatabaseClusterProps>;
type Create = (scope: Construct, vpc: ec2.IVpc) => Props;

const writer = rds.ClusterInstance.serverlessV2('A');
const key = (scope: Construct) => new kms.Key(scope, 'Key');
const role = (scope: Construct) => new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('rds.amazonaws.com') });
const bucket = (scope: Construct) => [new s3.Bucket(scope, 'Bucket')];
const withS3 = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.of('16.8', '16', { s3Import: true, s3Export: true }) });
const limitless = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4_LIMITLESS });
const LIMITLESS: Props = {
  engine: limitless,
  writer: undefined,
  enablePerformanceInsights: true,
  performanceInsightRetention: rds.PerformanceInsightRetention.MONTHS_1,
  monitoringInterval: Duration.minutes(1),
  enableClusterLevelEnhancedMonitoring: true,
  storageType: rds.DBClusterStorageType.AURORA_IOPT1,
  cloudwatchLogsExports: ['postgresql'],
};

/** One example of each property of the L2. A property that a newer L2 adds must get one, or the first test fails. */
const EXAMPLES: Record<string, Create> = {
  engine: () => ({ engine: MYSQL }),
  instances: (_, vpc) => ({ instances: 3, instanceProps: { vpc }, vpc: undefined, writer: undefined }),
  instanceProps: (_, vpc) => ({ instanceProps: { vpc, instanceType: new ec2.InstanceType('r7g.large') }, vpc: undefined, writer: undefined }),
  writer: () => ({ writer: rds.ClusterInstance.provisioned('Writer') }),
  readers: () => ({ readers: [rds.ClusterInstance.serverlessV2('B', { scaleWithWriter: true })] }),
  serverlessV2MaxCapacity: () => ({ serverlessV2MaxCapacity: 8 }),
  serverlessV2MinCapacity: () => ({ serverlessV2MinCapacity: 1 }),
  serverlessV2AutoPauseDuration: () => ({ serverlessV2MinCapacity: 0, serverlessV2AutoPauseDuration: Duration.hours(1) }),
  vpc: (_, vpc) => ({ vpc }),
  vpcSubnets: () => ({ vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } }),
  securityGroups: (scope, vpc) => ({ securityGroups: [new ec2.SecurityGroup(scope, 'Group', { vpc })] }),
  instanceUpdateBehaviour: (_, vpc) => ({
    instanceUpdateBehaviour: rds.InstanceUpdateBehaviour.ROLLING, instanceProps: { vpc }, vpc: undefined, writer: undefined,
  }),
  backtrackWindow: () => ({ engine: MYSQL, backtrackWindow: Duration.hours(24) }),
  backup: () => ({ backup: { retention: Duration.days(3), preferredWindow: '01:00-02:00' } }),
  port: () => ({ port: 5544 }),
  clusterIdentifier: () => ({ clusterIdentifier: 'shop' }),
  instanceIdentifierBase: (_, vpc) => ({ instanceIdentifierBase: 'shop', instanceProps: { vpc }, vpc: undefined, writer: undefined }),
  defaultDatabaseName: () => ({ defaultDatabaseName: 'shop' }),
  deletionProtection: () => ({ deletionProtection: false }),
  preferredMaintenanceWindow: () => ({ preferredMaintenanceWindow: 'sun:03:00-sun:04:00' }),
  parameterGroup: (scope) => ({ parameterGroup: new rds.ParameterGroup(scope, 'Parameters', { engine: POSTGRES }) }),
  parameters: () => ({ parameters: { work_mem: '65536' } }),
  removalPolicy: () => ({ removalPolicy: RemovalPolicy.RETAIN }),
  cloudwatchLogsExports: () => ({ cloudwatchLogsExports: ['postgresql'] }),
  cloudwatchLogsRetention: () => ({ cloudwatchLogsExports: ['postgresql'], cloudwatchLogsRetention: logs.RetentionDays.ONE_WEEK }),
  cloudwatchLogsRetentionRole: (scope) => ({ cloudwatchLogsExports: ['postgresql'], cloudwatchLogsRetention: 7, cloudwatchLogsRetentionRole: role(scope) }),
  monitoringInterval: () => ({ monitoringInterval: Duration.seconds(15) }),
  monitoringRole: (scope) => ({ monitoringInterval: Duration.seconds(15), monitoringRole: role(scope) }),
  enableClusterLevelEnhancedMonitoring: () => ({ monitoringInterval: Duration.seconds(15), enableClusterLevelEnhancedMonitoring: true }),
  s3ImportRole: (scope) => ({ engine: withS3, s3ImportRole: role(scope) }),
  s3ImportBuckets: (scope) => ({ engine: withS3, s3ImportBuckets: bucket(scope) }),
  s3ExportRole: (scope) => ({ engine: withS3, s3ExportRole: role(scope) }),
  s3ExportBuckets: (scope) => ({ engine: withS3, s3ExportBuckets: bucket(scope) }),
  subnetGroup: (scope, vpc) => ({ subnetGroup: new rds.SubnetGroup(scope, 'SubnetGroup', { vpc, description: 'subnets' }) }),
  iamAuthentication: () => ({ iamAuthentication: false }),
  storageEncrypted: () => ({ storageEncrypted: false }),
  storageEncryptionKey: (scope) => ({ storageEncryptionKey: key(scope) }),
  storageType: () => ({ storageType: rds.DBClusterStorageType.AURORA_IOPT1 }),
  copyTagsToSnapshot: () => ({ copyTagsToSnapshot: false }),
  networkType: () => ({ networkType: rds.NetworkType.DUAL }),
  domain: () => ({ domain: 'd-1234567890' }),
  domainRole: (scope) => ({ domain: 'd-1234567890', domainRole: role(scope) }),
  enableDataApi: () => ({ enableDataApi: true }),
  enableLocalWriteForwarding: () => ({ engine: MYSQL, enableLocalWriteForwarding: true }),
  enablePerformanceInsights: () => ({ enablePerformanceInsights: true }),
  performanceInsightRetention: () => ({ performanceInsightRetention: rds.PerformanceInsightRetention.MONTHS_15 }),
  performanceInsightEncryptionKey: (scope) => ({ performanceInsightEncryptionKey: key(scope) }),
  databaseInsightsMode: () => ({
    databaseInsightsMode: rds.DatabaseInsightsMode.ADVANCED, performanceInsightRetention: rds.PerformanceInsightRetention.MONTHS_15,
  }),
  autoMinorVersionUpgrade: () => ({ autoMinorVersionUpgrade: false }),
  clusterScalabilityType: () => ({ ...LIMITLESS, clusterScalabilityType: rds.ClusterScalabilityType.LIMITLESS }),
  clusterScailabilityType: () => ({ ...LIMITLESS, clusterScailabilityType: rds.ClusterScailabilityType.LIMITLESS }),
  engineLifecycleSupport: () => ({ engineLifecycleSupport: rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED }),
  credentials: (scope) => ({ credentials: rds.Credentials.fromGeneratedSecret('root', { encryptionKey: key(scope) }) }),
  replicationSourceIdentifier: () => ({ replicationSourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:db:source' }),
  manageMasterUserPassword: () => ({ manageMasterUserPassword: true } as Props),
  deleteAutomatedBackups: () => ({ deleteAutomatedBackups: false } as Props),
};

type Then = (db: rds.DatabaseCluster, scope: Construct, vpc: ec2.IVpc) => unknown;

/** One call of each method of the L2 that changes a template or answers. */
const CALLS: Record<string, Then> = {
  addProxy: (db, _, vpc) => db.addProxy('Proxy', { vpc, secrets: [db.secret!] }),
  addRotationMultiUser: (db, scope) => db.addRotationMultiUser('User', { secret: new rds.DatabaseSecret(scope, 'UserSecret', { username: 'app', masterSecret: db.secret }) }),
  addRotationSingleUser: (db) => db.addRotationSingleUser(),
  applyRemovalPolicy: (db) => db.applyRemovalPolicy(RemovalPolicy.DESTROY),
  asSecretAttachmentTarget: (db, scope) => new secretsmanager.Secret(scope, 'Other').attach(db),
  grantConnect: (db, scope) => db.grantConnect(role(scope), 'app'),
  grantDataApiAccess: (db, scope) => db.grantDataApiAccess(role(scope)),
};

/** They come from the base classes of all constructs. */
const OF_EVERY_CONSTRUCT = ['toString', 'with', 'applyCrossStackReferenceStrength'];

const METRICS = api.methodsOf(CLUSTER).filter((name) => name.startsWith('metric'));

const BASE: Props = { engine: POSTGRES, writer, storageEncrypted: true };

function synthesize(Cluster: typeof rds.DatabaseCluster | typeof ServerlessV2Cluster, create: Create, then: Then = () => undefined): Template {
  return stackWith((stack, vpc) => then(new Cluster(stack, 'Db', { ...BASE, vpc, ...create(stack, vpc) } as rds.DatabaseClusterProps), stack, vpc)).template;
}

const plainWith = (create: Create) => synthesize(rds.DatabaseCluster, create);

function both(create: Create, then?: Then): [plain: Template, ours: Template] {
  return [synthesize(rds.DatabaseCluster, create, then), synthesize(ServerlessV2Cluster, create, then)];
}

/** Ours may say more, but what the L2 says is said by ours, too, under the same logical ids. */
function expectEverythingOf([plain, ours]: [Template, Template]): void {
  const [expected, actual] = [plain.toJSON().Resources, ours.toJSON().Resources];
  for (const [id, resource] of Object.entries<Record<string, any>>(expected)) {
    if (resource.Type.startsWith('AWS::Lambda') || resource.Type === 'AWS::IAM::Policy') expect(Object.keys(actual)).toContain(id);
    else expect({ [id]: actual[id] }).toMatchObject({ [id]: resource });
  }
}

describe('each property of the L2', () => {
  const properties = api.propertiesOf(`${CLUSTER}Props`);

  test('has an example here', () => {
    expect(properties.filter((name) => !(name in EXAMPLES))).toEqual([]);
    expect(properties.length).toBeGreaterThan(50);
  });

  /** A cluster needs a VPC in any case. */
  test.each(properties.filter((name) => name in EXAMPLES && name !== 'vpc'))('%s has an example that is not hollow: the L2 says something else without it', (name) => {
    const resources = (create: Create) => {
      try {
        return plainWith(create).toJSON().Resources as object;
      } catch {
        return 'refused by the L2';
      }
    };
    const without: Create = (scope, vpc) => ({ ...EXAMPLES[name](scope, vpc), [name]: BASE[name as keyof Props] });
    expect(resources(EXAMPLES[name])).not.toEqual(resources(without));
  });

  test.each(properties.filter((name) => name in EXAMPLES))('%s has its effect', (name) => {
    expectEverythingOf(both(EXAMPLES[name]));
  });
});

describe('each method of the L2', () => {
  test('has a call here', () => {
    const untested = api.methodsOf(CLUSTER).filter((name) => !(name in CALLS) && !METRICS.includes(name) && !OF_EVERY_CONSTRUCT.includes(name));
    expect(untested).toEqual([]);
    expect(METRICS.length).toBeGreaterThan(10);
  });

  test.each(api.methodsOf(CLUSTER).filter((name) => name in CALLS))('%s has its effect', (name) => {
    expectEverythingOf(both(() => ({}), CALLS[name]));
  });

  test.each(METRICS)('%s is the same metric', (name) => {
    const seen: unknown[] = [];
    both(() => ({}), (db, scope) => {
      const metric = (db as unknown as Record<string, (...args: unknown[]) => cloudwatch.Metric>)[name](...name === 'metric' ? ['CPUUtilization'] : []);
      seen.push(Stack.of(scope).resolve({ name: metric.metricName, dimensions: metric.dimensions, statistic: metric.statistic }));
    });
    expect(seen[1]).toEqual(seen[0]);
  });

  test('of the class can be called on ours', () => {
    for (const name of api.staticMethodsOf(CLUSTER)) expect(ServerlessV2Cluster).toHaveProperty(name, expect.any(Function));
  });
});

test('ours is a cluster in the eyes of the L2', () => {
  const { template } = stackWith((stack, vpc) => {
    const db: rds.DatabaseCluster = new ServerlessV2Cluster(stack, 'Db', { engine: POSTGRES, vpc, storageEncrypted: true });
    for (const property of api.propertiesOf(CLUSTER)) expect(property in db).toBe(true);
  });
  expect(only(template, 'AWS::RDS::DBCluster').Engine).toBe('aurora-postgresql');
});
