import * as rds from 'aws-cdk-lib/aws-rds';
import type { ServerlessV2ClusterProps } from './serverless-v2-cluster';
import type { Problem } from '../planner/decision';

const MOST_MEMBERS = 16;
const L2_CAPACITY: (keyof rds.DatabaseClusterProps)[] = ['serverlessV2MinCapacity', 'serverlessV2MaxCapacity', 'serverlessV2AutoPauseDuration'];
const L2_MEMBERS: (keyof rds.DatabaseClusterProps)[] = ['writer', 'readers', 'instances', 'instanceProps', 'instanceIdentifierBase'];

/** With any L2 member property present we add no member. */
export function saysMembersItsOwnWay(props: rds.DatabaseClusterProps): boolean {
  return present(props, L2_MEMBERS).length > 0;
}

/** Everything that is wrong with the properties that are ours. */
export function problemsOfCluster(props: ServerlessV2ClusterProps): Problem[] {
  return [
    ...twice('CAPACITY_SAID_TWICE', 'capacity', props.capacity, present(props, L2_CAPACITY)),
    ...twice('MEMBERS_SAID_TWICE', 'members', props.members, present(props, L2_MEMBERS)),
    ...(props.capacity?._problems() ?? []).map((problem): Problem => ({
      code: 'CAPACITY_RANGE_INVALID', message: `The capacity range is not possible: ${problem}.`, remedy: 'Correct `capacity`.',
    })),
    ...memberProblems(props),
    ...encryptionUnstated(props),
  ];
}

function encryptionUnstated({ storageEncrypted, storageEncryptionKey }: ServerlessV2ClusterProps): Problem[] {
  if (storageEncrypted !== undefined || storageEncryptionKey) return [];
  return [{
    code: 'ENCRYPTION_UNSTATED',
    message: '`storageEncrypted` is not stated, and CloudFormation replaces a cluster whose encryption changes.',
    remedy: 'For a new cluster set `storageEncrypted: true`; for a deployed one set what it has today '
      + '(`aws rds describe-db-clusters --query "DBClusters[].[DBClusterIdentifier,StorageEncrypted]"`).',
  }];
}

function memberProblems({ members }: ServerlessV2ClusterProps): Problem[] {
  if (!members) return [];
  const messages = members.flatMap((member) => member._problems());
  const ids = members.map(({ id }) => id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (repeated.length > 0) messages.push(`ids must differ, got ${repeated.join(', ')} more than once`);
  if (members.length < 1 || members.length > MOST_MEMBERS) messages.push(`a cluster has 1 to ${MOST_MEMBERS} members, got ${members.length}`);
  return messages.map((message) => ({ code: 'MEMBERS_INVALID', message: `The members are not possible: ${message}.`, remedy: 'Correct `members`.' }));
}

function twice(code: string, ours: string, value: unknown, theirs: readonly string[]): Problem[] {
  if (value === undefined || theirs.length === 0) return [];
  const names = theirs.map((name) => `\`${name}\``).join(', ');
  return [{ code, message: `Both \`${ours}\` and ${names} are set, which say the same.`, remedy: `Keep \`${ours}\`, or ${names}.` }];
}

function present(props: rds.DatabaseClusterProps, names: readonly (keyof rds.DatabaseClusterProps)[]): string[] {
  return names.filter((name) => props[name] !== undefined);
}
