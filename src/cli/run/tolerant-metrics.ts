import { isTransient } from '../../planner/refusals';
import { CallRefused, type MetricsPort } from '../../runtime/ports';

/** An endpoint or an account without metrics is told once; the move then waits for as long as warming up takes. */
export function tolerantMetrics(metrics: MetricsPort, tell: (message: string) => void): MetricsPort {
  let isTold = false;
  return {
    async recent(members, atSeconds) {
      try {
        return await metrics.recent(members, atSeconds);
      } catch (error) {
        if (!(error instanceof CallRefused) || isTransient(error.code)) throw error;
        if (!isTold) tell(`CloudWatch does not show metrics (${error.code}: ${error.message}). New members get ten minutes to warm up instead.`);
        isTold = true;
        return Object.fromEntries(members.map((member) => [member, { capacityAcu: [], metricsMissing: true }]));
      }
    },
  };
}
