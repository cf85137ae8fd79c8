import { PLAIN_SETTINGS } from '../desired';
import type { ClusterFacts, MemberFacts } from '../observation';

/** A cluster without any DB instance says nothing about classes: the smallest of the usual ones. */
const CLASS_OF_NOBODY = 'db.r6g.large';

/** Serverless v1 has no members at all; in any other cluster nobody can hand over without a writer. */
export function lacksWriter({ engineMode }: ClusterFacts, members: readonly MemberFacts[]): boolean {
  return engineMode !== 'serverless' && !members.some(({ isWriter }) => isWriter);
}

/** The members as they will be when CLUSTER_WITHOUT_WRITER has been remedied. */
export function withWriter(cluster: ClusterFacts, members: readonly MemberFacts[]): readonly MemberFacts[] {
  if (!lacksWriter(cluster, members)) return members;
  const [first, ...others] = members.length > 0 ? members : [added(cluster)];
  return [{ ...first, isWriter: true }, ...others];
}

/** What a plan supposes of it, in words. */
export function supposedWriter(cluster: ClusterFacts, members: readonly MemberFacts[]): string[] {
  if (!lacksWriter(cluster, members)) return [];
  return [members.length > 0 ? `${members[0].identifier} becomes the writer.` : `A DB instance ${added(cluster).identifier} of the class ${CLASS_OF_NOBODY} is added first; it is the writer.`];
}

function added({ identifier, engineVersion }: ClusterFacts): MemberFacts {
  return {
    identifier: `${identifier}-1`,
    instanceClass: CLASS_OF_NOBODY,
    isWriter: true,
    status: 'available',
    pending: [],
    engineVersion,
    settings: PLAIN_SETTINGS,
    capacityAcu: [],
  };
}
