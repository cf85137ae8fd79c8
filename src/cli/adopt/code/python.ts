import type { Adoption } from '../adoption';
import { type ClusterCode, clusterCode, type MemberCode } from './values';

/** The same in Python. */
export function python(stackName: string, adoption: Adoption): string {
  const code = clusterCode(adoption);
  const { cluster } = code;
  const name = `${stackName.replace(/[^A-Za-z0-9]/g, '')}Stack`;
  return `import json
from pathlib import Path

from aws_cdk import CfnOutput, CfnResource, RemovalPolicy, SecretValue, Stack, Token, aws_ec2 as ec2, aws_rds as rds
from cdk_aurora_serverless_v2 import ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member


class ${name}(Stack):
    def __init__(self, scope, construct_id, **kwargs):
        super().__init__(scope, construct_id, **kwargs)
        # What the template says beside the database: put your own constructs in its place, one by one.
        around(self, json.loads(Path(__file__).with_name("around.template.json").read_text()))

        db = ServerlessV2Cluster(
            self, "${code.clusterId}",
            engine=rds.DatabaseClusterEngine.${snake(code.engine)}(version=rds.${versions(code)}.of("${code.fullVersion}", "${code.majorVersion}")),
            vpc=ec2.Vpc.from_vpc_attributes(self, "Vpc", vpc_id="vpc-of-the-subnets", availability_zones=["a", "b"], private_subnet_ids=["subnet-a", "subnet-b"]),
            subnet_group=rds.SubnetGroup.from_subnet_group_name(self, "SubnetGroup", ${text(cluster.DBSubnetGroupName)}),
            parameter_group=rds.ParameterGroup.from_parameter_group_name(self, "ParameterGroup", ${text(cluster.DBClusterParameterGroupName)}),
            credentials=rds.Credentials.from_password(${text(cluster.MasterUsername ?? 'admin')}, SecretValue.unsafe_plain_text(${text(cluster.MasterUserPassword ?? { Ref: 'AWS::NoValue' })})),
${code.capacity ? `            capacity=ServerlessV2Capacity.range(min=${code.capacity.min}, max=${code.capacity.max}),\n` : ''}            members=[
${code.members.map((member) => `                ${memberOf(member)},`).join('\n')}
            ],
            storage_encrypted=${truth(cluster.StorageEncrypted)},
            deletion_protection=${truth(cluster.DeletionProtection)},
            iam_authentication=${truth(cluster.EnableIAMDatabaseAuthentication)},
            cloudwatch_logs_exports=${JSON.stringify(cluster.EnableCloudwatchLogsExports ?? [])},
            removal_policy=RemovalPolicy.RETAIN,
        )
        adopt(db, "${code.clusterId}", ${literal(cluster)})
${code.members.map((member) => `        adopt(db.node.find_child("${member.id}"), "${member.logicalId}", ${literal(member.properties)})`).join('\n')}


def around(stack, template):
    for logical_id, declared in template["Resources"].items():
        resource = CfnResource(stack, logical_id, type=declared["Type"], properties=declared.get("Properties"))
        for attribute in declared.keys() - {"Type", "Properties"}:
            resource.add_override(attribute, declared[attribute])
    for name, output in template.get("Outputs", {}).items():
        CfnOutput(stack, name, value=Token.as_string(output["Value"]), export_name=output.get("Export", {}).get("Name"))


def adopt(construct, logical_id, properties):
    """Keeps the logical id, and says what is there where the construct would say it in other words."""
    resource = construct.node.default_child
    resource.override_logical_id(logical_id)
    resource.add_override("Properties", properties)
`;
}

function versions({ engine }: ClusterCode): string {
  return engine === 'auroraMysql' ? 'AuroraMysqlEngineVersion' : 'AuroraPostgresEngineVersion';
}

function memberOf({ id, promotionTier, instanceType }: MemberCode): string {
  if (instanceType) return `ServerlessV2Member.provisioned("${id}", promotion_tier=${promotionTier}, instance_type=ec2.InstanceType("${instanceType}"))`;
  return `ServerlessV2Member.${promotionTier <= 1 ? 'failover_target' : 'independent'}("${id}", promotion_tier=${promotionTier})`;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function truth(value: unknown): string {
  return String(value) === 'true' ? 'True' : 'False';
}

function text(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : `Token.as_string(${literal(value)})`;
}

function literal(value: unknown): string {
  return `json.loads(r'''${JSON.stringify(value)}''')`;
}
