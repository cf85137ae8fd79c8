import { fail, type Rule } from './rule';

export const blueGreenStack: Rule = {
  code: 'BLUE_GREEN_OWNED_BY_STACK',
  weight: 'blocker',
  paths: ['blue/green'],
  judge({ source: { identifier, members } }) {
    const stacks = [...new Set(members.flatMap(({ stack }) => stack ?? []))];
    return stacks.length === 0 ? undefined : fail(
      `${identifier} belongs to the CloudFormation stack ${stacks.join(', ')}; AWS does not support blue/green for what CloudFormation manages.`,
      'Take it out of the stack before: DeletionPolicy Retain, deploy, remove it from the template, deploy. Bring it back with `adopt` (docs/adopt.md).',
    );
  },
};
