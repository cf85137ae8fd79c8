import type { Adoption } from '../adoption';
import { clusterOptions } from './cluster-options';
import { isNamedAfter, pathOf } from './construct-ids';
import { call, type Expression, name, type Options, SCOPE, textOf, type Variable } from './expression';
import { memberFactory, memberOptions } from './member-options';
import { type Overrides, overrides } from './said';
import type { Template } from '../../../simulator/cloudformation/templates/template';

/** A stack with a `ServerlessV2Cluster`, in no language yet. */
export interface StackCode {
  readonly className: string;
  readonly clusterId: string;
  /** Used by several members, or too long to stand where it is used. */
  readonly variables: readonly Variable[];
  readonly options: Options;
  /** What the constructs would do in another way: logical ids and properties. */
  readonly kept: readonly Kept[];
  /** The logical ids of the database, for which the included template has placeholders. */
  readonly placeholders: readonly string[];
}

export interface Kept extends Overrides {
  /** Nothing for the cluster itself. */
  readonly member?: string;
  readonly logicalId: string;
}

/** @param deployed the template before the adoption */
export function stackCode(stackName: string, deployed: Template, { match: { live, clusterId: logicalId, members }, adopted }: Adoption): StackCode {
  const { cluster, instances } = live;
  const clusterId = topLevelId(deployed, logicalId);
  const groups = [...new Map(members.map((member) => adopted[member.logicalId].Properties!.DBParameterGroupName).filter((group) => group !== undefined)
    .map((group) => [JSON.stringify(group), group])).values()];
  const variable = (index: number) => `instanceParameters${groups.length > 1 ? index + 1 : ''}`;
  const said = clusterOptions(adopted[logicalId].Properties!, { engine: cluster.Engine!, version: cluster.EngineVersion! });
  const memberCodes = members.map((member) => {
    const properties = adopted[member.logicalId].Properties!;
    const path = pathOf(deployed.Resources[member.logicalId]).filter((id) => id !== 'Resource');
    const id = path.at(-1) ?? member.logicalId;
    const byGroup = new Map(groups.map((group, index): [string, Expression] => [JSON.stringify(group), name(variable(index))]));
    const own = memberOptions(properties, byGroup);
    return { id, logicalId: member.logicalId, own, properties, code: call(memberFactory(properties.DBInstanceClass, properties.PromotionTier), [id], own.options) };
  });
  const kept: Kept[] = [
    { logicalId, ...overrides(adopted[logicalId].Properties!, said), isKnown: isNamedAfter(logicalId, [clusterId]) },
    ...memberCodes.map(({ id, own, properties, ...member }) =>
      ({ member: id, logicalId: member.logicalId, ...overrides(properties, own), isKnown: isNamedAfter(member.logicalId, [clusterId, id]) })),
  ].filter(({ isKnown, set, deleted }) => !isKnown || Object.keys(set).length > 0 || deleted.length > 0);
  const { engine, ...options } = said.options;
  return {
    className: `${stackName.replace(/[^A-Za-z0-9]/g, '')}Stack`,
    clusterId,
    variables: [
      { name: 'vpc', value: vpc(instances[0]?.DBSubnetGroup) },
      ...groups.map((group, index) =>
        ({ name: variable(index), value: call('rds.ParameterGroup.fromParameterGroupName', [SCOPE, upper(variable(index)), textOf(group)]) })),
    ],
    options: { engine, vpc: name('vpc'), ...options, members: memberCodes.map(({ code }) => code), removalPolicy: name('RemovalPolicy.RETAIN') },
    kept,
    placeholders: Object.keys(adopted),
  };
}

/** `Db` of `Shop/Db/Resource`. */
function topLevelId(deployed: Template, logicalId: string): string {
  const path = pathOf(deployed.Resources[logicalId]);
  return path.length === 2 ? path[0] : logicalId;
}

/** The network as the subnet group of the database has it: one subnet for each zone is enough. */
function vpc({ VpcId = 'vpc-of-the-subnets', Subnets = [] }: { VpcId?: string; Subnets?: { SubnetIdentifier?: string; SubnetAvailabilityZone?: { Name?: string } }[] } = {}): Expression {
  const byZone = new Map(Subnets.map(({ SubnetIdentifier = '', SubnetAvailabilityZone }) => [SubnetAvailabilityZone?.Name ?? '', SubnetIdentifier]));
  return call('ec2.Vpc.fromVpcAttributes', [SCOPE, 'Vpc'], { vpcId: VpcId, availabilityZones: [...byZone.keys()], isolatedSubnetIds: [...byZone.values()] });
}

function upper(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
