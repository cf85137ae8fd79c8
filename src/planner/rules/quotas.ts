import { cannotTell, fail, type Rule, type Subject } from './rule';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import { hopsOf, isMajorMove } from '../paths/subject';
import type { Surroundings } from '../source/features';
import { isAuroraCluster } from '../source/source';
import { familyOf } from '../versions/engine-version';

type Quotas = NonNullable<Surroundings['quotas']>;

const WORDS: Record<keyof Quotas, string> = { instances: 'DB instances', clusters: 'DB clusters', clusterSnapshots: 'manual cluster snapshots', snapshots: 'manual DB snapshots' };

export const quotas: Rule = {
  code: 'QUOTA_EXCEEDED',
  weight: 'blocker',
  judge(subject) {
    const known = subject.source.surroundings.quotas;
    if (!known) return cannotTell('The quotas of the account and what is used of them are not known.', 'aws rds describe-account-attributes');
    const needed = neededBy(subject);
    const exceeded = (Object.keys(needed) as (keyof Quotas)[]).flatMap((what) => describe(what, needed[what], known[what]));
    return exceeded.length === 0 ? undefined : fail(`The quotas of the account do not suffice: ${exceeded.join('; ')}.`, 'Ask for more in Service Quotas, or delete what nobody needs.');
  },
};

/** The most that is there at the same time, beside what is there today. Snapshots that AWS takes by itself do not count. */
function neededBy(subject: Subject): Record<keyof Quotas, number> {
  const { source, goal, path } = subject;
  const isV1 = source.kind === 'Aurora Serverless v1';
  const isInstance = source.kind === 'RDS instance' || source.kind === 'instance snapshot';
  const staying = source.members.filter(({ instanceClass }) => instanceClass === SERVERLESS_CLASS).length;
  // What is converted or restored with a major upgrade passes through a provisioned instance.
  const passing = path === 'snapshot restore' ? isMajorMove(subject) : isV1 && path !== 'dump and restore';
  const copied = path === 'blue/green' ? Math.max(source.members.length, Number(isV1)) : 0;
  const added = path === 'in place' ? Math.max(0, goal.members.length - staying) : goal.members.length;
  const taken = snapshotsOf(subject);
  return {
    instances: added + Number(passing) + copied,
    clusters: path === 'in place' ? 0 : 1,
    clusterSnapshots: isInstance ? 0 : taken,
    snapshots: isInstance ? taken : 0,
  };
}

/** Before each step that cannot be undone, and to restore what is no snapshot yet. */
function snapshotsOf(subject: Subject): number {
  const { source, path } = subject;
  if (path === 'snapshot restore') return Number(!source.kind.endsWith('snapshot'));
  if (!isAuroraCluster(source) || (path !== 'in place' && path !== 'blue/green')) return 0;
  const conversion = Number(source.kind === 'Aurora Serverless v1');
  const route = [source.engineVersion, ...hopsOf(subject)];
  const majors = route.filter((version, index) => index > 0 && familyOf(source.engine, version) !== familyOf(source.engine, route[index - 1])).length;
  // The runbook of blue/green takes one, before what comes before the green cluster.
  return path === 'in place' ? conversion + majors : Number(conversion > 0 || route.length > 2);
}

function describe(what: keyof Quotas, needed: number, quota: Quotas[keyof Quotas]): string[] {
  return quota && needed > 0 && quota.used + needed > quota.most ? [`${quota.used} of ${quota.most} ${WORDS[what]} are used, ${needed} more are needed`] : [];
}
