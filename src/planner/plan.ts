import { decide } from './decide';
import type { Action, Outcome, Problem, Step } from './decision';
import { describeAction } from './describe-action';
import { type Pace, type SecondsRange, total } from './durations';
import { effectOf } from './effects';
import type { Goal } from './goal';
import { type ClusterFacts, memberRecord, type Observation } from './observation';
import type { PlannedStep } from './paths/planned-path';
import { predictionOf } from './predictions';

/** What is going to happen: `decide`, played forward over the effects that we predict of its changes. */
export interface Plan {
  readonly outcome: Outcome | 'refused' | 'parked';
  readonly problems: readonly Problem[];
  readonly steps: readonly PlannedStep[];
  readonly takes: SecondsRange;
  readonly writeGap: SecondsRange;
}

/** More looks than any plan needs: a plan that does not end by then contradicts itself. */
const MOST_LOOKS = 5000;

interface Made {
  readonly step: Step;
  readonly action: Action;
}

export function plan(goal: Goal, start: Observation, pace: Pace = 'typical'): Plan {
  return play(goal, start, pace, []);
}

/** As if nothing were in the way of the first change. */
export function planBehindRefusal(goal: Goal, start: Observation & { readonly cluster: ClusterFacts }, pace: Pace): Plan {
  const origin = { recordedAtSeconds: start.observedAtSeconds, cluster: start.cluster, members: start.members.map(memberRecord) };
  const action: Action = { kind: 'record-origin', origin };
  return play(goal, effectOf(action, start), pace, [{ step: 'record', action }]);
}

function play(goal: Goal, start: Observation, pace: Pace, begun: readonly Made[]): Plan {
  const actions: Made[] = [...begun];
  let observation = start;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const decision = decide(goal, observation);
    switch (decision.kind) {
      case 'act':
        actions.push(decision);
        observation = effectOf(decision.action, observation);
        break;
      case 'wait':
        observation = { ...observation, observedAtSeconds: observation.observedAtSeconds + decision.seconds, settled: settledMore(observation) };
        break;
      case 'ask': {
        const kind = decision.question === 'approval' ? 'approved' : 'verified';
        observation = { ...observation, marks: [...observation.marks, { kind, attempt: 1, atSeconds: observation.observedAtSeconds, detail: 'planned' }] };
        break;
      }
      case 'done': return summarize(decision.outcome, givenUp(observation), actions, pace);
      default: return summarize(decision.kind === 'refuse' ? 'refused' : 'parked', decision.problems, actions, pace);
    }
  }
  throw new Error('the plan does not end');
}

/** Why a goal is not reached. */
function givenUp({ marks }: Observation): Problem[] {
  return marks.filter(({ kind }) => kind === 'abandoned').map(({ detail }) => ({
    code: 'MOVE_GIVEN_UP', message: `The move would be given up: ${detail}.`, remedy: 'Remove the cause, or ask for another goal.',
  }));
}

function settledMore({ settled }: Observation): Observation['settled'] {
  return { reads: settled.reads + 1, seconds: settled.seconds + 1 };
}

/** Changes of one step run side by side: the step takes as long as its longest change. */
function summarize(outcome: Plan['outcome'], problems: readonly Problem[], actions: readonly Made[], pace: Pace): Plan {
  const groups: { step: Step; actions: Action[] }[] = [];
  for (const { step, action } of actions) {
    const last = groups.at(-1);
    if (last?.step === step && step !== 'upgrade engine') last.actions.push(action);
    else groups.push({ step, actions: [action] });
  }
  const steps = groups.map(({ step, actions: together }): PlannedStep => ({
    step, changes: together.map(describeAction), ...predictionOf(together[0], pace, together.length),
  }));
  const gaps = steps.flatMap(({ writeGap }) => writeGap ?? []);
  return { outcome, problems, steps, takes: total(steps.map(({ takes }) => takes)), writeGap: total(gaps) };
}
