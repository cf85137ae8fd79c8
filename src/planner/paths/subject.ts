import { aws, type Options, given } from './shell';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import type { Prices } from '../../capacity/prices';
import type { Pace } from '../durations';
import type { Goal } from '../goal';
import { isUpgraded, majorVersionOf, type Source } from '../source/source';
import { auroraEngine } from '../versions/engine-version';
import { plain, routeTo } from '../versions/upgrade-route';

/** A reader in the tiers 0 and 1 follows the capacity of the writer. */
export const DEFAULT_TIER = 1;

/** What a path is planned from. */
export interface PathSubject {
  readonly source: Source;
  readonly goal: Goal;
  readonly pace: Pace;
  /** Ours, if absent. */
  readonly prices?: Prices;
}

const LONGEST_IDENTIFIER = 63;
const TARGET_SUFFIX = '-v2';
/** The longest name of a member behind that of its cluster. */
const LONGEST_MEMBER_SUFFIX = '-first';

/** The names that a runbook uses. */
export function namesOf({ source, goal }: PathSubject) {
  const engine = auroraEngine(source.engine);
  // Only Serverless v1 says 13.serverless_12; everything else is made from 13.12.
  const version = goal.engineVersion ?? plain(source.engineVersion);
  return { engine, version, old: source.identifier, target: targetOf(source.identifier) };
}

/** Snapshots that AWS takes have a colon in their names, and a foreign one is known by its ARN. */
function targetOf(identifier: string): string {
  const words = identifier.split(':').at(-1)!.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]*/, '');
  return (words || 'db').slice(0, LONGEST_IDENTIFIER - TARGET_SUFFIX.length - LONGEST_MEMBER_SUFFIX.length).replace(/-$/, '') + TARGET_SUFFIX;
}

/** The ARN of what is made beside the source: another kind, another name. */
export function arnBeside({ source: { arn } }: PathSubject, kind: 'cluster' | 'snapshot', name: string): string {
  return arn === undefined ? given('ARN') : [...arn.split(':').slice(0, 5), kind, name].join(':');
}

/** The upgrades that Aurora makes one after the other on the way to the goal. */
export function hopsOf({ source, goal }: Pick<PathSubject, 'source' | 'goal'>): readonly string[] {
  if (goal.engineVersion === undefined || !isUpgraded(source)) return [];
  return routeTo(source.engine, source.engineVersion, goal.engineVersion, source.upgradeTargets) ?? [];
}

/** Does the data come to another major version? From RDS to Aurora it may stay on its own. */
export function isMajorMove({ source, goal: { engineVersion } }: Pick<PathSubject, 'source' | 'goal'>): boolean {
  return engineVersion !== undefined && majorVersionOf({ engine: auroraEngine(source.engine), engineVersion }) !== majorVersionOf(source);
}

export function portOf({ source }: PathSubject): number {
  return source.settings?.port ?? (/postgres/.test(source.engine) ? 5432 : 3306);
}

export function scalingOption({ goal: { capacity } }: PathSubject): Options {
  const pause = capacity.autoPauseSeconds === undefined ? '' : `,SecondsUntilAutoPause=${capacity.autoPauseSeconds}`;
  return { 'serverless-v2-scaling-configuration': `MinCapacity=${capacity.minAcu},MaxCapacity=${capacity.maxAcu}${pause}` };
}

/** Aurora has no clusters without backups. */
const LEAST_BACKUP_DAYS = 1;

/** What a new cluster has to be told, so that it is kept as the source is. A description without a network leaves that to you. */
export function clusterOptions(subject: PathSubject): Options {
  const { settings = {}, cluster } = subject.source;
  return {
    'port': portOf(subject),
    'db-subnet-group-name': settings.subnetGroup ?? given('subnet group'),
    'vpc-security-group-ids': settings.securityGroups ?? given('security group'),
    // An RDS instance has other types of storage and other logs.
    'storage-type': cluster && settings.storageType === 'aurora-iopt1' ? settings.storageType : undefined,
    'enable-cloudwatch-logs-exports': cluster && settings.logs && settings.logs.length > 0 ? settings.logs : undefined,
    'enable-iam-database-authentication': settings.iamAuthentication,
    'backup-retention-period': settings.backupDays === undefined ? undefined : Math.max(LEAST_BACKUP_DAYS, settings.backupDays),
    'tags': settings.tags && JSON.stringify(settings.tags.map(({ key, value }) => ({ Key: key, Value: value }))),
  };
}

/** What somebody has to look up where the source is not in the account, or a snapshot. */
export function networkChecks({ source: { settings = {} } }: PathSubject): string[] {
  return settings.subnetGroup && settings.securityGroups ? [] : [
    'Set SUBNET_GROUP and SECURITY_GROUP to the DB subnet group and the security group of the new cluster: no description says them.',
  ];
}

/** One `create-db-instance` for a member of the cluster. */
export function createMember(subject: PathSubject, cluster: string, identifier: string, options: Options): string {
  const { memberSettings: settings } = subject.source;
  return aws('rds create-db-instance', {
    'db-instance-identifier': identifier,
    'db-cluster-identifier': cluster,
    'engine': namesOf(subject).engine,
    ...options,
    'publicly-accessible': settings?.publiclyAccessible,
    'monitoring-interval': settings?.monitoringIntervalSeconds || undefined,
    'monitoring-role-arn': settings?.monitoringIntervalSeconds ? settings.monitoringRole : undefined,
    'enable-performance-insights': settings?.performanceInsights,
    'performance-insights-kms-key-id': settings?.performanceInsights ? settings.performanceInsightsKey : undefined,
    'performance-insights-retention-period': settings?.performanceInsights ? settings.performanceInsightsRetentionDays : undefined,
  });
}

/** The names of the members of the goal. */
export function membersOf({ goal: { members } }: PathSubject, target: string): string[] {
  return members.map(({ name }) => `${target}-${name}`);
}

/** All of them, or those that are still to come. */
export function createMembers(
  subject: PathSubject, cluster: string, target: string, group: string | undefined, which = (_index: number) => true,
): string[] {
  return subject.goal.members.filter((_member, index) => which(index)).map(({ name, promotionTier = DEFAULT_TIER }) =>
    createMember(subject, cluster, `${target}-${name}`, { 'db-instance-class': SERVERLESS_CLASS, 'promotion-tier': promotionTier, 'db-parameter-group-name': group }));
}
