import type { SignalPort } from './ports';
import { recordPath, signalName } from '../contract/record';
import type { TurnResult } from '../contract/turn';

/** A stack that waits learns how the move ended, when everything has settled: also that it was given up. */
export async function signalStack(signals: SignalPort, { holdsStack, clusterResourceId, status, message }: TurnResult): Promise<void> {
  if (!holdsStack) return;
  await signals.send(signalName(recordPath(clusterResourceId)), { success: status === 'migrated', uniqueId: clusterResourceId, reason: `${status}: ${message}` });
}
