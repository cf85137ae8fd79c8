import { conversionClass } from '../conversion-class';
import { park, wait } from '../decision';
import { convertedInstanceIdentifier, safetySnapshotIdentifier } from '../names';
import { nextAttempt } from './attempts';
import { type Context, type StepFunction, actWhenAvailable, isBeforeConversion, isReady, memberOf, untilDone, untilSettled } from './context';
import { untilSnapshotIsThere } from './safety-snapshot';

const LOOK_SECONDS = 5;

/** Before the step that cannot be undone: a snapshot of ours, available. */
export const takeSafetySnapshot: StepFunction = (context) => {
  if (!isBeforeConversion(context)) return undefined;
  return untilSnapshotIsThere(context, safetySnapshotIdentifier(context.cluster, context.goal.generation));
};

/** The engine mode conversion: exclusive, irreversible, and never made twice. */
export const convertEngineMode: StepFunction = (context) => {
  const { cluster, desired, origin } = context;
  if (origin.cluster.engineMode !== 'serverless') return undefined;
  if (cluster.engineMode !== 'serverless') return untilConverted(context);
  return desired.leavesServerlessV1 ? convert(context) : letBegunConversionEnd(context);
};

function convert(context: Context) {
  const { cluster, observation } = context;
  const instanceClass = conversionClass(cluster);
  const attempt = nextAttempt(observation, 'conversion', instanceClass);
  switch (attempt.kind) {
    case 'pending': return untilDone(context, 'convert engine mode', 'convert-engine-mode', 'AWS converts the engine mode');
    case 'exhausted': return park('CONVERSION_IGNORED', `AWS does not convert the engine mode of ${cluster.identifier}.`, 'Ask AWS Support; the database runs as before.');
    default: return untilSettled(context, 'convert engine mode') ?? actWhenAvailable(context, 'convert engine mode', {
      kind: 'convert-engine-mode', cluster: cluster.identifier, instanceClass, attempt: attempt.attempt,
    });
  }
}

/** A conversion cannot be called back: undoing begins when it has ended. */
function letBegunConversionEnd(context: Context) {
  const { cluster, observation } = context;
  const { kind } = nextAttempt(observation, 'conversion', conversionClass(cluster));
  return kind === 'pending' ? untilDone(context, 'convert engine mode', 'convert-engine-mode', 'AWS converts the engine mode') : undefined;
}

/** The mode changes before the instance is there and before the roles are shown. */
function untilConverted(context: Context) {
  const { cluster, observation } = context;
  if (observation.marks.some(({ kind }) => kind === 'upgrade')) return undefined;
  const converted = memberOf(observation, convertedInstanceIdentifier(cluster.identifier));
  const hasWriter = observation.members.some((member) => member.isWriter);
  if (!hasWriter) return wait('convert engine mode', LOOK_SECONDS, 'the converted cluster has no writer yet');
  if (converted?.isWriter && !isReady(converted)) return wait('convert engine mode', LOOK_SECONDS, `${converted.identifier} is ${converted.status}`);
  return undefined;
}
