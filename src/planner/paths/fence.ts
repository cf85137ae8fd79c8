import type { PlannedStep } from './planned-path';
import type { PathSubject } from './subject';
import { timing } from './timings';

export const FENCE = 'The old side is closed before the copy is final: its security group lets nobody in, open connections are dropped, and silence is proven.';

/** Two sides must never accept writes for the same data. */
export function fenceStep({ source, pace }: PathSubject): PlannedStep {
  const command = source.cluster
    ? `aws rds modify-db-cluster --db-cluster-identifier ${source.identifier} --vpc-security-group-ids SG_THAT_LETS_NOBODY_IN`
    : `aws rds modify-db-instance --db-instance-identifier ${source.identifier} --vpc-security-group-ids SG_THAT_LETS_NOBODY_IN --apply-immediately`;
  return {
    step: 'fence',
    changes: ['nobody writes to the old side any more'],
    commands: source.kind === 'self-managed server' ? ['close the firewall before it, and stop its clients'] : [command, 'close the open connections, and look at DatabaseConnections until it is 0'],
    ...timing('command', pace),
    reversible: true,
  };
}

export function pointClients({ pace }: PathSubject, target: string): PlannedStep {
  return {
    step: 'cut over',
    changes: [`clients connect to ${target}`],
    commands: [`change the name that your clients use to the endpoint of ${target}`],
    ...timing('cutover', pace),
    reversible: false,
  };
}
