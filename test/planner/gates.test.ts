import { decide } from '../../src/planner/decide';
import type { Goal } from '../../src/planner/goal';
import { restoringGoal } from '../../src/planner/goal';
import type { Mark, Observation } from '../../src/planner/observation';
import { plan } from '../../src/planner/plan';
import { planFromHere } from '../../src/planner/plan-from-here';
import { CLUSTER, GOAL, member, NEW_A, NEW_B, observation, OLD_READER, OLD_WRITER, SIDE_BY_SIDE, TAKEN_OVER, WITH_RANGE } from '../support/observations';

const mark = (kind: Mark['kind'], more: Partial<Mark> = {}): Mark => ({ kind, detail: '', attempt: 1, atSeconds: 0, ...more });
/** 1 December 2026, a Tuesday, at midnight. */
const TUESDAY = Date.UTC(2026, 11, 1) / 1000;
const at = (seconds: number, look: Observation): Observation => ({ ...look, observedAtSeconds: seconds });

describe('the window in which a move begins', () => {
  const goal: Goal = { ...GOAL, start: { window: 'tue:03:00-tue:04:00' } };
  const fresh = observation({ origin: undefined });

  test('is waited for, an hour at a time', () => {
    expect(decide(goal, at(TUESDAY, fresh))).toEqual({ kind: 'wait', step: 'await window', seconds: 3600, reason: 'the window tue:03:00-tue:04:00 is closed' });
    expect(decide(goal, at(TUESDAY + 3 * 3600 - 60, fresh))).toMatchObject({ kind: 'wait', seconds: 60 });
    expect(decide(goal, at(TUESDAY + 3 * 3600, fresh))).toMatchObject({ kind: 'act', step: 'record' });
  });

  test('binds nobody once the move has begun', () => {
    expect(decide(goal, at(TUESDAY, observation()))).toMatchObject({ kind: 'act', step: 'set capacity range' });
  });
});

describe('the gates of the cutover', () => {
  const gated = (cutover: Goal['cutover']): Goal => ({ ...GOAL, cutover });

  test('a window: what interrupts nobody goes on, the failover waits', () => {
    const goal = gated({ window: 'tue:03:00-tue:04:00' });
    expect(decide(goal, at(TUESDAY, observation()))).toMatchObject({ kind: 'act', step: 'set capacity range' });
    expect(decide(goal, at(TUESDAY, SIDE_BY_SIDE))).toMatchObject({ kind: 'wait', step: 'await window', seconds: 3600 });
    expect(decide(goal, at(TUESDAY + 3 * 3600, SIDE_BY_SIDE))).toMatchObject({ kind: 'act', step: 'fail over' });
  });

  test('an approval is asked for by name, and counts', () => {
    const goal = gated({ approval: true });
    expect(decide(goal, SIDE_BY_SIDE)).toEqual({ kind: 'ask', step: 'await approval', question: 'approval', message: 'May the move fail over to shop-v2-a-abcdef?' });
    expect(decide(goal, { ...SIDE_BY_SIDE, marks: [mark('approved')] })).toMatchObject({ kind: 'act', step: 'fail over' });
    expect(decide(gated({ approval: false }), SIDE_BY_SIDE)).toMatchObject({ kind: 'act', step: 'fail over' });
  });

  test('an approval does not open the window', () => {
    expect(decide(gated({ approval: true, window: 'tue:03:00-tue:04:00' }), at(TUESDAY, { ...SIDE_BY_SIDE, marks: [mark('approved')] }))).toMatchObject({ kind: 'wait', step: 'await window' });
  });

  test('a rejection gives the move up, and the way back asks nobody', () => {
    const goal = gated({ approval: true });
    expect(decide(goal, { ...SIDE_BY_SIDE, marks: [mark('rejected', { detail: 'not today' })] })).toEqual({
      kind: 'act', step: 'await approval', action: { kind: 'abandon', reason: 'the cutover was not approved: not today' },
    });
    const back = { ...TAKEN_OVER, marks: [mark('rejected'), mark('abandoned')] };
    expect(decide(goal, back)).toMatchObject({ kind: 'act', step: 'fail over', action: { target: 'old-1' } });
    expect(decide({ ...goal, kind: 'restore' }, TAKEN_OVER)).toMatchObject({ kind: 'act', step: 'fail over' });
  });

  test('a conversion and an upgrade interrupt, too', () => {
    const v1 = { ...CLUSTER, engineMode: 'serverless', serverlessV1: { minAcu: 1, maxAcu: 8 } };
    const look = observation({ cluster: v1, members: [], origin: { recordedAtSeconds: 0, cluster: v1, members: [] }, safetySnapshot: { status: 'available' } });
    expect(decide(gated({ approval: true }), look)).toMatchObject({ kind: 'ask', message: expect.stringContaining('convert shop to provisioned') });
    const behind = observation({ upgradeTargets: { [CLUSTER.engineVersion]: ['8.0.mysql_aurora.3.12.0'] } });
    expect(decide({ ...gated({ approval: true }), engineVersion: '8.0.mysql_aurora.3.12.0' }, behind)).toMatchObject({ kind: 'ask', message: 'May the move upgrade shop to 8.0.mysql_aurora.3.12.0?' });
  });

  test('a plan takes the answer for yes', () => {
    expect(plan({ ...gated({ approval: true }), verifier: 'arn' }, observation({ origin: undefined }))).toMatchObject({ outcome: 'migrated' });
  });
});

