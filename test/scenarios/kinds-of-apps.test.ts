import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CreateDBClusterSnapshotCommand } from '@aws-sdk/client-rds';
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { rehearseDeployments } from '../../src/cli/rehearse/deployments/rehearse-deployments';
import { readSteps } from '../../src/cli/rehearse/deployments/step';
import { readStateFiles } from '../../src/cli/state-files';
import { readAssembly } from '../../src/simulator/cloudformation/assembly';
import { existingResources } from '../../src/simulator/cloudformation/operations/deploy';
import { sourceOf } from '../../src/simulator/cloudformation/operations/source';
import { parseFault } from '../../src/simulator/faults/fault';
import { firstMove } from '../support/first-move';
import { EXAMPLE_STATE } from '../support/simulated-account';
import { deployer, ORDERS } from '../support/stacks';

// The old properties are what many apps have.
process.env.JSII_DEPRECATED = 'quiet';

const MYSQL = rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 });

/** Synthesizes stacks as users of plain `aws-cdk-lib` write them. */
function synthesize(name: string, build: (stack: Stack, vpc: ec2.Vpc) => void): string {
  const app = new App({ outdir: mkdtempSync(path.join(tmpdir(), 'plain-')) });
  const stack = new Stack(app, name);
  build(stack, new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: false }));
  return app.synth().directory;
}

const inSubnets = (vpc: ec2.Vpc) => ({ vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });

const provisioned = () => synthesize('Shop', (stack, vpc) => {
  const cluster = new rds.DatabaseCluster(stack, 'Db', {
    engine: MYSQL,
    instances: 2,
    instanceProps: { ...inSubnets(vpc), instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE) },
    parameterGroup: new rds.ParameterGroup(stack, 'Parameters', { engine: MYSQL, parameters: { character_set_server: 'utf8mb4' } }),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new CfnOutput(stack, 'Endpoint', { value: cluster.clusterEndpoint.socketAddress });
});

const fromSnapshot = () => synthesize('Copy', (stack, vpc) => {
  new rds.DatabaseClusterFromSnapshot(stack, 'Db', {
    ...inSubnets(vpc),
    engine: MYSQL,
    snapshotIdentifier: 'mysql-80-copy',
    snapshotCredentials: rds.SnapshotCredentials.fromGeneratedSecret('admin'),
    serverlessV2MaxCapacity: 4,
    writer: rds.ClusterInstance.provisioned('Writer', { instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE) }),
    readers: [rds.ClusterInstance.serverlessV2('Reader', { scaleWithWriter: true })],
  });
});

const serverlessV1 = (clusterIdentifier: string) => synthesize('Old', (stack, vpc) => {
  new rds.ServerlessCluster(stack, 'Db', {
    ...inSubnets(vpc),
    clusterIdentifier,
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_13_12 }),
    scaling: { minCapacity: rds.AuroraCapacityUnit.ACU_2, maxCapacity: rds.AuroraCapacityUnit.ACU_8 },
  });
});

describe.each(ORDERS)('an app made with plain aws-rds deploys unchanged, %s', (profile) => {
  test('DatabaseCluster with instanceProps', async () => {
    const { deploy, account, sleep } = await deployer({ profile });
    const [{ name, text }] = readAssembly(provisioned());
    const stack = await deploy(name, text);
    expect([stack.status, stack.firstFailure(0)]).toEqual(['CREATE_COMPLETE', undefined]);
    await sleep(60);
    const cluster = account.clusters.get([...stack.resources.values()].find(({ type }) => type === 'AWS::RDS::DBCluster')!.physicalId!)!;
    expect(cluster.members.map(({ DBInstanceIdentifier: member }) => account.instances.get(member!)!.shape.DBInstanceClass)).toEqual(['db.r6g.large', 'db.r6g.large']);
    expect(cluster.shape).toMatchObject({ Status: 'available', MasterUsername: 'admin', DBClusterParameterGroup: expect.stringMatching(/^shop-parameters/) });
    expect(cluster.acceptsWrites).toBe(true);
    expect(stack.outputs.find(({ key }) => key === 'Endpoint')!.value).toBe(`${cluster.shape.Endpoint}:3306`);
  });

  test('DatabaseClusterFromSnapshot, with the data of the snapshot', async () => {
    const { deploy, account, rds: client, sleep } = await deployer({ profile });
    await sleep(60);
    await client.send(new CreateDBClusterSnapshotCommand({ DBClusterIdentifier: 'mysql-80', DBClusterSnapshotIdentifier: 'mysql-80-copy' }));
    await sleep(600);
    const [{ name, text }] = readAssembly(fromSnapshot());
    const stack = await deploy(name, text);
    expect([stack.status, stack.firstFailure(0)]).toEqual(['CREATE_COMPLETE', undefined]);
    const copy = account.clusters.get([...stack.resources.values()].find(({ type }) => type === 'AWS::RDS::DBCluster')!.physicalId!)!;
    expect(copy.volume.log('mysql-80').size).toBeGreaterThan(500);
    expect(copy.members).toHaveLength(2);
  });

  test('ServerlessCluster: AWS creates none any more, and a living one is taken over', async () => {
    const { deploy, account } = await deployer({ profile });
    const [fresh] = readAssembly(serverlessV1('another-cluster'));
    const refused = await deploy(fresh.name, fresh.text);
    expect([refused.status, refused.firstFailure(0)!.reason]).toEqual(['ROLLBACK_COMPLETE', expect.stringContaining('engine mode serverless')]);
    const living = readAssembly(serverlessV1('sample-cluster'))[0];
    const adopted = await deploy('Adopted', living.text, { imports: existingResources(account, 'Adopted', sourceOf(living.text)) });
    expect(adopted.status).toBe('CREATE_COMPLETE');
    expect(adopted.resources.get('Db6D02A4A7') ?? [...adopted.resources.values()].find(({ type }) => type === 'AWS::RDS::DBCluster'))
      .toMatchObject({ physicalId: 'sample-cluster', status: 'IMPORT_COMPLETE' });
    expect(account.clients.find(({ cluster }) => cluster === 'sample-cluster')!.lost()).toBe(0);
  });
});

