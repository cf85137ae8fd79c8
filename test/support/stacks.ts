import { exampleAccount } from './simulated-account';
import type { AccountOptions } from '../../src/simulator/account';
import { beginDeletion, beginDeployment, type Deployment } from '../../src/simulator/cloudformation/operations/deploy';
import { sourceOf } from '../../src/simulator/cloudformation/operations/source';
import type { Stack } from '../../src/simulator/cloudformation/stack';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';

/** What AWS does not document of CloudFormation's order: scenarios run under each. */
export const ORDERS: ProfileName[] = ['typical', 'cloudformation-one-by-one', 'cloudformation-shows-last-template'];

export type Options = Omit<AccountOptions, 'profile'> & { readonly profile?: ProfileName };

/** The account of the example, with somebody who deploys stacks to it and waits for them. */
export async function deployer({ profile = 'typical', ...options }: Options = {}) {
  const simulated = await exampleAccount({ region: 'eu-west-1', ...options, profile: PROFILES[profile] });
  const { account } = simulated;
  account.clock.enter();
  const begin = (name: string, template: unknown, { parameters, ...more }: Partial<Deployment> & { parameters?: Record<string, unknown> } = {}) =>
    beginDeployment(account, { name, source: sourceOf(typeof template === 'string' ? template : JSON.stringify(template), parameters), ...more });
  const settle = async (stack: Stack) => {
    await stack.settle();
    return stack;
  };
  return {
    ...simulated,
    begin,
    settle,
    deploy: async (...args: Parameters<typeof begin>) => settle(begin(...args)),
    remove: async (stack: Stack, retained?: string[]) => {
      beginDeletion(account, stack, retained);
      return settle(stack);
    },
    sleep: (seconds: number) => account.clock.sleep(seconds * 1000),
  };
}

/** `Cluster CREATE_IN_PROGRESS`, one for each event of a resource. */
export function eventsOf(stack: Stack, logicalId?: string): string[] {
  return stack.events.filter((event) => logicalId === undefined || event.logicalId === logicalId).map((event) => `${event.logicalId} ${event.status}`);
}

export function reasonOf(stack: Stack, logicalId: string): string | undefined {
  return stack.events.filter((event) => event.logicalId === logicalId && event.reason !== undefined).at(-1)?.reason;
}
