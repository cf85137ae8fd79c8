import { App, Aws, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { clusterWith, codesOf, ENVIRONMENT, MYSQL, mysql, only, POSTGRES, stackWith } from './support';
import { CustomEndpoint, ProxyReadOnlyEndpoint, RestoreSource, ServerlessV2Cluster, ServerlessV2ClusterFromSnapshot, ServerlessV2Member, StableNames } from '../../src';

const members = [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B'), ServerlessV2Member.independent('Reports')];

describe('a proxy', () => {
  const { template, stack } = clusterWith({ members }, (db, scope, vpc) => {
    const proxy = db.addProxy('Proxy', { vpc, secrets: [db.secret!], iamAuth: true });
    new ProxyReadOnlyEndpoint(scope, 'ReadOnly', { cluster: db, proxy, vpc });
    proxy.grantConnect(new iam.User(scope, 'User'), 'app');
  });

  test('waits for all members', () => {
    const instances = Object.keys(template.findResources('AWS::RDS::DBInstance'));
    const [{ DependsOn }] = Object.values(template.findResources('AWS::RDS::DBProxyTargetGroup'));
    expect(instances).toHaveLength(3);
    expect(DependsOn).toEqual(expect.arrayContaining(instances));
  });

  test('requires TLS and IAM', () => {
    template.hasResourceProperties('AWS::RDS::DBProxy', { RequireTLS: true, Auth: [Match.objectLike({ IAMAuth: 'REQUIRED' })] });
    template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [Match.objectLike({ Action: 'rds-db:connect' })] } });
  });

  test('has a read-only endpoint behind its security groups, once its targets are there', () => {
    const endpoint = only(template, 'AWS::RDS::DBProxyEndpoint');
    expect(endpoint).toMatchObject({ TargetRole: 'READ_ONLY', VpcSecurityGroupIds: only(template, 'AWS::RDS::DBProxy').VpcSecurityGroupIds });
    template.hasResource('AWS::RDS::DBProxyEndpoint', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('ProxyTargetGroup')]) });
  });

  test('is one of the endpoints, with the default port of the engine', () => {
    const db = stack.node.findChild('Db') as ServerlessV2Cluster;
    expect(stack.resolve([db.endpoints.proxy?.hostname, db.endpoints.proxy?.port, db.endpoints.proxyReader?.hostname])).toEqual([
      { 'Fn::GetAtt': [expect.stringContaining('Proxy'), 'Endpoint'] }, 5432, { 'Fn::GetAtt': [expect.stringContaining('ReadOnly'), 'Endpoint'] },
    ]);
  });
});

describe('the endpoints', () => {
  test('can be given to clients', () => {
    const { stack } = clusterWith({ members, port: 5544 }, (db, scope, vpc) => {
      new CustomEndpoint(scope, 'MonthlyReports', { cluster: db, members: ['Reports'] });
      db.addProxy('Proxy', { vpc, secrets: [db.secret!] });
    });
    const { endpoints } = stack.node.findChild('Db') as ServerlessV2Cluster;
    const environment = stack.resolve(endpoints.toEnvironment('SHOP'));
    const attribute = (name: string) => ({ 'Fn::GetAtt': [expect.stringMatching(/^Db/), name] });
    expect(environment).toEqual({
      SHOP_CLUSTER_HOST: attribute('Endpoint.Address'),
      SHOP_READER_HOST: attribute('ReadEndpoint.Address'),
      SHOP_MONTHLY_REPORTS_HOST: { 'Fn::GetAtt': [expect.stringMatching(/^MonthlyReports/), 'Endpoint'] },
      SHOP_PROXY_HOST: attribute('Endpoint'),
      SHOP_PORT: attribute('Endpoint.Port'),
      SHOP_PROXY_PORT: '5432',
    });
  });

  test('have stable names in Route 53 and SSM', () => {
    const { template } = clusterWith({}, (db, scope, vpc) => {
      db.addProxy('Proxy', { vpc, secrets: [db.secret!] });
      const zone = new route53.PrivateHostedZone(scope, 'Zone', { vpc, zoneName: 'internal' });
      new StableNames(scope, 'Names', { cluster: db, zone, recordName: 'shop', parameterPath: '/shop/db' });
    });
    const records = Object.values(template.findResources('AWS::Route53::RecordSet')).map(({ Properties: { Name, TTL, Type } }) => [Name, TTL, Type]);
    expect(records.sort()).toEqual([['shop-proxy.internal.', '5', 'CNAME'], ['shop-reader.internal.', '5', 'CNAME'], ['shop.internal.', '5', 'CNAME']]);
    const parameters = Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties }) => Properties.Name);
    expect(parameters.sort()).toEqual(['/shop/db/cluster', '/shop/db/port', '/shop/db/proxy', '/shop/db/reader']);
  });

  test('have no names nowhere', () => {
    expect(() => clusterWith({}, (db, scope) => new StableNames(scope, 'Names', { cluster: db }))).toThrow(/PROPERTY_INVALID.*Neither `zone` nor `parameterPath`/);
    expect(() => clusterWith({}, (db, scope) => new StableNames(scope, 'Names', { cluster: db, parameterPath: 'shop/' }))).toThrow(/must begin with a slash/);
  });
});

