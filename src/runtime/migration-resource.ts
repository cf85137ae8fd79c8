import { writeGoal } from './perform';
import { CallRefused, type EnginePort, type Ports, type SignalPort, type StackPort } from './ports';
import { type CustomResourceAnswer, type CustomResourceRequest, failed, tell } from '../contract/custom-resource';
import { goalOf, type ReceivedMigrationProperties } from '../contract/migration-resource';
import { parseRecord, recordPath, signalName } from '../contract/record';
import { restoringGoal } from '../planner/goal';
import type { Mark } from '../planner/observation';

export type MigrationEvent = CustomResourceRequest<ReceivedMigrationProperties>;
type MigrationPorts = Ports & { readonly engine: EnginePort; readonly stack: StackPort; readonly signals: SignalPort };

/** Until the resource has an identity: it stands for nothing, so deleting it changes nothing. */
const NO_IDENTITY = 'no-migration';
/** CloudFormation undoes what it did: the way back is a goal, too, and the engine finishes it. */
const GOES_BACK = /^(UPDATE_)?ROLLBACK_/;
const LONGEST_NAME = 70;

/** Sets the goal of the cluster and starts the engine, which goes on when CloudFormation has long forgotten it. */
export async function onMigrationEvent(ports: MigrationPorts, event: MigrationEvent): Promise<CustomResourceAnswer> {
  const identity = event.PhysicalResourceId ?? NO_IDENTITY;
  try {
    return event.RequestType === 'Delete' ? await withdraw(ports, event, identity) : await ask(ports, event, identity);
  } catch (error) {
    // Whatever it is: CloudFormation waits an hour for an answer that does not come.
    return failed(identity, error instanceof CallRefused ? `${error.code}: ${error.message}` : String(error));
  }
}

async function ask(ports: MigrationPorts, event: MigrationEvent, identity: string): Promise<CustomResourceAnswer> {
  const { SourceClusterIdentifier, SignalUrl, Start } = event.ResourceProperties;
  const { cluster } = await ports.database.look({ identifier: SourceClusterIdentifier });
  if (!cluster) return failed(identity, tell('CLUSTER_NOT_FOUND', `there is no DB cluster ${SourceClusterIdentifier} in this account and Region.`));
  const clusterResourceId = cluster.resourceId;
  if (SignalUrl) await ports.signals.keep(signalName(recordPath(clusterResourceId)), SignalUrl);
  await writeGoal({ ports, goal: goalOf(event.ResourceProperties), clusterResourceId });
  if (Start !== 'by hand') await start(ports, event, clusterResourceId);
  return { status: 'SUCCESS', physicalResourceId: clusterResourceId };
}

/** Before its first change, and after its cutover, a move is nobody's business any more. In between it is not simply forgotten. */
async function withdraw(ports: MigrationPorts, event: MigrationEvent, identity: string): Promise<CustomResourceAnswer> {
  const gone: CustomResourceAnswer = { status: 'SUCCESS', physicalResourceId: identity };
  if (identity === NO_IDENTITY) return gone;
  const path = recordPath(identity);
  const { goal, origin, marks } = parseRecord(path, await ports.record.read(path));
  if (!goal || goal.kind === 'restore' || isOver(marks)) return gone;
  if (origin && !GOES_BACK.test(await ports.stack.status(event.StackId))) return failed(identity, moveUnderWay(origin.cluster.identifier));
  await writeGoal({ ports, goal: restoringGoal(goal), clusterResourceId: identity });
  if (origin) await start(ports, event, identity);
  return gone;
}

function isOver(marks: readonly Mark[]): boolean {
  const cutovers = marks.filter(({ kind }) => kind === 'cutover');
  return marks.some(({ kind }) => kind === 'reached') || cutovers.some(({ attempt }) => marks.some((mark) => mark.kind === 'switched' && mark.attempt === attempt));
}

function moveUnderWay(identifier: string): string {
  return tell('MOVE_UNDER_WAY', `the move of ${identifier} is under way, and goes on. Wait until it has ended, `
    + `or go back with \`npx cdk-aurora-serverless-v2 run --cluster ${identifier} --abort\`; then delete the migration again.`);
}

/** Named by the event: it starts one execution however often it is delivered, and every new event starts another. */
async function start(ports: MigrationPorts, { StackId, LogicalResourceId, RequestId }: MigrationEvent, clusterResourceId: string): Promise<void> {
  const stack = StackId.split('/')[1] ?? StackId;
  const name = `${`${stack}-${LogicalResourceId}`.slice(0, LONGEST_NAME - RequestId.length - 1)}-${RequestId}`;
  await ports.engine.start(name, { clusterResourceId, run: { name, number: 1, turns: 0 } });
}