describe('before anything is taken away', () => {
  const days = (keptDays: number | undefined): Goal => ({ ...GOAL, oldMembers: { keptDays } });
  const last = (other: typeof OLD_WRITER) => ({ ...other, isWriter: false, settings: { ...other.settings, promotionTier: 15 } });
  const kept = { ...TAKEN_OVER, members: [last(OLD_WRITER), last(OLD_READER), { ...NEW_A, isWriter: true }, NEW_B] };

  test('members that are kept become the last choice, one after the other', () => {
    expect(decide(days(1), TAKEN_OVER)).toEqual({ kind: 'act', step: 'keep members', action: { kind: 'set-promotion-tier', member: 'old-1', promotionTier: 15 } });
    const one = { ...TAKEN_OVER, members: [last(OLD_WRITER), { ...OLD_READER, status: 'modifying' }, { ...NEW_A, isWriter: true }, NEW_B] };
    expect(decide(days(1), { ...one, marks: [mark('cutover', { atSeconds: 900 })] })).toMatchObject({ kind: 'wait', step: 'keep members' });
  });

  test('for so many days from the cutover on, looked at every hour', () => {
    const marks = [mark('cutover', { atSeconds: 100 }), mark('cutover', { atSeconds: 900, attempt: 2 })];
    expect(decide(days(2), { ...kept, marks })).toEqual({ kind: 'wait', step: 'keep members', seconds: 3600, reason: 'the old members are kept for 2 days' });
    expect(decide(days(2), at(900 + 2 * 86400 - 30, { ...kept, marks }))).toMatchObject({ kind: 'wait', seconds: 30 });
    expect(decide(days(2), at(900 + 2 * 86400, { ...kept, marks }))).toMatchObject({ kind: 'act', step: 'remove members' });
  });

  test('for good, if no number is given; not at all on the way back', () => {
    expect(decide(days(undefined), kept)).toMatchObject({ kind: 'act', step: 'finish', action: { outcome: 'migrated' } });
    expect(decide({ ...days(undefined), kind: 'restore' }, { ...kept, members: [{ ...OLD_WRITER, isWriter: true }, OLD_READER, NEW_A] })).toMatchObject({ kind: 'act', step: 'remove members' });
    expect(decide({ ...days(3), kind: 'restore' }, { ...kept, members: [{ ...OLD_WRITER, isWriter: true }, OLD_READER, NEW_A] })).toMatchObject({ kind: 'act', step: 'remove members' });
  });

  test('the verifier is asked once, and its no stops the move', () => {
    const goal: Goal = { ...GOAL, verifier: 'arn' };
    expect(decide(goal, TAKEN_OVER)).toEqual({ kind: 'ask', step: 'verify', question: 'verification', message: 'Does everything work with the new members?' });
    expect(decide(goal, { ...TAKEN_OVER, marks: [mark('verified')] })).toMatchObject({ kind: 'act', step: 'remove members' });
    expect(decide(goal, { ...TAKEN_OVER, marks: [mark('verification-failed', { detail: 'orders are slow' })] })).toEqual({
      kind: 'park',
      problems: [{
        code: 'VERIFICATION_FAILED',
        message: 'The verification failed: orders are slow',
        remedy: 'The old members are still there: go back with `run --abort`, or raise the generation.',
      }],
    });
    const begun = { ...TAKEN_OVER, members: [{ ...OLD_WRITER, isWriter: false, status: 'deleting' }, OLD_READER, { ...NEW_A, isWriter: true }, NEW_B] };
    expect(decide(goal, begun)).toMatchObject({ kind: 'act', step: 'remove members', action: { member: 'old-2' } });
    expect(decide({ ...goal, kind: 'restore' }, { ...SIDE_BY_SIDE, marks: [mark('verification-failed')] })).toMatchObject({ kind: 'act', step: 'remove members' });
  });

  test('versions that differ and groups that wait for a reboot are waited for', () => {
    const different = { ...NEW_A, isWriter: true, engineVersion: '8.0.mysql_aurora.3.09.0' };
    const pending = { ...NEW_B, engineVersion: CLUSTER.engineVersion, parametersInSync: false };
    expect(decide(GOAL, { ...TAKEN_OVER, members: [{ ...OLD_WRITER, isWriter: false }, different, pending] })).toEqual({
      kind: 'wait',
      step: 'verify',
      seconds: 20,
      reason: 'shop-v2-a-abcdef has the engine version 8.0.mysql_aurora.3.09.0, its cluster 8.0.mysql_aurora.3.10.0; a parameter group of shop-v2-b-abcdef is not in sync',
    });
    const same = [{ ...OLD_WRITER, isWriter: false }, { ...different, engineVersion: CLUSTER.engineVersion }, { ...pending, parametersInSync: true }];
    expect(decide(GOAL, { ...TAKEN_OVER, members: same }))
      .toMatchObject({ kind: 'act', step: 'remove members' });
  });
});

