import { type Decision, park } from '../decision';
import { actWhenAvailable, type Context, untilDone } from './context';

/** A snapshot of ours, available, before a step that cannot be undone. */
export function untilSnapshotIsThere(context: Context, snapshot: string): Decision | undefined {
  const { cluster, observation: { safetySnapshot } } = context;
  switch (safetySnapshot?.status) {
    case 'available': return undefined;
    case undefined: return actWhenAvailable(context, 'safety snapshot', { kind: 'create-safety-snapshot', cluster: cluster.identifier, snapshot });
    case 'failed': return park('SAFETY_SNAPSHOT_FAILED', `The safety snapshot ${snapshot} failed.`, 'Delete it and start the move again.');
    default: return untilDone(context, 'safety snapshot', 'create-safety-snapshot', `the snapshot is ${safetySnapshot?.status}`);
  }
}
