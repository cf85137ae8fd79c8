import type { Adoption } from '../adoption';
import { type ClusterCode, clusterCode, type MemberCode } from './values';

/** A stack that synthesizes to the adopted template; `around.template.json` is what it has beside the database. */
export function typescript(stackName: string, adoption: Adoption): string {
  const code = clusterCode(adoption);
  const name = `${stackName.replace(/[^A-Za-z0-9]/g, '')}Stack`;
  return `import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CfnElement, CfnResource, RemovalPolicy, SecretValue, Stack, StackProps, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member } from 'cdk-aurora-serverless-v2';
import { Construct } from 'constructs';

/** What the template says beside the database. Put your own constructs in its place, one by one: \`cdk diff\` stays empty. */
class Around extends CfnElement {
  public _toCloudFormation(): object {
    return JSON.parse(readFileSync(path.join(__dirname, 'around.template.json'), 'utf8'));
  }
}

export class ${name} extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    new Around(this, 'Around');

    const db = new ServerlessV2Cluster(this, '${code.clusterId}', {
${clusterProps(code)}
    });
    adopt(db, '${code.clusterId}', ${json(code.cluster, 4)});
${code.members.map((member) => `    adopt(db.node.findChild('${member.id}'), '${member.logicalId}', ${json(member.properties, 4)});`).join('\n')}
  }
}

/** Keeps the logical id, and says what is there where the construct would say it in other words. */
function adopt(construct: Construct, logicalId: string, properties: Record<string, unknown>): void {
  const resource = construct.node.defaultChild as CfnResource;
  resource.overrideLogicalId(logicalId);
  resource.addOverride('Properties', properties);
  const { Properties: rendered } = Object.values<any>(Stack.of(resource).resolve((resource as any)._toCloudFormation()).Resources)[0];
  for (const name of Object.keys(rendered)) if (!(name in properties)) resource.addPropertyDeletionOverride(name);
}
`;
}

function clusterProps({ engine, fullVersion, majorVersion, capacity, members, cluster }: ClusterCode): string {
  const version = engine === 'auroraMysql' ? 'AuroraMysqlEngineVersion' : 'AuroraPostgresEngineVersion';
  return [
    `engine: rds.DatabaseClusterEngine.${engine}({ version: rds.${version}.of('${fullVersion}', '${majorVersion}') }),`,
    'vpc: ec2.Vpc.fromVpcAttributes(this, \'Vpc\', { vpcId: \'vpc-of-the-subnets\', availabilityZones: [\'a\', \'b\'], privateSubnetIds: [\'subnet-a\', \'subnet-b\'] }),',
    `subnetGroup: rds.SubnetGroup.fromSubnetGroupName(this, 'SubnetGroup', ${text(cluster.DBSubnetGroupName)}),`,
    `securityGroups: ${list(cluster.VpcSecurityGroupIds)}.map((group, index) => ec2.SecurityGroup.fromSecurityGroupId(this, \`SecurityGroup\${index}\`, group)),`,
    `parameterGroup: rds.ParameterGroup.fromParameterGroupName(this, 'ParameterGroup', ${text(cluster.DBClusterParameterGroupName)}),`,
    `credentials: rds.Credentials.fromPassword(${text(cluster.MasterUsername ?? 'admin')}, SecretValue.unsafePlainText(${text(cluster.MasterUserPassword ?? { Ref: 'AWS::NoValue' })})),`,
    ...(capacity ? [`capacity: ServerlessV2Capacity.range({ min: ${capacity.min}, max: ${capacity.max} }),`] : []),
    'members: [',
    ...members.map((member) => `  ${memberOf(member)},`),
    '],',
    `storageEncrypted: ${String(cluster.StorageEncrypted ?? false)},`,
    `deletionProtection: ${String(cluster.DeletionProtection ?? false)},`,
    `iamAuthentication: ${String(cluster.EnableIAMDatabaseAuthentication ?? false)},`,
    `cloudwatchLogsExports: ${json(cluster.EnableCloudwatchLogsExports ?? [])},`,
    'removalPolicy: RemovalPolicy.RETAIN,',
  ].map((line) => `      ${line}`).join('\n');
}

function memberOf({ id, promotionTier, instanceType }: MemberCode): string {
  if (instanceType) return `ServerlessV2Member.provisioned('${id}', { promotionTier: ${promotionTier}, instanceType: new ec2.InstanceType('${instanceType}') })`;
  return `ServerlessV2Member.${promotionTier <= 1 ? 'failoverTarget' : 'independent'}('${id}', { promotionTier: ${promotionTier} })`;
}

/** A text, or an expression of CloudFormation that stands for one. */
function text(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : `Token.asString(${json(value)})`;
}

function list(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(text).join(', ')}]` : '[]';
}

function json(value: unknown, indent = 0): string {
  const written = JSON.stringify(value, null, indent > 0 ? 2 : undefined);
  return written.replace(/\n/g, `\n${' '.repeat(indent)}`);
}
