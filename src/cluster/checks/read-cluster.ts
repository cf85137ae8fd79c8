import { CfnElement, type IResolvable, Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import type { IConstruct } from 'constructs';
import type { ClusterUnderCheck, MemberUnderCheck, ProxyUnderCheck } from './cluster-under-check';
import type { CapacityRange } from '../../capacity/capacity-range';

const DEFAULT_TIER = 1;

const ofStage = new WeakMap<IConstruct, Surroundings>();

/** The resources of an app that say something about its clusters, found in one walk. */
export class Surroundings {
  /** The walk is shared by all clusters of a stage: when its aspects run, all its constructs are there. */
  public static of(scope: IConstruct): Surroundings {
    const stage = Stage.of(scope) ?? scope.node.root;
    const surroundings = ofStage.get(stage) ?? new Surroundings(stage.node.findAll());
    ofStage.set(stage, surroundings);
    return surroundings;
  }

  public readonly instances: Referrers<rds.CfnDBInstance>;
  public readonly targetGroups: Referrers<rds.CfnDBProxyTargetGroup>;
  public readonly globalClusters: Referrers<rds.CfnGlobalCluster>;
  public readonly integrations: Referrers<rds.CfnIntegration>;
  public readonly functions: readonly lambda.CfnFunction[];

  private constructor(nodes: readonly IConstruct[]) {
    const ofType = <T>(type: abstract new (...args: never[]) => T) => nodes.filter((node): node is T & IConstruct => node instanceof type);
    this.instances = new Referrers(ofType(rds.CfnDBInstance), ({ dbClusterIdentifier }) => [dbClusterIdentifier]);
    this.targetGroups = new Referrers(ofType(rds.CfnDBProxyTargetGroup), ({ dbClusterIdentifiers = [] }) => dbClusterIdentifiers);
    this.globalClusters = new Referrers(ofType(rds.CfnGlobalCluster), ({ sourceDbClusterIdentifier }) => [sourceDbClusterIdentifier]);
    this.integrations = new Referrers(ofType(rds.CfnIntegration), ({ sourceArn }) => [sourceArn]);
    this.functions = ofType(lambda.CfnFunction);
  }
}

/** Resources by what they refer to, looked at once for all clusters of an app. */
class Referrers<Resource> {
  private readonly byTarget = new Map<IConstruct, Resource[]>();

  constructor(resources: readonly Resource[], referencesOf: (resource: Resource) => readonly unknown[]) {
    for (const resource of resources) {
      for (const reference of referencesOf(resource)) {
        const cluster = target(reference);
        if (cluster) this.byTarget.set(cluster, [...this.byTarget.get(cluster) ?? [], resource]);
      }
    }
  }

  public to(cluster: IConstruct): readonly Resource[] {
    return this.byTarget.get(cluster) ?? [];
  }
}

/** Reads what is known of a cluster from its template, whoever wrote it. */
export function readCluster(cluster: rds.CfnDBCluster, around: Surroundings): ClusterUnderCheck {
  const stack = Stack.of(cluster);
  const unknown: string[] = [];
  const known = <T>(value: T | undefined, what: string): T | undefined => {
    const resolved = value === undefined ? undefined : stack.resolve(value);
    if (resolved === undefined || typeof resolved !== 'object' || Array.isArray(resolved)) return resolved;
    unknown.push(what);
    return undefined;
  };
  const [engine, version] = [known(cluster.engine, 'the engine'), known(cluster.engineVersion, 'the engine version')];
  const range = rangeOf(cluster);
  if (range === 'unknown') unknown.push('the capacity range');
  const members = around.instances.to(cluster);
  const group = target(cluster.dbClusterParameterGroupName);
  return {
    engine: engine ?? '',
    version,
    range: range === 'unknown' ? undefined : range,
    members: members.map((instance): MemberUnderCheck => ({
      name: instance.node.scope instanceof rds.DatabaseCluster ? instance.node.id : instance.node.scope?.node.id ?? instance.node.id,
      instanceClass: known(instance.dbInstanceClass, `the class of ${instance.node.path}`) ?? '',
      promotionTier: known(instance.promotionTier, `the promotion tier of ${instance.node.path}`) ?? DEFAULT_TIER,
      publiclyAccessible: known(instance.publiclyAccessible, `whether ${instance.node.path} is public`) === true,
    })),
    parameters: group instanceof rds.CfnDBClusterParameterGroup ? parametersOf(stack.resolve(group.parameters)) : {},
    proxies: around.targetGroups.to(cluster).map((targets) => proxyOf(targets, unknown)),
    globalDatabase: globalRole(cluster, around),
    zeroEtl: around.integrations.to(cluster).length > 0,
    performanceInsights: cluster.performanceInsightsEnabled === true || members.some((instance) => instance.enablePerformanceInsights === true),
    dataApi: stack.resolve(cluster.enableHttpEndpoint) === true,
    extendedSupportRefused: cluster.engineLifecycleSupport === rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED,
    fixedIdentifiers: [cluster.dbClusterIdentifier, ...members.map((instance) => instance.dbInstanceIdentifier)]
      .filter((identifier): identifier is string => identifier !== undefined && !Token.isUnresolved(identifier)),
    functionRuntimes: [...new Set(around.functions.filter((candidate) => Stack.of(candidate) === stack).map(({ runtime }) => runtime)
      .filter((runtime): runtime is string => runtime !== undefined && !Token.isUnresolved(runtime)))],
    unknown,
  };
}

/** The resource that a value refers to, also across stacks; undefined for a literal. */
function target(value: unknown): IConstruct | undefined {
  if (!Token.isUnresolved(value)) return undefined;
  const tokens = typeof value === 'string' ? Tokenization.reverseString(value).tokens : [value as IResolvable];
  // Pseudo parameters, such as the Region in an ARN, are references to no resource.
  return tokens.filter(Reference.isReference).map((reference) => reference.target).find(CfnElement.isCfnElement);
}

/** The capacity range that the template has; undefined without one. */
export function rangeOf(cluster: rds.CfnDBCluster): CapacityRange | 'unknown' | undefined {
  const configuration = Stack.of(cluster).resolve(cluster.serverlessV2ScalingConfiguration);
  if (!configuration) return undefined;
  const { minCapacity, maxCapacity } = configuration;
  return typeof minCapacity === 'number' && typeof maxCapacity === 'number' ? { minAcu: minCapacity, maxAcu: maxCapacity } : 'unknown';
}

function parametersOf(parameters: Record<string, unknown> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function proxyOf(targets: rds.CfnDBProxyTargetGroup, unknown: string[]): ProxyUnderCheck {
  const proxy = target(targets.dbProxyName);
  const name = proxy?.node.scope?.node.id ?? targets.node.path;
  const subnets = proxy instanceof rds.CfnDBProxy ? proxy.vpcSubnetIds.map(target) : [];
  const subnetCidrs = subnets.map((subnet) => subnet instanceof ec2.CfnSubnet ? subnet.cidrBlock : undefined)
    .map((cidr) => Token.isUnresolved(cidr) ? undefined : cidr);
  if (subnets.length === 0 || subnetCidrs.includes(undefined)) unknown.push(`how many addresses the subnets of proxy ${name} have`);
  return { name, subnetCidrs };
}

function globalRole(cluster: rds.CfnDBCluster, { globalClusters }: Surroundings): ClusterUnderCheck['globalDatabase'] {
  if (globalClusters.to(cluster).length > 0) return 'primary';
  if (cluster.globalClusterIdentifier === undefined) return 'none';
  return cluster.masterUsername === undefined && cluster.snapshotIdentifier === undefined ? 'secondary' : 'primary';
}
