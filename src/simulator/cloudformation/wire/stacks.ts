import { readFileSync } from 'node:fs';
import type {
  CancelUpdateStackInput, ContinueUpdateRollbackInput, ContinueUpdateRollbackOutput, CreateStackInput, CreateStackOutput, DeleteStackInput,
  Parameter, UpdateStackInput, UpdateStackOutput,
} from '@aws-sdk/client-cloudformation';
import type { SimulatedAccount } from '../../account';
import { AwsError, notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { beginDeletion, beginDeployment, cancelUpdate, continueUpdateRollback } from '../operations/deploy';
import { sourceOf } from '../operations/source';
import type { StackSource } from '../stack';
import { invalid } from '../templates/template';

interface TemplateInput {
  readonly StackName?: string;
  readonly TemplateBody?: string;
  readonly TemplateURL?: string;
  readonly UsePreviousTemplate?: boolean;
  readonly Parameters?: Parameter[];
}

/** The template and the parameters of a call; both may be the ones that are deployed. */
export function sourceIn(account: SimulatedAccount, input: TemplateInput): StackSource {
  const previous = account.cloudFormation.find(input.StackName)?.source;
  const parameters = Object.fromEntries((input.Parameters ?? []).map(({ ParameterKey = '', ParameterValue, UsePreviousValue }) =>
    [ParameterKey, UsePreviousValue ? previous?.parameters[ParameterKey] : ParameterValue]));
  return sourceOf(templateText(account, input, previous), parameters);
}

function templateText(account: SimulatedAccount, input: TemplateInput, previous: StackSource | undefined): string {
  const { TemplateBody, TemplateURL, UsePreviousTemplate } = input;
  if (TemplateBody !== undefined) return TemplateBody;
  if (UsePreviousTemplate && previous) return previous.text;
  if (TemplateURL === undefined) throw invalid('Either Template URL or Template Body must be specified.');
  const file = account.cloudFormation.assets.get(TemplateURL.split('/').at(-1)!);
  if (file === undefined) throw notSimulated(`The template at ${TemplateURL}`);
  return readFileSync(file, 'utf8');
}

/** Nobody is asked for what he does not know: without `Capabilities` nothing is acknowledged. */
export function deploymentSettings({ Tags, RoleARN, Capabilities }: Pick<CreateStackInput, 'Tags' | 'RoleARN' | 'Capabilities'>) {
  return { tags: Tags, roleArn: RoleARN, capabilities: Capabilities ?? [] };
}

const SETTINGS = ['Capabilities', 'ClientRequestToken', 'Tags', 'RoleARN'] as const;

export const createStack = operation<CreateStackInput, CreateStackOutput>(
  [...SETTINGS, 'StackName', 'TemplateBody', 'TemplateURL', 'Parameters'],
  (account, input) => account.cloudFormation.once(input.ClientRequestToken, `CreateStack ${input.StackName}`, () => {
    const { StackName, ClientRequestToken: clientRequestToken } = input;
    const existing = account.cloudFormation.find(StackName);
    if (existing && existing.status !== 'REVIEW_IN_PROGRESS') throw new AwsError('AlreadyExistsException', `Stack [${StackName}] already exists`);
    const settings = deploymentSettings(input);
    return { StackId: beginDeployment(account, { name: StackName!, source: sourceIn(account, input), kind: 'CREATE', clientRequestToken, ...settings }).id };
  }),
);

export const updateStack = operation<UpdateStackInput, UpdateStackOutput>(
  [...SETTINGS, 'StackName', 'TemplateBody', 'TemplateURL', 'UsePreviousTemplate', 'Parameters'],
  (account, input) => account.cloudFormation.once(input.ClientRequestToken, `UpdateStack ${input.StackName}`, () => {
    const { name, id } = account.cloudFormation.require(input.StackName);
    const source = sourceIn(account, { ...input, StackName: id });
    beginDeployment(account, { name, source, kind: 'UPDATE', clientRequestToken: input.ClientRequestToken, ...deploymentSettings(input) });
    return { StackId: id };
  }),
);

export const deleteStack = operation<DeleteStackInput, object>(
  ['StackName', 'RetainResources', 'ClientRequestToken', 'RoleARN'],
  (account, { StackName, RetainResources, ClientRequestToken: clientRequestToken, RoleARN: roleArn }) =>
    account.cloudFormation.once(clientRequestToken, `DeleteStack ${StackName}`, () => {
      const stack = account.cloudFormation.find(StackName);
      if (stack?.exists) beginDeletion(account, stack, RetainResources, { roleArn, clientRequestToken });
      return {};
    }),
);

export const cancelUpdateStack = operation<CancelUpdateStackInput, object>(
  ['StackName', 'ClientRequestToken'],
  (account, { StackName, ClientRequestToken }) => account.cloudFormation.once(ClientRequestToken, `CancelUpdateStack ${StackName}`, () => {
    cancelUpdate(account.cloudFormation.require(StackName), ClientRequestToken);
    return {};
  }),
);

export const continueRollback = operation<ContinueUpdateRollbackInput, ContinueUpdateRollbackOutput>(
  ['StackName', 'ResourcesToSkip', 'ClientRequestToken', 'RoleARN'],
  (account, { StackName, ResourcesToSkip, ClientRequestToken: clientRequestToken, RoleARN: roleArn }) =>
    account.cloudFormation.once(clientRequestToken, `ContinueUpdateRollback ${StackName}`, () => {
      continueUpdateRollback(account, account.cloudFormation.require(StackName), ResourcesToSkip, { roleArn, clientRequestToken });
      return {};
    }),
);
