import { faultOfCode } from '../rds/faults';
import { AwsError } from '../wire/aws-error';

/** What can be made to go wrong. `docs/simulator.md` describes each. */
export const FAULT_KINDS = [
  'throttle', 'server-error', 'refuse', 'reset-before', 'reset-after', 'slow', 'stale', 'insufficient-capacity', 'quota', 'stuck', 'status',
  'precheck-failure', 'zone-failure', 'maintenance', 'guardrail', 'replication-degraded',
  'resource-failure', 'cancel', 'function-timeout', 'function-twice', 'signal-lost',
] as const;

export type FaultKind = typeof FAULT_KINDS[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Which calls it strikes: `rds:CreateDBInstance`, `rds:Describe*`, `*`; or which resource: `Writer`, `Shop.Writer`. */
  readonly operation: string;
  /** So many matching calls are spared first. */
  readonly after: number;
  /** So many are struck then. */
  readonly count: number;
  readonly probability: number;
  /** How slow, how stale, or when. */
  readonly seconds?: number;
  /** The status in which something ends; the zone that fails; the reason of a failure; the error code of a refusal. */
  readonly detail?: string;
}

const NEEDS_SECONDS: readonly FaultKind[] = ['slow', 'stale', 'zone-failure', 'maintenance', 'replication-degraded', 'cancel'];
const DEFAULT_OPERATION: Partial<Record<FaultKind, string>> = { 'stale': 'rds:Describe*', 'insufficient-capacity': 'rds:CreateDBInstance' };

/** Reads `throttle`, or `slow:operation=rds:Describe*,seconds=20,count=3`. */
export function parseFault(text: string): Fault {
  const [kind, ...rest] = text.split(':');
  const options = Object.fromEntries(rest.join(':').split(',').filter((part) => part !== '').map((part) => part.split(/=(.*)/s).slice(0, 2)));
  if (!isKind(kind)) throw new AwsError('InvalidFault', `There is no fault ${kind}. There are: ${FAULT_KINDS.join(', ')}.`);
  const unknown = Object.keys(options).filter((name) => !['operation', 'after', 'count', 'probability', 'seconds', 'detail'].includes(name));
  if (unknown.length > 0) throw new AwsError('InvalidFault', `A fault has no option ${unknown.join(', ')}. It has operation, after, count, probability, seconds and detail.`);
  const number = (name: string): number | undefined => {
    const value = options[name];
    if (value === undefined) return undefined;
    if (value === '' || !(Number(value) >= 0)) throw new AwsError('InvalidFault', `${name} of the fault ${kind} must be a number from 0, got ${value}.`);
    return Number(value);
  };
  const seconds = number('seconds');
  if (NEEDS_SECONDS.includes(kind) && seconds === undefined) throw new AwsError('InvalidFault', `The fault ${kind} needs seconds, such as ${kind}:seconds=60.`);
  if (kind === 'status' && !options.detail) throw new AwsError('InvalidFault', 'The fault status needs the status, such as status:detail=incompatible-network.');
  if (kind === 'refuse' && !faultOfCode(options.detail ?? '', '')) {
    throw new AwsError('InvalidFault', 'The fault refuse needs the code of an error of RDS, such as refuse:operation=rds:RestoreDBClusterFromSnapshot,detail=InvalidSubnet. '
      + `Got ${options.detail ?? 'none'}.`);
  }
  return {
    kind,
    seconds,
    operation: options.operation ?? DEFAULT_OPERATION[kind] ?? '*',
    after: number('after') ?? 0,
    count: number('count') ?? 1,
    probability: number('probability') ?? 1,
    detail: options.detail,
  };
}

function isKind(text: string): text is FaultKind {
  return (FAULT_KINDS as readonly string[]).includes(text);
}
