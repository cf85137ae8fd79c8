import { stacksOf } from './synthesize';
import type { Saboteur } from '../../src/cli/rehearse/crash';
import { host } from '../../src/cli/rehearse/hosted-account';
import { SimulatedAccount } from '../../src/simulator/account';
import type { SynthesizedStack } from '../../src/simulator/cloudformation/assembly';
import { driftOf } from '../../src/simulator/cloudformation/drift';
import { beginDeletion, beginDeployment, cancelUpdate, continueUpdateRollback } from '../../src/simulator/cloudformation/operations/deploy';
import { sourceOf } from '../../src/simulator/cloudformation/operations/source';
import type { Stack } from '../../src/simulator/cloudformation/stack';
import { type Fault, parseFault } from '../../src/simulator/faults/fault';
import { measure } from '../../src/simulator/measure';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** `before` and `after` of the example in one deploy, and templates between and beyond them. */
export const templates = {
  get before() { return stacksOf('examples/one-deploy/before.ts')[0]; },
  get after() { return stacksOf('examples/one-deploy/after.ts')[0]; },
  get handoverId() { return Object.keys(JSON.parse(this.after.text).Resources).find((id) => /^DbWriterHandover[0-9A-F]{8}$/.test(id))!; },
  /** A year later nobody needs the handover any more. */
  get withoutHandover() { return withoutHandover(this.after); },
  /** Something harmless besides: what a next deployment looks like. */
  next(stack: SynthesizedStack) { return change(stack, (template) => ({ ...template, Resources: { ...template.Resources, Next: { Type: 'AWS::SNS::Topic' } } })); },
};

export interface ShopOptions {
  readonly seed?: number;
  readonly profile?: ProfileName;
  /** What happens in the moment of an API call of a function: the deployment is cancelled, or the function dies. */
  readonly onCall?: (call: number) => 'cancel' | 'die' | undefined;
}

/** An account with the shop's first stack, whose cluster is written to. */
export async function openShop({ seed = 1, profile = 'typical', onCall = () => undefined }: ShopOptions = {}) {
  const account = new SimulatedAccount({ seed, profile: PROFILES[profile], region: 'eu-west-1' });
  let calls = 0;
  const hosted = await host(account, () => watcher as Saboteur);
  /** Only functions call over HTTP. */
  const watcher: Pick<Saboteur, 'beforeCall' | 'afterCall'> = {
    beforeCall() {
      const happening = onCall(++calls);
      if (happening === 'cancel') cancel();
      if (happening === 'die') account.functions.killAll();
      return happening === 'die';
    },
    afterCall: () => false,
  };
  account.clock.enter();
  const begin = ({ name, text, assets }: SynthesizedStack): Stack => {
    for (const [key, file] of Object.entries(assets)) account.cloudFormation.assets.set(key, file);
    return beginDeployment(account, { name, source: sourceOf(text) });
  };
  const settle = async (stack: Stack): Promise<Stack> => {
    await stack.settle();
    if (stack.operation && stack.operation.notSimulated.length > 0) throw new Error(stack.operation.notSimulated.join('; '));
    return stack;
  };
  const stack = await settle(begin(templates.before));
  if (stack.status !== 'CREATE_COMPLETE') {
    await hosted.close();
    throw new Error(stack.events.filter(({ reason }) => reason).map(({ logicalId, reason }) => `${logicalId}: ${reason}`).join('\n'));
  }
  const cancel = () => {
    if (stack.status === 'UPDATE_IN_PROGRESS') cancelUpdate(stack);
  };
  const [cluster] = account.clusters.values();
  const client = account.addClient(cluster.identifier);
  await account.clock.sleep(600_000);
  const logicalIdOf = (physicalId: string | undefined) => [...stack.resources.values()]
    .find((resource) => resource.physicalId === physicalId && !/^DELETE_(COMPLETE|SKIPPED)/.test(resource.status))?.logicalId;
  return {
    account,
    stack,
    cluster,
    begin,
    settle,
    fault: (text: string | Fault) => account.faults.add(typeof text === 'string' ? parseFault(text) : text),
    deploy: async (next: SynthesizedStack) => settle(begin(next)),
    remove: async () => {
      beginDeletion(account, stack);
      return settle(stack);
    },
    cancel,
    continueRollback: async () => {
      continueUpdateRollback(account, stack);
      return settle(stack);
    },
    callsOfFunctions: () => calls,
    sleep: (seconds: number) => account.clock.sleep(seconds * 1000),
    writer: () => logicalIdOf(cluster.writer),
    members: () => account.instancesOf(cluster).map(({ identifier }) => logicalIdOf(identifier) ?? `(not in the stack: ${identifier})`).sort(),
    drift: () => driftOf(account, stack).filter(({ status }) => status !== 'IN_SYNC').flatMap(({ resource, properties }) =>
      properties.map(({ property, expected, actual }) => `${resource.logicalId}.${property}: ${JSON.stringify(expected)} is ${JSON.stringify(actual)}`)),
    reasons: () => stack.events.filter(({ status }) => status.endsWith('_FAILED')).map(({ logicalId, reason }) => `${logicalId}: ${reason}`),
    replaced: () => stack.events.filter(({ reason }) => reason?.includes('creation of a new physical resource')).map(({ logicalId }) => logicalId),
    calls: (operation: string, by?: (principal: string | undefined) => boolean) => account.log.ofType('call')
      .filter((call) => call.operation === operation && call.outcome === 'ok' && (!by || by(call.by))),
    lost: () => {
      account.catchUpClients();
      return client.lost();
    },
    measure: () => measure(account, cluster.identifier, account.clock.secondsSinceStart),
    close: () => hosted.close(),
  };
}

export function change(stack: SynthesizedStack, edit: (template: { Resources: Record<string, any> }) => object): SynthesizedStack {
  return { ...stack, text: JSON.stringify(edit(JSON.parse(stack.text))) };
}

function withoutHandover(stack: SynthesizedStack): SynthesizedStack {
  return change(stack, (template) => ({
    ...template, Resources: Object.fromEntries(Object.entries(template.Resources).filter(([logicalId]) => !/WriterHandover/.test(logicalId))),
  }));
}