describe('a custom endpoint', () => {
  const call = (template: Template, name: string) => JSON.stringify(Object.values(template.findResources('Custom::AuroraCustomEndpoint'))[0].Properties[name]);

  test('leads to the members that it names', () => {
    const { template } = clusterWith({ members }, (db, scope) => new CustomEndpoint(scope, 'Reports', { cluster: db, members: ['Reports'] }));
    expect(call(template, 'Create')).toMatch(/createDBClusterEndpoint.*READER.*StaticMembers.*DbReports/);
    expect(call(template, 'Update')).toMatch(/modifyDBClusterEndpoint/);
    expect(call(template, 'Delete')).toMatch(/deleteDBClusterEndpoint.*DBClusterEndpointNotFound/);
  });

  test('may touch only itself', () => {
    const { template } = clusterWith({ members }, (db, scope) => new CustomEndpoint(scope, 'Reports', { cluster: db, members: ['Reports'] }));
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const [endpoint] = statements.filter(({ Action }) => [Action].flat().includes('rds:CreateDBClusterEndpoint'));
    expect(JSON.stringify(endpoint.Resource)).toMatch(/:cluster:.*:cluster-endpoint:stack-?reports/i);
    expect([endpoint.Resource].flat()).not.toContain('*');
  });

  test('cannot lead to a member that is not there', () => {
    expect(() => clusterWith({ members }, (db, scope) => new CustomEndpoint(scope, 'X', { cluster: db, members: ['A', 'Nobody'] })))
      .toThrow(/\[MEMBERS_INVALID\] `members` has Nobody, which Stack\/Db does not have/);
  });
});

describe('the Data API', () => {
  test('comes with its grant', () => {
    const { template } = clusterWith({}, (db, scope) => db.grantDataApiAccess(new iam.User(scope, 'User')));
    template.hasResourceProperties('AWS::RDS::DBCluster', { EnableHttpEndpoint: true });
    template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['rds-data:ExecuteStatement']) })]) } });
  });

  test('is refused where the engine does not have it', () => {
    expect(codesOf({ engine: mysql('8.0.mysql_aurora.3.06.0'), enableDataApi: true })).toEqual(['PROPERTY_INVALID']);
  });
});

test('IAM authentication is on, beside passwords, and can be granted', () => {
  const { template } = clusterWith({}, (db, scope) => db.grantConnect(new iam.User(scope, 'User'), 'app'));
  template.hasResourceProperties('AWS::RDS::DBCluster', { EnableIAMDatabaseAuthentication: true });
  template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [Match.objectLike({ Action: 'rds-db:connect' })] } });
  expect(only(clusterWith({ iamAuthentication: false }).template, 'AWS::RDS::DBCluster').EnableIAMDatabaseAuthentication).toBe(false);
});

