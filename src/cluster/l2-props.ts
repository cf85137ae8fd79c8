import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { saysMembersItsOwnWay } from './said-twice';
import type { ServerlessV2Capacity } from './serverless-v2-capacity';
import { ServerlessV2Member } from './serverless-v2-member';
import type { ServerlessV2Options } from './serverless-v2-options';
import { TLS_PARAMETER } from '../capacity/replication-parameters';

/** What `rds.DatabaseCluster` and its twin from a snapshot have in common. */
export type AnyClusterProps = Omit<rds.DatabaseClusterProps, 'credentials' | 'replicationSourceIdentifier'> & ServerlessV2Options;

/** The L2's highest and lowest capacity: it checks them, and newer ranges are rendered past it. */
const L2_LOWEST_MAXIMUM = 1;
const L2_HIGHEST = 256;

const EXPORTED_LOGS: Record<string, string[]> = {
  'aurora-mysql': ['error', 'slowquery', 'audit'],
  'aurora-postgresql': ['postgresql'],
};

type L2Props<Props> = Omit<Props, keyof Omit<ServerlessV2Options, 'manageMasterUserPassword'>>;

/** The properties as the L2 takes them, with our defaults where nothing is said. */
export function toL2Props<Props extends AnyClusterProps>(all: Props): L2Props<Props> {
  const { capacity, members, spreadOverZones, parameterGroups, requireTls, rotation, writerHandover: _handover, ...props } = all;
  const zones = spreadOverZones ? props.vpc?.availabilityZones : undefined;
  // Beside a subnet group AWS does the same; the template then says so. In public subnets the L2 decides.
  const publiclyAccessible = props.vpcSubnets?.subnetType === ec2.SubnetType.PUBLIC ? undefined : false;
  const own = !saysMembersItsOwnWay(props) && !isLimitless(props);
  return {
    deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
    iamAuthentication: true,
    backup: { retention: Duration.days(7) },
    engineLifecycleSupport: rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
    ...logExports(props),
    ...stated(props),
    ...(capacity ? l2Capacity(capacity) : {}),
    ...(own ? l2Members(members, { zones, publiclyAccessible, parameterGroup: parameterGroups?.instance }) : {}),
    ...(parameterGroups ? { parameterGroup: parameterGroups.cluster } : {}),
    ...(requireTls ? tls(all) : {}),
  } as L2Props<Props>;
}

/** Leaving something out and stating `undefined` mean the same. */
function stated<T extends object>(props: T): Partial<T> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Whoever states the exports has decided on the retention, too: shortening it would delete logs. */
function logExports({ engine, cloudwatchLogsExports, cloudwatchLogsRetention }: AnyClusterProps): Partial<rds.DatabaseClusterProps> {
  if (cloudwatchLogsExports !== undefined || cloudwatchLogsRetention !== undefined) return {};
  const exported = EXPORTED_LOGS[engine.engineType];
  return exported ? { cloudwatchLogsExports: exported, cloudwatchLogsRetention: logs.RetentionDays.ONE_YEAR } : {};
}

export function isLimitless({ clusterScalabilityType, clusterScailabilityType }: AnyClusterProps): boolean {
  return clusterScalabilityType === rds.ClusterScalabilityType.LIMITLESS || clusterScailabilityType === rds.ClusterScailabilityType.LIMITLESS;
}

/** Not all versions of the L2 let tokens pass; what it does not need to know is rendered past it. */
function l2Capacity({ min, max }: ServerlessV2Capacity): Partial<rds.DatabaseClusterProps> {
  return Token.isUnresolved(min) || Token.isUnresolved(max) ? {} : {
    serverlessV2MinCapacity: clamped(min, 0),
    serverlessV2MaxCapacity: clamped(max, L2_LOWEST_MAXIMUM),
  };
}

function clamped(acu: number, least: number): number {
  return Math.min(L2_HIGHEST, Math.max(least, Math.round(acu * 2) / 2));
}

function l2Members(
  members = [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B')],
  { zones, ...options }: { zones?: string[] } & Pick<rds.ClusterInstanceOptions, 'publiclyAccessible' | 'parameterGroup'>,
): Partial<rds.DatabaseClusterProps> {
  const [writer, ...readers] = members.map((member, index) => member._with({ ...options, availabilityZone: zones?.[index % zones.length] }));
  return { writer, readers };
}

function tls({ engine, parameterGroup, parameters, parameterGroups }: AnyClusterProps): Partial<rds.DatabaseClusterProps> {
  const required = TLS_PARAMETER[engine.engineType] ?? {};
  const group = parameterGroups?.cluster ?? parameterGroup;
  if (!group) return { parameters: { ...parameters, ...required } };
  for (const [name, value] of Object.entries(required)) group.addParameter(name, value);
  return {};
}
