import type { HandoverGoal } from './handover-goal';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import type { MemberFacts, Observation } from '../observation';

const LAST_CHOICE = 15;
/** Serverless members of these tiers have the size of the writer. */
const LAST_TIER_THAT_FOLLOWS_THE_WRITER = 1;

/** The cluster as it is to be when the handover, or its undoing, is over. */
export interface WantedState {
  /** Who is to write; nothing when nobody is there who may. */
  readonly writer?: MemberFacts;
  readonly tiers: ReadonlyMap<string, number>;
}

export function wantedState(goal: HandoverGoal, observation: Observation, isUndoing: boolean): WantedState {
  const present = observation.members.filter((member) => member.status !== 'deleting');
  return isUndoing ? stateBefore(goal, present) : stateAfter(goal, present);
}

function stateBefore({ before }: HandoverGoal, present: readonly MemberFacts[]): WantedState {
  const writer = present.find(({ identifier }) => identifier === before.writer) ?? present.find(({ isWriter }) => isWriter);
  return { writer, tiers: new Map(present.map((member) => [member.identifier, before.tiers[member.identifier] ?? tierOf(member)])) };
}

function stateAfter(goal: HandoverGoal, present: readonly MemberFacts[]): WantedState {
  const find = (identifier: string) => present.find((member) => member.identifier === identifier);
  const staying = goal.staying.map(find).filter((member) => member !== undefined);
  const writer = wantedWriter(goal, staying);
  const tiers = new Map(staying.map((member) => [member.identifier, goal.before.tiers[member.identifier] ?? tierOf(member)]));
  if (writer && !writer.isWriter) tiers.set(writer.identifier, Math.min(tiers.get(writer.identifier)!, firstChoice(writer)));
  const standbys = staying.filter((member) => member !== writer);
  const needsStandby = goal.leaving.length > 0 && standbys.length > 0
    && standbys.every((member) => tiers.get(member.identifier)! > firstChoice(member));
  if (needsStandby) tiers.set(standbys[0].identifier, firstChoice(standbys[0]));
  for (const identifier of goal.leaving) tiers.set(identifier, LAST_CHOICE);
  return { writer, tiers };
}

/** Whoever stays and writes already, unless somebody else was asked for. */
function wantedWriter({ target }: HandoverGoal, staying: readonly MemberFacts[]): MemberFacts | undefined {
  if (target !== undefined) return staying.find(({ identifier }) => identifier === target);
  return staying.find(({ isWriter }) => isWriter) ?? staying.find(({ status }) => status === 'available') ?? staying[0];
}

/** The highest tier in which it comes before those that leave, at full size. */
function firstChoice({ instanceClass }: MemberFacts): number {
  return instanceClass === SERVERLESS_CLASS ? LAST_TIER_THAT_FOLLOWS_THE_WRITER : LAST_CHOICE - 1;
}

const tierOf = ({ settings }: MemberFacts): number => settings.promotionTier;
