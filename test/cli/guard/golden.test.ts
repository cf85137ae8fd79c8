/* eslint-disable no-template-curly-in-string */
import { compare } from '../../../src/cli/guard/compare';
import type { Comparison } from '../../../src/cli/guard/finding';
import { WRITER_HANDOVER_RESOURCE_TYPE } from '../../../src/contract/writer-handover';
import { parseTemplate } from '../../../src/simulator/cloudformation/templates/template';

type Resources = Record<string, { Type: string; Properties?: Record<string, unknown>; [attribute: string]: unknown }>;

const cluster = (Properties: object = {}, attributes: object = {}) => ({
  Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.08.0', StorageEncrypted: true, ...Properties }, ...attributes,
});
const member = (Properties: object = {}, attributes: object = {}) => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'aurora-mysql', DBClusterIdentifier: { Ref: 'Db' }, DBInstanceClass: 'db.r6g.large', PromotionTier: 1, ...Properties },
  ...attributes,
});
const handover = (...Members: string[]) => ({
  Type: WRITER_HANDOVER_RESOURCE_TYPE,
  Properties: { ServiceToken: 'arn:aws:lambda:eu-west-1:1:function:handover', ClusterIdentifier: { Ref: 'Db' }, Target: { Ref: Members[0] }, Members: Members.map((name) => ({ Ref: name })) },
});
const subnets = (DBSubnetGroupName?: string) => ({ Type: 'AWS::RDS::DBSubnetGroup', Properties: { DBSubnetGroupDescription: 'd', SubnetIds: ['a'], DBSubnetGroupName } });
const secret = (Name?: string) => ({ Type: 'AWS::SecretsManager::Secret', Properties: { Name, GenerateSecretString: {} } });
const rdsInstance = (Properties: object = {}) => ({ Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'mysql', DBInstanceClass: 'db.m6g.large', DBName: 'shop', ...Properties } });
const other = { Type: 'AWS::SNS::Topic' };

/** `CODE LogicalId Property…`, with `?` behind the code when it cannot be told. */
function lines({ findings }: Comparison): string[] {
  return findings.map(({ code, certain, logicalId, properties }) => [certain ? code : `${code}?`, logicalId, ...properties.map(({ name }) => name)].join(' '));
}

function guard(old: Resources, wanted: Resources, more: { old?: object; wanted?: object; both?: object; parameters?: Record<string, string> } = {}) {
  const stack = (resources: Resources, rest?: object) => [{ name: 'Shop', template: parseTemplate(JSON.stringify({ Resources: resources, ...more.both, ...rest })), nested: {} }];
  return compare(stack(old, more.old), stack(wanted, more.wanted), more.parameters);
}

type Pair = [title: string, old: Resources, wanted: Resources, expected: string[], more?: Parameters<typeof guard>[2]];

const parameter = (Default?: string) => ({ Parameters: { Mode: { Type: 'String', Default } } });
const refMode = cluster({ EngineMode: { Ref: 'Mode' } });
const production = (value: string) => ({
  Parameters: { Stage: { Type: 'String', Default: value } }, Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } },
});

