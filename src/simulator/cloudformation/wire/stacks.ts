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

/** What changes nothing here: nobody is asked whether he may, and tags are not shown. */
const WITHOUT_EFFECT = ['Capabilities', 'ClientRequestToken', 'Tags', 'RoleARN'] as const;

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

export const createStack = operation<CreateStackInput, CreateStackOutput>(
  [...WITHOUT_EFFECT, 'StackName', 'TemplateBody', 'TemplateURL', 'Parameters'],
  (account, input) => {
    const existing = account.cloudFormation.find(input.StackName);
    if (existing && existing.status !== 'REVIEW_IN_PROGRESS') throw new AwsError('AlreadyExistsException', `Stack [${input.StackName}] already exists`);
    return { StackId: beginDeployment(account, { name: input.StackName!, source: sourceIn(account, input), kind: 'CREATE' }).id };
  },
);

export const updateStack = operation<UpdateStackInput, UpdateStackOutput>(
  [...WITHOUT_EFFECT, 'StackName', 'TemplateBody', 'TemplateURL', 'UsePreviousTemplate', 'Parameters'],
  (account, input) => {
    const { name, id } = account.cloudFormation.require(input.StackName);
    beginDeployment(account, { name, source: sourceIn(account, { ...input, StackName: id }), kind: 'UPDATE' });
    return { StackId: id };
  },
);

export const deleteStack = operation<DeleteStackInput, object>(
  ['StackName', 'RetainResources', 'ClientRequestToken', 'RoleARN'],
  (account, { StackName, RetainResources }) => {
    const stack = account.cloudFormation.find(StackName);
    if (stack?.exists) beginDeletion(account, stack, RetainResources);
    return {};
  },
);

export const cancelUpdateStack = operation<CancelUpdateStackInput, object>(['StackName', 'ClientRequestToken'], (account, { StackName }) => {
  cancelUpdate(account.cloudFormation.require(StackName));
  return {};
});

export const continueRollback = operation<ContinueUpdateRollbackInput, ContinueUpdateRollbackOutput>(
  ['StackName', 'ResourcesToSkip', 'ClientRequestToken', 'RoleARN'],
  (account, { StackName, ResourcesToSkip }) => {
    continueUpdateRollback(account, account.cloudFormation.require(StackName), ResourcesToSkip);
    return {};
  },
);
