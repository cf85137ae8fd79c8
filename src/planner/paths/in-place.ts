import { costOfBothSides } from './cost';
import type { PathDescription, PlannedStep } from './planned-path';
import type { PathSubject } from './subject';
import { total } from '../durations';
import type { Observation } from '../observation';
import { type Plan, plan, planBehindRefusal } from '../plan';
import { isAuroraCluster } from '../source/source';

const OVERLAP: readonly string[] = ['create members', 'warm target', 'fail over', 'confirm roles', 'data api', 'remove members'];

/** Serverless members beside the old ones, one failover; what the loop does, step by step. */
export function inPlace(subject: PathSubject): PathDescription {
  const { source } = subject;
  const { outcome, problems, steps: made } = planInPlace(subject);
  const steps = outcome === 'migrated' ? made : [];
  const isV1 = source.kind === 'Aurora Serverless v1';
  return {
    path: 'in place',
    madeBy: 'the loop',
    steps,
    inTheWay: outcome === 'migrated' ? [] : problems,
    restStates: restStates(source.engineVersion, steps, isV1),
    wayBack: 'Ask for the goal restore at any time: before the failover the new members go, behind it the old ones are created again and take over. '
      + 'What was converted or upgraded stays so; the safety snapshots hold what was before.',
    keepsEndpoint: true,
    copiesEverything: true,
    clients: [
      'Reconnect at the failover: the cluster endpoint stays, and follows within seconds.',
      ...(isV1 ? ['Reconnect at the engine mode conversion, too.'] : []),
      ...(steps.some(({ step }) => step === 'upgrade engine') ? ['Stop writing during each upgrade, for minutes, and run ANALYZE on PostgreSQL behind it.'] : []),
      'Clients that connect to instance endpoints need the new ones.',
    ],
    cost: costOfBothSides(subject, total(steps.filter(({ step }) => OVERLAP.includes(step)).map(({ takes }) => takes))),
  };
}

/** As if what stands in the way had been removed already: the findings name it. */
function planInPlace({ source, goal, pace }: PathSubject): Pick<Plan, 'outcome' | 'problems' | 'steps'> {
  const { cluster, members, upgradeTargets } = source;
  if (!cluster || !isAuroraCluster(source)) return { outcome: 'refused', problems: [], steps: [] };
  const observation: Observation = { observedAtSeconds: 0, cluster, members, upgradeTargets, marks: [], settled: { reads: 0, seconds: 0 } };
  const asItIs = plan(goal, observation, pace);
  if (asItIs.outcome !== 'refused' || members.length === 0 && cluster.engineMode !== 'serverless') return asItIs;
  const remedied = {
    ...observation,
    cluster: { ...cluster, status: 'available', features: undefined },
    members: members.map((member) => ({ ...member, status: 'available', pending: [] })),
  };
  return members.some(({ isWriter }) => isWriter) || cluster.engineMode === 'serverless' ? planBehindRefusal(goal, remedied, pace) : asItIs;
}

function restStates(version: string, steps: readonly PlannedStep[], isV1: boolean): string[] {
  const upgrades = steps.filter(({ step }) => step === 'upgrade engine').flatMap(({ changes }) => changes.map((change) => change.split(' ').at(-1)!));
  return [
    `as it is today, on ${version}`,
    ...(isV1 ? [`provisioned, on ${version}, behind the engine mode conversion`] : []),
    ...upgrades.map((to) => `with its provisioned members on ${to}`),
    'all members serverless',
  ];
}
