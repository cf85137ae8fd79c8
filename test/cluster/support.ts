import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Annotations, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ServerlessV2Cluster, type ServerlessV2ClusterProps } from '../../src';

export const postgres = (version: string) =>
  rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.of(version, version.split('.')[0]) });
export const mysql = (version: string) =>
  rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.of(version, version.slice(0, 3)) });

export const POSTGRES = postgres('16.8');
export const MYSQL = mysql('8.0.mysql_aurora.3.10.0');
export const MYSQL_84 = mysql('8.4.mysql_aurora.8.4.7');

export const ENVIRONMENT: StackProps = { env: { account: '123456789012', region: 'eu-west-1' } };

/** A stack with a VPC and whatever is put into it. */
export function stackWith(create: (stack: Stack, vpc: ec2.IVpc) => void) {
  const stack = new Stack(new App(), 'Stack', ENVIRONMENT);
  create(stack, new ec2.Vpc(stack, 'Vpc'));
  return { stack, template: Template.fromStack(stack), annotations: Annotations.fromStack(stack) };
}

type Then = (db: ServerlessV2Cluster, stack: Stack, vpc: ec2.IVpc) => void;

/** A stack with one cluster. */
export function clusterWith(props: Partial<ServerlessV2ClusterProps>, then: Then = () => undefined) {
  return stackWith((stack, vpc) => then(new ServerlessV2Cluster(stack, 'Db', { engine: POSTGRES, vpc, storageEncrypted: true, ...props }), stack, vpc));
}

/** The codes of the one error that these properties cause. */
export function codesOf(props: Partial<ServerlessV2ClusterProps>): string[] {
  try {
    clusterWith(props);
  } catch (error) {
    return [...(error as Error).message.matchAll(/\[([A-Z_0-9]+)\]/g)].map(([, code]) => code);
  }
  return [];
}

/** The properties of the one resource of a type. */
export function only(template: Template, type: string): Record<string, any> {
  const resources = Object.values(template.findResources(type));
  if (resources.length !== 1) throw new Error(`${resources.length} resources of type ${type}`);
  return resources[0].Properties;
}

/** The last parts of the ids of all warnings. */
export function warningsOf(stack: Stack): string[] {
  return stack.node.findAll().flatMap((node) => node.node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning')
    .flatMap(({ data }) => /\[ack: cdk-aurora-serverless-v2:(\w+)\]/.exec(String(data))?.[1] ?? []);
}

/** Synth warns of ends of support: tests about warnings have a day of their own. Only the date is not real. */
export function itIs(day: string): void {
  beforeEach(() => jest.useFakeTimers({
    now: new Date(day),
    doNotFake: [
      'clearImmediate', 'clearInterval', 'clearTimeout', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout',
    ],
  }));
  afterEach(() => jest.useRealTimers());
}
