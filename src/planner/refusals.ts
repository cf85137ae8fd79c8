import type { Observation, Refusal } from './observation';

/** AWS is busy, or the answer got lost: the same call may succeed in a moment. */
const TRANSIENT = ['Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'ServiceUnavailable', 'InternalFailure', 'NetworkError'];
/** The world moved on between look and change, or is not shown yet as it is. */
const OUT_OF_STATE = [
  'InvalidDBClusterStateFault', 'InvalidDBInstanceState', 'InvalidDBClusterSnapshotStateFault', 'InvalidResourceStateFault',
  'DatabaseResumingException', 'HttpEndpointNotEnabledException', 'InvalidResourceStateException', 'StatementTimeoutException',
  'DBInstanceAlreadyExists', 'DBInstanceNotFound', 'DBClusterSnapshotAlreadyExistsFault',
];

const LONGEST_PAUSE_SECONDS = 60;
const OUT_OF_STATE_SECONDS = 10;
const MOST_TRANSIENT = 60;
const MOST_OUT_OF_STATE = 60;
const MOST_OTHERS = 3;

export function isTransient(code: string): boolean {
  return TRANSIENT.includes(code);
}

/** How long to wait after AWS refused a call. */
export function pauseSeconds({ code, times }: Refusal): number {
  return OUT_OF_STATE.includes(code) ? OUT_OF_STATE_SECONDS : Math.min(LONGEST_PAUSE_SECONDS, 2 ** times);
}

/** A call that AWS refuses for good; waiting does not help. */
export function hopelessRefusal({ refusal }: Observation): Refusal | undefined {
  if (!refusal) return undefined;
  const most = TRANSIENT.includes(refusal.code) ? MOST_TRANSIENT : OUT_OF_STATE.includes(refusal.code) ? MOST_OUT_OF_STATE : MOST_OTHERS;
  return refusal.times >= most ? refusal : undefined;
}
