import { spawnSync } from 'node:child_process';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { median, type Row } from './measure';
import { ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member, ServerlessV2Monitoring } from '../src';

const CLUSTERS = 100;
const CLUSTERS_PER_STACK = 10;
const ROUNDS = 5;
const LOADS = 15;

const engine = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 });

/** A writer, two readers, a proxy and alarms. */
function ours(stack: Stack, id: string, vpc: ec2.IVpc): void {
  const db = new ServerlessV2Cluster(stack, id, {
    engine,
    vpc,
    storageEncrypted: true,
    capacity: ServerlessV2Capacity.range({ min: 2, max: 16 }),
    members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B'), ServerlessV2Member.independent('C')],
  });
  db.addProxy('Proxy', { vpc, secrets: [db.secret!] });
  new ServerlessV2Monitoring(stack, `${id}Monitoring`, { cluster: db, dashboard: false });
}

/** The same resources, with the plain L2. */
function plain(stack: Stack, id: string, vpc: ec2.IVpc): void {
  const db = new rds.DatabaseCluster(stack, id, {
    engine,
    vpc,
    storageEncrypted: true,
    serverlessV2MinCapacity: 2,
    serverlessV2MaxCapacity: 16,
    writer: rds.ClusterInstance.serverlessV2('A', { publiclyAccessible: false }),
    readers: [
      rds.ClusterInstance.serverlessV2('B', { scaleWithWriter: true, publiclyAccessible: false }),
      rds.ClusterInstance.serverlessV2('C', { publiclyAccessible: false }),
    ],
    removalPolicy: RemovalPolicy.SNAPSHOT,
    deletionProtection: true,
    iamAuthentication: true,
    backup: { retention: Duration.days(7) },
    cloudwatchLogsExports: ['postgresql'],
    cloudwatchLogsRetention: logs.RetentionDays.ONE_YEAR,
    engineLifecycleSupport: rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
  });
  db.addProxy('Proxy', { vpc, secrets: [db.secret!] });
  alarm(stack, `${id}Capacity`, db, 'ACUUtilization', 95, 15);
  alarm(stack, `${id}Connections`, db, 'DatabaseConnections', 2688, 5);
  alarm(stack, `${id}Lag`, db, 'AuroraReplicaLag', 2000, 5);
}

function alarm(stack: Stack, id: string, db: rds.DatabaseCluster, metricName: string, threshold: number, evaluationPeriods: number): void {
  const usingMetrics = Object.fromEntries(db.instanceIdentifiers.map((instance, index) => [`m${index}`, new cloudwatch.Metric({
    namespace: 'AWS/RDS', metricName, dimensionsMap: { DBInstanceIdentifier: instance }, statistic: 'Maximum', period: Duration.minutes(1),
  })]));
  new cloudwatch.Alarm(stack, id, {
    metric: new cloudwatch.MathExpression({ expression: `MAX([${Object.keys(usingMetrics).join(', ')}])`, usingMetrics, period: Duration.minutes(1) }),
    threshold,
    evaluationPeriods,
    alarmDescription: `${metricName} is above ${threshold}`,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}

function synthesize(create: typeof ours): { readonly millis: number; readonly types: string[] } {
  const begin = process.hrtime.bigint();
  const app = new App({ analyticsReporting: false });
  const stacks = Array.from({ length: CLUSTERS / CLUSTERS_PER_STACK }, (_, number) => {
    const stack = new Stack(app, `Stack${number}`, { env: { account: '123456789012', region: 'eu-west-1' } });
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
    for (let index = 0; index < CLUSTERS_PER_STACK; index++) create(stack, `Db${index}`, vpc);
    return stack;
  });
  const assembly = app.synth();
  const millis = Number(process.hrtime.bigint() - begin) / 1e6;
  const templates = stacks.map(({ stackName }) => assembly.getStackByName(stackName).template as { Resources: Record<string, { Type: string }> });
  return { millis, types: templates.flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)) };
}

const L2 = "require('aws-cdk-lib'); const rds = require('aws-cdk-lib/aws-rds');";
const LIBRARY = `const ours = require('${process.cwd()}/assets/bench/lib');`;

/** The time that a process of its own takes to run this. */
function loading(script: string): number {
  const timed = `const begin = process.hrtime.bigint(); ${script} process.stdout.write(String(Number(process.hrtime.bigint() - begin) / 1e6));`;
  return Number(spawnSync(process.execPath, ['-e', timed], { encoding: 'utf8' }).stdout);
}

function compareLoads(name: string, plainScript: string, ourScript: string, bound: string): Row {
  const rounds = Array.from({ length: LOADS }, () => ({ plain: loading(plainScript), ours: loading(ourScript) }));
  const [plainMillis, ourMillis] = [median(rounds.map((round) => round.plain)), median(rounds.map((round) => round.ours))];
  return row(name, `${plainMillis.toFixed(0)} ms`, `${ourMillis.toFixed(0)} ms`, `+ ${(ourMillis - plainMillis).toFixed(0)} ms`, bound);
}

function row(name: string, plainValue: string, ourValue: string, difference: string, bound = ''): Row {
  return { name, values: { 'plain L2': plainValue, 'ours': ourValue, difference, bound } };
}

/** Both ways in turn, in one run, so that the machine is the same for both. */
export async function benchSynth(): Promise<Row[]> {
  for (const create of [ours, plain]) synthesize(create);
  const rounds = Array.from({ length: ROUNDS }, () => ({ plain: synthesize(plain), ours: synthesize(ours) }));
  const [plainMillis, ourMillis] = [median(rounds.map((round) => round.plain.millis)), median(rounds.map((round) => round.ours.millis))];
  const ratio = median(rounds.map((round) => round.ours.millis / round.plain.millis));
  const counts = [rounds[0].plain, rounds[0].ours].map(({ types }) => types.length / CLUSTERS);
  return [
    row(`synthesize ${CLUSTERS} clusters`, `${plainMillis.toFixed(0)} ms`, `${ourMillis.toFixed(0)} ms`, `× ${ratio.toFixed(2)}`, 'at most × 1.15'),
    row('resources per cluster', counts[0].toFixed(1), counts[1].toFixed(1), (counts[1] - counts[0]).toFixed(1)),
    compareLoads('load the library beside aws-cdk-lib/aws-rds', L2, `${L2} ${LIBRARY}`, 'at most + 25 ms'),
    compareLoads('and touch the class of the cluster', `${L2} rds.DatabaseCluster;`, `${L2} ${LIBRARY} ours.ServerlessV2Cluster;`, ''),
  ];
}
