import { AwsError } from '../../wire/aws-error';
import type { Template } from '../templates/template';

/** By type, the property that gives a resource a name of one's own. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
const NAME_OF_IAM_RESOURCE: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

/** A template that says who may do what is deployed only by somebody who says that he knows. */
export function requireCapabilities({ Resources }: Template, acknowledged: readonly string[]): void {
  const iam = Object.values(Resources).filter(({ Type }) => Type in NAME_OF_IAM_RESOURCE);
  const isNamed = iam.some(({ Type, Properties = {} }) => Properties[NAME_OF_IAM_RESOURCE[Type] ?? ''] !== undefined);
  const needed = isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
  const has = acknowledged.includes('CAPABILITY_NAMED_IAM') || acknowledged.includes(needed);
  if (iam.length > 0 && !has) throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
}
