import { fail, type Rule } from './rule';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';

/** CloudFormation would create such members again with the next deployment of their stack. */
export const ownedByStack: Rule = {
  code: 'OWNED_BY_STACK',
  weight: 'blocker',
  paths: ['in place', 'blue/green'],
  judge({ source: { members } }) {
    const owned = members.filter(({ instanceClass, stack }) => stack !== undefined && instanceClass !== SERVERLESS_CLASS);
    if (owned.length === 0) return undefined;
    const stacks = [...new Set(owned.map(({ stack }) => stack))].join(', ');
    return fail(
      `${owned.map(({ identifier }) => identifier).join(', ')} belong to the CloudFormation stack ${stacks}, which would not know of the move.`,
      'Move them by a deployment of that stack, with a WriterHandover (docs/handover.md). '
        + 'Or take them out of the stack first: DeletionPolicy Retain, deploy, remove them from the template, deploy; move; and bring the cluster back with `adopt`.',
    );
  },
};
