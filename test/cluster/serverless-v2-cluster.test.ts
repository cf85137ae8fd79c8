import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { clusterWith, codesOf, MYSQL_84, POSTGRES as engine, stackWith } from './support';
import { ServerlessV2Capacity, ServerlessV2Cluster, type ServerlessV2ClusterProps, ServerlessV2Member } from '../../src';

const synthesize = (props: Partial<ServerlessV2ClusterProps>) => clusterWith(props).template;
/** What becomes of the data when the cluster leaves its stack, and when it is replaced. */
const policies = (props: Partial<ServerlessV2ClusterProps>) => Object.values(synthesize(props).findResources('AWS::RDS::DBCluster'))
  .flatMap(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy]);

describe('a Serverless v2 cluster', () => {
  test('has its capacity range and its members in their tiers', () => {
    const template = synthesize({
      capacity: ServerlessV2Capacity.range({ min: 0.5, max: 16 }),
      members: [ServerlessV2Member.failoverTarget('A', { promotionTier: 0 }), ServerlessV2Member.failoverTarget('B'), ServerlessV2Member.independent('Reports', { promotionTier: 15 })],
    });
    template.hasResourceProperties('AWS::RDS::DBCluster', { ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16, SecondsUntilAutoPause: Match.absent() } });
    const tiers = Object.values(template.findResources('AWS::RDS::DBInstance')).map(({ Properties }) => [Properties.DBInstanceClass, Properties.PromotionTier]);
    expect(tiers.sort()).toEqual([['db.serverless', 0], ['db.serverless', 1], ['db.serverless', 15]]);
  });

  test('pauses after the time that was given, also on engine versions that the L2 does not know to pause', () => {
    const template = synthesize({ engine: MYSQL_84, capacity: ServerlessV2Capacity.autoPause({ max: 4, after: Duration.minutes(15) }) });
    template.hasResourceProperties('AWS::RDS::DBCluster', { ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4, SecondsUntilAutoPause: 900 } });
  });

  test('has two failover targets when no members are given', () => {
    const template = synthesize({});
    template.resourceCountIs('AWS::RDS::DBInstance', 2);
    template.allResourcesProperties('AWS::RDS::DBInstance', { PromotionTier: 1 });
  });

  test('has no member of ours beside those of the L2, and its range nevertheless', () => {
    const template = synthesize({ capacity: ServerlessV2Capacity.range({ min: 1, max: 8 }), writer: rds.ClusterInstance.provisioned('Old') });
    template.resourceCountIs('AWS::RDS::DBInstance', 1);
    template.hasResourceProperties('AWS::RDS::DBCluster', { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } });
  });

  test('keeps the logical ids of the L2', () => {
    const ids = (template: Template) => Object.keys(template.toJSON().Resources).sort();
    const members = { writer: rds.ClusterInstance.serverlessV2('A'), readers: [rds.ClusterInstance.serverlessV2('B')] };
    const plain = stackWith((stack, vpc) => new rds.DatabaseCluster(stack, 'Db', { engine, vpc, storageEncrypted: true, ...members })).template;
    expect(ids(synthesize({}))).toEqual(expect.arrayContaining(ids(plain)));
  });

  test('differs from the L2 only in properties that CloudFormation updates in place', () => {
    const cluster = (template: Template) => Object.values(template.findResources('AWS::RDS::DBCluster'))[0];
    const members = { writer: rds.ClusterInstance.serverlessV2('A') };
    const plain = cluster(stackWith((stack, vpc) => new rds.DatabaseCluster(stack, 'Db', { engine, vpc, storageEncrypted: true, ...members })).template);
    const ours = cluster(synthesize(members));
    expect(ours).toEqual({
      ...plain,
      Properties: {
        ...plain.Properties,
        DeletionProtection: true,
        BackupRetentionPeriod: 7,
        EnableCloudwatchLogsExports: ['postgresql'],
        EnableIAMDatabaseAuthentication: true,
        EngineLifecycleSupport: 'open-source-rds-extended-support',
      },
    });
  });

  test.each([[RemovalPolicy.DESTROY, false], [RemovalPolicy.RETAIN, true]])('with the removal policy %s has the deletion protection %s', (removalPolicy, DeletionProtection) => {
    synthesize({ removalPolicy }).hasResourceProperties('AWS::RDS::DBCluster', { DeletionProtection });
  });

  test('leaves a final snapshot, unless the removal policy says otherwise', () => {
    expect(policies({})).toEqual(['Snapshot', 'Snapshot']);
    expect(policies({ removalPolicy: RemovalPolicy.RETAIN })).toEqual(['Retain', 'Retain']);
    expect(policies({ removalPolicy: RemovalPolicy.DESTROY })).toEqual(['Delete', 'Delete']);
  });

  test('leaves the deletion protection as it is stated', () => {
    synthesize({ deletionProtection: false }).hasResourceProperties('AWS::RDS::DBCluster', { DeletionProtection: false });
  });

  test('does not warn about a range that the L2 guesses', () => {
    const { stack } = stackWith((scope, vpc) => new ServerlessV2Cluster(scope, 'Db', {
      engine,
      vpc,
      storageEncrypted: true,
      capacity: ServerlessV2Capacity.range({ min: 1, max: 64 }),
      writer: rds.ClusterInstance.provisioned('Old', { instanceType: new ec2.InstanceType('r6g.xlarge') }),
      readers: [ServerlessV2Member.failoverTarget('New')],
    }));
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('.*scale.*'));
  });

  test('can be handed to everything that takes a database cluster', () => {
    const { template } = stackWith((stack, vpc) => {
      const db = new ServerlessV2Cluster(stack, 'Db', { engine, vpc, storageEncrypted: true });
      new rds.DatabaseProxy(stack, 'Proxy', { proxyTarget: rds.ProxyTarget.fromCluster(db), secrets: [db.secret!], vpc });
      db.grantDataApiAccess(new iam.User(stack, 'User'));
    });
    template.resourceCountIs('AWS::RDS::DBProxy', 1);
    template.hasResourceProperties('AWS::RDS::DBCluster', { EnableHttpEndpoint: true });
  });
});

