import { Signal } from '../../clock';
import { StatesError } from '../../stepfunctions/states-error';
import { notSimulated } from '../../wire/aws-error';
import { ACCEPTED } from '../inbox';
import { Abandoned, type Properties, ResourceFailure } from '../resource';
import { generatedName, type Made, type ProviderContext, type ResourceProvider } from './provider';

const LONGEST_RESPONSE_BYTES = 4096;
const LONGEST_PHYSICAL_ID_BYTES = 1024;
const DEFAULT_TIMEOUT_SECONDS = 3600;
/** Lambda repeats an event whose function fails, once after a minute and once after two more. */
const RETRY_SECONDS = [60, 120];

interface Response {
  readonly Status?: string;
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
  readonly StackId?: string;
  readonly RequestId?: string;
  readonly LogicalResourceId?: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

type Request = { readonly RequestType: 'Create' | 'Update' | 'Delete'; readonly PhysicalResourceId?: string; readonly OldResourceProperties?: unknown };

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html */
export const customResource: ResourceProvider = {
  async create(context, properties) {
    return madeOf(await ask(context, { RequestType: 'Create' }, properties));
  },

  async update(context, { physicalId, properties: before }, properties) {
    if (!context.isRollback && before.ServiceToken !== properties.ServiceToken) throw new ResourceFailure('Modifying service token is not allowed.');
    const request = { RequestType: 'Update', PhysicalResourceId: physicalId, OldResourceProperties: asStrings(before) } as const;
    return madeOf(await ask(context, request, properties));
  },

  async delete(context, { physicalId, properties }) {
    await ask(context, { RequestType: 'Delete', PhysicalResourceId: physicalId }, properties);
  },
};

function madeOf({ PhysicalResourceId, Data = {} }: Response): Made {
  return { physicalId: PhysicalResourceId!, attributes: Data };
}

/** For a resource that never said who it is. */
export function inventedPhysicalId(context: Pick<ProviderContext, 'account' | 'stackName' | 'logicalId'>): string {
  return generatedName({ ...context, token: 'invented' });
}

/** Sends an event and waits for the response. Nobody learns that a function failed: there is only the time that is over. */
async function ask(context: ProviderContext, request: Request, properties: Properties): Promise<Response> {
  const { account, stackId, logicalId, type } = context;
  const functionArn = String(properties.ServiceToken);
  if (!account.functions.has(functionArn)) throw notSimulated(`The service token ${functionArn} of ${logicalId}`);
  const requestId = account.cloudFormation.nextRequestId();
  const response = new Signal<Response | string>(account.clock);
  const url = account.cloudFormation.inbox.open('responses', (body) => {
    response.give(Buffer.byteLength(body) > LONGEST_RESPONSE_BYTES ? 'Response object is too long.' : parse(body));
    return ACCEPTED;
  });
  const event = {
    ...request,
    RequestId: requestId,
    ResponseURL: url,
    StackId: stackId,
    ResourceType: type,
    LogicalResourceId: logicalId,
    ServiceToken: functionArn,
    ResourceProperties: asStrings(properties),
  };
  deliver(context, functionArn, event);
  const given = await response.wait(1000 * Number(properties.ServiceTimeout ?? DEFAULT_TIMEOUT_SECONDS));
  if (context.isAbandoned()) throw new Abandoned();
  return checked(given, event);
}

/** Lambda queues the event: it comes at least once. */
function deliver({ account, stackName, logicalId }: ProviderContext, functionArn: string, event: { readonly RequestType: string }): void {
  const subject = `${stackName}.${logicalId}`;
  const invoke = async () => {
    account.log.append({ type: 'invocation', atMillis: account.clock.now, functionArn, subject, request: event.RequestType });
    await account.functions.invoke(functionArn, event, { timesOut: account.faults.functionTimesOut(subject) });
  };
  account.clock.spawn(async () => {
    if (account.faults.functionIsInvokedTwice(subject)) account.clock.spawn(() => invoke().catch(ignoreFailure));
    for (const pauseSeconds of [...RETRY_SECONDS, undefined]) {
      try {
        return await invoke();
      } catch (error) {
        ignoreFailure(error);
        if (pauseSeconds !== undefined) await account.clock.sleep(pauseSeconds * 1000);
      }
    }
  });
}

function ignoreFailure(error: unknown): void {
  if (!(error instanceof StatesError)) throw error;
}

function parse(body: string): Response | string {
  try {
    return JSON.parse(body) as Response;
  } catch {
    return 'Invalid response object: it is not JSON.';
  }
}

function checked(response: Response | string | undefined, event: Pick<Response, 'StackId' | 'RequestId' | 'LogicalResourceId'>): Response {
  if (response === undefined) {
    throw new ResourceFailure(`CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${event.RequestId}]. `
      + 'If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.');
  }
  if (typeof response === 'string') throw new ResourceFailure(response);
  const { Status, Reason, PhysicalResourceId } = response;
  const wrong = (['StackId', 'RequestId', 'LogicalResourceId'] as const).find((name) => response[name] !== event[name]);
  if (wrong) throw new ResourceFailure(`Invalid response object: Value of property ${wrong} must be that of the request.`);
  if (Status === 'FAILED') {
    throw new ResourceFailure(`Received response status [FAILED] from custom resource. Message returned: ${Reason ?? 'See the details in CloudWatch Log Stream'} (RequestId: ${event.RequestId})`, PhysicalResourceId);
  }
  if (Status !== 'SUCCESS') throw new ResourceFailure('Invalid response object: Value of property Status must be SUCCESS or FAILED.');
  if (typeof PhysicalResourceId !== 'string' || PhysicalResourceId === '' || Buffer.byteLength(PhysicalResourceId) > LONGEST_PHYSICAL_ID_BYTES) {
    throw new ResourceFailure(`Invalid PhysicalResourceId: it must be a text of 1 to ${LONGEST_PHYSICAL_ID_BYTES} bytes.`);
  }
  return response;
}

/** CloudFormation hands every scalar to a custom resource as a string. */
function asStrings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStrings);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, asStrings(element)]));
  return String(value);
}
