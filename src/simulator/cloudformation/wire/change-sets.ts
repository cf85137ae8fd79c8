import type {
  CreateChangeSetInput, CreateChangeSetOutput, DeleteChangeSetInput, DescribeChangeSetInput, DescribeChangeSetOutput, ExecuteChangeSetInput,
} from '@aws-sdk/client-cloudformation';
import { sourceIn } from './stacks';
import { AwsError, notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { type ChangeSet, plannedChanges } from '../change-sets';
import { beginDeployment, existingResources } from '../operations/deploy';
import type { Kind } from '../operations/stack-operation';
import { invalid } from '../templates/template';
import { identifierOf } from '../update-behaviour';

const NOTHING_TO_DO = "The submitted information didn't contain changes. Submit different information to create a change set.";

export const createChangeSet = operation<CreateChangeSetInput, CreateChangeSetOutput>(
  [
    'StackName', 'ChangeSetName', 'ChangeSetType', 'TemplateBody', 'TemplateURL', 'UsePreviousTemplate', 'Parameters', 'ResourcesToImport',
    'ImportExistingResources', 'Capabilities', 'Tags', 'ClientToken', 'Description', 'IncludeNestedStacks', 'RoleARN', 'DeploymentConfig',
  ],
  (account, input) => {
    requireUsualDeployment(input);
    const { cloudFormation, clock } = account;
    const source = sourceIn(account, input);
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
    const changes = plannedChanges(account, stack, source, imports);
    const isNothing = changes.length === 0 && JSON.stringify(stack.source?.template) === JSON.stringify(source.template);
    const changeSet: ChangeSet = {
      id: stack.id.replace(':stack/', ':changeSet/').replace(stack.name, input.ChangeSetName!),
      name: input.ChangeSetName!,
      stack,
      deployment: { name: stack.name, source, imports, ...(type === 'IMPORT' ? { kind: 'IMPORT' } : {}) },
      createdAtMillis: clock.now,
      changes,
      status: isNothing ? 'FAILED' : 'CREATE_COMPLETE',
      executionStatus: isNothing ? 'UNAVAILABLE' : 'AVAILABLE',
      reason: isNothing ? NOTHING_TO_DO : undefined,
    };
    cloudFormation.changeSets.push(changeSet);
    return { Id: changeSet.id, StackId: stack.id };
  },
);

/** The CDK's CLI states the defaults. */
function requireUsualDeployment({ DeploymentConfig: { Mode = 'STANDARD', DisableRollback = false } = {} }: CreateChangeSetInput): void {
  if (Mode === 'STANDARD' && !DisableRollback) return;
  throw notSimulated(`cloudformation:CreateChangeSet with DeploymentConfig ${Mode}${DisableRollback ? ' without rollback' : ''}`);
}

export const describeChangeSet = operation<DescribeChangeSetInput, DescribeChangeSetOutput>(
  ['ChangeSetName', 'StackName', 'IncludePropertyValues'],
  (account, { ChangeSetName, StackName }) => {
    const changeSet = account.cloudFormation.requireChangeSet(ChangeSetName!, StackName);
    return {
      ChangeSetName: changeSet.name,
      ChangeSetId: changeSet.id,
      StackId: changeSet.stack.id,
      StackName: changeSet.stack.name,
      CreationTime: new Date(changeSet.createdAtMillis),
      Status: changeSet.status,
      StatusReason: changeSet.reason,
      ExecutionStatus: changeSet.executionStatus,
      Changes: changeSet.changes.map(({ action, logicalId, type, physicalId, replacement, properties }) => ({
        Type: 'Resource',
        ResourceChange: {
          Action: action,
          LogicalResourceId: logicalId,
          PhysicalResourceId: physicalId,
          ResourceType: type,
          Replacement: replacement,
          Scope: properties.length > 0 ? ['Properties'] : [],
          Details: properties.map(({ name, behaviour, isKnown }) => ({
            Target: { Attribute: 'Properties', Name: name, RequiresRecreation: behaviour },
            Evaluation: isKnown ? 'Static' : 'Dynamic',
            ChangeSource: isKnown ? 'DirectModification' : 'ResourceReference',
          })),
        },
      })),
    };
  },
);

export const executeChangeSet = operation<ExecuteChangeSetInput, object>(
  ['ChangeSetName', 'StackName', 'ClientRequestToken'],
  (account, { ChangeSetName, StackName }) => {
    const changeSet = account.cloudFormation.requireChangeSet(ChangeSetName!, StackName);
    if (changeSet.executionStatus !== 'AVAILABLE') {
      throw new AwsError('InvalidChangeSetStatus', `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.status}]`);
    }
    beginDeployment(account, changeSet.deployment);
    changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
    return {};
  },
);

/** Where the stack exists, nobody minds that the change set does not. */
export const deleteChangeSet = operation<DeleteChangeSetInput, object>(['ChangeSetName', 'StackName'], (account, { ChangeSetName, StackName }) => {
  const { cloudFormation } = account;
  const found = cloudFormation.findChangeSet(ChangeSetName!, StackName);
  if (found) cloudFormation.changeSets.splice(cloudFormation.changeSets.indexOf(found), 1);
  else if (!cloudFormation.find(StackName)) cloudFormation.requireChangeSet(ChangeSetName!, StackName);
  return {};
});
