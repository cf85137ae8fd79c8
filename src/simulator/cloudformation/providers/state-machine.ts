import { readFileSync } from 'node:fs';
import { generatedName, type Made, type ProviderContext, type ResourceProvider } from './provider';
import { parseDefinition } from '../../stepfunctions/parse-definition';
import { notSimulated } from '../../wire/aws-error';
import type { Properties } from '../resource';

export const stateMachine: ResourceProvider = {
  async create(context, properties) {
    const { account } = context;
    const name = String(properties.StateMachineName ?? generatedName(context, 80));
    const arn = `arn:aws:states:${account.region}:${account.accountId}:stateMachine:${name}`;
    context.onPhysicalId(arn);
    return put(context, arn, properties);
  },
  /** Executions that run keep the definition with which they began. */
  update: async (context, { physicalId }, properties) => put(context, physicalId, properties),
  delete: async ({ account }, { physicalId }) => {
    account.machines.delete(physicalId);
  },
};

function put(context: ProviderContext, arn: string, properties: Properties): Made {
  context.account.permissions.assume(arn, String(properties.RoleArn ?? '').split('/').at(-1)!);
  context.account.machines.set(arn, { arn, definition: parseDefinition(definitionOf(context, properties)) });
  return { physicalId: arn, attributes: { Arn: arn, Name: arn.split(':').at(-1) } };
}

function definitionOf({ account, logicalId }: ProviderContext, properties: Properties): string {
  const { DefinitionString, Definition, DefinitionS3Location, DefinitionSubstitutions = {} } = properties;
  const file = account.cloudFormation.assets.get((DefinitionS3Location as { Key?: string } | undefined)?.Key ?? '');
  const text = DefinitionString !== undefined ? String(DefinitionString) : Definition !== undefined ? JSON.stringify(Definition) : file && readFileSync(file, 'utf8');
  if (text === undefined) throw notSimulated(`The definition of state machine ${logicalId}`);
  return Object.entries(DefinitionSubstitutions as object).reduce((result, [name, value]) => result.replaceAll(`\${${name}}`, String(value)), text);
}
