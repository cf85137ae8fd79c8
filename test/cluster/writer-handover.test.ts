import { App, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ServerlessV2Cluster, type ServerlessV2ClusterProps, ServerlessV2Member, WriterHandover, type WriterHandoverOptions } from '../../src';

const engine = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 });

function synthesize(writerHandover: WriterHandoverOptions, members = [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B')], props: Partial<ServerlessV2ClusterProps> = {}) {
  const stack = new Stack(new App(), 'Shop');
  const db = new ServerlessV2Cluster(stack, 'Db', { engine, vpc: new ec2.Vpc(stack, 'Vpc'), storageEncrypted: true, members, writerHandover, ...props });
  return { stack, db, template: Template.fromStack(stack) };
}

const logicalId = (template: Template, type: string, props: object) => Object.keys(template.findResources(type, { Properties: props }))[0];

describe('a writer handover', () => {
  test('names the cluster, the first member as target and all members, so that it comes after them and is deleted before them', () => {
    const { template, stack, db } = synthesize({});
    const [a, b] = db.instanceIdentifiers.map((identifier) => stack.resolve(identifier));
    template.hasResourceProperties('Custom::ServerlessV2WriterHandover', {
      ClusterIdentifier: stack.resolve(db.clusterIdentifier), Target: a, Members: [a, b], LargestReplicaLagMillis: 1000, WarmUpSeconds: 540, ServiceTimeout: '3600',
    });
  });

  test('takes another target and other limits', () => {
    const { template, stack, db } = synthesize({ to: 'B', maxReplicaLag: Duration.millis(200), minCapacity: 8, warmUpTimeout: Duration.minutes(5) });
    template.hasResourceProperties('Custom::ServerlessV2WriterHandover', {
      Target: stack.resolve(db.instanceIdentifiers[1]), LargestReplicaLagMillis: 200, LeastCapacityAcu: 8, WarmUpSeconds: 300,
    });
  });

  test('depends on its permissions, so that a deletion still has them', () => {
    const { template } = synthesize({});
    const policy = logicalId(template, 'AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'rds:FailoverDBCluster' })]) } });
    template.hasResource('Custom::ServerlessV2WriterHandover', { DependsOn: Match.arrayWith([policy]) });
  });

  test('may ask about no other stack, and fail no other cluster over', () => {
    const { template, stack, db } = synthesize({});
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const resourcesOf = (action: string) => statements.filter(({ Action }) => [Action].flat().includes(action)).map(({ Resource }) => Resource);
    expect(resourcesOf('cloudformation:GetTemplate')).toEqual([{ Ref: 'AWS::StackId' }]);
    expect(JSON.stringify(resourcesOf('rds:FailoverDBCluster'))).toContain(JSON.stringify(stack.resolve(db.clusterIdentifier)));
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  test('looks every hour for members that are in the cluster but not in the stack', () => {
    const { template } = synthesize({});
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)' });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'OrphanedMembers', Threshold: 1, TreatMissingData: 'notBreaching' });
  });

  test('works for the L2 and its legacy instances', () => {
    const stack = new Stack(new App(), 'Shop');
    const cluster = new rds.DatabaseCluster(stack, 'Db', { engine, instanceProps: { vpc: new ec2.Vpc(stack, 'Vpc') } });
    new WriterHandover(stack, 'Handover', { cluster, to: 'Instance2' });
    Template.fromStack(stack).hasResourceProperties('Custom::ServerlessV2WriterHandover', { Target: stack.resolve(cluster.instanceIdentifiers[1]) });
  });

  test.each<[string, WriterHandoverOptions, ServerlessV2Member[], RegExp]>([
    ['a target that is not a member', { to: 'C' }, [ServerlessV2Member.failoverTarget('A')], /\[HANDOVER_TARGET_UNKNOWN\] The cluster has no member `C`\. Choose one of `A`\./],
    ['a target that starts small', {}, [ServerlessV2Member.independent('A'), ServerlessV2Member.failoverTarget('B')], /\[HANDOVER_TIERS\] `A` is to become the writer and is in tier 2/],
    ['nobody who could take over', {}, [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.independent('B')], /\[HANDOVER_TIERS\] No member besides `A`/],
    ['limits out of range', { maxReplicaLag: Duration.minutes(2), minCapacity: 0, warmUpTimeout: Duration.minutes(10), maxTransactionAge: Duration.hours(2) }, [ServerlessV2Member.failoverTarget('A')],
      /maxReplicaLag.*got 120[\s\S]*minCapacity.*got 0[\s\S]*warmUpTimeout.*got 600[\s\S]*maxTransactionAge.*got 7200/],
  ])('is refused at synth with %s', (_, options, members, message) => {
    expect(() => synthesize(options, members)).toThrow(message);
  });

  test('looks at transactions with the secret of the cluster, or another one', () => {
    const { template, stack, db } = synthesize({ maxTransactionAge: Duration.seconds(10) }, undefined, { enableDataApi: true });
    template.hasResourceProperties('Custom::ServerlessV2WriterHandover', { LongestTransactionSeconds: 10, DataApiSecretArn: stack.resolve(db.secret!.secretArn) });
    const policy = JSON.stringify(template.findResources('AWS::IAM::Policy'));
    expect(policy).toContain('rds-data:ExecuteStatement');
    expect(policy).toContain('secretsmanager:GetSecretValue');
    const dataApiSecret = Secret.fromSecretNameV2(new Stack(), 'Secret', 'shop');
    const other = synthesize({ maxTransactionAge: Duration.seconds(10), dataApiSecret }, undefined, { enableDataApi: true, credentials: rds.Credentials.fromPassword('a', SecretValue.ssmSecure('p')) });
    expect(JSON.stringify(other.template.findResources('AWS::IAM::Policy'))).toContain(':secret:shop-??????');
  });

  test.each<[string, Partial<ServerlessV2ClusterProps>, RegExp]>([
    ['without the Data API', {}, /\[HANDOVER_TRANSACTIONS_UNSEEN\].*the Data API is off\./],
    ['without a secret', { enableDataApi: true, credentials: rds.Credentials.fromPassword('a', SecretValue.ssmSecure('p')) }, /\[HANDOVER_TRANSACTIONS_UNSEEN\].*the secret of its user is not known/],
  ])('a limit for transactions is refused %s', (_, props, message) => {
    expect(() => synthesize({ maxTransactionAge: Duration.seconds(10) }, undefined, props)).toThrow(message);
  });

  test('is refused for a cluster that the stack does not define', () => {
    const stack = new Stack(new App(), 'Shop');
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Db', { clusterIdentifier: 'shop' });
    expect(() => new WriterHandover(stack, 'Handover', { cluster })).toThrow(/\[HANDOVER_CLUSTER_ELSEWHERE\]/);
  });
});
