import { groupsFor, groupsIn, type RunbookGroups } from './carried-groups';
import { costOfBothSides } from './cost';
import { dataApiChecks, enableDataApi } from './data-api';
import { FENCE, fenceStep, openFence, pointClients } from './fence';
import type { PathDescription, PlannedStep } from './planned-path';
import { aws, shown, until, wait, waitForCluster, waitForNew } from './shell';
import { arnBeside, clusterOptions, createMember, createMembers, hopsOf, isMajorMove, membersOf, namesOf, networkChecks, type PathSubject, scalingOption } from './subject';
import { growing, timing } from './timings';
import { becomeWriter, upgradeTo } from './walk';
import { total } from '../durations';

const TEMPORARY_CLASS = 'db.r6g.large';

/** A new cluster from a snapshot; what is written behind the snapshot is not in it. */
export function snapshotRestore(subject: PathSubject): PathDescription {
  const { source } = subject;
  const { target } = namesOf(subject);
  const isSnapshot = source.kind.endsWith('snapshot');
  const taking = isSnapshot ? [] : [fenceStep(subject), takeSnapshot(subject)];
  const making = makeCluster(subject);
  const steps = [...taking, ...making, pointClients(subject, target)];
  return {
    path: 'snapshot restore',
    madeBy: 'a person',
    // From the fence to the cutover nobody writes; a snapshot alone has no writers.
    steps: isSnapshot ? steps : steps.map((step) => ({ ...step, writeGap: step.takes })),
    restStates: isSnapshot
      ? ['the snapshot, as it is today', `${target} is ready, nobody uses it`, `clients use ${target}`]
      : ['as it is today', `${target} is ready, nobody uses it`, `clients use ${target}, the old one is kept`],
    wayBack: isSnapshot
      ? 'Delete the new cluster at any time: the snapshot stays as it is.'
      : `Until clients write to the new cluster: ${openFence(subject)} and delete the new cluster. Behind it: none that keeps new writes.`,
    keepsEndpoint: false,
    copiesEverything: true,
    fence: isSnapshot ? 'not needed: a snapshot has no writers' : FENCE,
    clients: [
      isSnapshot ? 'Connect to the endpoint of the new cluster.' : 'Write nothing from the fence on; then connect to the endpoint of the new cluster.',
      'IAM authentication and proxies need the new cluster, too.',
    ],
    cost: costOfBothSides(subject, total(making.map(({ takes }) => takes))),
  };
}

/** An RDS snapshot is restored by its ARN only; a name will do for one of Aurora. */
function snapshotOf(subject: PathSubject): string {
  const { kind, identifier, arn } = subject.source;
  if (kind === 'instance snapshot') return arn ?? identifier;
  if (kind.endsWith('snapshot')) return identifier;
  return kind === 'RDS instance' ? arnBeside(subject, 'snapshot', nameOfTaken(subject)) : nameOfTaken(subject);
}

function nameOfTaken({ source: { identifier } }: PathSubject): string {
  return `${identifier}-before-v2`;
}

function takeSnapshot(subject: PathSubject): PlannedStep {
  const { source: { kind, identifier, storageGib }, pace } = subject;
  const name = nameOfTaken(subject);
  return {
    step: 'snapshot',
    changes: [`create snapshot ${name} of what nobody changes any more`],
    commands: kind === 'RDS instance'
      ? [
        aws('rds create-db-snapshot', { 'db-instance-identifier': identifier, 'db-snapshot-identifier': name }),
        wait('db-snapshot-available', { 'db-snapshot-identifier': name }),
      ]
      : [
        aws('rds create-db-cluster-snapshot', { 'db-cluster-identifier': identifier, 'db-cluster-snapshot-identifier': name }),
        wait('db-cluster-snapshot-available', { 'db-cluster-snapshot-identifier': name }),
      ],
    ...growing('snapshot', 'snapshot', storageGib, pace),
    reversible: true,
  };
}

