import type { CustomResourceRequest } from '../../contract/custom-resource';
import { type HandoverRecord, latestHandover, type StoredHandover } from '../../contract/handover-record';
import { limitsOf, type ReceivedWriterHandoverProperties } from '../../contract/writer-handover';
import type { HandoverGoal, WriterAndTiers } from '../../planner/handover/handover-goal';
import type { Look, StackResource } from '../ports';

const DB_INSTANCE = 'AWS::RDS::DBInstance';

export interface Circumstances {
  readonly event: CustomResourceRequest<ReceivedWriterHandoverProperties>;
  readonly look: Look;
  readonly record: HandoverRecord;
  readonly resources: readonly StackResource[];
  /** Only for a deletion: the logical ids in the template to which CloudFormation is going. */
  readonly templateIds?: ReadonlySet<string>;
}

/** What an event asks for; nothing when everything is as it asks for already and nobody is at work. */
export function handoverGoalOf(circumstances: Circumstances): HandoverGoal | undefined {
  const { event, look, record, templateIds } = circumstances;
  const isDeletion = event.RequestType === 'Delete';
  const { staying, leaving } = isDeletion ? asTheTemplateSays(circumstances, templateIds!) : asThePropertiesSay(circumstances);
  const target = isDeletion ? undefined : targetOf(event);
  const writer = look.members.find(({ isWriter }) => isWriter)?.identifier;
  const previous = latestHandover(record);
  const hasTiersToRestore = previous?.goal.leaving.some((identifier) => staying.includes(identifier)) ?? false;
  const isWriterWanted = target === undefined ? !leaving.includes(writer ?? '') : writer === target;
  const isIdle = isWriterWanted && !isAtWork(previous) && !hasTiersToRestore && (isDeletion || leaving.length === 0);
  // A deletion for which nobody is left: the whole cluster goes, and nobody needs a writer.
  if (isIdle || staying.length === 0) return undefined;
  return {
    request: event.RequestId,
    startedAtSeconds: look.atSeconds,
    target,
    staying: preferring(staying, previous?.goal.before.writer),
    leaving,
    isDeletion,
    before: before(look, previous),
    limits: limitsOf(event.ResourceProperties),
  };
}

/** Forwards, and in a reverse update: those that the properties name stay, the others that the stack has leave. */
function asThePropertiesSay({ event, look, resources }: Circumstances) {
  const { Target, Members } = event.ResourceProperties;
  const staying = [Target, ...Members.filter((member) => member !== Target)].map((member) => member.toLowerCase());
  const members = membersOfStack(look, resources).map(({ identifier }) => identifier);
  return { staying, leaving: members.filter((identifier) => !staying.includes(identifier)) };
}

/** Whoever is in the template to which CloudFormation is going stays. */
function asTheTemplateSays({ look, resources }: Circumstances, templateIds: ReadonlySet<string>) {
  const members = membersOfStack(look, resources);
  const stays = ({ logicalId }: { logicalId: string }) => templateIds.has(logicalId);
  return {
    staying: members.filter(stays).map(({ identifier }) => identifier),
    leaving: members.filter((member) => !stays(member)).map(({ identifier }) => identifier),
  };
}

function membersOfStack({ members }: Look, resources: readonly StackResource[]): { identifier: string; logicalId: string }[] {
  return members.flatMap(({ identifier }) => {
    const resource = resources.find(({ type, physicalId }) => type === DB_INSTANCE && physicalId?.toLowerCase() === identifier);
    return resource ? [{ identifier, logicalId: resource.logicalId }] : [];
  });
}

/** AWS may have failed over since: an update that names the same target as before does not undo that. */
function targetOf({ RequestType, ResourceProperties, OldResourceProperties }: Circumstances['event']): string | undefined {
  const { Target } = ResourceProperties;
  return RequestType === 'Create' || OldResourceProperties?.Target !== Target ? Target.toLowerCase() : undefined;
}

function preferring(staying: readonly string[], preferred: string | undefined): string[] {
  if (preferred === undefined || !staying.includes(preferred)) return [...staying];
  return [preferred, ...staying.filter((identifier) => identifier !== preferred)];
}

/** The tiers that we changed in a handover before count as they were before that. */
function before({ members }: Look, previous: StoredHandover | undefined): WriterAndTiers {
  const changedByUs = (identifier: string) => isAtWork(previous) || previous?.goal.leaving.includes(identifier);
  return {
    writer: members.find(({ isWriter }) => isWriter)?.identifier,
    tiers: Object.fromEntries(members.map(({ identifier, settings }) => [
      identifier, (changedByUs(identifier) ? previous?.goal.before.tiers[identifier] : undefined) ?? settings.promotionTier,
    ])),
  };
}

function isAtWork(handover: StoredHandover | undefined): boolean {
  return handover !== undefined && !handover.marks.some(({ kind }) => kind === 'reached');
}
