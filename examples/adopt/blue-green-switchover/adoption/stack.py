from pathlib import Path

from aws_cdk import Annotations, Duration, Fn, RemovalPolicy, SecretValue, Stack, Token, aws_ec2 as ec2, aws_rds as rds, cloudformation_include
from cdk_aurora_serverless_v2 import ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member


class ShopStack(Stack):
    def __init__(self, scope, construct_id, **kwargs):
        super().__init__(scope, construct_id, **kwargs)

        # What the stack has beside the database. Put your own constructs in its place, one by one: `cdk diff` stays empty.
        template = Path(__file__).with_name("around.template.json")
        around = cloudformation_include.CfnInclude(self, "Around", template_file=str(template))
        for placeholder in ["Db5D02A0A9", "DbWriter9BD1608D", "DbReader965174EA"]:
            around.node.try_remove_child(placeholder)

        vpc = ec2.Vpc.from_vpc_attributes(
            self,
            "Vpc",
            vpc_id="vpc-0a1b2c3d4e5f60718",
            availability_zones=["eu-west-1a", "eu-west-1b"],
            isolated_subnet_ids=["subnet-01a1a1a1a1a1a1a1a", "subnet-02b2b2b2b2b2b2b2b"],
        )
        db = ServerlessV2Cluster(
            self,
            "Db",
            engine=rds.DatabaseClusterEngine.aurora_mysql(version=rds.AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.10.0", "8.0")),
            vpc=vpc,
            cluster_identifier="shop-db5d02a0a9-8k3jq0x2vw1p",
            default_database_name="shop",
            port=3306,
            subnet_group=rds.SubnetGroup.from_subnet_group_name(self, "SubnetGroup", Fn.ref("DbSubnets93851898")),
            security_groups=[
                ec2.SecurityGroup.from_security_group_id(
                    self,
                    "SecurityGroup1",
                    Token.as_string(Fn.get_att("DbSecurityGroupC34ABFAB", "GroupId")),
                ),
            ],
            parameter_group=rds.ParameterGroup.from_parameter_group_name(self, "ParameterGroup", "shop-mysql80-upgraded"),
            credentials=rds.Credentials.from_password("admin", SecretValue.secrets_manager(Fn.ref("DbSecretCF6D79B0"), json_field="password")),
            capacity=ServerlessV2Capacity.range(min=0.5, max=8),
            storage_encrypted=True,
            backup=rds.BackupProps(retention=Duration.days(7)),
            copy_tags_to_snapshot=True,
            iam_authentication=False,
            cloudwatch_logs_exports=[],
            engine_lifecycle_support=rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
            deletion_protection=True,
            members=[
                ServerlessV2Member.failover_target("Writer", promotion_tier=0, instance_identifier="shop-writer"),
                ServerlessV2Member.independent("Reader", instance_identifier="shop-dbreader965174ea-green-x7k2pq"),
            ],
            removal_policy=RemovalPolicy.RETAIN,
        )
        Annotations.of(db).acknowledge_warning("cdk-aurora-serverless-v2:fixedIdentifier", "It keeps CloudFormation from replacing the database.")
