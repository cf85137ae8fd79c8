import type { Goal } from '../../planner/goal';
import { CallRefused, type Ports } from '../../runtime/ports';
import { setGoal } from '../../runtime/set-goal';

const MOST_ATTEMPTS = 50;
const PAUSE_SECONDS = 5;

/** Whoever sets the goal tries again, as the custom resource does with the SDK's own repetitions. */
export async function setGoalPatiently(ports: Ports, identifier: string, goal: Goal, sleep: (seconds: number) => Promise<void>): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await setGoal(ports, identifier, goal))!;
    } catch (error) {
      if (!(error instanceof CallRefused) || attempt === MOST_ATTEMPTS) throw error;
      await sleep(PAUSE_SECONDS);
    }
  }
}