const PAIRS: Pair[] = [
  // Nothing of that kind happens.
  ['nothing changes', { Db: cluster() }, { Db: cluster() }, []],
  ['a first capacity range', { Db: cluster() }, { Db: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } }) }, []],
  ['an upgrade alone', { Db: cluster(), A: member() }, { Db: cluster({ EngineVersion: '8.0.mysql_aurora.3.10.0' }), A: member() }, []],
  ['another tier', { Db: cluster(), A: member() }, { Db: cluster(), A: member({ PromotionTier: 0 }) }, []],
  ['a number for its text', { Db: cluster({ Port: 3306, StorageEncrypted: true }) }, { Db: cluster({ Port: '3306', StorageEncrypted: 'true' }) }, []],
  ['a new member', { Db: cluster(), A: member() }, { Db: cluster(), A: member(), B: member({ DBInstanceClass: 'db.serverless' }) }, []],
  ['a move with a handover', { Db: cluster(), A: member() }, { Db: cluster(), B: member({ DBInstanceClass: 'db.serverless' }), Handover: handover('B') }, []],
  ['a renamed handover', { Db: cluster(), B: member(), H: handover('B') }, { Db: cluster(), B: member(), Handover: handover('B') }, []],
  ['the old name of the engine', { Db: cluster({ Engine: 'aurora' }) }, { Db: cluster() }, []],
  ['a new database', { Topic: other }, { Topic: other, Db: cluster() }, []],
  ['a secret of nobody that leaves', { Db: cluster(), S: secret() }, { Db: cluster() }, []],
  ['a database that is retained', { Topic: other, Db: cluster({}, { DeletionPolicy: 'Retain' }), A: member({}, { DeletionPolicy: 'Retain' }) }, { Topic: other }, []],
  ['a parameter that is kept', { Db: refMode }, { Db: refMode }, [], { both: parameter('provisioned') }],
  ['Fn::Sub for Fn::Join', { Db: cluster({ DatabaseName: { 'Fn::Join': ['-', ['shop', { Ref: 'AWS::Region' }]] } }) }, { Db: cluster({ DatabaseName: { 'Fn::Sub': 'shop-${AWS::Region}' } }) }, []],

  // A database that holds data is replaced.
  ['the engine mode', { Db: cluster({ EngineMode: 'serverless' }) }, { Db: cluster({ EngineMode: 'provisioned' }) }, ['DATA_REPLACED Db EngineMode']],
  ['an engine mode that is removed', { Db: cluster({ EngineMode: 'serverless' }) }, { Db: cluster() }, ['DATA_REPLACED Db EngineMode']],
  ['encryption', { Db: cluster({ StorageEncrypted: false }) }, { Db: cluster() }, ['DATA_REPLACED Db StorageEncrypted']],
  ['a snapshot that is dropped', { Db: cluster({ SnapshotIdentifier: 's' }) }, { Db: cluster() }, ['DATA_REPLACED Db SnapshotIdentifier']],
  ['the user', { Db: cluster({ MasterUsername: 'a' }) }, { Db: cluster({ MasterUsername: 'b' }) }, ['DATA_REPLACED Db MasterUsername']],
  ['another engine', { Db: cluster() }, { Db: cluster({ Engine: 'aurora-postgresql' }) }, ['DATA_REPLACED Db Engine']],
  ['an RDS instance with another name inside', { Db: rdsInstance() }, { Db: rdsInstance({ DBName: 'x' }) }, ['DATA_REPLACED Db DBName']],
  ['a subnet group by another name, which the cluster refers to',
    { Db: cluster({ DBSubnetGroupName: { Ref: 'S' } }), S: subnets('a') }, { Db: cluster({ DBSubnetGroupName: { Ref: 'S' } }), S: subnets('b') }, ['DATA_REPLACED Db DBSubnetGroupName']],
  ['a replaced secret, from which the user comes',
    { Db: cluster({ MasterUsername: { 'Fn::Sub': '{{resolve:secretsmanager:${S}:SecretString:username}}' } }), S: secret('a') },
    { Db: cluster({ MasterUsername: { 'Fn::Sub': '{{resolve:secretsmanager:${S}:SecretString:username}}' } }), S: secret('b') },
    ['DATA_REPLACED Db MasterUsername', 'DATA_REPLACED S Name']],
  ['a global cluster', { G: { Type: 'AWS::RDS::GlobalCluster', Properties: { Engine: 'aurora-mysql' } } }, { G: { Type: 'AWS::RDS::GlobalCluster', Properties: { Engine: 'aurora-postgresql' } } }, ['DATA_REPLACED G Engine']],
  ['another type under the same logical id', { Db: cluster() }, { Db: other }, ['DATA_REPLACED Db']],
  ['a condition that no longer chooses what it chose',
    { Db: cluster({ EngineMode: { 'Fn::If': ['IsProduction', 'provisioned', 'serverless'] } }) }, { Db: cluster({ EngineMode: { 'Fn::If': ['IsProduction', 'serverless', 'provisioned'] } }) },
    ['DATA_REPLACED Db EngineMode'], { both: production('x'), parameters: { Stage: 'production' } }],
  ['a mapping', { Db: cluster({ DatabaseName: { 'Fn::FindInMap': ['M', 'a', 'b'] } }) }, { Db: cluster({ DatabaseName: { 'Fn::FindInMap': ['M', 'a', 'b'] } }) },
    ['DATA_REPLACED Db DatabaseName'], { old: { Mappings: { M: { a: { b: 'one' } } } }, wanted: { Mappings: { M: { a: { b: 'two' } } } } }],

  // … or deleted.
  ['a cluster that leaves', { Topic: other, Db: cluster() }, { Topic: other }, ['DATA_DELETED Db']],
  ['a policy that comes too late', { Topic: other, Db: cluster({}, { DeletionPolicy: 'Delete' }) }, { Topic: other }, ['DATA_DELETED Db']],
  ['a renamed logical id', { Db: cluster() }, { Shop: cluster() }, ['DATA_DELETED Db']],
  ['the secret of a database', { Db: cluster({ MasterUserPassword: { 'Fn::Sub': '{{resolve:secretsmanager:${S}}}' } }), S: secret() }, { Db: cluster({ ManageMasterUserPassword: true }) }, ['DATA_DELETED S']],
  ['the key of a database', { Db: cluster({ KmsKeyId: { 'Fn::GetAtt': ['K', 'Arn'] } }), K: { Type: 'AWS::KMS::Key', Properties: {} } }, { Db: cluster({ KmsKeyId: 'other' }) }, ['DATA_REPLACED? Db KmsKeyId', 'DATA_DELETED K']],
  ['an RDS instance that leaves', { Topic: other, Db: rdsInstance() }, { Topic: other }, ['DATA_DELETED Db']],

  // A member that may be the writer goes away.
  ['a zone', { Db: cluster(), A: member({ AvailabilityZone: 'a' }) }, { Db: cluster(), A: member({ AvailabilityZone: 'b' }) }, ['MEMBER_REPLACED A AvailabilityZone']],
  ['a member that goes to another cluster', { Db: cluster(), A: member({ DBClusterIdentifier: 'one' }) }, { Db: cluster(), A: member({ DBClusterIdentifier: 'two' }) }, ['MEMBER_REPLACED A DBClusterIdentifier']],
  ['a leaving member without a handover', { Db: cluster(), A: member(), B: member() }, { Db: cluster(), B: member() }, ['MEMBER_DELETED A']],
  ['the last member', { Db: cluster(), A: member() }, { Db: cluster() }, ['MEMBER_DELETED A']],
  ['a class in place', { Db: cluster(), A: member() }, { Db: cluster(), A: member({ DBInstanceClass: 'db.serverless' }) }, ['CLASS_CHANGED_IN_PLACE A DBInstanceClass']],
  ['the class of an RDS instance', { Db: rdsInstance() }, { Db: rdsInstance({ DBInstanceClass: 'db.m7g.large' }) }, ['CLASS_CHANGED_IN_PLACE Db DBInstanceClass']],

  // An upgrade while the role moves.
  ['an upgrade with a handover', { Db: cluster(), A: member() }, { Db: cluster({ EngineVersion: '8.0.mysql_aurora.3.10.0' }), A: member(), B: member(), H: handover('B', 'A') },
    ['VERSION_CHANGED_WITH_HANDOVER Db EngineVersion']],
  ['an upgrade while a member leaves', { Db: cluster(), A: member(), B: member(), H: handover('A', 'B') },
    { Db: cluster({ EngineVersion: '8.0.mysql_aurora.3.10.0' }), A: member(), H: handover('A') }, ['VERSION_CHANGED_WITH_HANDOVER Db EngineVersion']],
  ['an upgrade beside a handover that stays as it is', { Db: cluster(), A: member(), H: handover('A') }, { Db: cluster({ EngineVersion: '8.0.mysql_aurora.3.10.0' }), A: member(), H: handover('A') }, []],

  // A leaving member that would be left behind.
  ['a deployed policy that keeps a leaving member', { Db: cluster(), A: member({}, { DeletionPolicy: 'Retain' }), B: member() }, { Db: cluster(), B: member(), H: handover('B') }, ['LEAVING_MEMBER_RETAINED A']],
  ['the same with the other spelling', { Db: cluster(), A: member({}, { DeletionPolicy: 'RetainExceptOnCreate' }), B: member() }, { Db: cluster(), B: member(), H: handover('B') }, ['LEAVING_MEMBER_RETAINED A']],
  ['its cure', { Db: cluster(), A: member({}, { DeletionPolicy: 'Retain' }), B: member() }, { Db: cluster(), A: member({}, { DeletionPolicy: 'Delete' }), B: member() }, []],

  // The templates cannot tell.
  ['a parameter for a text', { Db: cluster({ EngineMode: 'serverless' }) }, { Db: refMode }, ['DATA_REPLACED? Db EngineMode'], { both: parameter() }],
  ['a parameter with another default', { Db: refMode }, { Db: refMode }, ['DATA_REPLACED? Db EngineMode'], { old: parameter('serverless'), wanted: parameter('provisioned') }],
  ['the same when its value is given', { Db: refMode }, { Db: refMode }, [], { old: parameter('serverless'), wanted: parameter('provisioned'), parameters: { Mode: 'provisioned' } }],
  ['an import for a text', { Db: cluster({ KmsKeyId: 'k' }) }, { Db: cluster({ KmsKeyId: { 'Fn::ImportValue': 'key' } }) }, ['DATA_REPLACED? Db KmsKeyId']],
  ['a condition of which nobody knows', { Topic: other, Db: cluster() }, { Topic: other, Db: { ...cluster(), Condition: 'IsProduction' } }, ['DATA_DELETED? Db'], { both: production('x') }],
  ['a class from a parameter', { Db: cluster(), A: member() }, { Db: cluster(), A: member({ DBInstanceClass: { Ref: 'Mode' } }) }, ['CLASS_CHANGED_IN_PLACE? A DBInstanceClass'], { both: parameter() }],
  ['a name from a custom resource that changes', { Db: cluster({ SnapshotIdentifier: { 'Fn::GetAtt': ['C', 'Name'] } }), C: { Type: 'Custom::Latest', Properties: { N: 1 } } },
    { Db: cluster({ SnapshotIdentifier: { 'Fn::GetAtt': ['C', 'Name'] } }), C: { Type: 'Custom::Latest', Properties: { N: 2 } } }, ['DATA_REPLACED? Db SnapshotIdentifier']],
];

