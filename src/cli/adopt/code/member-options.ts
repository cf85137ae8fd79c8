import { booleanIn, constantIn } from './cluster-options';
import { call, create, type Expression, type Options, textOf } from './expression';
import { type Said, together } from './said';
import type { Properties } from '../../../simulator/cloudformation/resource';

/** What a member has unless it says another. */
const DEFAULT_TIER: Readonly<Record<string, number>> = {
  'ServerlessV2Member.failoverTarget': 1, 'ServerlessV2Member.independent': 2, 'ServerlessV2Member.provisioned': 2,
};
const LAST_TIER_THAT_FOLLOWS_THE_WRITER = 1;

/** How a member says a property of its instance. Nothing where it cannot. */
const PROPERTIES: Readonly<Record<string, (value: unknown) => Options | undefined>> = {
  DBInstanceIdentifier: (value) => ({ instanceIdentifier: textOf(value) }),
  // Closed is what the cluster says of its members anyway.
  PubliclyAccessible: (value) => booleanIn(value, (publiclyAccessible): Options => publiclyAccessible ? { publiclyAccessible } : {}),
  AutoMinorVersionUpgrade: (value) => booleanIn(value, (autoMinorVersionUpgrade) => ({ autoMinorVersionUpgrade })),
  AvailabilityZone: (value) => ({ availabilityZone: textOf(value) }),
  CACertificateIdentifier: (value) => ({ caCertificate: call('rds.CaCertificate.of', [textOf(value)]) }),
  EnablePerformanceInsights: (value) => booleanIn(value, (enablePerformanceInsights) => ({ enablePerformanceInsights })),
  PerformanceInsightsRetentionPeriod: (value) => constantIn(value, RETENTIONS, (performanceInsightRetention) => ({ performanceInsightRetention })),
  PreferredMaintenanceWindow: (value) => ({ preferredMaintenanceWindow: textOf(value) }),
};

const RETENTIONS = { 7: 'rds.PerformanceInsightRetention.DEFAULT', 731: 'rds.PerformanceInsightRetention.LONG_TERM' };

/** @param groups variables that hold the parameter groups of instances, by what the template says of them */
export function memberOptions(
  { PromotionTier = 1, DBInstanceClass, DBClusterIdentifier, Engine, ...properties }: Properties, groups: ReadonlyMap<string, Expression>,
): Said {
  const tier = Number(PromotionTier);
  const kind: Options = {
    ...(isServerless(DBInstanceClass) ? {} : { instanceType: create('ec2.InstanceType', [textOf(String(DBInstanceClass).replace(/^db\./, ''))]) }),
    ...(tier === DEFAULT_TIER[memberFactory(DBInstanceClass, tier)] ? {} : { promotionTier: tier }),
  };
  const parts = Object.entries(PROPERTIES).flatMap(([property, say]): Said[] => {
    const options = property in properties ? say(properties[property]) : undefined;
    return options ? [{ options, renders: { [property]: properties[property] } }] : [];
  });
  const group = groups.get(JSON.stringify(properties.DBParameterGroupName));
  return together([
    { options: kind, renders: { PromotionTier: tier, DBInstanceClass, DBClusterIdentifier, Engine } },
    ...parts,
    ...(group ? [{ options: { parameterGroup: group }, renders: { DBParameterGroupName: properties.DBParameterGroupName } }] : []),
  ]);
}

function isServerless(instanceClass: unknown): boolean {
  return instanceClass === 'db.serverless';
}

export function memberFactory(instanceClass: unknown, promotionTier: unknown): string {
  if (!isServerless(instanceClass)) return 'ServerlessV2Member.provisioned';
  return Number(promotionTier ?? 1) <= LAST_TIER_THAT_FOLLOWS_THE_WRITER ? 'ServerlessV2Member.failoverTarget' : 'ServerlessV2Member.independent';
}
