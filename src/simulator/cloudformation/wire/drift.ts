import type {
  DescribeStackDriftDetectionStatusInput, DescribeStackDriftDetectionStatusOutput, DescribeStackResourceDriftsInput,
  DescribeStackResourceDriftsOutput, DetectStackDriftInput, DetectStackDriftOutput,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/service';
import { driftOf } from '../drift';
import { invalid } from '../templates/template';

/** A detection ends at once; its id says of which stack. */
export const detectStackDrift = operation<DetectStackDriftInput, DetectStackDriftOutput>(['StackName'], (account, { StackName }) =>
  ({ StackDriftDetectionId: `drift-${account.cloudFormation.require(StackName).id}` }));

export const describeStackDriftDetectionStatus = operation<DescribeStackDriftDetectionStatusInput, DescribeStackDriftDetectionStatusOutput>(
  ['StackDriftDetectionId'],
  (account, { StackDriftDetectionId = '' }) => {
    if (!StackDriftDetectionId.startsWith('drift-')) throw invalid(`There is no drift detection ${StackDriftDetectionId}`);
    const stack = account.cloudFormation.require(StackDriftDetectionId.slice('drift-'.length));
    const drifted = driftOf(account, stack).filter(({ status }) => status !== 'IN_SYNC').length;
    return {
      StackId: stack.id,
      StackDriftDetectionId,
      DetectionStatus: 'DETECTION_COMPLETE',
      StackDriftStatus: drifted > 0 ? 'DRIFTED' : 'IN_SYNC',
      DriftedStackResourceCount: drifted,
      Timestamp: new Date(account.clock.now),
    };
  },
);

export const describeStackResourceDrifts = operation<DescribeStackResourceDriftsInput, DescribeStackResourceDriftsOutput>(
  ['StackName', 'StackResourceDriftStatusFilters'],
  (account, { StackName, StackResourceDriftStatusFilters: wanted }) => {
    const stack = account.cloudFormation.require(StackName);
    const drifts = driftOf(account, stack).filter(({ status }) => !wanted || wanted.includes(status));
    return {
      StackResourceDrifts: drifts.map(({ resource, status, properties }) => ({
        StackId: stack.id,
        LogicalResourceId: resource.logicalId,
        PhysicalResourceId: resource.physicalId,
        ResourceType: resource.type,
        StackResourceDriftStatus: status,
        Timestamp: new Date(account.clock.now),
        PropertyDifferences: properties.map(({ property, expected, actual }) => ({
          PropertyPath: `/${property}`, ExpectedValue: JSON.stringify(expected), ActualValue: JSON.stringify(actual ?? null), DifferenceType: 'NOT_EQUAL',
        })),
      })),
    };
  },
);