test.each(PAIRS)('%s', (_, old, wanted, expected, more = {}) => {
  const comparison = guard(old, wanted, more);
  expect(lines(comparison)).toEqual(expected);
  expect(comparison.verdict).toBe(expected.length === 0 ? 'safe' : expected.some((line) => !line.split(' ')[0].endsWith('?')) ? 'unsafe' : 'cannot tell');
});

test('every verdict and every code is shown', () => {
  const shown = new Set(PAIRS.flatMap(([, , , expected]) => expected.map((line) => line.split(' ')[0].replace('?', ''))));
  expect([...shown].sort()).toEqual([
    'CLASS_CHANGED_IN_PLACE', 'DATA_DELETED', 'DATA_REPLACED', 'LEAVING_MEMBER_RETAINED', 'MEMBER_DELETED', 'MEMBER_REPLACED', 'VERSION_CHANGED_WITH_HANDOVER',
  ]);
  expect(PAIRS.length).toBeGreaterThanOrEqual(30);
});

describe('a finding says', () => {
  test('that CloudFormation refuses to replace what has a name of its own', () => {
    const [{ message }] = guard({ Db: cluster({ DBClusterIdentifier: 'shop', EngineMode: 'serverless' }) }, { Db: cluster({ DBClusterIdentifier: 'shop' }) }).findings;
    expect(message).toContain('CloudFormation cannot update a stack when a custom-named resource requires replacing');
  });

  test('what the deployed policies keep', () => {
    const replaced = (attributes: object) => guard({ Db: cluster({ EngineMode: 'serverless' }, attributes) }, { Db: cluster({}, attributes) }).findings[0].message;
    expect(replaced({})).toContain('The old one is deleted.');
    expect(replaced({ UpdateReplacePolicy: 'Snapshot' })).toContain('A last snapshot of the old one is kept.');
    expect(replaced({ UpdateReplacePolicy: 'Retain' })).toContain('UpdateReplacePolicy keeps the old one');
  });

  test('the first deployment that cures an orphan', () => {
    const [{ remedy }] = guard({ Db: cluster(), A: member({}, { DeletionPolicy: 'Retain' }), B: member() }, { Db: cluster(), B: member(), H: handover('B') }).findings;
    expect(remedy).toMatch(/^First deploy A with DeletionPolicy Delete, still in the template; remove it in the deployment after that\./);
  });

  test('from what to what', () => {
    const [{ properties }] = guard({ Db: cluster({ EngineMode: 'serverless' }) }, { Db: cluster() }).findings;
    expect(properties).toEqual([{ name: 'EngineMode', before: 'serverless', after: 'not set' }]);
  });
});
