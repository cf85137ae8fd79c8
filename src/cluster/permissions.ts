import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { RECORD_ROOT } from '../contract/record';

/** Looking at databases. A look by resource id or by cluster is authorized on every cluster or member. */
export function lookStatements(stack: Stack): iam.PolicyStatement[] {
  return [
    allow(['rds:DescribeDBClusters'], [rdsArn(stack, 'cluster', '*')]),
    allow(['rds:DescribeDBInstances'], [rdsArn(stack, 'db', '*')]),
  ];
}

/** The same, and how large and how far behind members are. */
export function readStatements(stack: Stack): iam.PolicyStatement[] {
  return [
    ...lookStatements(stack),
    // CloudWatch authorizes the reading of metrics on nothing narrower.
    allow(['cloudwatch:GetMetricData'], ['*']),
  ];
}

/** The record of a move. */
export function recordStatements(stack: Stack): iam.PolicyStatement[] {
  const record = stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: `${RECORD_ROOT.slice(1)}/*` });
  return [allow(['ssm:GetParametersByPath', 'ssm:PutParameter'], [record])];
}

/** Where a held stack waits for its signal. */
export function signalStatements(stack: Stack): iam.PolicyStatement[] {
  return [allow(['ssm:GetParameter'], [stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: `${RECORD_ROOT.slice(1)}/*/signal` })])];
}

/** What is in a stack, as CloudFormation shows it. */
export function stackStatements(stack: Stack): iam.PolicyStatement[] {
  return [allow(['cloudformation:ListStackResources'], [stack.stackId])];
}

/** Logging in with a secret: the Data API reads it on behalf of its caller. */
export function secretStatements(stack: Stack, { secretArn, secretFullArn, encryptionKey }: secretsmanager.ISecret): iam.PolicyStatement[] {
  return [
    allow(['secretsmanager:GetSecretValue'], [secretFullArn ?? `${secretArn}-??????`]),
    ...(encryptionKey ? [onlyThrough(['kms:Decrypt'], encryptionKey.keyArn, viaSecretsManager(stack))] : []),
  ];
}

/** Keys and roles that only another service may use. */
export function onlyThrough(actions: string[], resource: string, condition: Record<string, string>): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources: [resource], conditions: { StringEquals: condition } });
}

export function viaSecretsManager(stack: Stack): Record<string, string> {
  return { 'kms:ViaService': `secretsmanager.${stack.region}.${stack.urlSuffix}` };
}

export function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}

export function rdsArn(stack: Stack, resource: string, resourceName: string): string {
  return stack.formatArn({ service: 'rds', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}
