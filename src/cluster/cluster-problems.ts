import { Token } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { clashesOf } from './clashes';
import { L2_CAPACITY, L2_MEMBERS, L2_PARAMETERS, present, saysMembersItsOwnWay } from './said-twice';
import type { ServerlessV2Capacity } from './serverless-v2-capacity';
import type { ServerlessV2ClusterProps } from './serverless-v2-cluster';
import type { ServerlessV2ClusterFromSnapshotProps } from './serverless-v2-cluster-from-snapshot';
import { limitlessProblems, valueProblems } from './value-problems';
import { capacityRangeProblems } from '../capacity/capacity-range';
import { engineLimitProblems, offersServerlessV2 } from '../capacity/engine-limits';
import type { Problem } from '../planner/decision';

const MOST_MEMBERS = 16;

/** Everything that is wrong with the properties, ours and the L2's. */
export function problemsOfCluster(props: ServerlessV2ClusterProps): Problem[] {
  return [
    ...twice('CAPACITY_SAID_TWICE', 'capacity', props.capacity, present(props, L2_CAPACITY)),
    ...twice('MEMBERS_SAID_TWICE', 'members', props.members, present(props, L2_MEMBERS)),
    ...twice('PARAMETERS_SAID_TWICE', 'parameterGroups', props.parameterGroups, present(props, L2_PARAMETERS)),
    ...versionProblems(props),
    ...(props.capacity ? capacityProblems(props.capacity, props.engine) : l2CapacityProblems(props)),
    ...memberProblems(props),
    ...encryptionUnstated(props),
    ...clashesOf(props),
    ...valueProblems(props),
    ...limitlessProblems(props),
  ];
}

/** The same for a restored cluster, whose password synth cannot guess. */
export function problemsOfRestoredCluster(props: ServerlessV2ClusterFromSnapshotProps): Problem[] {
  const { snapshotCredentials, credentials, manageMasterUserPassword } = props;
  // The twins have the same properties but for the credentials, whose rules are the L2's own here.
  const { credentials: _, ...common } = props;
  const stated = snapshotCredentials !== undefined || credentials !== undefined || manageMasterUserPassword === true;
  return [...problemsOfCluster(common), ...(stated ? [] : [{
    code: 'CREDENTIALS_UNSTATED',
    message: 'Nothing says who may log in to the restored cluster: its password is that of the snapshot, which no secret of this app knows.',
    remedy: 'Set `snapshotCredentials: rds.SnapshotCredentials.fromGeneratedSecret(\'<the master user of the snapshot>\')`, or `manageMasterUserPassword: true`.',
  }])];
}

/** What is wrong with a capacity range on an engine. */
export function capacityProblems(capacity: ServerlessV2Capacity, engine?: rds.IClusterEngine): Problem[] {
  const range = capacity._range();
  const version = knownVersion(engine);
  const impossible = capacity._problems();
  const beyond = range && engine && version && impossible.length === 0 ? engineLimitProblems(engine.engineType, version, range) : [];
  return [
    ...impossible.map((problem): Problem => ({
      code: 'CAPACITY_RANGE_INVALID', message: `The capacity range is not possible: ${problem}.`, remedy: 'Correct `capacity`.',
    })),
    ...beyond.map((problem): Problem => ({
      code: 'CAPACITY_BEYOND_ENGINE', message: `The engine version does not allow the capacity range: ${problem}.`, remedy: 'Choose another range, or upgrade the engine.',
    })),
  ];
}

function knownVersion(engine?: rds.IClusterEngine): string | undefined {
  const version = engine?.engineVersion?.fullVersion;
  return version !== undefined && !Token.isUnresolved(version) ? version : undefined;
}

/** The members of the L2 may all be provisioned; what they are is looked at when they are there. */
function versionProblems({ engine, capacity, ...props }: ServerlessV2ClusterProps): Problem[] {
  const version = knownVersion(engine);
  if (saysMembersItsOwnWay(props) && !capacity) return [];
  return version === undefined || offersServerlessV2(engine.engineType, version) !== false ? [] : [{
    code: 'ENGINE_VERSION_WITHOUT_SERVERLESS_V2',
    message: `\`engine\` is ${engine.engineType} ${version}, which does not offer db.serverless.`,
    remedy: 'Use Aurora MySQL 3.02.0 or newer, Aurora PostgreSQL 13.6, 14.3, 15.2, 16.1, 17.4, 18.3 or newer.',
  }];
}

function l2CapacityProblems(props: ServerlessV2ClusterProps): Problem[] {
  const { serverlessV2MinCapacity: minAcu = 0.5, serverlessV2MaxCapacity: maxAcu = 2, serverlessV2AutoPauseDuration: pause } = props;
  if (Token.isUnresolved(minAcu) || Token.isUnresolved(maxAcu) || pause?.isUnresolved()) return [];
  return capacityRangeProblems({ minAcu, maxAcu, autoPauseSeconds: pause?.toSeconds({ integral: false }) }).map((problem) => ({
    code: 'CAPACITY_RANGE_INVALID', message: `The capacity range is not possible: ${problem}.`, remedy: 'Correct `serverlessV2MinCapacity`, `serverlessV2MaxCapacity` or `serverlessV2AutoPauseDuration`.',
  }));
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
