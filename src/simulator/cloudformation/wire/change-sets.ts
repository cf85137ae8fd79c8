import type {
  CreateChangeSetInput, CreateChangeSetOutput, DeleteChangeSetInput, DescribeChangeSetInput, DescribeChangeSetOutput, ExecuteChangeSetInput,
} from '@aws-sdk/client-cloudformation';
import { deploymentSettings, sourceIn } from './stacks';
import { AwsError, notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { type ChangeSet, plannedChanges } from '../change-sets';
import { requireCapabilities } from '../operations/capabilities';
import { beginDeployment, existingResources } from '../operations/deploy';
import type { Kind } from '../operations/stack-operation';
import type { Properties } from '../resource';
import { STACK_TYPE } from '../stack';
import { invalid } from '../templates/template';
import { identifierOf } from '../update-behaviour';

const NOTHING_TO_DO = "The submitted information didn't contain changes. Submit different information to create a change set.";

export const createChangeSet = operation<CreateChangeSetInput, CreateChangeSetOutput>(
  [
    'StackName', 'ChangeSetName', 'ChangeSetType', 'TemplateBody', 'TemplateURL', 'UsePreviousTemplate', 'Parameters', 'ResourcesToImport',
    'ImportExistingResources', 'Capabilities', 'Tags', 'ClientToken', 'Description', 'IncludeNestedStacks', 'RoleARN', 'DeploymentConfig',
  ],
  (account, input) => account.cloudFormation.once(input.ClientToken, `CreateChangeSet ${input.StackName} ${input.ChangeSetName}`, () => {
    requireUsualDeployment(input);
    const { cloudFormation, clock } = account;
    const source = sourceIn(account, input);
    const settings = deploymentSettings(input);
    requireCapabilities(source.template, settings.capabilities);
    const isNested = Object.values(source.template.Resources).some(({ Type }) => Type === STACK_TYPE);
    if (input.IncludeNestedStacks && isNested) throw notSimulated('A change set that includes nested stacks');
    const type = (input.ChangeSetType ?? 'UPDATE') as Kind;
    const stack = cloudFormation.find(input.StackName) ?? (type === 'UPDATE' ? cloudFormation.require(input.StackName) : cloudFormation.add(input.StackName!));
    const imports = input.ImportExistingResources ? existingResources(account, stack.name, source)
      : new Map((input.ResourcesToImport ?? []).map(({ LogicalResourceId, ResourceType, ResourceIdentifier }) =>
        [LogicalResourceId!, String(ResourceIdentifier?.[identifierOf(ResourceType!)[0]]).toLowerCase()]));
    for (const logicalId of imports.keys()) {
      if (source.template.Resources[logicalId]?.DeletionPolicy === undefined && !input.ImportExistingResources) {
        throw invalid(`Resources to import must have a DeletionPolicy attribute: [${logicalId}]`);
      }
    }
    const changes = plannedChanges(account, stack, source, imports, settings.tags);
    const isNothing = changes.length === 0 && JSON.stringify(stack.source?.template) === JSON.stringify(source.template);
    const changeSet: ChangeSet = {
      id: stack.id.replace(':stack/', ':changeSet/').replace(stack.name, input.ChangeSetName!),
      name: input.ChangeSetName!,
      stack,
      description: input.Description,
      deployment: { name: stack.name, source, imports, ...settings, ...(type === 'IMPORT' ? { kind: 'IMPORT' } : {}) },
      createdAtMillis: clock.now,
      changes,
      status: isNothing ? 'FAILED' : 'CREATE_COMPLETE',
      executionStatus: isNothing ? 'UNAVAILABLE' : 'AVAILABLE',
      reason: isNothing ? NOTHING_TO_DO : undefined,
    };
    cloudFormation.changeSets.push(changeSet);
    return { Id: changeSet.id, StackId: stack.id };
  }),
);

/** The CDK's CLI states the defaults. */
function requireUsualDeployment({ DeploymentConfig: { Mode = 'STANDARD', DisableRollback = false } = {} }: CreateChangeSetInput): void {
  if (Mode === 'STANDARD' && !DisableRollback) return;
  throw notSimulated(`cloudformation:CreateChangeSet with DeploymentConfig ${Mode}${DisableRollback ? ' without rollback' : ''}`);
}

export const describeChangeSet = operation<DescribeChangeSetInput, DescribeChangeSetOutput>(
  ['ChangeSetName', 'StackName', 'IncludePropertyValues'],
  (account, { ChangeSetName, StackName, IncludePropertyValues }) => {
    const changeSet = account.cloudFormation.requireChangeSet(ChangeSetName!, StackName);
    const { tags = [], capabilities = [] } = changeSet.deployment;
    const context = (properties: Properties | undefined) =>
      IncludePropertyValues && properties ? JSON.stringify({ Properties: properties }) : undefined;
    return {
      Description: changeSet.description,
      Tags: tags.map(({ Key, Value }) => ({ Key, Value })),
      Capabilities: [...capabilities] as DescribeChangeSetOutput['Capabilities'],
      ChangeSetName: changeSet.name,
      ChangeSetId: changeSet.id,
      StackId: changeSet.stack.id,
      StackName: changeSet.stack.name,
      CreationTime: new Date(changeSet.createdAtMillis),
      Status: changeSet.status,
      StatusReason: changeSet.reason,
      ExecutionStatus: changeSet.executionStatus,
      Changes: changeSet.changes.map(({ action, logicalId, type, physicalId, replacement, properties, before, after }) => ({
        Type: 'Resource',
        ResourceChange: {
          Action: action,
          LogicalResourceId: logicalId,
          PhysicalResourceId: physicalId,
          ResourceType: type,
          BeforeContext: context(before),
          AfterContext: context(after),
          Replacement: replacement,
          Scope: [...new Set(properties.map(({ name }) => attributeOf(name)))],
          Details: properties.map(({ name, behaviour, isKnown }) => ({
            Target: { Attribute: attributeOf(name), Name: attributeOf(name) === 'Tags' ? undefined : name, RequiresRecreation: behaviour },
            Evaluation: isKnown ? 'Static' : 'Dynamic',
            ChangeSource: isKnown ? 'DirectModification' : 'ResourceReference',
          })),
        },
      })),
    };
  },
);

/** Tags are not counted among the properties. */
function attributeOf(property: string): 'Tags' | 'Properties' {
  return property === 'Tags' ? 'Tags' : 'Properties';
}

export const executeChangeSet = operation<ExecuteChangeSetInput, object>(
  ['ChangeSetName', 'StackName', 'ClientRequestToken'],
  (account, { ChangeSetName, StackName, ClientRequestToken }) => account.cloudFormation.once(ClientRequestToken, `ExecuteChangeSet ${ChangeSetName}`, () => {
    const changeSet = account.cloudFormation.requireChangeSet(ChangeSetName!, StackName);
    if (changeSet.executionStatus !== 'AVAILABLE') {
      throw new AwsError('InvalidChangeSetStatus', `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.status}]`);
    }
    beginDeployment(account, { ...changeSet.deployment, clientRequestToken: ClientRequestToken });
    changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
    return {};
  }),
);

/** Where the stack exists, nobody minds that the change set does not. */
export const deleteChangeSet = operation<DeleteChangeSetInput, object>(['ChangeSetName', 'StackName'], (account, { ChangeSetName, StackName }) => {
  const { cloudFormation } = account;
  const found = cloudFormation.findChangeSet(ChangeSetName!, StackName);
  if (found) cloudFormation.changeSets.splice(cloudFormation.changeSets.indexOf(found), 1);
  else if (!cloudFormation.find(StackName)) cloudFormation.requireChangeSet(ChangeSetName!, StackName);
  return {};
});
