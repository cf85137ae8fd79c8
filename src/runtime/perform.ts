import type { Ports } from './ports';
import { goalName, markName, originParameters, recordPath } from '../contract/record';
import type { Action, ExecuteStatement } from '../planner/decision';
import type { Goal } from '../planner/goal';
import type { Mark, Tag } from '../planner/observation';

const MIGRATION_TAG = 'cdk-aurora-serverless-v2:migration';

export interface PerformContext {
  readonly ports: Ports;
  readonly clusterResourceId: string;
  readonly goal: Goal;
  readonly atSeconds: number;
}

/** Makes one change. */
export async function perform(action: Action, context: PerformContext): Promise<void> {
  const { database } = context.ports;
  const tags: Tag[] = [{ key: MIGRATION_TAG, value: context.clusterResourceId }];
  switch (action.kind) {
    case 'record-origin': return recordOrigin(action.origin, context);
    case 'create-safety-snapshot': return database.createSnapshot(action.cluster, action.snapshot, tags);
    case 'create-parameter-group': return database.createParameterGroup(action.group, tags);
    case 'set-parameters': return database.setParameters(action.group, action.parameters);
    case 'upgrade-engine': return once(context, { kind: 'upgrade', attempt: action.attempt, detail: action.to }, () => database.upgradeEngine(action));
    case 'set-capacity-range': return database.setCapacityRange(action.cluster, action.range);
    case 'create-member': return database.createMember(action.cluster, action.engine, action.member, tags);
    case 'set-promotion-tier': return database.setPromotionTier(action.member, action.promotionTier);
    case 'enable-data-api': return database.enableDataApi(action.clusterArn);
    case 'delete-member': return database.deleteMember(action.member);
    case 'execute-statement': return executeStatement(action, context);
    case 'convert-engine-mode':
      return once(context, { kind: 'conversion', attempt: action.attempt, detail: action.instanceClass },
        () => database.convertEngineMode(action.cluster, action.instanceClass));
    case 'fail-over':
      return once(context, { kind: 'cutover', attempt: action.attempt, detail: action.target },
        () => database.failOver(action.cluster, action.target));
    case 'abandon': return mark(context, { kind: 'abandoned', attempt: 1, detail: action.reason }).then(() => {});
    case 'close': return mark(context, { kind: 'reached', attempt: 1, detail: action.outcome }).then(() => {});
  }
}

/** The goal is read anew at every turn, so whoever drives obeys the latest one. */
export async function writeGoal({ ports, clusterResourceId, goal }: Pick<PerformContext, 'ports' | 'clusterResourceId' | 'goal'>): Promise<void> {
  await ports.record.replace(goalName(recordPath(clusterResourceId)), JSON.stringify(goal));
}

async function recordOrigin(origin: Extract<Action, { kind: 'record-origin' }>['origin'], { ports, clusterResourceId }: PerformContext): Promise<void> {
  for (const { name, value } of originParameters(recordPath(clusterResourceId), origin)) await ports.record.create(name, value);
}

async function executeStatement({ clusterArn, secret, sql }: ExecuteStatement, context: PerformContext): Promise<void> {
  const answer = await context.ports.statements.execute(clusterArn, secret, sql);
  await mark(context, { kind: 'answered', attempt: 1, detail: answer === undefined ? 'nobody could be asked' : `${sql} gave ${answer}` });
}

/** The intention is written down before the call; whoever finds it written already does not call. */
async function once(context: PerformContext, intention: Omit<Mark, 'atSeconds'>, call: () => Promise<void>): Promise<void> {
  if (await mark(context, intention)) await call();
}

function mark({ ports, clusterResourceId, goal, atSeconds }: PerformContext, intention: Omit<Mark, 'atSeconds'>): Promise<boolean> {
  const name = markName(recordPath(clusterResourceId), goal.generation, intention);
  return ports.record.create(name, JSON.stringify({ ...intention, atSeconds } satisfies Mark));
}