function makeCluster(subject: PathSubject): PlannedStep[] {
  const { source, pace } = subject;
  const { target, engine, version } = namesOf(subject);
  // A volume is restored with one upgrade at most; the others follow on the new cluster.
  const [first = version, ...further] = hopsOf(subject);
  const firstGroups = groupsFor(subject, first);
  const restore: PlannedStep = {
    step: 'restore',
    changes: [`a provisioned cluster ${target} on ${first} from the snapshot`],
    commands: [...firstGroups.commands, restoreCommand(subject, first, firstGroups), waitForCluster(target)],
    checks: [...networkChecks(subject), ...(!source.kind.endsWith('snapshot') ? [] : ['A snapshot does not say which parameter groups its database had: give the new cluster those that you need.'])],
    ...growing('restore', 'volume', source.storageGib, pace),
    reversible: true,
  };
  const isProvisioned = isMajorMove(subject) || engine !== source.engine;
  const { steps: upgrades, groups } = upgradesOf(subject, further, { version: first, groups: firstGroups });
  const provisioned = `${target}-first`;
  const members = membersOf(subject, target);
  return [
    restore,
    ...(isProvisioned ? [finishUpgrade(subject, provisioned, first, firstGroups)] : []),
    ...upgrades,
    {
      step: 'create members',
      changes: members.map((name) => `create ${name} (db.serverless)`),
      commands: [...createMembers(subject, target, target, groups.instance), ...waitForNew(members)],
      ...timing('createInstance', pace),
      reversible: true,
    },
    ...(isProvisioned ? [{
      step: 'fail over',
      changes: ['a serverless member becomes the writer, the first one goes'],
      commands: [
        ...becomeWriter(target, members[0]),
        aws('rds delete-db-instance', { 'db-instance-identifier': provisioned, 'skip-final-snapshot': true }),
        wait('db-instance-deleted', { 'db-instance-identifier': provisioned }),
      ],
      ...timing(['failover', 'deleteInstance'], pace),
      reversible: true,
    }] : []),
    {
      step: 'settings',
      changes: ['what a restore cannot ask for'],
      commands: settings(subject, target),
      checks: source.cluster?.dataApi ? [] : dataApiChecks(subject),
      ...timing('command', pace),
      reversible: true,
    },
  ];
}

function restoreCommand(subject: PathSubject, version: string, groups: RunbookGroups): string {
  const { target, engine } = namesOf(subject);
  const { kind, settings: kept } = subject.source;
  return aws('rds restore-db-cluster-from-snapshot', {
    'db-cluster-identifier': target,
    'snapshot-identifier': snapshotOf(subject),
    engine,
    'engine-version': version,
    'engine-mode': /v1/.test(kind) ? 'provisioned' : undefined,
    ...clusterOptions(subject),
    'db-cluster-parameter-group-name': groups.cluster,
    'kms-key-id': kept?.encrypted ? kept.kmsKey : undefined,
    ...scalingOption(subject),
  });
}

/** The last stage of a restore that upgrades begins with the first member. */
function finishUpgrade(subject: PathSubject, member: string, version: string, groups: RunbookGroups): PlannedStep {
  const { target } = namesOf(subject);
  return {
    step: 'finish the upgrade',
    changes: ['a provisioned writer, with which the last stage of the upgrade runs'],
    commands: [
      createMember(subject, target, member, { 'db-instance-class': TEMPORARY_CLASS, 'db-parameter-group-name': groups.instance }),
      ...waitForNew([member]),
      until(shown(target, 'EngineVersion'), version),
      waitForCluster(target),
    ],
    ...timing(['createInstance', 'upgrade'], subject.pace),
    reversible: true,
  };
}

interface Upgrades {
  readonly steps: PlannedStep[];
  /** At the end of them. */
  readonly version: string;
  readonly groups: RunbookGroups;
}

/** Further hops, each with the groups of its own family. */
function upgradesOf(subject: PathSubject, hops: readonly string[], start: Omit<Upgrades, 'steps'>): Upgrades {
  const { target } = namesOf(subject);
  let { version, groups } = start;
  const steps: PlannedStep[] = [];
  for (const hop of hops) {
    const next = groupsFor(subject, hop, groupsIn(subject, version, groups));
    steps.push({ ...upgradeTo(subject, target, { from: version, to: hop, groups: next }), reversible: true });
    [version, groups] = [hop, next];
  }
  return { steps, version, groups };
}

function settings(subject: PathSubject, target: string): string[] {
  const { cluster } = subject.source;
  return [
    ...(cluster?.dataApi ? [enableDataApi(subject, target)] : []),
    ...(cluster?.features?.managedPassword ? [aws('rds modify-db-cluster', { 'db-cluster-identifier': target, 'manage-master-user-password': true }), waitForCluster(target)] : []),
    aws('rds modify-db-cluster', { 'db-cluster-identifier': target, 'deletion-protection': true }),
  ];
}
