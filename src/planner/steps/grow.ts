import { sameRange } from '../../capacity/capacity-range';
import { act } from '../decision';
import { type StepFunction, actWhenAvailable, isReady, memberOf, untilDone } from './context';

const FAILED = ['failed', 'insufficient-capacity', 'incompatible-network', 'incompatible-parameters', 'incompatible-create', 'storage-full'];

/** Without a capacity range AWS refuses serverless members. */
export const setCapacityRange: StepFunction = (context) => {
  const { cluster, desired } = context;
  if (!desired.capacity || (cluster.capacityRange && sameRange(cluster.capacityRange, desired.capacity))) return undefined;
  return actWhenAvailable(context, 'set capacity range', { kind: 'set-capacity-range', cluster: cluster.identifier, range: desired.capacity });
};

/** All new members, side by side with the old ones, before anything is taken away. */
export const createMembers: StepFunction = (context) => {
  const { cluster, desired, observation } = context;
  const missing = desired.members.find(({ identifier }) => !memberOf(observation, identifier));
  if (missing) {
    return actWhenAvailable(context, 'create members', {
      kind: 'create-member', cluster: cluster.identifier, engine: cluster.engine, member: missing,
    });
  }
  const members = desired.members.map(({ identifier }) => memberOf(observation, identifier)!);
  const failed = members.find(({ status }) => FAILED.includes(status));
  if (failed && desired.outcome === 'migrated') {
    return act('create members', { kind: 'abandon', reason: `member ${failed.identifier} is ${failed.status}` });
  }
  const unready = members.filter((member) => !isReady(member));
  if (unready.length === 0) return undefined;
  return untilDone(context, 'create members', 'create-member', unready.map(({ identifier, status }) => `${identifier} is ${status}`).join(', '));
};
