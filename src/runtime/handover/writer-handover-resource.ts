import { handoverGoalOf } from './handover-goal-of';
import { type HandoverTurn, handoverTurn } from './handover-turn';
import { type CustomResourceAnswer, type CustomResourceRequest, failed, tell } from '../../contract/custom-resource';
import { currentRequestName, handoverGoalName, handoverPath, parseHandoverRecord } from '../../contract/handover-record';
import type { ReceivedWriterHandoverProperties } from '../../contract/writer-handover';
import { patiently } from '../patiently';
import { CallRefused, type Ports, type StackPort } from '../ports';

export interface HandoverOptions {
  readonly ports: Ports & { readonly stack: StackPort };
  readonly sleep: (seconds: number) => Promise<void>;
  readonly onTurn?: (turn: HandoverTurn) => void;
}

type HandoverEvent = CustomResourceRequest<ReceivedWriterHandoverProperties>;

const statusWhile = (type: HandoverEvent['RequestType']) => `${type.toUpperCase()}_IN_PROGRESS`;

/** Makes a staying member the writer before CloudFormation deletes those that leave, in whichever direction it goes. */
export async function onHandoverEvent(options: HandoverOptions, event: HandoverEvent): Promise<CustomResourceAnswer> {
  // Only an identity: a change of it would make CloudFormation delete the old one.
  const physicalResourceId = event.PhysicalResourceId ?? event.LogicalResourceId;
  try {
    const problem = await handOver(options, event);
    return problem === undefined ? { status: 'SUCCESS', physicalResourceId } : failed(physicalResourceId, problem);
  } catch (error) {
    if (error instanceof CallRefused) return failed(physicalResourceId, `${error.code}: ${error.message}`);
    throw error;
  }
}

/** Not even a look may be possible, so that AWS's clock is not known. The function ends after 15 minutes. */
const LONGEST_WAITING_SECONDS = 810;

/** What the event asks for, as the record has it now. */
type Beginning = { readonly clusterResourceId: string } | { readonly problem: string } | 'nothing to do';

/** Why it did not come to that. */
async function handOver(options: HandoverOptions, event: HandoverEvent): Promise<string | undefined> {
  const beginning = await patiently(options.sleep, () => begin(options, event));
  if (beginning === 'nothing to do') return undefined;
  return 'problem' in beginning ? beginning.problem : turnUntilEnd(options, beginning.clusterResourceId, event.RequestId);
}

async function begin({ ports }: HandoverOptions, event: HandoverEvent): Promise<Beginning> {
  const { RequestType, RequestId, StackId, LogicalResourceId, ResourceProperties: { ClusterIdentifier } } = event;
  const look = await ports.database.look({ identifier: ClusterIdentifier });
  const isDeletion = RequestType === 'Delete';
  if (!look.cluster) return isDeletion ? 'nothing to do' : { problem: tell('CLUSTER_NOT_FOUND', `there is no DB cluster ${ClusterIdentifier}.`) };
  const resources = await ports.stack.resources(StackId);
  const status = resources.find(({ logicalId }) => logicalId === LogicalResourceId)?.status ?? 'gone';
  if (status !== statusWhile(RequestType)) {
    return { problem: tell('HANDOVER_SUPERSEDED', `CloudFormation does not wait for this event any more: the resource is ${status}.`) };
  }
  const clusterResourceId = look.cluster.resourceId;
  const path = handoverPath(clusterResourceId);
  const record = parseHandoverRecord(path, await ports.record.read(path));
  if (RequestId in record.handovers) return { clusterResourceId };
  const templateIds = isDeletion ? await ports.stack.templateIds(StackId) : undefined;
  const goal = handoverGoalOf({ event, look, record, resources, templateIds });
  if (!goal) return 'nothing to do';
  // It is this event's turn from now on; its goal is written once, however often the event comes.
  await ports.record.replace(currentRequestName(path), RequestId);
  await ports.record.create(handoverGoalName(path, RequestId), JSON.stringify(goal));
  return { clusterResourceId };
}

async function turnUntilEnd({ ports, sleep, onTurn }: HandoverOptions, clusterResourceId: string, request: string): Promise<string | undefined> {
  let turn = await handoverTurn(ports, { clusterResourceId, request });
  onTurn?.(turn);
  let waitedSeconds = 0;
  while (turn.status === 'running' && waitedSeconds < LONGEST_WAITING_SECONDS) {
    await sleep(turn.waitSeconds);
    waitedSeconds += turn.waitSeconds;
    turn = await handoverTurn(ports, turn);
    onTurn?.(turn);
  }
  switch (turn.status) {
    case 'handed over': return undefined;
    case 'undone': return tell('HANDOVER_UNDONE', `everything is as it was, because ${turn.message}.`);
    case 'superseded': return tell('HANDOVER_SUPERSEDED', `${turn.message}.`);
    case 'running': return tell('HANDOVER_FAILED', `the handover has not ended in time: ${turn.message}.`);
    case 'failed': return turn.message;
  }
}
