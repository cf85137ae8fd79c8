import type { Described } from './documents';
import type { Surroundings, Usage } from '../../planner/source/features';
import type { Source } from '../../planner/source/source';

type Entry = Record<string, any>;
type Named = Pick<Source, 'identifier' | 'arn'> & Partial<Pick<Source, 'members'>>;

/** What other descriptions say about one database. `isAlone`: what names no database can only be about this one. */
export function surroundingsOf(source: Named, described: Described, isAlone: boolean): Surroundings {
  const { identifier, arn } = source;
  const surroundings: Surroundings = {
    globalRole: globalRole(described.GlobalClusters, arn),
    customEndpoints: described.DBClusterEndpoints
      ?.filter((endpoint) => endpoint.DBClusterIdentifier === identifier && endpoint.EndpointType === 'CUSTOM')
      .map((endpoint) => ({ identifier: endpoint.DBClusterEndpointIdentifier, staticMembers: endpoint.StaticMembers ?? [] })),
    proxies: described.Targets
      ?.filter((target) => [target.RdsResourceId, target.TrackedClusterId].includes(identifier))
      .map((target) => target.DBProxyName ?? target.TargetArn ?? 'without a name'),
    zeroEtlIntegrations: described.Integrations
      ?.filter((integration) => integration.SourceArn === arn).map((integration) => integration.IntegrationName),
    pendingMaintenance: maintenance(described.PendingMaintenanceActions, source),
    autoScaling: described.ScalableTargets?.some((target) => target.ResourceId === `cluster:${identifier}`),
    quotas: quotas(described.AccountQuotas),
    parameters: isAlone ? parameters(described.Parameters) : undefined,
    parametersSet: isAlone ? parameters(described.Parameters?.filter(({ Source }) => Source === 'user')) : undefined,
    peakConnections: isAlone ? peak(described.Datapoints) : undefined,
  };
  return Object.fromEntries(Object.entries(surroundings).filter(([, value]) => value !== undefined));
}

function globalRole(clusters: readonly Entry[] | undefined, arn: string | undefined): Surroundings['globalRole'] {
  const member = clusters?.flatMap((cluster) => cluster.GlobalClusterMembers as Entry[] ?? []).find((candidate) => candidate.DBClusterArn === arn);
  return member && (member.IsWriter ? 'primary' : 'secondary');
}

function maintenance(actions: readonly Entry[] | undefined, { arn, members = [] }: Named): string[] | undefined {
  const concerned = [arn, ...members.map(({ identifier }) => arn?.replace(/:cluster:.*/, `:db:${identifier}`))];
  return actions
    ?.filter((action) => concerned.includes(action.ResourceIdentifier))
    .flatMap((action) => (action.PendingMaintenanceActionDetails as Entry[] ?? []).map((detail) => detail.Action));
}

function quotas(list: readonly Entry[] | undefined): Surroundings['quotas'] {
  if (!list) return undefined;
  const usage = (name: string): Usage | undefined => {
    const quota = list.find((candidate) => candidate.AccountQuotaName === name);
    return quota && { used: quota.Used, most: quota.Max };
  };
  return { instances: usage('DBInstances'), clusters: usage('DBClusters'), clusterSnapshots: usage('ManualClusterSnapshots') };
}

function parameters(list: readonly Entry[] | undefined): Record<string, string> | undefined {
  const set = list?.filter(({ ParameterValue }) => ParameterValue !== undefined);
  return set && Object.fromEntries(set.map(({ ParameterName, ParameterValue }) => [ParameterName, ParameterValue]));
}

function peak(datapoints: readonly Entry[] | undefined): number | undefined {
  const values = datapoints?.map(({ Maximum }) => Maximum).filter((value): value is number => typeof value === 'number') ?? [];
  return values.length > 0 ? Math.max(...values) : undefined;
}