describe('the password', () => {
  test('is a secret that rotates', () => {
    const { template } = clusterWith({ rotation: { automaticallyAfter: Duration.days(14) } });
    template.hasResourceProperties('AWS::SecretsManager::RotationSchedule', { RotationRules: { ScheduleExpression: 'rate(14 days)' } });
  });

  test('may be kept by RDS, without a secret of ours', () => {
    const { template, stack } = clusterWith({ manageMasterUserPassword: true }, (db, scope) => db.secret!.grantRead(new iam.User(scope, 'User')));
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    template.resourceCountIs('AWS::SecretsManager::SecretTargetAttachment', 0);
    expect(only(template, 'AWS::RDS::DBCluster')).toMatchObject({ ManageMasterUserPassword: true, MasterUsername: 'postgres' });
    expect(only(template, 'AWS::RDS::DBCluster')).not.toHaveProperty('MasterUserPassword');
    const { secret } = stack.node.findChild('Db') as ServerlessV2Cluster;
    expect(stack.resolve(secret?.secretArn)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Db/), 'MasterUserSecret.SecretArn'] });
  });

  const readReplica = { replicationSourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:db:source' };

  test.each<[string, Parameters<typeof codesOf>[0]]>([
    ['RDS and a rotation of ours', { manageMasterUserPassword: true, rotation: {} }],
    ['RDS and a secret of one\'s own', { manageMasterUserPassword: true, credentials: rds.Credentials.fromPassword('admin', SecretValue.unsafePlainText('not-so-secret')) }],
    ['RDS and a replica', { manageMasterUserPassword: true, ...readReplica }],
    ['a rotation without a secret', { rotation: {}, credentials: rds.Credentials.fromPassword('admin', SecretValue.unsafePlainText('not-so-secret')) }],
    ['a replica and credentials', { credentials: rds.Credentials.fromUsername('admin'), ...readReplica }],
  ])('is not kept by %s', (_, props) => {
    expect(codesOf(props)).toEqual(['PROPERTIES_CLASH']);
  });
});

describe('proxy and rotation', () => {
  const appSecret = (db: ServerlessV2Cluster, scope: Construct) => new rds.DatabaseSecret(scope, 'AppSecret', { username: 'app', masterSecret: db.secret });
  type Step = (db: ServerlessV2Cluster, secret: rds.DatabaseSecret, attached: secretsmanager.ISecret, vpc: ec2.IVpc) => unknown;
  const proxy: Step = (db, secret, _attached, vpc) => db.addProxy('Proxy', { vpc, secrets: [db.secret!, secret] });
  const proxyOfAttached: Step = (db, _secret, attached, vpc) => db.addProxy('Proxy', { vpc, secrets: [attached] });
  const rotation: Step = (db, _secret, attached) => db.addRotationMultiUser('App', { secret: attached });
  const rotationOfPlain: Step = (db, secret) => db.addRotationMultiUser('App', { secret });
  const take = (props: object, ...steps: Step[]) => clusterWith(props, (db, scope, vpc) => {
    const secret = appSecret(db, scope);
    const attached = secret.attach(db);
    for (const step of steps) step(db, secret, attached, vpc);
  });

  test.each([
    ['the proxy first', [proxy, rotation]], ['the rotation first', [rotation, proxy]], ['the attached secret in both', [proxyOfAttached, rotation]],
    ['the secret itself in both', [rotationOfPlain, proxy]],
  ])('of the same alternating users are refused: %s', (_, steps) => {
    expect(() => take({}, ...steps)).toThrow(/\[PROXY_MULTI_USER_ROTATION\] The secret Stack\/AppSecret.* alternates/);
  });

  test('of different users go together', () => {
    const { template } = take({}, rotation, (db, _secret, _attached, vpc) => db.addProxy('Proxy', { vpc, secrets: [db.secret!] }));
    template.resourceCountIs('AWS::RDS::DBProxy', 1);
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 1);
  });

  test('of the master user go together', () => {
    const { template } = clusterWith({ rotation: {} }, (db, _, vpc) => db.addProxy('Proxy', { vpc, secrets: [db.secret!] }));
    const [{ Properties: { Auth: [auth] } }] = Object.values(template.findResources('AWS::RDS::DBProxy'));
    const [{ Properties: { SecretId } }] = Object.values(template.findResources('AWS::SecretsManager::RotationSchedule'));
    expect(auth.SecretArn).toEqual(SecretId);
  });

  test('a password that RDS keeps works with a proxy and the Data API, and with no rotation of ours', () => {
    const { template } = clusterWith({ manageMasterUserPassword: true, enableDataApi: true }, (db, scope, vpc) => {
      db.addProxy('Proxy', { vpc, secrets: [db.secret!] });
      db.grantDataApiAccess(new iam.User(scope, 'User'));
    });
    const managed = { 'Fn::GetAtt': [expect.stringMatching(/^Db/), 'MasterUserSecret.SecretArn'] };
    expect(only(template, 'AWS::RDS::DBProxy').Auth[0].SecretArn).toEqual(managed);
    expect(only(template, 'AWS::RDS::DBCluster')).toMatchObject({ ManageMasterUserPassword: true, EnableHttpEndpoint: true });
    expect(() => clusterWith({ manageMasterUserPassword: true }, (db) => db.addRotationSingleUser())).toThrow(/\[ROTATION_OF_MANAGED_PASSWORD\]/);
  });

  test('are refused for a restored cluster, too', () => {
    expect(() => stackWith((stack, vpc) => {
      const db = new ServerlessV2ClusterFromSnapshot(stack, 'Db', { engine: POSTGRES, vpc, storageEncrypted: true, snapshotIdentifier: 'shop', manageMasterUserPassword: true });
      db.addRotationSingleUser();
    })).toThrow(/\[ROTATION_OF_MANAGED_PASSWORD\]/);
  });
});

