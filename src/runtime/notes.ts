import type { Observed } from './observe';
import type { Ports } from './ports';
import { markName, parseRecord, recordPath } from '../contract/record';
import type { Answer, TurnRequest } from '../contract/turn';
import type { Mark } from '../planner/observation';

/** What somebody said belongs to the goal, and survives whoever asked. */
export async function noteAnswer(ports: Ports, { clusterResourceId, answer }: TurnRequest): Promise<void> {
  if (!answer) return;
  const path = recordPath(clusterResourceId);
  const { goal } = parseRecord(path, await ports.record.read(path));
  const { atSeconds } = await ports.database.look({ resourceId: clusterResourceId });
  const mark = { kind: KIND[answer.question](answer), attempt: 1, atSeconds, detail: answer.detail };
  if (goal) await write(ports, clusterResourceId, goal.generation, mark);
}

const KIND: Record<Answer['question'], (answer: Answer) => Mark['kind']> = {
  approval: ({ accepted }) => accepted ? 'approved' : 'rejected',
  verification: ({ accepted }) => accepted ? 'verified' : 'verification-failed',
};

/** When the new writer was first shown after a call that interrupted clients: the only measure of the gap that AWS gives. */
export async function noteNewWriter(ports: Ports, { clusterResourceId }: TurnRequest, seen: Observed): Promise<Observed> {
  const { goal, observation } = seen;
  const writer = observation.members.find(({ isWriter }) => isWriter);
  if (!goal || !writer) return seen;
  const note = noteOf(observation.marks, writer.identifier);
  if (!note) return seen;
  const mark = { ...note, atSeconds: observation.observedAtSeconds, detail: writer.identifier };
  await write(ports, clusterResourceId, goal.generation, mark);
  return { ...seen, observation: { ...observation, marks: [...observation.marks, mark] } };
}

function noteOf(marks: readonly Mark[], writer: string): Pick<Mark, 'kind' | 'attempt'> | undefined {
  const last = (kind: Mark['kind']) => marks.filter((mark) => mark.kind === kind).sort((a, b) => b.attempt - a.attempt)[0];
  const isNoted = (kind: Mark['kind'], { attempt }: Mark) => marks.some((mark) => mark.kind === kind && mark.attempt === attempt);
  const [cutover, conversion] = [last('cutover'), last('conversion')];
  if (cutover && cutover.detail === writer && !isNoted('switched', cutover)) return { kind: 'switched', attempt: cutover.attempt };
  if (conversion && !isNoted('converted', conversion)) return { kind: 'converted', attempt: conversion.attempt };
  return undefined;
}

async function write(ports: Ports, clusterResourceId: string, generation: number, mark: Mark): Promise<void> {
  await ports.record.create(markName(recordPath(clusterResourceId), generation, mark), JSON.stringify(mark));
}
