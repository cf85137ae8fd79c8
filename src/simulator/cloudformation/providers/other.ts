import { generatedName, type ProviderContext, type ResourceProvider } from './provider';
import type { Policy } from '../../permissions/policy';
import type { Properties } from '../resource';
import { identifierOf } from '../update-behaviour';

/** Resources whose name everybody refers to by another property than the resource specification says. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName', 'AWS::Logs::LogGroup': 'LogGroupName', 'AWS::S3::Bucket': 'BucketName', 'AWS::SQS::Queue': 'QueueName', 'AWS::SNS::Topic': 'TopicName',
};

const EC2_PREFIXES: Readonly<Record<string, string>> = { 'AWS::EC2::SecurityGroup': 'sg-', 'AWS::EC2::Subnet': 'subnet-', 'AWS::EC2::VPC': 'vpc-' };

/** Everything that exists as soon as somebody asks for it: with a name, and attributes that are made up. */
export const other: ResourceProvider = {
  async create(context, properties) {
    const physicalId = nameOf(context, properties);
    context.onPhysicalId(physicalId);
    remember(context, physicalId, properties);
    return { physicalId, attributes: attributesOf(context, physicalId, properties) };
  },

  async update(context, { physicalId }, properties) {
    remember(context, physicalId, properties);
    return { physicalId, attributes: attributesOf(context, physicalId, properties) };
  },

  async delete({ account, type }, { physicalId }) {
    if (type === 'AWS::SSM::Parameter') account.parameters.delete(physicalId);
    if (type === 'AWS::IAM::Policy') account.permissions.deleteRolePolicy(physicalId);
    if (type === 'AWS::SecretsManager::SecretTargetAttachment') account.databaseSecrets.delete(physicalId);
  },
};

function nameOf(context: ProviderContext, properties: Properties): string {
  const { type, account } = context;
  const [identifier] = identifierOf(type);
  const given = properties[NAMES[type] ?? identifier ?? 'Name'];
  switch (type) {
    case 'AWS::SecretsManager::Secret': return arn(context, 'secretsmanager', `secret:${String(given ?? properties.Name ?? generatedName(context))}-a1b2c3`);
    case 'AWS::SecretsManager::SecretTargetAttachment': return String(properties.SecretId);
    case 'AWS::Lambda::Version': return `${String(properties.FunctionName)}:1`;
    case 'AWS::Lambda::Alias': return `${String(properties.FunctionName).replace(/:\d+$/, '')}:${String(properties.Name)}`;
    case 'AWS::SNS::Topic': return arn(context, 'sns', generatedName(context));
  }
  if (type in EC2_PREFIXES) return EC2_PREFIXES[type] + account.madeUp('', `${context.stackName}/${context.logicalId}/${context.token}`, 17).toLowerCase();
  return given === undefined ? generatedName(context) : String(given);
}

export function attributesOf(context: Pick<ProviderContext, 'account' | 'type'>, physicalId: string, properties: Properties): Readonly<Record<string, unknown>> {
  const service = context.type.split('::')[1].toLowerCase();
  const own = physicalId.startsWith('arn:') ? physicalId : context.type === 'AWS::S3::Bucket' ? `arn:aws:s3:::${physicalId}` : arn(context, service, `${context.type.split('::').at(-1)!.toLowerCase()}/${physicalId}`);
  return { Arn: own, Id: physicalId, GroupId: physicalId, FunctionArn: String(properties.FunctionName ?? ''), SecretArn: physicalId, Version: '1' };
}

function arn({ account }: Pick<ProviderContext, 'account'>, service: string, resource: string): string {
  const region = service === 'iam' ? '' : account.region;
  return `arn:aws:${service}:${region}:${account.accountId}:${resource}`;
}

/** What others read: parameters, subnet groups, what roles may do, and what secrets were told. */
function remember({ account, type }: ProviderContext, physicalId: string, properties: Properties): void {
  if (type === 'AWS::SSM::Parameter') {
    const version = (account.parameters.get(physicalId)?.version ?? 0) + 1;
    account.parameters.set(physicalId, {
      name: physicalId, value: String(properties.Value), version, type: String(properties.Type), tier: 'Standard', lastModifiedMillis: account.clock.now,
    });
  }
  if (type === 'AWS::RDS::DBSubnetGroup') account.subnetGroups.adoptName(physicalId);
  if (type === 'AWS::IAM::Role') account.permissions.putRole(physicalId);
  if (type === 'AWS::IAM::Policy') {
    for (const role of properties.Roles as string[]) account.permissions.putRolePolicy(role, physicalId, properties.PolicyDocument as Policy);
  }
  if (type === 'AWS::SecretsManager::SecretTargetAttachment') account.databaseSecrets.set(String(properties.SecretId), String(properties.TargetId));
  if (type === 'AWS::SecretsManager::Secret') account.cloudFormation.secrets.remember(physicalId, properties);
}
