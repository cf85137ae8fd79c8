import { cannotTell, fail, type Rule } from './rule';
import type { PathName } from '../paths/planned-path';
import type { Surroundings } from '../source/features';

/** Of ours; those that AWS takes by itself do not count. */
const SNAPSHOTS: Record<PathName, number> = { 'in place': 1, 'blue/green': 0, 'snapshot restore': 1, 'read replica': 0, 'DMS': 0, 'dump and restore': 0 };

type Quotas = NonNullable<Surroundings['quotas']>;

function describe(what: keyof Quotas, needed: number, quota: Quotas[keyof Quotas]): string | undefined {
  return quota && quota.used + needed > quota.most ? `${quota.used} of ${quota.most} ${WORDS[what]} are used, ${needed} more are needed` : undefined;
}

const WORDS: Record<keyof Quotas, string> = { instances: 'DB instances', clusters: 'DB clusters', clusterSnapshots: 'manual cluster snapshots' };

export const quotas: Rule = {
  code: 'QUOTA_EXCEEDED',
  weight: 'blocker',
  judge({ source: { members, surroundings }, goal, path }) {
    if (!surroundings.quotas) return cannotTell('The quotas of the account and what is used of them are not known.', 'aws rds describe-account-attributes');
    const needed = {
      instances: goal.members.length + (path === 'blue/green' ? members.length : 0), clusters: path === 'in place' ? 0 : 1, clusterSnapshots: SNAPSHOTS[path],
    };
    const exceeded = (Object.keys(needed) as (keyof typeof needed)[])
      .map((what) => describe(what, needed[what], surroundings.quotas![what])).filter((text) => text !== undefined);
    return exceeded.length === 0 ? undefined : fail(`The quotas of the account do not suffice: ${exceeded.join('; ')}.`, 'Ask for more in Service Quotas, or delete what nobody needs.');
  },
};