describe('TLS', () => {
  test.each([[POSTGRES, { 'rds.force_ssl': '1' }], [MYSQL, { require_secure_transport: 'ON' }]])('is required by a parameter of %#', (engine, Parameters) => {
    clusterWith({ engine, requireTls: true }).template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', { Parameters });
  });

  test('is required beside other parameters, and in a group of one\'s own', () => {
    const { template } = clusterWith({ requireTls: true, parameters: { work_mem: '65536' } });
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', { Parameters: { 'rds.force_ssl': '1', 'work_mem': '65536' } });
    const own = stackWith((stack, vpc) => {
      const parameterGroup = new rds.ParameterGroup(stack, 'Group', { engine: POSTGRES });
      new ServerlessV2Cluster(stack, 'Db', { engine: POSTGRES, vpc, storageEncrypted: true, requireTls: true, parameterGroup });
    });
    own.template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', { Parameters: { 'rds.force_ssl': '1' } });
  });

  test('cannot be required in a group that is imported, and is not by default', () => {
    const imported = rds.ParameterGroup.fromParameterGroupName(new Stack(), 'Group', 'other');
    expect(codesOf({ requireTls: true, parameterGroup: imported })).toEqual(['PROPERTIES_CLASH']);
    clusterWith({}).template.resourceCountIs('AWS::RDS::DBClusterParameterGroup', 0);
  });
});

