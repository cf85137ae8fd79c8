import type { ClusterFeatures, Surroundings } from './features';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import type { ClusterFacts, MemberFacts } from '../observation';
import type { UpgradeTargets } from '../versions/upgrade-targets';

/** What can become a Serverless v2 cluster. */
export type SourceKind =
  | 'Aurora provisioned' | 'Aurora Serverless v1' | 'Aurora Serverless v2' | 'Aurora mixed' | 'Aurora Serverless v2 preview' | 'Aurora Limitless'
  | 'cluster snapshot' | 'Serverless v1 snapshot' | 'instance snapshot' | 'RDS instance' | 'RDS Multi-AZ cluster' | 'self-managed server';

/** A database as somebody described it, and what was said about what is around it. What nobody said is absent. */
export interface Source {
  readonly kind: SourceKind;
  readonly identifier: string;
  readonly arn?: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly region?: string;
  readonly storageGib?: number;
  /** Clusters only. */
  readonly cluster?: ClusterFacts;
  readonly members: readonly MemberFacts[];
  /** Of an RDS instance. */
  readonly instanceClass?: string;
  /** Of a snapshot. */
  readonly status?: string;
  readonly surroundings: Surroundings;
  /** What Aurora's versions can be upgraded to, as AWS said or as we know. */
  readonly upgradeTargets: UpgradeTargets;
  /** How many of these versions AWS itself described; of the others we know from our table. */
  readonly versionsAnswered?: number;
}

/** The Aurora engine in which the data will be. */
export function auroraEngine(engine: string): string {
  if (engine === 'mysql') return 'aurora-mysql';
  return engine === 'postgres' ? 'aurora-postgresql' : engine;
}

export function isAuroraCluster({ kind }: Source): boolean {
  return kind.startsWith('Aurora');
}

/** What kind of cluster AWS describes. */
export function kindOfCluster({ engine, engineMode, engineVersion, features }: ClusterFacts, members: readonly MemberFacts[]): SourceKind {
  if (!engine.startsWith('aurora')) return 'RDS Multi-AZ cluster';
  if (features?.limitless || engineVersion.endsWith('-limitless')) return 'Aurora Limitless';
  if (isPreview(engineMode, engineVersion)) return 'Aurora Serverless v2 preview';
  if (engineMode === 'serverless') return 'Aurora Serverless v1';
  const serverless = members.filter(({ instanceClass }) => instanceClass === SERVERLESS_CLASS).length;
  if (serverless === 0) return 'Aurora provisioned';
  return serverless === members.length ? 'Aurora Serverless v2' : 'Aurora mixed';
}

/** The preview had versions and an engine mode of its own. */
function isPreview(engineMode: string, engineVersion: string): boolean {
  return engineMode === 'serverlessv2' || /preview/.test(engineVersion);
}

export function featuresOf({ cluster }: Source): ClusterFeatures {
  return cluster?.features ?? {};
}

/** Of every member of a cluster, or of the instance that it is. */
export function instanceClassesOf({ members, instanceClass }: Source): string[] {
  return [...members.map((member) => member.instanceClass), ...(instanceClass ? [instanceClass] : [])];
}