describe('the rest of a move, from the middle of it', () => {
  test('begins where AWS will be when it has done what it is doing', () => {
    const middle = observation({
      cluster: { ...WITH_RANGE, status: 'modifying' },
      members: [{ ...OLD_WRITER, pending: ['DBInstanceClass'] }, OLD_READER, { ...NEW_A, status: 'creating', capacityAcu: [] }, { ...NEW_B, status: 'deleting' }],
      refusal: { code: 'ThrottlingException', message: 'Rate exceeded', times: 3 },
    });
    const { outcome, steps } = planFromHere(GOAL, middle);
    expect([outcome, ...steps.map(({ changes }) => changes.join())]).toEqual([
      'migrated', 'create shop-v2-b-abcdef (db.serverless, tier 1)', 'fail over to shop-v2-a-abcdef', 'delete old-1,delete old-2', 'close the goal',
    ]);
  });

  test('of a cluster without a range, and of none', () => {
    expect(planFromHere(GOAL, observation({ cluster: { ...CLUSTER, status: 'modifying' } })).steps[0].step).toBe('set capacity range');
    expect(planFromHere(GOAL, observation({ cluster: undefined, members: [member('x')] }))).toMatchObject({ outcome: 'parked', problems: [{ code: 'CLUSTER_NOT_FOUND' }] });
  });
});

test('the way back is half a generation further, once', () => {
  expect(restoringGoal(GOAL)).toEqual({ ...GOAL, kind: 'restore', generation: 1.5 });
  expect(restoringGoal(restoringGoal(GOAL))).toEqual({ ...GOAL, kind: 'restore', generation: 1.5 });
});
