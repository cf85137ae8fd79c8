import type { Problem } from './decision';
import type { MemberFacts } from './observation';
import { SERVERLESS_CLASS } from '../capacity/instance-class';

/** Members that CloudFormation would create again with the next deployment of their stack. */
export function ownedByStack(members: readonly MemberFacts[]): Problem[] {
  const owned = members.filter(({ instanceClass, stack }) => stack !== undefined && instanceClass !== SERVERLESS_CLASS);
  if (owned.length === 0) return [];
  const stacks = [...new Set(owned.map(({ stack }) => stack))].join(', ');
  return [{
    code: 'OWNED_BY_STACK',
    message: `${owned.map(({ identifier }) => identifier).join(', ')} belong to the CloudFormation stack ${stacks}, which would not know of the move.`,
    remedy: 'Move them by a deployment of that stack, with a WriterHandover (docs/handover.md). '
      + 'Or take them out of the stack first: DeletionPolicy Retain, deploy, remove them from the template, deploy; move; and bring the cluster back with `adopt`.',
  }];
}
