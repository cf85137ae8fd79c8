import type {
  DescribeStackEventsInput, DescribeStackEventsOutput, DescribeStackResourceInput, DescribeStackResourceOutput, DescribeStackResourcesInput,
  DescribeStackResourcesOutput, DescribeStacksInput, DescribeStacksOutput, GetTemplateInput, GetTemplateOutput, ListExportsInput, ListExportsOutput,
  ListStackResourcesInput, ListStackResourcesOutput, ResourceStatus, Stack as StackShape, StackResource as StackResourceShape,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/service';
import type { StackResource } from '../resource';
import type { Stack } from '../stack';
import { invalid } from '../templates/template';

const PAGE = 100;

export const describeStacks = operation<DescribeStacksInput, DescribeStacksOutput>(['StackName'], (account, { StackName }) => ({
  Stacks: (StackName === undefined
    ? account.cloudFormation.stacks.filter(({ exists }) => exists)
    : [account.cloudFormation.require(StackName)]).map(shapeOf),
}));

function shapeOf(stack: Stack): StackShape {
  const declared = stack.source?.template.Parameters ?? {};
  return {
    StackName: stack.name,
    StackId: stack.id,
    StackStatus: stack.status as StackShape['StackStatus'],
    StackStatusReason: stack.reason,
    CreationTime: new Date(stack.createdAtMillis),
    LastUpdatedTime: stack.updatedAtMillis === undefined ? undefined : new Date(stack.updatedAtMillis),
    ParentId: stack.parent?.id,
    RoleARN: stack.roleArn,
    Capabilities: [...stack.capabilities ?? []] as StackShape['Capabilities'],
    Tags: stack.tags.map(({ Key, Value }) => ({ Key, Value })),
    DisableRollback: false,
    Parameters: Object.entries(stack.source?.parameters ?? {}).map(([ParameterKey, value]) => ({
      ParameterKey, ParameterValue: String(declared[ParameterKey]?.NoEcho) === 'true' ? '****' : [value].flat().join(','),
    })),
    Outputs: stack.outputs.map(({ key, value, exportName }) => ({ OutputKey: key, OutputValue: value, ExportName: exportName })),
  };
}

/** The newest first. */
export const describeStackEvents = operation<DescribeStackEventsInput, DescribeStackEventsOutput>(['StackName', 'NextToken'], (account, { StackName, NextToken = '0' }) => {
  const events = [...account.cloudFormation.require(StackName).events].reverse();
  const start = Number(NextToken);
  return {
    StackEvents: events.slice(start, start + PAGE).map((event) => ({
      StackId: event.stackId,
      EventId: event.id,
      StackName: event.stackName,
      LogicalResourceId: event.logicalId,
      PhysicalResourceId: event.physicalId,
      ResourceType: event.type,
      Timestamp: new Date(event.atMillis),
      ResourceStatus: event.status as ResourceStatus,
      ResourceStatusReason: event.reason,
      ClientRequestToken: event.clientRequestToken,
    })),
    ...(start + PAGE < events.length ? { NextToken: String(start + PAGE) } : {}),
  };
});

/** What is gone is shown only for a stack that is gone itself. */
function resourcesOf(stack: Stack): StackResource[] {
  return [...stack.resources.values()].filter(({ status }) => !stack.exists || (status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED'));
}

function resourceShape(stack: Stack, { logicalId, physicalId, type, status, reason, changedAtMillis }: StackResource): StackResourceShape {
  return {
    StackName: stack.name,
    StackId: stack.id,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    Timestamp: new Date(changedAtMillis),
    ResourceStatus: status as ResourceStatus,
    ResourceStatusReason: reason,
  };
}

export const describeStackResources = operation<DescribeStackResourcesInput, DescribeStackResourcesOutput>(
  ['StackName', 'LogicalResourceId', 'PhysicalResourceId'],
  (account, { StackName, LogicalResourceId, PhysicalResourceId }) => {
    const { cloudFormation } = account;
    const has = (candidate: Stack) => candidate.exists && resourcesOf(candidate).some(({ physicalId }) => physicalId === PhysicalResourceId);
    const stack = PhysicalResourceId === undefined ? cloudFormation.require(StackName) : cloudFormation.stacks.find(has);
    if (!stack) throw invalid(`Stack for ${PhysicalResourceId} does not exist`);
    const resources = resourcesOf(stack).filter(({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId);
    return { StackResources: resources.map((resource) => resourceShape(stack, resource)) };
  },
);

export const describeStackResource = operation<DescribeStackResourceInput, DescribeStackResourceOutput>(
  ['StackName', 'LogicalResourceId'],
  (account, { StackName, LogicalResourceId }) => {
    const stack = account.cloudFormation.require(StackName);
    const resource = resourcesOf(stack).find(({ logicalId }) => logicalId === LogicalResourceId);
    if (!resource) throw invalid(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
    const { Timestamp, ...shape } = resourceShape(stack, resource);
    return { StackResourceDetail: { ...shape, LastUpdatedTimestamp: Timestamp } };
  },
);

export const listStackResources = operation<ListStackResourcesInput, ListStackResourcesOutput>(
  ['StackName'],
  (account, { StackName }) => {
    const stack = account.cloudFormation.require(StackName);
    return {
      StackResourceSummaries: resourcesOf(stack).map((resource) => {
        const { StackName: _name, StackId: _id, Timestamp, ...shape } = resourceShape(stack, resource);
        return { ...shape, LastUpdatedTimestamp: Timestamp };
      }),
    };
  },
);

/** While a stack is on its way it has two templates: which of them is shown is not documented. */
export const getTemplate = operation<GetTemplateInput, GetTemplateOutput>(['StackName', 'TemplateStage', 'ChangeSetName'], (account, { StackName, ChangeSetName }) => {
  if (ChangeSetName !== undefined) return { TemplateBody: account.cloudFormation.requireChangeSet(ChangeSetName, StackName).deployment.source.text };
  const stack = account.cloudFormation.require(StackName);
  const next = account.profile.cloudFormation.templateWhileUpdating === 'the next';
  const { text } = (next ? stack.target ?? stack.source : stack.source ?? stack.target) ?? {};
  if (text === undefined) throw invalid(`Stack with id ${StackName} has no template`);
  return { TemplateBody: text, StagesAvailable: ['Original', 'Processed'] };
});

export const listExports = operation<ListExportsInput, ListExportsOutput>([], (account) => ({
  Exports: [...account.cloudFormation.exports].map(([Name, { value, stack }]) => ({ Name, Value: value, ExportingStackId: stack.id })),
}));
