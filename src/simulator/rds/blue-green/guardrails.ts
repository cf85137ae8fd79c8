import type { Deployment } from './deployment';
import type { SimulatedAccount } from '../../account';

const MILLIS = 1000;

/**
 * Why AWS does not switch over, if it does not. What clients do inside the databases (data definition, long transactions,
 * writes to the green side, other replication) is not simulated: the fault `guardrail` stands for it.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-switching.html#blue-green-deployments-switching-guardrails
 */
export function guardrail(account: SimulatedAccount, { blue, green }: Deployment, timeoutSeconds: number): string | undefined {
  for (const cluster of [blue, green]) {
    if (cluster.shape.Status !== 'available' || cluster.isBusy || !cluster.writer) return `DB cluster ${cluster.identifier} is not healthy.`;
    const unhealthy = account.instancesOf(cluster).find((instance) => !instance.isAvailable);
    if (unhealthy) return `DB instance ${unhealthy.identifier} is ${unhealthy.shape.DBInstanceStatus}.`;
  }
  const lagMillis = green.follows?.lagMillis ?? Infinity;
  if (lagMillis > timeoutSeconds * MILLIS) return `The replication lag of ${lagMillis / MILLIS} seconds is longer than the switchover timeout.`;
  return account.faults.guardrail();
}