describe('a restored cluster', () => {
  const restored = (props: object) => stackWith((stack, vpc) => new ServerlessV2ClusterFromSnapshot(stack, 'Db', {
    engine: POSTGRES, vpc, storageEncrypted: true, snapshotIdentifier: 'shop-2026', ...props,
  })).template;

  test('has its secret, the attachment and the rotation again, and no secret that opens nothing', () => {
    const template = restored({ snapshotCredentials: rds.SnapshotCredentials.fromGeneratedSecret('postgres'), rotation: {} });
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 1);
    const [attachment] = Object.keys(template.findResources('AWS::SecretsManager::SecretTargetAttachment'));
    template.hasResourceProperties('AWS::SecretsManager::RotationSchedule', { SecretId: { Ref: attachment } });
    expect(only(template, 'AWS::RDS::DBCluster')).toMatchObject({ SnapshotIdentifier: 'shop-2026', MasterUserPassword: expect.anything() });
  });

  test('may have a password that RDS keeps', () => {
    const template = restored({ manageMasterUserPassword: true });
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    expect(only(template, 'AWS::RDS::DBCluster')).toMatchObject({ ManageMasterUserPassword: true });
  });

  test('has the defaults, members and range of its twin', () => {
    const template = restored({ manageMasterUserPassword: true });
    expect(only(template, 'AWS::RDS::DBCluster')).toMatchObject({ DeletionProtection: true, EnableIAMDatabaseAuthentication: true, BackupRetentionPeriod: 7 });
    template.resourceCountIs('AWS::RDS::DBInstance', 2);
  });

  test('must say who may log in', () => {
    expect(() => restored({})).toThrow(/\[CREDENTIALS_UNSTATED\].*fromGeneratedSecret/);
    expect(() => restored({ storageEncrypted: undefined })).toThrow(/\[ENCRYPTION_UNSTATED\][^]*\[CREDENTIALS_UNSTATED\]/);
  });
});

describe('a cluster that begins with the data of another one', () => {
  const cluster = (restoreFrom: RestoreSource) => only(clusterWith({ restoreFrom }).template, 'AWS::RDS::DBCluster');

  test.each([
    ['a clone', RestoreSource.clone('shop'), { RestoreType: 'copy-on-write', UseLatestRestorableTime: true }],
    ['the latest moment', RestoreSource.latest('shop'), { RestoreType: 'full-copy', UseLatestRestorableTime: true }],
    ['a moment', RestoreSource.pointInTime('shop', new Date('2026-11-20T14:00:00Z')), { RestoreType: 'full-copy', RestoreToTime: '2026-11-20T14:00:00Z' }],
  ])('is %s', (_, source, expected) => {
    expect(cluster(source)).toMatchObject({ SourceDBClusterIdentifier: 'shop', MasterUserPassword: expect.anything(), ...expected });
  });

  test('has no other source and no new database', () => {
    expect(codesOf({ restoreFrom: RestoreSource.clone('shop'), defaultDatabaseName: 'x', replicationSourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:db:source' }))
      .toEqual(['PROPERTIES_CLASH', 'PROPERTIES_CLASH']);
  });
});

describe('a cluster of another app', () => {
  test('has endpoints and grants', () => {
    const stack = new Stack(new App(), 'Stack', ENVIRONMENT);
    const db = ServerlessV2Cluster.fromServerlessV2ClusterAttributes(stack, 'Db', {
      clusterIdentifier: 'shop', clusterResourceIdentifier: 'cluster-X', clusterEndpointAddress: 'shop.cluster', readerEndpointAddress: 'shop.cluster-ro', port: 5432, engine: POSTGRES,
    });
    db.grantConnect(new iam.User(stack, 'User'), 'app');
    new StableNames(stack, 'Names', { cluster: db, parameterPath: '/shop' });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::SSM::Parameter', { Name: '/shop/reader', Value: 'shop.cluster-ro' });
    template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [Match.objectLike({ Action: 'rds-db:connect' })] } });
  });

  test('can be looked up, also where the L2 cannot yet', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', ENVIRONMENT);
    const db = ServerlessV2Cluster.fromLookup(stack, 'Db', { clusterIdentifier: 'shop' });
    expect(db.endpoints.cluster.hostname).toBe('dummy.cluster.local');
    expect(app.synth().manifest.missing).toEqual([expect.objectContaining({
      provider: 'cc-api-provider', props: expect.objectContaining({ typeName: 'AWS::RDS::DBCluster', exactIdentifier: 'shop' }),
    })]);
  });

  test('cannot be looked up by a token', () => {
    const stack = new Stack();
    expect(() => ServerlessV2Cluster.fromLookup(stack, 'Db', { clusterIdentifier: Aws.STACK_NAME })).toThrow(/\[PROPERTY_INVALID\].*fromServerlessV2ClusterAttributes/);
  });
});
