import { customResourceOrCall } from './aws-custom-resource';
import { dbCluster } from './db-cluster';
import { dbInstance } from './db-instance';
import { dbProxy, dbProxyTargetGroup } from './db-proxy';
import { lambdaFunction } from './lambda-function';
import { nestedStack } from './nested-stack';
import { other } from './other';
import type { ResourceProvider } from './provider';
import { dbClusterParameterGroup, dbParameterGroup, dbSubnetGroup } from './rds-groups';
import { stateMachine } from './state-machine';
import { waitCondition, waitConditionHandle } from './wait-condition';
import { STACK_TYPE } from '../stack';

const PROVIDERS: Readonly<Record<string, ResourceProvider>> = {
  'AWS::CloudFormation::CustomResource': customResourceOrCall,
  [STACK_TYPE]: nestedStack,
  'AWS::CloudFormation::WaitCondition': waitCondition,
  'AWS::CloudFormation::WaitConditionHandle': waitConditionHandle,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::RDS::DBCluster': dbCluster,
  'AWS::RDS::DBClusterParameterGroup': dbClusterParameterGroup,
  'AWS::RDS::DBInstance': dbInstance,
  'AWS::RDS::DBParameterGroup': dbParameterGroup,
  'AWS::RDS::DBProxy': dbProxy,
  'AWS::RDS::DBProxyTargetGroup': dbProxyTargetGroup,
  'AWS::RDS::DBSubnetGroup': dbSubnetGroup,
  'AWS::StepFunctions::StateMachine': stateMachine,
};

/** The CDK's own functions for what no database depends on. They take the SDK from Lambda's runtime, which is not here. */
const FRAMEWORK = ['Custom::LogRetention', 'Custom::S3AutoDeleteObjects', 'Custom::VpcRestrictDefaultSG'];

/** Who makes resources of this type. Those that no database depends on exist at once. */
export function providerOf(type: string): ResourceProvider {
  return type.startsWith('Custom::') && !FRAMEWORK.includes(type) ? customResourceOrCall : PROVIDERS[type] ?? other;
}

export function isCustomResource(type: string): boolean {
  return providerOf(type) === customResourceOrCall;
}
