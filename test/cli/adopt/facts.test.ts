import { readFileSync } from 'node:fs';
import type { Properties } from '../../../src/simulator/cloudformation/resource';
import { EXAMPLES, fileOf, readJson, situationOf } from '../../support/adoption';

const template = (example: string, name: string) => readJson(fileOf(example, 'adoption'), name);
const ofType = (example: string, name: string, type: string): [string, { Properties: Properties }][] => Object
  .entries<any>(template(example, name).Resources).filter(([, { Type }]) => Type === type);
/** The properties of the cluster, before and after. */
const before = (example: string) => Object.values<any>(readJson(fileOf(example), 'template.json').Resources)
  .find(({ Type }) => Type === 'AWS::RDS::DBCluster').Properties as Properties;
const after = (example: string) => ofType(example, 'adopted.template.json', 'AWS::RDS::DBCluster')[0][1].Properties;
const members = (example: string) => ofType(example, 'adopted.template.json', 'AWS::RDS::DBInstance');
const readme = (example: string) => readFileSync(fileOf(example, 'adoption/README.md'), 'utf8');

describe('the adopted template', () => {
  test('states the port, whatever CloudFormation would take for granted', () => {
    expect(before('v1-to-provisioned').Port).toBeUndefined();
    expect(after('v1-to-provisioned').Port).toBe(5432);
    expect(after('snapshot-restored').Port).toBe(3307);
    for (const example of EXAMPLES) expect(after(example).Port).toEqual(expect.any(Number));
  });

  test('names the master user that there is, not a reference that may change', async () => {
    expect(before('blue-green-switchover').MasterUsername).toEqual({ 'Fn::Join': expect.anything() });
    expect(after('blue-green-switchover').MasterUsername).toBe('admin');
    expect(after('another-name').MasterUsername).toBe('shopadmin');
    expect(readme('another-name')).toContain('| Cluster | MasterUsername | `shop` | `shopadmin` | replacement |');
  });

  test('keeps the reference to the password, and says nothing of one that RDS keeps', () => {
    expect(after('blue-green-switchover').MasterUserPassword).toEqual(before('blue-green-switchover').MasterUserPassword);
    expect(after('no-stack-owns-it')).toMatchObject({ ManageMasterUserPassword: true });
    expect(after('no-stack-owns-it').MasterUserPassword).toBeUndefined();
  });

  test('has the parameter group of the new version; the old one stays in the stack, unused', () => {
    expect(after('blue-green-switchover').DBClusterParameterGroupName).toBe('shop-mysql80-upgraded');
    expect(after('rollback-failed')).toMatchObject({ EngineVersion: '15.7', DBClusterParameterGroupName: 'shop-parameters15-6f5e4d3c2b1a' });
    expect(ofType('rollback-failed', 'adopted.template.json', 'AWS::RDS::DBClusterParameterGroup')).toMatchObject([[expect.any(String), { DeletionPolicy: 'Retain' }]]);
  });

  test('has lost what only Serverless v1 had, stale in the description or not', async () => {
    const [{ cluster }] = (await situationOf('v1-converted')).clusters;
    expect(cluster.ScalingConfigurationInfo).toBeDefined();
    expect(before('v1-converted')).toMatchObject({ EngineMode: 'serverless', ScalingConfiguration: expect.anything() });
    expect(Object.keys(after('v1-converted'))).not.toEqual(expect.arrayContaining(['EngineMode']));
    expect(Object.keys(after('v1-converted'))).not.toEqual(expect.arrayContaining(['ScalingConfiguration']));
    expect(after('v1-converted')).toMatchObject({ ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 } });
    expect(after('v1-to-provisioned').ServerlessV2ScalingConfiguration).toBeUndefined();
  });

  test('has lost the snapshot from which the database once came', () => {
    expect(before('snapshot-restored').SnapshotIdentifier).toBe('shop-2023-01-01');
    expect(after('snapshot-restored').SnapshotIdentifier).toBeUndefined();
  });

  test('names members as they are called: -instance-1, random suffixes, names of another\'s', () => {
    const names = (example: string) => members(example).map(([, { Properties }]) => Properties.DBInstanceIdentifier);
    expect(names('v1-converted')).toEqual(['shop-db5d02a0a9-8k3jq0x2vw1p-instance-1']);
    expect(names('blue-green-switchover')).toEqual(['shop-writer', 'shop-dbreader965174ea-green-x7k2pq']);
    expect(names('snapshot-restored')).toEqual(['shop-db-restored-1']);
  });

  test('gives who came the place of who is gone, and a name of the CDK\'s own kind to who is one too many', () => {
    expect(members('blue-green-switchover').map(([id]) => id)).toEqual(['DbWriter9BD1608D', 'DbReader965174EA']);
    expect(members('another-name').map(([id]) => id)).toEqual(['Writer', 'ClusterMember1']);
    expect(members('v1-converted').map(([id]) => id)).toEqual([expect.stringMatching(/^DbMember1[0-9A-F]{8}$/)]);
  });

  test('names a cluster that a switchover has renamed', async () => {
    expect((await situationOf('another-name')).physicalIds.get('Cluster')).toBe('shop-db-before');
    expect(after('another-name').DBClusterIdentifier).toBe('shop-db');
    expect(readJson(fileOf('another-name', 'adoption'), 'resource-mapping.json').Cluster).toEqual({ DBClusterIdentifier: 'shop-db' });
  });
});

