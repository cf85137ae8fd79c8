import type { CopiedSettings } from './copied-settings';
import type { Features, Surroundings } from './features';
import { parseEngineVersion } from '../../capacity/engine-version';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import type { ClusterFacts, MemberFacts, MemberSettings } from '../observation';
import { isCustom } from '../upgrade';
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
  /** Of an RDS instance; those of a cluster are among its facts. */
  readonly features?: Features;
  /** Of a snapshot or an RDS instance. */
  readonly status?: string;
  /** What a copy of it is to have, too. */
  readonly settings?: CopiedSettings;
  /** Of the writer, or of the instance that it is: what the members of a copy are to have. */
  readonly memberSettings?: MemberSettings;
  readonly surroundings: Surroundings;
  /** What Aurora's versions can be upgraded to, as AWS said or as we know. */
  readonly upgradeTargets: UpgradeTargets;
  /** How many of these versions AWS itself described; of the others we know from our table. */
  readonly versionsAnswered?: number;
}

/** `8.0` or `16`: an Aurora cluster of the same major version reads the same SQL and keeps the same formats. */
export function majorVersionOf({ engine, engineVersion }: Pick<Source, 'engine' | 'engineVersion'>): string {
  return parseEngineVersion(engine, engineVersion).major;
}

export function isAuroraCluster({ kind }: Source): boolean {
  return kind.startsWith('Aurora');
}

const UPGRADED: readonly SourceKind[] = ['Aurora provisioned', 'Aurora Serverless v1', 'Aurora Serverless v2', 'Aurora mixed', 'cluster snapshot', 'Serverless v1 snapshot'];

/** Does its volume stay, or is restored, and reach other versions by upgrades? The others are copied into a new cluster. */
export function isUpgraded({ kind, engine }: Source): boolean {
  return UPGRADED.includes(kind) && engine.startsWith('aurora');
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

export function featuresOf({ cluster, features }: Source): Features {
  return cluster?.features ?? features ?? {};
}

/** Did somebody give it a parameter group of its own? In a default one nobody can set anything. */
export function hasCustomGroup({ cluster, members }: Source): boolean {
  return isCustom(cluster?.parameterGroup) || members.some(({ settings }) => isCustom(settings.parameterGroup));
}

/** Of every member of a cluster, or of the instance that it is. */
export function instanceClassesOf({ members, instanceClass }: Source): string[] {
  return [...members.map((member) => member.instanceClass), ...(instanceClass ? [instanceClass] : [])];
}
