import { type Action, type Decision, act, wait } from '../decision';
import { upgradeSnapshotIdentifier } from '../names';
import { stillToSet } from '../parameter-groups';
import { nextHop, type UpgradeHop } from '../upgrade';
import { nextAttempt } from './attempts';
import { type Context, type StepFunction, actWhenAvailable, isBeforeConversion, untilDone, untilSettled } from './context';
import { untilSnapshotIsThere } from './safety-snapshot';

const LOOK_SECONDS = 5;
const MOST_PARAMETERS_IN_A_CALL = 20;
/** An upgrade whose prechecks fail fails again: once more is enough to tell. */
const MOST_UPGRADES = 2;

/** One upgrade after the other until the wanted version is there, each with its parameter groups and its snapshot. */
export const upgradeEngine: StepFunction = (context) => {
  const { cluster, desired, observation } = context;
  if (cluster.engineMode === 'serverless') return undefined;
  const next = nextHop(cluster, observation.members, desired.engineVersion, observation.upgradeTargets);
  switch (next.kind) {
    case 'reached': return untilUpgraded(context);
    case 'not asked': return untilDone(context, 'upgrade engine', 'upgrade-engine', `the cluster is ${cluster.status}`);
    case 'no route': return withoutRoute(context);
    case 'hop': return untilUpgraded(context) ?? hop(context, next.hop);
  }
};

/** A conversion has no way back: before it the way to the wanted version is known. */
export const requireRoute: StepFunction = (context) => {
  const { cluster, desired, observation } = context;
  if (!isBeforeConversion(context)) return undefined;
  switch (nextHop(cluster, observation.members, desired.engineVersion, observation.upgradeTargets).kind) {
    case 'not asked': return wait('safety snapshot', LOOK_SECONDS, `nobody has asked AWS yet which upgrades lead to ${desired.engineVersion}`);
    case 'no route': return withoutRoute(context);
    default: return undefined;
  }
};

function withoutRoute({ cluster, desired }: Context): Decision {
  return act('upgrade engine', { kind: 'abandon', reason: `AWS offers no way from ${cluster.engineVersion} to ${desired.engineVersion}` });
}

function hop(context: Context, upgrade: UpgradeHop): Decision {
  const { cluster, observation } = context;
  const attempt = nextAttempt(observation, 'upgrade', upgrade.to);
  if (attempt.kind === 'pending') return untilDone(context, 'upgrade engine', 'upgrade-engine', `AWS upgrades to ${upgrade.to}`);
  const tried = observation.marks.filter(({ kind, detail }) => kind === 'upgrade' && detail === upgrade.to).length;
  if (attempt.kind === 'exhausted' || tried >= MOST_UPGRADES) {
    const why = observation.refusal ? `${observation.refusal.code}: ${observation.refusal.message}` : 'the events of the cluster say why';
    return act('upgrade engine', { kind: 'abandon', reason: `AWS did not upgrade to ${upgrade.to}: ${why}` });
  }
  // What was begun had been prepared.
  const preparing = attempt.kind === 'first' ? prepare(context, upgrade) : undefined;
  return preparing ?? untilSettled(context, 'upgrade engine') ?? actWhenAvailable(context, 'upgrade engine', {
    kind: 'upgrade-engine',
    cluster: cluster.identifier,
    to: upgrade.to,
    isMajor: upgrade.isMajor,
    clusterGroup: upgrade.groups.find(({ scope }) => scope === 'cluster')?.to,
    instanceGroup: upgrade.groups.find(({ scope }) => scope === 'instance')?.to,
    attempt: attempt.attempt,
  });
}

/** Before a major upgrade: the parameter groups of the new family, then a snapshot of ours. */
function prepare(context: Context, upgrade: UpgradeHop): Decision | undefined {
  if (!upgrade.isMajor) return undefined;
  const action = nextGroupChange(context, upgrade);
  if (action) return act('parameter groups', action);
  return untilSnapshotIsThere(context, upgradeSnapshotIdentifier(context.cluster, upgrade.to, context.goal.generation));
}

function nextGroupChange({ observation }: Context, upgrade: UpgradeHop): Action | undefined {
  for (const group of upgrade.groups) {
    const facts = observation.parameterGroups?.find((candidate) => candidate.group.scope === group.scope);
    if (!facts?.counterpart) return { kind: 'create-parameter-group', group };
    const { missing } = stillToSet(facts);
    if (missing.length > 0) return { kind: 'set-parameters', group, parameters: missing.slice(0, MOST_PARAMETERS_IN_A_CALL) };
  }
  return undefined;
}

/** The new version is shown before every member runs with it. */
function untilUpgraded({ cluster, observation }: Context): Decision | undefined {
  const upgraded = observation.marks.some(({ kind, detail }) => kind === 'upgrade' && detail === cluster.engineVersion);
  const behind = upgraded ? observation.members.find(({ status }) => status === 'upgrading') : undefined;
  return behind && wait('upgrade engine', LOOK_SECONDS, `${behind.identifier} is ${behind.status}`);
}
