import * as shapes from '@aws-sdk/client-cloudformation';
import { createChangeSet, deleteChangeSet, describeChangeSet, executeChangeSet } from './wire/change-sets';
import {
  describeStackEvents, describeStackResource, describeStackResources, describeStacks, getTemplate, listExports, listStackResources,
} from './wire/describe';
import { describeStackDriftDetectionStatus, describeStackResourceDrifts, detectStackDrift } from './wire/drift';
import { cancelUpdateStack, continueRollback, createStack, deleteStack, updateStack } from './wire/stacks';
import { QueryProtocol } from '../wire/query-protocol';
import { Service } from '../wire/service';

export const cloudFormation = new Service({
  name: 'cloudformation',
  shapes,
  protocols: [new QueryProtocol('http://cloudformation.amazonaws.com/doc/2010-05-15/', 'com.amazonaws.cloudformation')],
  operations: {
    CancelUpdateStack: cancelUpdateStack,
    ContinueUpdateRollback: continueRollback,
    CreateChangeSet: createChangeSet,
    CreateStack: createStack,
    DeleteChangeSet: deleteChangeSet,
    DeleteStack: deleteStack,
    DescribeChangeSet: describeChangeSet,
    DescribeStackDriftDetectionStatus: describeStackDriftDetectionStatus,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResource: describeStackResource,
    DescribeStackResourceDrifts: describeStackResourceDrifts,
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    DetectStackDrift: detectStackDrift,
    ExecuteChangeSet: executeChangeSet,
    GetTemplate: getTemplate,
    ListExports: listExports,
    ListStackResources: listStackResources,
    UpdateStack: updateStack,
  },
});