describe('a template written by hand', () => {
  /** A cluster with two serverless members, in the short form of YAML, as guides show it. */
  const YAML = readFileSync(path.join(__dirname, 'written-by-hand.yaml'), 'utf8');

  test.each(ORDERS)('deploys, %s', async (profile) => {
    const { deploy, account, sleep } = await deployer({ profile });
    const stack = await deploy('Guide', YAML, { parameters: { DBMasterPassword: 'made-up-1' } });
    expect([stack.status, stack.firstFailure(0)]).toEqual(['CREATE_COMPLETE', undefined]);
    await sleep(60);
    const cluster = account.clusters.get('aurora-sv2-prod')!;
    expect(cluster.shape).toMatchObject({
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 32 }, DeletionProtection: true, HttpEndpointEnabled: true,
    });
    expect(cluster.members.map(({ DBInstanceIdentifier: member }) => member).sort()).toEqual(['aurora-sv2-prod-reader', 'aurora-sv2-prod-writer']);
    const { Endpoint, ReaderEndpoint, DbClusterResourceId } = cluster.shape;
    expect(stack.outputs.map(({ value }) => value)).toEqual([Endpoint, ReaderEndpoint, DbClusterResourceId]);
  });

  test('is refused when it refers to what is not there', async () => {
    const { deploy } = await deployer();
    const broken = YAML.replace(/ {2}(PrivateSubnet1|AppSecurityGroup):\n( {4}.*\n)+/g, '');
    expect(broken).not.toBe(YAML);
    await expect(deploy('Guide', broken, { parameters: { DBMasterPassword: 'made-up-1' } }))
      .rejects.toThrow(/^Template format error: Unresolved resource dependencies \[(PrivateSubnet1|AppSecurityGroup), (PrivateSubnet1|AppSecurityGroup)\] in the Resources block of the template$/);
  });
});

test.each(ORDERS)('the example of this repository deploys: %s', async (profile) => {
  const report = await rehearseDeployments({
    steps: readSteps([firstMove()]), imports: new Map(), parameters: {}, state: await readStateFiles(EXAMPLE_STATE), seed: 1, profile, faultTexts: [],
  });
  expect(report).toMatchObject({ outcome: 'completed', drift: [], invariants: { violated: [] } });
  expect(report.steps[0].stacks.map(({ name, status }) => [name, status])).toEqual([['MigrationEngine', 'CREATE_COMPLETE'], ['Moves', 'CREATE_COMPLETE']]);
  expect(report.clusters.map(({ identifier, writesLost, members }) => [identifier, writesLost, members.map(({ instanceClass }) => instanceClass)]))
    .toEqual(['mysql-80', 'sample-cluster'].map((identifier) => [identifier, 0, ['db.serverless', 'db.serverless']]));
});

test('our own custom resource is delivered twice and starts one execution for each cluster', async () => {
  const report = await rehearseDeployments({
    steps: readSteps([firstMove()]),
    imports: new Map(),
    parameters: {},
    state: await readStateFiles(EXAMPLE_STATE),
    seed: 1,
    faults: [parseFault('function-twice:operation=Moves.*,count=2')],
    faultTexts: [],
  });
  expect(report).toMatchObject({ outcome: 'completed', invariants: { violated: [] } });
  expect(report.steps[0].stacks.flatMap(({ resources }) => resources.flatMap(({ invocations }) => invocations ?? []))).toEqual([2, 2]);
  expect(report.steps[0].executions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
});
