import { customResource } from './custom-resource';
import type { Made, ProviderContext, ResourceProvider } from './provider';
import { asHandler, callRds } from './rds-calls';
import { rds } from '../../rds/service';
import { AwsError, notSimulated } from '../../wire/aws-error';
import type { Properties } from '../resource';

/** One call of the CDK's `AwsCustomResource`. @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsSdkCall.html */
interface SdkCall {
  readonly service: string;
  readonly action: string;
  readonly parameters?: Record<string, unknown>;
  readonly physicalResourceId?: { readonly id?: string };
  readonly ignoreErrorCodesMatching?: string;
}

const NAMES = ['Create', 'Update', 'Delete'] as const;

/**
 * The CDK's function for single calls takes the SDK from Lambda's runtime, which is not here: its calls of RDS are made for it. A
 * custom resource of anybody else runs its own function.
 */
export const customResourceOrCall: ResourceProvider = {
  ...customResource,
  create: (context, properties) => isOfTheCdk(properties) ? make(context, 'Create', properties) : customResource.create(context, properties),
  update: (context, existing, properties) => isOfTheCdk(properties)
    ? make(context, 'Update', properties, existing.physicalId) : customResource.update(context, existing, properties),
  async delete(context, deletion) {
    if (!isOfTheCdk(deletion.properties)) return customResource.delete(context, deletion);
    await make(context, 'Delete', deletion.properties, deletion.physicalId);
  },
};

/** The calls are texts, and nothing else says what to do. */
function isOfTheCdk(properties: Properties): boolean {
  return NAMES.some((name) => callIn(properties[name]) !== undefined) && 'InstallLatestAwsSdk' in properties;
}

function callIn(value: unknown): SdkCall | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const call = JSON.parse(value) as Partial<SdkCall> | null;
    return call && typeof call.service === 'string' && typeof call.action === 'string' ? call as SdkCall : undefined;
  } catch {
    return undefined;
  }
}

async function make(context: ProviderContext, when: typeof NAMES[number], properties: Properties, before?: string): Promise<Made> {
  const call = callIn(properties[when]);
  if (!call) return { physicalId: before ?? context.logicalId, attributes: {} };
  const operation = call.action[0].toUpperCase() + call.action.slice(1);
  const isKnown = call.service.toLowerCase() === 'rds' && rds.modelledOperations().some(({ name }) => name === operation);
  if (!isKnown) throw notSimulated(`The call ${call.service}:${call.action} of ${context.logicalId}`);
  const physicalId = call.physicalResourceId?.id ?? before ?? context.logicalId;
  context.onPhysicalId(physicalId);
  return asHandler(async () => {
    const input = call.parameters ?? {};
    try {
      // With the permissions of the function.
      context.account.permissions.require(String(properties.ServiceToken).split(':').at(-1), { service: 'rds', operation, input });
      return { physicalId, attributes: flat(await callRds<object>(context, operation, input)) };
    } catch (error) {
      const { ignoreErrorCodesMatching: ignored } = call;
      if (ignored !== undefined && error instanceof AwsError && new RegExp(ignored).test(error.code)) return { physicalId, attributes: {} };
      throw error;
    }
  });
}

/** Attributes are paths into the answer: `DBCluster.Endpoint`. */
function flat(value: object, path = ''): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]): [string, unknown][] =>
    typeof member === 'object' && member !== null && !(member instanceof Date) ? Object.entries(flat(member, `${path}${name}.`)) : [[path + name, member]]));
}
