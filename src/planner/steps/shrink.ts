import { offersDataApi } from '../../capacity/engine-limits';
import { act, wait } from '../decision';
import { isWantedWriter } from '../desired';
import { type StepFunction, actWhenAvailable, isReady, leavingMembers, untilDone, untilSettled } from './context';
import { secondsToKeep } from './keep';

const SWITCH_SECONDS = 60;
const LOOK_SECONDS = 5;

/** The Data API is back on before the old members go: its users cannot wait. */
export const enableDataApi: StepFunction = (context) => {
  const { cluster, desired, observation } = context;
  if (!desired.dataApi || cluster.dataApi || cluster.engineMode === 'serverless') return undefined;
  // A converted cluster that goes no further may have a version without it.
  if (offersDataApi(cluster.engine, cluster.engineVersion) === false) return undefined;
  const asked = observation.lastChange?.kind === 'enable-data-api' && observation.observedAtSeconds - observation.lastChange.atSeconds < SWITCH_SECONDS;
  if (asked) return wait('data api', LOOK_SECONDS, 'AWS switches the Data API on');
  return actWhenAvailable(context, 'data api', { kind: 'enable-data-api', clusterArn: cluster.arn });
};

/** Never the writer, and never before an available writer of the wanted kind exists. */
export const removeMembers: StepFunction = (context) => {
  const { desired, observation } = context;
  const leaving = leavingMembers(context);
  if (leaving.length === 0 || (desired.outcome === 'migrated' && secondsToKeep(context) === Infinity)) return undefined;
  const writer = observation.members.find((member) => member.isWriter);
  if (!writer || !isWantedWriter(desired, writer) || !isReady(writer)) return untilSettled(context, 'confirm roles');
  const next = leaving.find((member) => !member.isWriter && member.status !== 'deleting');
  if (next) return actWhenAvailable(context, 'remove members', { kind: 'delete-member', member: next.identifier });
  return untilDone(context, 'remove members', 'delete-member', leaving.map(({ identifier, status }) => `${identifier} is ${status}`).join(', '));
};

/** A reached goal is closed: what people change by hand later stays. */
export const finish: StepFunction = (context) => untilSettled(context, 'finish') ?? act('finish', { kind: 'close', outcome: context.desired.outcome });
