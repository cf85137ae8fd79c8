import { CallRefused } from './ports';
import { isTransient, pauseSeconds } from '../planner/refusals';

const MOST_ATTEMPTS = 8;

/** Tries again what AWS throttles, where there is no loop that would come back to it. Only for what may be done twice. */
export async function patiently<T>(sleep: (seconds: number) => Promise<void>, attempt: () => Promise<T>): Promise<T> {
  for (let times = 1; ; times++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CallRefused) || !isTransient(error.code) || times === MOST_ATTEMPTS) throw error;
      await sleep(pauseSeconds({ code: error.code, message: error.message, times }));
    }
  }
}
