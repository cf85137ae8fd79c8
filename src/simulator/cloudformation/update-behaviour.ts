import { UPDATE_BEHAVIOURS } from './update-behaviours';

/** The documented behaviour of a type's properties, each a list of names with spaces between them. */
export interface UpdateBehaviours {
  /** The properties that identify a resource of this type, as an import asks for them. */
  readonly identifier: string;
  /** Is something lost with the resource? */
  readonly holdsData: boolean;
  readonly replacement: string;
  readonly conditional: string;
  readonly inPlace: string;
}

/** What the documentation says about changing a property of a resource that exists. */
export type UpdateBehaviour = 'replacement' | 'conditional' | 'in place';

type Properties = Readonly<Record<string, unknown>>;

/** The documented behaviour; nothing for a type or a property that the table does not have. */
export function updateBehaviour(type: string, property: string): UpdateBehaviour | undefined {
  const behaviours = UPDATE_BEHAVIOURS[type];
  if (!behaviours) return undefined;
  const among = (names: string) => names.split(' ').includes(property);
  if (among(behaviours.replacement)) return 'replacement';
  if (among(behaviours.conditional)) return 'conditional';
  return among(behaviours.inPlace) ? 'in place' : undefined;
}

/** Is something lost with a resource of this type? */
export function holdsData(type: string): boolean {
  return UPDATE_BEHAVIOURS[type]?.holdsData ?? false;
}

/** The properties by which an existing resource of this type is imported. */
export function identifierOf(type: string): readonly string[] {
  return UPDATE_BEHAVIOURS[type]?.identifier.split(' ') ?? [];
}

/** The names of the properties that differ. */
export function changedProperties(before: Properties, after: Properties): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => !isSame(before[name], after[name]));
}

/** The changed properties for which CloudFormation makes a new resource instead of updating the old one. */
export function replacingProperties(type: string, before: Properties, after: Properties): string[] {
  return changedProperties(before, after).filter((name) => {
    const behaviour = updateBehaviour(type, name);
    return behaviour === 'replacement' || (behaviour === 'conditional' && isConditionMet(type, name, before, after));
  });
}

/** Numbers and booleans in templates are as good as their texts; the order of keys has no meaning. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object') return JSON.stringify(String(value));
  const entries = Object.entries(value).filter(([, element]) => element !== undefined);
  return `{${entries.sort(([a], [b]) => a < b ? -1 : 1).map(([key, element]) => `${key}:${canonical(element)}`).join()}}`;
}

type Condition = (before: Properties, after: Properties, name: string) => boolean;

const always: Condition = () => true;
/** These cause an interruption at most. */
const never: Condition = () => false;
const unlessRemoved: Condition = (_before, after, name) => Boolean(after[name]);
const engine: Condition = (before, after) => !(before.Engine === 'aurora' && after.Engine === 'aurora-mysql');
/** A copy has the user of its source, whatever the template says. */
const unlessCopied: Condition = (before) => !['SnapshotIdentifier', 'SourceDBClusterIdentifier', 'GlobalClusterIdentifier'].some((name) => before[name]);

/**
 * When a conditional property makes a new resource, as CloudFormation's own handlers decide it.
 * @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds (ImmutabilityHelper)
 */
const CONDITIONS: Readonly<Record<string, Readonly<Record<string, Condition>>>> = {
  'AWS::RDS::DBCluster': { Engine: engine, GlobalClusterIdentifier: unlessRemoved, MasterUsername: unlessCopied },
  'AWS::RDS::DBInstance': {
    Engine: engine,
    AvailabilityZone: (_before, after) => Boolean(after.AvailabilityZone) || String(after.MultiAZ) !== 'true',
    PerformanceInsightsKMSKeyId: (before) => Boolean(before.PerformanceInsightsKMSKeyId),
    SourceDBInstanceIdentifier: unlessRemoved,
    SourceDBClusterIdentifier: unlessRemoved,
    SourceDBInstanceAutomatedBackupsArn: unlessRemoved,
    SourceDbiResourceId: unlessRemoved,
    DBSnapshotIdentifier: unlessRemoved,
    DBClusterSnapshotIdentifier: unlessRemoved,
    RestoreTime: unlessRemoved,
    UseLatestRestorableTime: (_before, after) => String(after.UseLatestRestorableTime) === 'true',
    AutoMinorVersionUpgrade: never,
    BackupRetentionPeriod: never,
    DBParameterGroupName: never,
    MultiAZ: never,
    PreferredMaintenanceWindow: never,
    StorageType: never,
  },
};

function isConditionMet(type: string, name: string, before: Properties, after: Properties): boolean {
  return (CONDITIONS[type]?.[name] ?? always)(before, after, name);
}