describe('the differences', () => {
  test.each([
    ['v1-converted', 'Db5D02A0A9 | EngineMode | `serverless` | `provisioned` | replacement'],
    ['v1-converted', 'Db5D02A0A9 | EnableHttpEndpoint | `true` | `false` | nothing'],
    ['v1-converted', 'Db5D02A0A9 | ServerlessV2ScalingConfiguration | nothing | `{"MinCapacity":0.5,"MaxCapacity":8}` | nothing'],
    ['blue-green-switchover', 'Db5D02A0A9 | EngineVersion | `8.0.mysql_aurora.3.08.0` | `8.0.mysql_aurora.3.10.0` | interruption'],
    ['blue-green-switchover', 'DbWriter9BD1608D | DBInstanceClass | `db.r6g.large` | `db.serverless` | interruption'],
    ['legacy-instance-props', 'DbInstance17A577275 | DBInstanceClass | `db.r5.large` | `db.serverless` | interruption'],
    ['snapshot-restored', 'Db5D02A0A9 | Port | nothing | `3307` | interruption'],
  ])('of %s: %s', (example, line) => {
    expect(readme(example)).toContain(`| ${line} |`);
  });
});

describe('the deployments', () => {
  test.each([
    ['rollback-failed', ['DBCluster', 'DBClusterParameterGroup', 'DBInstance', 'DBSubnetGroup', 'Secret', 'SecretTargetAttachment', 'SecurityGroup']],
    ['legacy-instance-props', ['DBCluster', 'DBInstance', 'DBInstance', 'DBSubnetGroup', 'Role', 'Secret', 'SecretTargetAttachment', 'SecurityGroup']],
    ['escape-hatches', ['DBCluster', 'DBInstance', 'DBInstance', 'DBSubnetGroup', 'Role', 'Secret', 'SecretTargetAttachment', 'SecurityGroup']],
  ])('of %s first retain the database and all that it needs', (example, kinds) => {
    const retained = Object.values<any>(template(example, '1-retain.template.json').Resources)
      .filter(({ DeletionPolicy, UpdateReplacePolicy }) => DeletionPolicy === 'Retain' && UpdateReplacePolicy === 'Retain');
    expect(retained.map(({ Type }) => Type.split('::').at(-1)).sort()).toEqual(kinds);
  });

  test('are told with commands, of which those before the release may not be empty', () => {
    expect(readme('v1-converted')).toMatch(/--template-file 1-retain\.template\.json --capabilities CAPABILITY_NAMED_IAM\n/);
    expect(readme('v1-converted')).toMatch(/--template-file 2-release\.template\.json --capabilities CAPABILITY_NAMED_IAM\n/);
    expect(readme('v1-converted')).toContain('--change-set-type IMPORT --template-body file://3-import.template.json --resources-to-import file://resources-to-import.json');
    expect(readme('v1-converted')).toContain('npx cdk import Shop --resource-mapping resource-mapping.json --force');
  });

  test('never take a secret attachment out of the stack', () => {
    const attached = (name: string) => ofType('v1-converted', name, 'AWS::SecretsManager::SecretTargetAttachment').map(([, { Properties }]) => Properties.TargetId);
    expect(attached('1-retain.template.json')).toEqual([{ Ref: 'Db5D02A0A9' }]);
    expect(attached('2-release.template.json')).toEqual(['shop-db5d02a0a9-8k3jq0x2vw1p']);
    expect(attached('adopted.template.json')).toEqual([{ Ref: 'Db5D02A0A9' }]);
    expect(readme('v1-converted')).toContain('Secret attachments cannot be imported.');
  });

  test('keep every output, export and parameter that spoke of the database', () => {
    const released = template('v1-converted', '2-release.template.json');
    expect(released.Outputs.Endpoint.Value).toBe('shop-db5d02a0a9-8k3jq0x2vw1p.cluster-c9akciq32rgz.eu-west-1.rds.amazonaws.com');
    expect(released.Outputs.Endpoint.Export).toEqual({ Name: 'shop-endpoint' });
    expect(template('v1-converted', 'adopted.template.json').Outputs).toEqual(readJson(fileOf('v1-converted'), 'template.json').Outputs);
  });

  test('begin with the way out of UPDATE_ROLLBACK_FAILED, which leaves the database and its new parameter group as they are', () => {
    expect(readme('rollback-failed')).toContain('aws cloudformation continue-update-rollback --stack-name Shop --resources-to-skip Db5D02A0A9\n');
    expect(readme('rollback-failed')).toContain('npx cdk rollback Shop --orphan Db5D02A0A9\n');
    const [first] = readJson(fileOf('rollback-failed', 'adoption'), 'proof.json').steps;
    expect(first).toMatchObject({ source: 'continue', outcome: 'completed', stacks: [{ status: 'UPDATE_ROLLBACK_COMPLETE' }] });
    expect(first.stacks[0].resources).toMatchObject([
      { logicalId: 'Db5D02A0A9', action: 'skipped' },
      { logicalId: 'Parameters15E1B2A7F0', action: 'failed', reason: expect.stringContaining('still members of this parameter group') },
    ]);
  });

  test('say who is no longer in the stack, and is not deleted', () => {
    const line = (names: string) => `No longer in the stack afterwards, and not deleted where it still exists: ${names}.`;
    expect(readme('blue-green-switchover')).toContain(line('shop-dbreader965174ea-0k1l2m3n4o5p'));
    expect(readme('another-name')).toContain(line('shop-db-before, shop-writer-5q6r7s8t9u0v'));
    expect(readme('v1-converted')).not.toContain('No longer in the stack');
  });

  test('say what was not rehearsed', () => {
    expect(readme('escape-hatches')).toContain('not rehearsed: Db5D02A0A9.AssociatedRoles.');
    expect(readJson(fileOf('escape-hatches', 'adoption'), 'proof.json').notRehearsed).toEqual(['Db5D02A0A9.AssociatedRoles']);
  });
});
