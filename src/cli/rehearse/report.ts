import type { DBCluster } from '@aws-sdk/client-rds';
import type { TimelineEvent } from './deployment-report';
import type { ReasonedGoal } from './goal';
import { beginningOf, timelineOf } from './timeline';
import type { FinalStatus, TurnResult, TurnStatus } from '../../contract/turn';
import type { Problem } from '../../planner/decision';
import { type Plan, plan } from '../../planner/plan';
import { SimulatedAccount } from '../../simulator/account';
import type { Fault } from '../../simulator/faults/fault';
import type { Violation } from '../../simulator/invariants';
import { type Measurements, measure } from '../../simulator/measure';
import { type ProfileName, PROFILES } from '../../simulator/profiles';
import { loadState } from '../../simulator/state';
import { observationOf } from '../observation-of';
import type { DescribedCluster } from '../state-files';

export type Outcome = FinalStatus | 'failed';

/** What `--json` prints for one cluster. */
export interface ClusterReport extends Measurements {
  readonly identifier: string;
  readonly outcome: Outcome;
  readonly path: 'in place';
  readonly from: Engine;
  readonly to: Engine;
  /** Calls that set the goal: the others are the driver's. */
  readonly apiCallsBeforeDriver: number;
  readonly capacity: { readonly minAcu: number; readonly maxAcu: number; readonly reason: string };
  /** What was going to happen, as decided before the first call. */
  readonly plan: Plan;
  readonly steps: readonly StepReport[];
  readonly invariants: { readonly checked: readonly string[]; readonly violated: readonly Violation[] };
  /** Why it was refused, parked or failed. */
  readonly problems: readonly Problem[];
  readonly timeline: readonly TimelineEvent[];
}

export interface Engine {
  readonly engine: string;
  readonly engineVersion: string;
  readonly engineMode: string;
  readonly members: readonly { readonly identifier: string; readonly instanceClass: string; readonly writer: boolean }[];
}

export interface StepReport {
  readonly step: string;
  readonly startedAtSeconds: number;
  readonly endedAtSeconds: number;
}

export interface TimedTurn {
  readonly endedAtSeconds: number;
  readonly turn: Pick<TurnResult, 'step' | 'status' | 'message' | 'problems'>;
}

/** How the driver ended: with a last turn, or with a failure of its own. */
export interface Ending {
  readonly turns: readonly TimedTurn[];
  readonly apiCallsBeforeDriver: number;
  readonly failure?: string;
}

/** Under which circumstances AWS is met. */
export interface Circumstances {
  readonly seed: number;
  readonly profile?: ProfileName;
  readonly faults?: readonly Fault[];
}

/** A rehearsal that is about to begin. */
export interface Start {
  readonly account: SimulatedAccount;
  readonly described: DescribedCluster;
  readonly identifier: string;
  readonly from: Engine;
  readonly goal: ReasonedGoal;
  /** What was there before. */
  readonly beginning: readonly TimelineEvent[];
}

/** An account of its own for each cluster, so that one cluster's numbers are not another's. */
export function begin(described: DescribedCluster, goal: ReasonedGoal, { seed, profile = 'typical', faults = [] }: Circumstances): Start {
  const [, , , region, accountId] = described.cluster.DBClusterArn!.split(':');
  const identifier = described.cluster.DBClusterIdentifier!;
  const { dataApiSecret } = goal.goal;
  const account = new SimulatedAccount({
    seed,
    profile: PROFILES[profile],
    region,
    accountId,
    // A rehearsal takes the secret for the right one: whether it is shows only in the account.
    databaseSecrets: typeof dataApiSecret === 'string' ? { [dataApiSecret]: identifier } : {},
  });
  loadState(account, [described.cluster], described.instances);
  for (const fault of faults) account.faults.add(fault);
  return { account, described, identifier, goal, from: engineOf(account, identifier), beginning: beginningOf(account) };
}

function engineOf(account: SimulatedAccount, identifier: string): Engine {
  const shape: DBCluster = account.clusters.get(identifier)!.shape;
  const writers = new Set(shape.DBClusterMembers?.filter((member) => member.IsClusterWriter).map((member) => member.DBInstanceIdentifier));
  return {
    engine: shape.Engine!,
    engineVersion: shape.EngineVersion!,
    engineMode: shape.EngineMode ?? 'provisioned',
    members: (shape.DBClusterMembers ?? []).map(({ DBInstanceIdentifier: member }) => ({
      identifier: member!,
      instanceClass: account.instances.get(member!)?.shape.DBInstanceClass ?? 'unknown',
      writer: writers.has(member),
    })),
  };
}

/** Closes the account's books. Numbers come from the simulator's log, the outcome from the driver. */
export function conclude(start: Start, { turns, failure, apiCallsBeforeDriver }: Ending): ClusterReport {
  const { account, described, identifier, from, goal: { goal, reason } } = start;
  const last = turns.at(-1)?.turn;
  const outcome = failure === undefined && last && isFinal(last.status) ? last.status : 'failed';
  // A parked move is by definition not at rest: AWS keeps it from there.
  if (outcome !== 'parked') account.watch.close();
  const problems = failure !== undefined
    ? [{ code: 'DRIVER_FAILED', message: failure, remedy: 'Start the move again: it continues from what is there.' }]
    : last?.problems ?? [];
  return {
    identifier,
    outcome,
    path: 'in place',
    from,
    to: engineOf(account, identifier),
    capacity: { ...goal.capacity, reason },
    apiCallsBeforeDriver,
    ...measure(account, identifier, account.clock.secondsSinceStart),
    timeline: timelineOf(account, start.beginning),
    plan: plan(goal, observationOf(described)),
    steps: stepsOf(turns),
    invariants: { checked: account.watch.checked, violated: account.watch.violations },
    problems,
  };
}

function isFinal(status: TurnStatus): status is FinalStatus {
  return status !== 'running' && !status.startsWith('waiting');
}

/** A step begins with the first turn that names it and ends where the next one begins. */
function stepsOf(turns: readonly TimedTurn[]): StepReport[] {
  const firsts = turns.filter(({ turn }, index) => turn.step !== turns[index - 1]?.turn.step);
  return firsts.map(({ turn, endedAtSeconds }, index) => ({
    step: turn.step,
    startedAtSeconds: index === 0 ? 0 : endedAtSeconds,
    endedAtSeconds: (firsts[index + 1] ?? turns.at(-1)!).endedAtSeconds,
  }));
}
