import { call, type Expression, name, type Options, SCOPE, textOf } from './expression';
import { type Said, together } from './said';
import type { Properties } from '../../../simulator/cloudformation/resource';

type Say = (value: unknown, properties: Properties) => Options | undefined;

interface Range {
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
  readonly SecondsUntilAutoPause?: number;
}

/** How the construct says a property of the cluster, in the order in which a person would. Nothing where it cannot. */
const PROPERTIES: Readonly<Record<string, Say>> = {
  DBClusterIdentifier: (value) => ({ clusterIdentifier: textOf(value) }),
  DatabaseName: (value) => ({ defaultDatabaseName: textOf(value) }),
  Port: (value) => numberIn(value, (port) => ({ port })),
  DBSubnetGroupName: (value) => ({ subnetGroup: call('rds.SubnetGroup.fromSubnetGroupName', [SCOPE, 'SubnetGroup', textOf(value)]) }),
  VpcSecurityGroupIds: (value) => Array.isArray(value) ? { securityGroups: value.map(securityGroup) } : undefined,
  DBClusterParameterGroupName: (value) => ({ parameterGroup: call('rds.ParameterGroup.fromParameterGroupName', [SCOPE, 'ParameterGroup', textOf(value)]) }),
  MasterUsername: (value, properties) => ({ credentials: credentials(textOf(value), properties) }),
  ManageMasterUserPassword: (value) => String(value) === 'true' ? { manageMasterUserPassword: true } : undefined,
  ServerlessV2ScalingConfiguration: (value) => ({ capacity: capacity(value as Range) }),
  StorageEncrypted: (value) => booleanIn(value, (storageEncrypted) => ({ storageEncrypted })),
  KmsKeyId: (value) => typeof value === 'string' && !value.startsWith('arn:') ? undefined : { storageEncryptionKey: call('kms.Key.fromKeyArn', [SCOPE, 'Key', textOf(value)]) },
  StorageType: (value) => constantIn(value, STORAGE_TYPES, (storageType) => ({ storageType })),
  BackupRetentionPeriod: (value, { PreferredBackupWindow: window }) => numberIn(value, (days) => ({
    backup: { struct: 'rds.BackupProps', options: { retention: call('Duration.days', [days]), ...(window ? { preferredWindow: textOf(window) } : {}) } },
  })),
  PreferredMaintenanceWindow: (value) => ({ preferredMaintenanceWindow: textOf(value) }),
  CopyTagsToSnapshot: (value) => booleanIn(value, (copyTagsToSnapshot) => ({ copyTagsToSnapshot })),
  EnableIAMDatabaseAuthentication: (value) => booleanIn(value, (iamAuthentication) => ({ iamAuthentication })),
  EnableHttpEndpoint: (value) => booleanIn(value, (enableDataApi) => ({ enableDataApi })),
  EnableCloudwatchLogsExports: (value) => Array.isArray(value) ? { cloudwatchLogsExports: value.map(textOf) } : undefined,
  EngineLifecycleSupport: (value) => ({ engineLifecycleSupport: name(`rds.EngineLifecycleSupport.${String(value).toUpperCase().replace(/-/g, '_')}`) }),
  DeletionProtection: (value) => booleanIn(value, (deletionProtection) => ({ deletionProtection })),
};

const STORAGE_TYPES = { 'aurora': 'rds.DBClusterStorageType.AURORA', 'aurora-iopt1': 'rds.DBClusterStorageType.AURORA_IOPT1' };

/** What the construct renders beside the property that asked for it. */
const ALONG: Readonly<Record<string, readonly string[]>> = { MasterUsername: ['MasterUserPassword'], BackupRetentionPeriod: ['PreferredBackupWindow'] };

/** @param live the engine and its version as they are */
export function clusterOptions(properties: Properties, live: { readonly engine: string; readonly version: string }): Said {
  const parts = Object.entries(PROPERTIES).flatMap(([property, say]): Said[] => {
    const options = property in properties ? say(properties[property], properties) : undefined;
    if (!options) return [];
    const along = (ALONG[property] ?? []).filter((other) => other in properties);
    return [{ options, renders: Object.fromEntries([property, ...along].map((each) => [each, properties[each]])) }];
  });
  return together([engine(properties, live), ...parts, ...asksForPassword(properties)]);
}

function engine({ EngineVersion }: Properties, live: { readonly engine: string; readonly version: string }): Said {
  const [factory, versions, digits] = live.engine === 'aurora-mysql'
    ? ['auroraMysql', 'AuroraMysqlEngineVersion', 2] as const
    : ['auroraPostgres', 'AuroraPostgresEngineVersion', 1] as const;
  const version = call(`rds.${versions}.of`, [textOf(EngineVersion), live.version.split('.').slice(0, digits).join('.')]);
  return { options: { engine: call(`rds.DatabaseClusterEngine.${factory}`, [], { version }) }, renders: { Engine: live.engine, EngineVersion } };
}

/** Without a password the construct would make a secret: it is told one, which is taken back. */
function asksForPassword({ MasterUserPassword, ManageMasterUserPassword }: Properties): Said[] {
  return MasterUserPassword === undefined && ManageMasterUserPassword === undefined ? [{ options: {}, renders: { MasterUserPassword: undefined } }] : [];
}

function credentials(username: Expression, { MasterUserPassword, ManageMasterUserPassword }: Properties): Expression {
  if (ManageMasterUserPassword !== undefined) return call('rds.Credentials.fromUsername', [username]);
  return call('rds.Credentials.fromPassword', [username, password(MasterUserPassword ?? { Ref: 'AWS::NoValue' })]);
}

/** As the CDK writes a reference to a field of a secret. */
function password(value: unknown): Expression {
  const [, parts] = ((value as Record<string, unknown>)['Fn::Join'] ?? []) as [string?, unknown[]?];
  const [before, secret, after] = parts ?? [];
  const field = before === '{{resolve:secretsmanager:' && /^:SecretString:([^:]+)::}}$/.exec(String(after))?.[1];
  return field ? call('SecretValue.secretsManager', [textOf(secret)], { jsonField: field }) : call('SecretValue.unsafePlainText', [textOf(value)]);
}

function securityGroup(id: unknown, index: number): Expression {
  return call('ec2.SecurityGroup.fromSecurityGroupId', [SCOPE, `SecurityGroup${index + 1}`, textOf(id)]);
}

function capacity({ MinCapacity, MaxCapacity, SecondsUntilAutoPause }: Range): Expression {
  const max = Number(MaxCapacity);
  if (Number(MinCapacity) > 0) return call('ServerlessV2Capacity.range', [], { min: Number(MinCapacity), max });
  return call('ServerlessV2Capacity.autoPause', [], { max, after: call('Duration.seconds', [Number(SecondsUntilAutoPause ?? 300)]) });
}

export function booleanIn(value: unknown, say: (truth: boolean) => Options): Options | undefined {
  return ['true', 'false'].includes(String(value)) ? say(String(value) === 'true') : undefined;
}

function numberIn(value: unknown, say: (number: number) => Options): Options | undefined {
  return Number.isFinite(Number(value)) ? say(Number(value)) : undefined;
}

export function constantIn(value: unknown, names: Readonly<Record<string, string>>, say: (constant: Expression) => Options): Options | undefined {
  return String(value) in names ? say(name(names[String(value)])) : undefined;
}
