import type { SimulatedAccount } from '../../account';
import { Signal } from '../../clock';
import { ACCEPTED, FORBIDDEN } from '../inbox';
import { Abandoned, type Properties, ResourceFailure } from '../resource';
import { generatedName, type ProviderContext, type ResourceProvider } from './provider';

const HANDLE_LIVES_MILLIS = 24 * 3600_000;
const LONGEST_TIMEOUT_SECONDS = 43_200;

interface ReceivedSignal {
  readonly status: string;
  readonly reason?: string;
  readonly data?: unknown;
}

/** The signals that came in at a handle's URL, one for each unique id. */
class Handle {
  readonly received = new Map<string, ReceivedSignal>();
  private next: Signal<void>;

  constructor(private readonly account: SimulatedAccount) {
    this.next = new Signal(account.clock);
  }

  receive(body: string): void {
    const { Status, UniqueId, Reason, Data } = JSON.parse(body) as Record<string, string>;
    if (!this.received.has(UniqueId)) this.received.set(UniqueId, { status: Status, reason: Reason, data: Data });
    const arrived = this.next;
    this.next = new Signal(this.account.clock);
    arrived.give();
  }

  async nextSignal(millis: number): Promise<void> {
    await this.next.wait(millis);
  }
}

const handles = new WeakMap<SimulatedAccount, Map<string, Handle>>();

function handlesOf(account: SimulatedAccount): Map<string, Handle> {
  if (!handles.has(account)) handles.set(account, new Map());
  return handles.get(account)!;
}

/** Its reference is a signed URL that is good for a day. */
export const waitConditionHandle: ResourceProvider = {
  models: [],
  async create(context) {
    const { account, stackName, logicalId } = context;
    const handle = new Handle(account);
    const expires = account.clock.now + HANDLE_LIVES_MILLIS;
    const url = account.cloudFormation.inbox.open('signals', (body) => {
      if (account.clock.now > expires) return FORBIDDEN;
      if (!account.faults.signalIsLost(`${stackName}.${logicalId}`)) handle.receive(body);
      return ACCEPTED;
    });
    handlesOf(account).set(url, handle);
    context.onPhysicalId(url);
    return { physicalId: url, attributes: {} };
  },
  update: async (_context, { physicalId }) => ({ physicalId, attributes: {} }),
  delete: async () => {},
};

/** Holds the stack until enough signals came in. It is evaluated once: an update needs new ids. */
export const waitCondition: ResourceProvider = {
  models: ['Handle', 'Timeout', 'Count'],
  async create(context, properties) {
    const handle = handlesOf(context.account).get(String(properties.Handle));
    if (!handle) throw new ResourceFailure(`Value of property Handle must be a reference to an AWS::CloudFormation::WaitConditionHandle, got ${String(properties.Handle)}`);
    const data = await enoughSignals(context, handle, properties);
    return { physicalId: generatedName(context), attributes: { Data: JSON.stringify(data) } };
  },
  async update() {
    throw new ResourceFailure('Update to resource type AWS::CloudFormation::WaitCondition is not supported.');
  },
  delete: async () => {},
};

async function enoughSignals(context: ProviderContext, handle: Handle, { Timeout, Count = 1 }: Properties): Promise<Record<string, unknown>> {
  const { account, isAbandoned } = context;
  if (!(Number(Timeout) > 0 && Number(Timeout) <= LONGEST_TIMEOUT_SECONDS)) {
    throw new ResourceFailure(`Value of property Timeout must be from 1 to ${LONGEST_TIMEOUT_SECONDS}, got ${String(Timeout)}`);
  }
  const deadline = account.clock.now + Number(Timeout) * 1000;
  for (;;) {
    const signals = [...handle.received];
    const failed = signals.find(([, { status }]) => status !== 'SUCCESS');
    if (failed) throw new ResourceFailure(`WaitCondition received failed message: '${failed[1].reason}' for uniqueId: ${failed[0]}`);
    if (signals.length >= Number(Count)) return Object.fromEntries(signals.map(([id, { data }]) => [id, data]));
    if (account.clock.now >= deadline) {
      throw new ResourceFailure(`WaitCondition timed out. Received ${signals.length} conditions when expecting ${String(Count)}`);
    }
    await handle.nextSignal(deadline - account.clock.now);
    if (isAbandoned()) throw new Abandoned();
  }
}
