import { SimulatedAccount } from '../../../simulator/account';
import { driftOf } from '../../../simulator/cloudformation/drift';
import { type DeployedBefore, loadStack } from '../../../simulator/cloudformation/load-stack';
import { PROFILES } from '../../../simulator/profiles';
import { loadState } from '../../../simulator/state';
import type { DescribedCluster } from '../../state-files';
import { regionOf } from '../aws-configuration';
import type { DeployedCluster, DeploymentReport, DeploymentStep, DriftedResource, WriteGap } from '../deployment-report';
import { host } from '../hosted-account';
import type { Circumstances } from '../report';
import { beginningOf, timelineOf, writeGapsOf } from '../timeline';
import { runStep, type StepOptions } from './run-step';
import type { Step } from './step';

export interface Rehearsal extends StepOptions, Circumstances {
  readonly steps: readonly Step[];
  readonly state: readonly DescribedCluster[];
  /** What is deployed before the first step. @default - nothing */
  readonly deployed?: readonly DeployedBefore[];
  /** The faults as they were asked for. */
  readonly faultTexts: readonly string[];
}

/** Deploys one step after the other on one account, until one fails. */
export async function rehearseDeployments(rehearsal: Rehearsal): Promise<DeploymentReport> {
  const { seed, profile = 'typical', faults = [], faultTexts, state, steps } = rehearsal;
  const [first] = state;
  const account = new SimulatedAccount({
    seed, profile: PROFILES[profile], region: first && regionOf(first), accountId: first?.cluster.DBClusterArn!.split(':')[4],
  });
  loadState(account, state.map(({ cluster }) => cluster), state.flatMap(({ instances }) => instances));
  for (const stack of rehearsal.deployed ?? []) loadStack(account, stack);
  for (const fault of faults) account.faults.add(fault);
  const beginning = beginningOf(account);
  const hosted = await host(account);
  const done: Omit<DeploymentStep, 'writeGapSeconds'>[] = [];
  try {
    account.clock.enter();
    for (const step of steps) {
      done.push(await runStep(account, step, rehearsal));
      if (done.at(-1)!.outcome === 'failed') break;
    }
  } finally {
    await hosted.close();
  }
  account.watch.close(account.executions.size > 0 ? account.watch.checked : ['DATA_IS_KEPT']);
  const gaps = new Map(account.clients.map(({ cluster }) => [cluster, writeGapsOf(account, cluster)]));
  const completed = done.every(({ outcome }) => outcome === 'completed') && account.watch.violations.length === 0;
  return {
    seed,
    profile,
    faults: faultTexts,
    outcome: completed ? 'completed' : 'failed',
    endedAtSeconds: account.clock.secondsSinceStart,
    steps: done.map((step) => ({ ...step, writeGapSeconds: gapDuring([...gaps.values()].flat(), step) })),
    clusters: clustersOf(account, gaps),
    invariants: { checked: account.watch.checked, violated: account.watch.violations },
    drift: driftIn(account),
    timeline: timelineOf(account, beginning),
  };
}

function gapDuring(gaps: readonly WriteGap[], { startedAtSeconds, endedAtSeconds }: Omit<DeploymentStep, 'writeGapSeconds'>): number {
  const shares = gaps.map(({ fromSeconds, toSeconds }) => Math.max(0, Math.min(toSeconds, endedAtSeconds) - Math.max(fromSeconds, startedAtSeconds)));
  return shares.reduce((sum, share) => sum + share, 0);
}

function clustersOf(account: SimulatedAccount, gaps: ReadonlyMap<string, readonly WriteGap[]>): DeployedCluster[] {
  return account.clients.filter(({ name, cluster }) => name === cluster).map((client): DeployedCluster => {
    const identifier = client.cluster;
    const shape = account.clusters.get(identifier)?.shape;
    const writes = account.log.ofType('writes').filter((entry) => entry.client === client.name);
    const count = (acknowledged: boolean) =>
      writes.filter((entry) => entry.acknowledged === acknowledged).reduce((sum, { from, to }) => sum + to - from, 0);
    const writeGaps = gaps.get(identifier) ?? [];
    return {
      identifier,
      exists: shape !== undefined,
      engine: shape?.Engine ?? '',
      engineVersion: shape?.EngineVersion ?? '',
      engineMode: shape?.EngineMode ?? '',
      members: (shape?.DBClusterMembers ?? []).map(({ DBInstanceIdentifier: member = '', PromotionTier = 1, IsClusterWriter = false }) => ({
        identifier: member, instanceClass: account.instances.get(member)?.shape.DBInstanceClass ?? 'unknown', promotionTier: PromotionTier, writer: IsClusterWriter,
      })),
      writeGapSeconds: writeGaps.reduce((sum, { seconds }) => sum + seconds, 0),
      writeGaps,
      writesAcknowledged: count(true),
      writesRejected: count(false),
      writesLost: client.lost(),
    };
  });
}

function driftIn(account: SimulatedAccount): DriftedResource[] {
  return account.cloudFormation.stacks.filter(({ exists }) => exists).flatMap((stack) =>
    driftOf(account, stack).flatMap(({ resource: { logicalId, type, physicalId = '' }, status, properties }) =>
      status === 'IN_SYNC' ? [] : [{ stack: stack.name, logicalId, type, physicalId, status, properties }]));
}
