import type { Problem } from './decision';
import type { ClusterFacts, MemberFacts } from './observation';

/** What a plan was made from: whatever was known of the source then. */
export interface Expected {
  readonly resourceId: string;
  readonly identifier: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly engineMode: string;
  readonly dataApi: boolean;
  readonly parameterGroup?: string;
  readonly members: readonly { readonly identifier: string; readonly instanceClass: string; readonly promotionTier: number }[];
}

type Described = Pick<MemberFacts, 'identifier' | 'instanceClass' | 'settings'>;

export function expectedOf(cluster: ClusterFacts, members: readonly Described[]): Expected {
  const { resourceId, identifier, engine, engineVersion, engineMode, dataApi, parameterGroup } = cluster;
  return {
    resourceId,
    identifier,
    engine,
    engineVersion,
    engineMode,
    dataApi,
    parameterGroup,
    members: members
      .map(({ identifier: id, instanceClass, settings }) => ({ identifier: id, instanceClass, promotionTier: settings.promotionTier }))
      .sort((a, b) => a.identifier < b.identifier ? -1 : 1),
  };
}

/** A plan that no longer fits what is there: told with every difference. */
export function differences(expected: Expected, cluster: ClusterFacts, members: readonly Described[]): Problem[] {
  const before = describe(expected);
  const now = describe(expectedOf(cluster, members));
  const lines = [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((what) => before[what] !== now[what])
    .map((what) => `${what} was ${before[what] ?? 'not there'} and is ${now[what] ?? 'not there'}`);
  return lines.length === 0 ? [] : [{
    code: 'PLAN_OUTDATED',
    message: `The cluster is not any more what the plan was made from: ${lines.join('; ')}.`,
    remedy: 'Describe it again, look at the new plan, and deploy that.',
  }];
}

function describe({ members, ...rest }: Expected): Record<string, string> {
  const facts = Object.entries(rest).filter(([, value]) => value !== undefined).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    ...Object.fromEntries(facts),
    ...Object.fromEntries(members.map(({ identifier, instanceClass, promotionTier }) => [`member ${identifier}`, `${instanceClass} in tier ${promotionTier}`])),
  };
}
