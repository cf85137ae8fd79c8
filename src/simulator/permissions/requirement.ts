import type { SimulatedAccount } from '../account';
import type { Request } from './policy';
import { identifierIn } from '../rds/find';

/** What a call with this input needs. */
export type Requirement = (account: SimulatedAccount, input: Record<string, any>) => Request[];

export const rds = (action: string, kind: string, parameter: string): Requirement => (account, input) =>
  [{ action: `rds:${action}`, resource: account.arn(kind, input[parameter] === undefined ? '*' : identifierIn(String(input[parameter]))) }];

/** On whatever the parameter names by its ARN. */
export const onArn = (action: string, parameter: string): Requirement => (_account, input) => [{ action: `rds:${action}`, resource: String(input[parameter] ?? '*') }];

/** A role that is handed to an AWS service. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const passRole = (parameter: string, service: string): Requirement => (_account, input) =>
  input[parameter] ? [{ action: 'iam:PassRole', resource: input[parameter], context: { 'iam:PassedToService': service } }] : [];

/** Tags at creation. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html */
export const tagging = (kind: string, parameter: string): Requirement => (account, input) =>
  input.Tags?.length ? [{ action: 'rds:AddTagsToResource', resource: account.arn(kind, identifierIn(String(input[parameter]))) }] : [];

/** A customer managed key that RDS is to use on behalf of the caller. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.Keys.html */
export const key = (parameter: string): Requirement => (account, input) => {
  const arn: string | undefined = input[parameter];
  if (!arn) return [];
  const context = { 'kms:ViaService': `rds.${account.region}.amazonaws.com` };
  return ['kms:DescribeKey', 'kms:CreateGrant'].map((action) => ({ action, resource: arn, context }));
};

export const also = (action: string, kind: string, parameter: string): Requirement => (account, input) =>
  input[parameter] === undefined ? [] : rds(action, kind, parameter)(account, input);