describe('what cannot be synthesized is one error with all problems', () => {
  const range = ServerlessV2Capacity.range({ min: 1, max: 4 });

  test.each<[string, Partial<ServerlessV2ClusterProps>, string[]]>([
    ['encryption that is not stated', { storageEncrypted: undefined }, ['ENCRYPTION_UNSTATED']],
    ['capacity that is said twice', { capacity: range, serverlessV2MinCapacity: 1 }, ['CAPACITY_SAID_TWICE']],
    ['members that are said twice', { members: [ServerlessV2Member.failoverTarget('A')], writer: rds.ClusterInstance.serverlessV2('B') }, ['MEMBERS_SAID_TWICE']],
    ['an impossible range', { capacity: ServerlessV2Capacity.range({ min: 0.3, max: 500 }) }, ['CAPACITY_RANGE_INVALID', 'CAPACITY_RANGE_INVALID']],
    ['a pause that is too short', { capacity: ServerlessV2Capacity.autoPause({ max: 4, after: Duration.minutes(1) }) }, ['CAPACITY_RANGE_INVALID']],
    ['a failover target that would start small', { members: [ServerlessV2Member.failoverTarget('A', { promotionTier: 2 })] }, ['MEMBERS_INVALID']],
    ['an independent member that follows the writer', { members: [ServerlessV2Member.independent('A', { promotionTier: 1 })] }, ['MEMBERS_INVALID']],
    ['no members', { members: [] }, ['MEMBERS_INVALID']],
    ['members of the same name', { members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.independent('A')] }, ['MEMBERS_INVALID']],
    ['all of that', { storageEncrypted: undefined, capacity: range, serverlessV2MaxCapacity: 4, members: [] }, ['CAPACITY_SAID_TWICE', 'MEMBERS_INVALID', 'ENCRYPTION_UNSTATED']],
  ])('%s', (_, props, codes) => {
    expect(codesOf(props)).toEqual(codes);
  });

  test('names the construct, what we got and what to do', () => {
    expect(() => synthesize({ storageEncrypted: undefined })).toThrow(/^Stack\/Db cannot be synthesized:\n {2}- \[ENCRYPTION_UNSTATED\] `storageEncrypted` is not stated.*For a new cluster set `storageEncrypted: true`/s);
  });

  test('a key of one\'s own states the encryption', () => {
    const { template } = stackWith((stack, vpc) => new ServerlessV2Cluster(stack, 'Db', {
      engine, vpc, storageEncryptionKey: new kms.Key(stack, 'Key'),
    }));
    template.hasResourceProperties('AWS::RDS::DBCluster', { StorageEncrypted: true });
  });
});
