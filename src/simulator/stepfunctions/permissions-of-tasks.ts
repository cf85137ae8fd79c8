import type { SimulatedAccount } from '../account';
import { StatesError } from './states-error';
import type { Request } from '../permissions/policy';
import { AwsError } from '../wire/aws-error';

type Parameters = Readonly<Record<string, unknown>>;

const functionArn = ({ region, accountId }: SimulatedAccount, name: string) =>
  name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;

/** What the role of a machine needs for a task. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html */
const NEEDS: Readonly<Record<string, (account: SimulatedAccount, parameters: Parameters) => Request>> = {
  'lambda:invoke': (account, { FunctionName }) => ({ action: 'lambda:InvokeFunction', resource: functionArn(account, String(FunctionName)) }),
  'sns:publish': (_account, { TopicArn }) => ({ action: 'sns:Publish', resource: String(TopicArn) }),
  'aws-sdk:s3:putObject': (_account, { Bucket, Key }) => ({ action: 's3:PutObject', resource: `arn:aws:s3:::${String(Bucket)}/${String(Key)}` }),
  'states:startExecution': (_account, { StateMachineArn }) => ({ action: 'states:StartExecution', resource: String(StateMachineArn) }),
};

/** A machine acts as its role; one without a role that is known here may do everything. */
export function requirePermission(account: SimulatedAccount, machineArn: string, resource: string, parameters: unknown): void {
  const name = resource.replace(/^arn:[^:]+:states:::/, '').replace(/\.sync:2$/, '');
  const need = resource.split(':')[2] === 'lambda' ? { action: 'lambda:InvokeFunction', resource } : NEEDS[name]?.(account, parameters as Parameters);
  if (!need) return;
  try {
    account.permissions.requireAll(machineArn, [need]);
  } catch (error) {
    if (error instanceof AwsError) throw new StatesError('States.Permissions', error.message);
    throw error;
  }
}
