import { recordPath } from './record';
import type { HandoverGoal } from '../planner/handover/handover-goal';
import type { Mark } from '../planner/observation';

/** The record of the handovers of a cluster: beside that of its move. */
export const handoverPath = (clusterResourceId: string) => `${recordPath(clusterResourceId)}/handover`;
/** Whose turn it is: the request that came last. */
export const currentRequestName = (path: string) => `${path}/current`;
export const handoverGoalName = (path: string, request: string) => `${path}/${request}/goal`;
export const handoverMarkName = (path: string, request: string, mark: Pick<Mark, 'kind' | 'attempt'>) => `${path}/${request}/marks/${mark.kind}-${mark.attempt}`;

export interface StoredHandover {
  readonly goal: HandoverGoal;
  readonly marks: readonly Mark[];
}

export interface HandoverRecord {
  /** The request whose turn it is. */
  readonly current?: string;
  readonly handovers: Readonly<Record<string, StoredHandover>>;
}

export function parseHandoverRecord(path: string, entries: Readonly<Record<string, string>>): HandoverRecord {
  const handovers = Object.entries(entries).filter(([name]) => name.endsWith('/goal')).map(([, value]) => {
    const goal = JSON.parse(value) as HandoverGoal;
    const marks = Object.keys(entries).filter((name) => name.startsWith(`${path}/${goal.request}/marks/`)).map((name) => JSON.parse(entries[name]) as Mark);
    return [goal.request, { goal, marks }] as const;
  });
  return { current: entries[currentRequestName(path)], handovers: Object.fromEntries(handovers) };
}

/** The handover that began last. */
export function latestHandover({ handovers }: HandoverRecord): StoredHandover | undefined {
  return Object.values(handovers).sort((a, b) => b.goal.startedAtSeconds - a.goal.startedAtSeconds)[0];
}
