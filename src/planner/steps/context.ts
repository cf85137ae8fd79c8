import { type Action, type Decision, type Step, act, wait } from '../decision';
import type { Desired } from '../desired';
import type { Goal } from '../goal';
import { LOOKS } from '../looks';
import type { ClusterFacts, MemberFacts, Observation, Origin } from '../observation';

export interface Context {
  readonly goal: Goal;
  readonly origin: Origin;
  readonly desired: Desired;
  readonly observation: Observation;
  readonly cluster: ClusterFacts;
}

/** The next decision of one step, or nothing when what the step is for has been reached. */
export type StepFunction = (context: Context) => Decision | undefined;

/** How many equal looks in a row it takes before a role or a status is believed. */
const READS_THAT_SETTLE = 3;
const CONFIRMATION_SECONDS = 5;
const BUSY_SECONDS = 5;

/** Acts as soon as the cluster accepts changes. */
export function actWhenAvailable({ cluster }: Context, step: Step, action: Action): Decision {
  return cluster.status === 'available' ? act(step, action) : wait(step, BUSY_SECONDS, `the cluster is ${cluster.status}`);
}

/** Waits until the cluster has looked the same, and available, several times in a row. */
export function untilSettled({ cluster, observation }: Context, step: Step): Decision | undefined {
  if (cluster.status !== 'available') return wait(step, BUSY_SECONDS, `the cluster is ${cluster.status}`);
  if (observation.settled.reads >= READS_THAT_SETTLE) return undefined;
  return wait(step, CONFIRMATION_SECONDS, `confirming: ${observation.settled.reads} of ${READS_THAT_SETTLE} equal looks`);
}

/** Waits as long as AWS takes at least, then looks regularly. */
export function untilDone({ observation }: Context, step: Step, change: keyof typeof LOOKS, reason: string): Decision {
  const { notBeforeSeconds, thenEverySeconds } = LOOKS[change];
  const elapsed = observation.observedAtSeconds - (observation.lastChange?.atSeconds ?? -Infinity);
  return wait(step, elapsed < notBeforeSeconds ? notBeforeSeconds - elapsed : thenEverySeconds, reason);
}

export function memberOf(observation: Observation, identifier: string): MemberFacts | undefined {
  return observation.members.find((member) => member.identifier === identifier);
}

/** Serverless v1 is to be left, and nobody has asked AWS to convert it yet: that has no way back. */
export function isBeforeConversion({ cluster, desired, observation }: Context): boolean {
  return cluster.engineMode === 'serverless' && desired.leavesServerlessV1 && !observation.marks.some(({ kind }) => kind === 'conversion');
}

/** Those of the members that are to go which are still there. */
export function leavingMembers({ desired, observation }: Context): MemberFacts[] {
  return desired.leaving.map((identifier) => memberOf(observation, identifier)).filter((member) => member !== undefined);
}

export function isReady(member: MemberFacts): boolean {
  return member.status === 'available' && member.pending.length === 0;
}
