from pathlib import Path

from aws_cdk import Annotations, Duration, Fn, RemovalPolicy, SecretValue, Stack, Token, aws_ec2 as ec2, aws_rds as rds, cloudformation_include
from cdk_aurora_serverless_v2 import ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member


class ShopStack(Stack):
    def __init__(self, scope, construct_id, **kwargs):
        super().__init__(scope, construct_id, **kwargs)

        # What the stack has beside the database. Put your own constructs in its place, one by one: `cdk diff` stays empty.
        template = Path(__file__).with_name("around.template.json")
        around = cloudformation_include.CfnInclude(self, "Around", template_file=str(template))
        for placeholder in ["Db5D02A0A9", "DbInstance17A577275", "DbInstance2D1883C3D"]:
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
            engine=rds.DatabaseClusterEngine.aurora_postgres(version=rds.AuroraPostgresEngineVersion.of("14.12", "14")),
            vpc=vpc,
            cluster_identifier="shop-db5d02a0a9-8k3jq0x2vw1p",
            default_database_name="shop",
            port=5432,
            subnet_group=rds.SubnetGroup.from_subnet_group_name(self, "SubnetGroup", Fn.ref("DbSubnets93851898")),
            security_groups=[
                ec2.SecurityGroup.from_security_group_id(
                    self,
                    "SecurityGroup1",
                    Token.as_string(Fn.get_att("DbSecurityGroupC34ABFAB", "GroupId")),
                ),
            ],
            parameter_group=rds.ParameterGroup.from_parameter_group_name(self, "ParameterGroup", "default.aurora-postgresql14"),
            credentials=rds.Credentials.from_password(
                "postgres",
                SecretValue.secrets_manager(Fn.ref("DbSecretCF6D79B0"), json_field="password"),
            ),
            capacity=ServerlessV2Capacity.range(min=0.5, max=16),
            storage_encrypted=True,
            backup=rds.BackupProps(retention=Duration.days(7)),
            copy_tags_to_snapshot=True,
            iam_authentication=False,
            cloudwatch_logs_exports=[],
            engine_lifecycle_support=rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
            deletion_protection=True,
            members=[
                ServerlessV2Member.failover_target("Instance1", instance_identifier="shop-dbinstance1-zz1"),
                ServerlessV2Member.failover_target("Instance2", instance_identifier="shop-dbinstance2-zz2"),
            ],
            removal_policy=RemovalPolicy.RETAIN,
        )
        Annotations.of(db).acknowledge_warning("cdk-aurora-serverless-v2:fixedIdentifier", "It keeps CloudFormation from replacing the database.")
        keep(db, "Db5D02A0A9", AssociatedRoles=[{"FeatureName": "s3Import", "RoleArn": {"Fn::GetAtt": ["ImportsC5EA4F6F", "Arn"]}}])
        keep(db.node.find_child("Instance1"), "DbInstance17A577275")
        keep(db.node.find_child("Instance2"), "DbInstance2D1883C3D")


def keep(construct, logical_id, **properties):
    """Keeps the logical id of a resource, and says what its construct says in other words, or not at all."""
    resource = construct.node.default_child
    resource.override_logical_id(logical_id)
    for name, value in properties.items():
        if value is None:
            resource.add_property_deletion_override(name)
        else:
            resource.add_property_override(name, value)
