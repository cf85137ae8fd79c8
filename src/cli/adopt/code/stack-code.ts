import type { DBSubnetGroup } from '@aws-sdk/client-rds';
import type { Adoption } from '../adoption';
import { isOfTheCdk, logicalIdOf } from '../construct-ids';
import { clusterOptions } from './cluster-options';
import { call, type Expression, type Name, name, type Options, SCOPE, textOf, type Variable } from './expression';
import { memberFactory, memberOptions } from './member-options';
import { monitoring } from './monitoring';
import { overrides, together } from './said';
import type { Properties } from '../../../simulator/cloudformation/resource';
import type { Template } from '../../../simulator/cloudformation/templates/template';

/** A stack with a `ServerlessV2Cluster`, in no language yet. */
export interface StackCode {
  readonly className: string;
  readonly clusterId: string;
  /** Does the CDK add its own parameter to the template? */
  readonly hasBootstrapVersion: boolean;
  /** Used by several members, or too long to stand where it is used. */
  readonly variables: readonly Variable[];
  readonly options: Options;
  /** What the constructs would do in another way: logical ids and properties. */
  readonly kept: readonly Kept[];
  /** The logical ids of the database, for which the included template has placeholders. */
  readonly placeholders: readonly string[];
}

export interface Kept {
  /** Nothing for the cluster itself. */
  readonly member?: string;
  readonly logicalId: string;
  readonly properties: Properties;
}

const CORE = ['Annotations', 'Aws', 'Duration', 'Fn', 'RemovalPolicy', 'SecretValue', 'Token'];
const SERVICES = ['ec2', 'iam', 'kms', 'rds'];

/** The names that code uses, for its imports. */
export function namesIn(body: string) {
  const used = (word: string) => body.includes(`${word}.`);
  return {
    ours: ['ServerlessV2Capacity', 'ServerlessV2Cluster', 'ServerlessV2Member'].filter((word) => word === 'ServerlessV2Cluster' || used(word)),
    core: CORE.filter(used),
    services: SERVICES.filter(used),
  };
}

export function hasOverrides({ properties }: Pick<Kept, 'properties'>): boolean {
  return Object.keys(properties).length > 0;
}

/** @param deployed the template before the adoption */
export function stackCode(stackName: string, deployed: Template, { match, adopted }: Adoption): StackCode {
  const { live: { cluster, instances }, clusterId: logicalId, construct: clusterId, members } = match;
  const said = clusterOptions(adopted[logicalId].Properties!, { engine: cluster.Engine!, version: cluster.EngineVersion! });
  const ofMembers = members.map((member) => adopted[member.logicalId].Properties!);
  const groups = groupsOf(ofMembers.map(({ DBParameterGroupName }) => DBParameterGroupName));
  const monitored = monitoring(ofMembers);
  const memberCodes = members.map((member, index) => {
    const properties = ofMembers[index];
    const own = memberOptions(properties, groups);
    return {
      code: call(memberFactory(properties.DBInstanceClass, properties.PromotionTier), [member.construct], own.options),
      kept: {
        member: member.construct,
        logicalId: member.logicalId,
        properties: overrides(properties, together([own, { options: {}, renders: monitored.renders }])),
        isKnown: member.logicalId === logicalIdOf([clusterId, member.construct]),
      },
    };
  });
  const ofCluster = { logicalId, properties: overrides(adopted[logicalId].Properties!, said), isKnown: logicalId === logicalIdOf([clusterId]) };
  const { engine, ...options } = said.options;
  return {
    className: `${stackName.replace(/[^A-Za-z0-9]/g, '')}Stack`,
    clusterId,
    hasBootstrapVersion: isOfTheCdk(deployed) && 'BootstrapVersion' in (deployed.Parameters ?? {}),
    variables: [
      { name: 'vpc', value: vpc(instances[0]?.DBSubnetGroup) },
      ...[...groups].map(([group, { name: variable }]): Variable =>
        ({ name: variable, value: call('rds.ParameterGroup.fromParameterGroupName', [SCOPE, upper(variable), textOf(JSON.parse(group))]) })),
    ],
    options: { engine, vpc: name('vpc'), ...options, ...monitored.options, members: memberCodes.map(({ code }) => code), removalPolicy: name('RemovalPolicy.RETAIN') },
    kept: [ofCluster, ...memberCodes.map(({ kept }) => kept)].filter((each) => !each.isKnown || hasOverrides(each)),
    placeholders: Object.keys(adopted),
  };
}

/** A variable for each parameter group of instances, by what the template says of it. */
function groupsOf(said: readonly unknown[]): ReadonlyMap<string, Name> {
  const different = [...new Set(said.filter((group) => group !== undefined).map((group) => JSON.stringify(group)))];
  return new Map(different.map((group, index) => [group, name(`instanceParameters${different.length > 1 ? index + 1 : ''}`)]));
}

/** The network as the subnet group of the database has it: one subnet for each zone is enough. */
function vpc({ VpcId = 'vpc-of-the-subnets', Subnets = [] }: DBSubnetGroup = {}): Expression {
  const byZone = new Map(Subnets.map(({ SubnetIdentifier = '', SubnetAvailabilityZone }) => [SubnetAvailabilityZone?.Name ?? '', SubnetIdentifier]));
  return call('ec2.Vpc.fromVpcAttributes', [SCOPE, 'Vpc'], { vpcId: VpcId, availabilityZones: [...byZone.keys()], isolatedSubnetIds: [...byZone.values()] });
}

function upper(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
