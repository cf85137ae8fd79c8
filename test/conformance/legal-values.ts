import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** What AWS lists for members that the SDK types as any text, or with fewer values than it describes. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  'DBCluster.Status': [
    'available', 'backing-up', 'backtracking', 'cloning-failed', 'creating', 'deleting', 'failing-over', 'inaccessible-encryption-credentials',
    'inaccessible-encryption-credentials-recoverable', 'maintenance', 'migrating', 'migration-failed', 'modifying', 'preparing-data-migration',
    'promoting', 'renaming', 'resetting-master-credentials', 'starting', 'stopped', 'stopping', 'storage-optimization', 'update-iam-db-auth',
    'upgrading', 'upgrade_failed',
  ],
  'DBInstance.DBInstanceStatus': [
    'available', 'backing-up', 'backtracking', 'configuring-enhanced-monitoring', 'configuring-iam-database-auth', 'configuring-log-exports',
    'converting-to-vpc', 'creating', 'delete-precheck', 'deleting', 'failed', 'inaccessible-encryption-credentials', 'incompatible-create',
    'inaccessible-encryption-credentials-recoverable', 'incompatible-network', 'incompatible-option-group', 'incompatible-parameters',
    'incompatible-restore', 'insufficient-capacity', 'maintenance', 'modifying', 'moving-to-vpc', 'rebooting', 'resetting-master-credentials',
    'renaming', 'restore-error', 'starting', 'stopped', 'stopping', 'storage-config-upgrade', 'storage-full', 'storage-initialization',
    'storage-optimization', 'upgrading', 'upgrade_failed',
  ],
  'DBCluster.Engine': ['aurora-mysql', 'aurora-postgresql'],
  'DBCluster.EngineMode': ['provisioned', 'serverless'],
  'DBClusterMember.DBClusterParameterGroupStatus': ['in-sync', 'pending-reboot', 'applying'],
  'FailoverState.Status': ['pending', 'failing-over', 'cancelling', 'switching-over'],
  'DBClusterSnapshot.SnapshotType': ['manual', 'automated', 'shared', 'public'],
  'DBClusterSnapshot.Status': ['available', 'copying', 'creating', 'deleted', 'failed'],
};

/** By client: `DBCluster.ActivityStreamStatus` to the values that the SDK exports for it. */
const exported = new Map<object, ReadonlyMap<string, readonly string[]>>();

/** What a member may hold; nothing where any text is legal. */
export function legalValues(shapes: object, packageName: string, member: string): readonly string[] | undefined {
  if (!exported.has(shapes)) exported.set(shapes, readEnums(shapes as Record<string, unknown>, packageName));
  return DOCUMENTED[member] ?? exported.get(shapes)!.get(member);
}

/** The schemas of the SDK know a text when they see one; which enumeration it is stands in the types only. */
function readEnums(shapes: Record<string, unknown>, packageName: string): Map<string, string[]> {
  const folder = path.join(path.dirname(require.resolve(`${packageName}/package.json`)), 'dist-types/models');
  const declarations = readdirSync(folder).filter((file) => file.startsWith('models_')).map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
  const enums = new Map<string, string[]>();
  for (const [, name, body] of declarations.matchAll(/^export interface (\w+)[^{]*\{\n(.*?)^\}/gms)) {
    for (const [, member, type] of body.matchAll(/^ {4}(\w+)\??: (\w+)(?:\[\])?(?: \| undefined)?;/gm)) {
      const values = shapes[type];
      if (typeof values === 'object' && values !== null && !Array.isArray(values)) enums.set(`${name}.${member}`, Object.values(values) as string[]);
    }
  }
  return enums;
}
