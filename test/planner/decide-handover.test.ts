import { decideHandover } from '../../src/planner/handover/decide-handover';
import type { HandoverGoal } from '../../src/planner/handover/handover-goal';
import { wantedState } from '../../src/planner/handover/wanted-state';
import type { Mark, MemberFacts, Observation } from '../../src/planner/observation';
import { CLUSTER, member, observation, SETTINGS } from '../support/observations';

const LIMITS = { largestReplicaLagMillis: 1000, warmUpSeconds: 300 };
const tier = (promotionTier: number) => ({ settings: { ...SETTINGS, promotionTier } });
const v2 = (identifier: string, promotionTier: number, more: Partial<MemberFacts> = {}) =>
  member(identifier, { instanceClass: 'db.serverless', capacityAcu: [16], replicaLagMillis: 20, ...tier(promotionTier), ...more });
const mark = (kind: Mark['kind'], more: Partial<Mark> = {}): Mark => ({ kind, detail: '', attempt: 1, atSeconds: 0, ...more });

/** `old` leaves and writes; `a` is to take over, `b` stays, too. */
const GOAL: HandoverGoal = {
  request: 'r',
  startedAtSeconds: 900,
  target: 'a',
  staying: ['a', 'b'],
  leaving: ['old'],
  isDeletion: false,
  before: { writer: 'old', tiers: { old: 1, a: 2, b: 3 } },
  limits: LIMITS,
};
const OLD = member('old', { isWriter: true, ...tier(1) });
const look = (members: MemberFacts[], more: Partial<Observation> = {}) => observation({ origin: undefined, members, ...more });
const READY = look([member('old', { isWriter: true, ...tier(15) }), v2('a', 1), v2('b', 1)]);
const TAKEN = look([member('old', tier(15)), v2('a', 2, { isWriter: true }), v2('b', 1)]);
const tiersOf = (goal: HandoverGoal, members: MemberFacts[], isUndoing = false) =>
  Object.fromEntries(wantedState(goal, look(members), isUndoing).tiers);

describe('the tiers that are wanted', () => {
  const A = v2('a', 2);
  test.each<[string, HandoverGoal, MemberFacts[], Record<string, number>]>([
    ['the target and one standby first, leaving ones last', GOAL, [OLD, A, v2('b', 3)], { old: 15, a: 1, b: 1 }],
    ['a standby that is a first choice already stays', { ...GOAL, before: { tiers: { a: 2, b: 0 } } }, [OLD, A, v2('b', 0)], { old: 15, a: 1, b: 0 }],
    ['a target that is in tier 0 stays there', { ...GOAL, before: { tiers: { a: 0, b: 1 } } }, [OLD, v2('a', 0), v2('b', 1)], { old: 15, a: 0, b: 1 }],
    ['provisioned members need only come before those that leave', { ...GOAL, before: { tiers: { a: 15, b: 15 } } }, [OLD, member('a', tier(15)), member('b', tier(15))], { old: 15, a: 14, b: 14 }],
    ['nobody leaves: no standby is needed', { ...GOAL, leaving: [] }, [OLD, A, v2('b', 3)], { a: 1, b: 3 }],
    ['the target stays alone', { ...GOAL, staying: ['a'] }, [OLD, A], { old: 15, a: 1 }],
    ['a target that writes keeps its tier', GOAL, [member('old', tier(1)), v2('a', 2, { isWriter: true }), v2('b', 3)], { old: 15, a: 2, b: 1 }],
    ['of a member that is new the tier that it has', { ...GOAL, before: { tiers: {} } }, [OLD, A, v2('b', 0)], { old: 15, a: 1, b: 0 }],
    ['members that are being deleted do not count', GOAL, [OLD, A, v2('b', 3, { status: 'deleting' })], { old: 15, a: 1 }],
  ])('%s', (_, goal, members, expected) => expect(tiersOf(goal, members)).toEqual(expected));

  test('on the way back everybody has the tier from before', () => {
    expect(tiersOf(GOAL, [member('old', tier(15)), v2('a', 1), v2('b', 1), v2('new', 7)], true)).toEqual({ old: 1, a: 2, b: 3, new: 7 });
  });
});

describe('who is to write', () => {
  const writer = (goal: HandoverGoal, members: MemberFacts[], isUndoing = false) => wantedState(goal, look(members), isUndoing).writer?.identifier;
  const anybody: HandoverGoal = { ...GOAL, target: undefined };

  test.each<[string, HandoverGoal, MemberFacts[], string | undefined]>([
    ['the target', GOAL, [OLD, v2('b', 1, { isWriter: true }), v2('a', 1)], 'a'],
    ['nobody while the target is not there', GOAL, [OLD, v2('b', 1)], undefined],
    ['whoever stays and writes', anybody, [OLD, v2('a', 1), v2('b', 1, { isWriter: true })], 'b'],
    ['else the first that is available', anybody, [OLD, v2('a', 1, { status: 'modifying' }), v2('b', 1)], 'b'],
    ['else the first', anybody, [OLD, v2('a', 1, { status: 'creating' }), v2('b', 1, { status: 'creating' })], 'a'],
    ['nobody where nobody stays', { ...anybody, staying: [] }, [OLD], undefined],
  ])('%s', (_, goal, members, expected) => expect(writer(goal, members)).toBe(expected));

  test('on the way back: who did before, or who does', () => {
    expect(writer(GOAL, [member('old'), v2('a', 1, { isWriter: true })], true)).toBe('old');
    expect(writer(GOAL, [v2('b', 1), v2('a', 1, { isWriter: true })], true)).toBe('a');
  });
});

describe('step by step', () => {
  const tiers = (member_: string, promotionTier: number) => ({ kind: 'act', step: 'warm target', action: { kind: 'set-promotion-tier', member: member_, promotionTier } });

  test('leaving members become the last choice first, then the target and a standby the first', () => {
    expect(decideHandover(GOAL, look([OLD, v2('a', 2), v2('b', 3)]))).toEqual(tiers('old', 15));
    expect(decideHandover(GOAL, look([member('old', { isWriter: true, ...tier(15) }), v2('a', 2), v2('b', 3)]))).toEqual(tiers('a', 1));
    expect(decideHandover(GOAL, look([member('old', { isWriter: true, ...tier(15) }), v2('a', 1), v2('b', 3)]))).toEqual(tiers('b', 1));
  });

  test('only of what is available', () => {
    expect(decideHandover(GOAL, look([{ ...OLD, status: 'modifying' }, v2('a', 2), v2('b', 1)]))).toEqual(tiers('a', 1));
    expect(decideHandover(GOAL, look([OLD, v2('a', 1, { status: 'modifying' }), v2('b', 1)]))).toEqual(tiers('old', 15));
  });

  test('the target is waited for until it is there, available and warm', () => {
    expect(decideHandover(GOAL, look([member('old', { isWriter: true, ...tier(15) }), v2('b', 1)]))).toEqual({ kind: 'wait', step: 'warm target', seconds: 5, reason: 'no member that stays is there' });
    expect(decideHandover(GOAL, look([member('old', { isWriter: true, ...tier(15) }), v2('a', 1, { status: 'creating' }), v2('b', 1)])))
      .toEqual({ kind: 'wait', step: 'warm target', seconds: 5, reason: 'a is creating' });
    const cold = look([member('old', { isWriter: true, ...tier(15) }), v2('a', 1, { capacityAcu: [2] }), v2('b', 1)]);
    expect(decideHandover(GOAL, cold)).toEqual({ kind: 'wait', step: 'warm target', seconds: 22, reason: 'a is not warm: it has 2 of the 8 ACUs of the writer' });
    expect(decideHandover(GOAL, { ...cold, cluster: { ...CLUSTER, capacityRange: { minAcu: 1, maxAcu: 2 } } })).toMatchObject({ kind: 'act', step: 'fail over' });
    expect(decideHandover({ ...GOAL, limits: { ...LIMITS, leastCapacityAcu: 1 } }, cold)).toMatchObject({ kind: 'act', step: 'fail over' });
    const late = look([member('old', { isWriter: true, ...tier(15) }), v2('a', 1, { replicaLagMillis: 1001 }), v2('b', 1)]);
    expect(decideHandover(GOAL, late)).toMatchObject({ kind: 'wait', reason: 'a is not warm: it is 1001 ms behind the writer' });
  });

  test('three equal looks, then it fails over, once', () => {
    expect(decideHandover(GOAL, { ...READY, settled: { reads: 2, seconds: 10 } })).toEqual({ kind: 'wait', step: 'fail over', seconds: 5, reason: 'confirming: 2 of 3 equal looks' });
    expect(decideHandover(GOAL, { ...READY, cluster: { ...CLUSTER, status: 'modifying' } })).toEqual({ kind: 'wait', step: 'fail over', seconds: 5, reason: 'the cluster is modifying' });
    expect(decideHandover(GOAL, READY)).toEqual({ kind: 'act', step: 'fail over', action: { kind: 'fail-over', cluster: 'shop', target: 'a', attempt: 1 } });
    const asked = { ...READY, marks: [mark('cutover', { detail: 'a', atSeconds: 950 })] };
    expect(decideHandover(GOAL, asked)).toEqual({ kind: 'wait', step: 'fail over', seconds: 5, reason: 'a takes over' });
    const ignored = { ...READY, marks: [1, 2, 3, 4, 5].map((attempt) => mark('cutover', { detail: 'a', attempt, atSeconds: 0 })) };
    expect(decideHandover(GOAL, ignored)).toEqual({ kind: 'wait', step: 'fail over', seconds: 5, reason: 'AWS does not fail over to a' });
  });

  test('three equal looks, then it is over', () => {
    expect(decideHandover(GOAL, { ...TAKEN, settled: { reads: 1, seconds: 5 } })).toEqual({ kind: 'wait', step: 'confirm roles', seconds: 5, reason: 'confirming: 1 of 3 equal looks' });
    expect(decideHandover(GOAL, TAKEN)).toEqual({ kind: 'act', step: 'finish', action: { kind: 'close', outcome: 'migrated' } });
    expect(decideHandover(GOAL, { ...TAKEN, marks: [mark('reached', { detail: 'migrated' })] })).toEqual({ kind: 'done', outcome: 'migrated' });
    expect(decideHandover(GOAL, { ...TAKEN, marks: [mark('reached', { detail: 'restored' })] })).toEqual({ kind: 'done', outcome: 'restored' });
  });

  test('a cluster that is gone is nobody\'s', () => {
    expect(decideHandover(GOAL, look([], { cluster: undefined }))).toEqual({
      kind: 'park', problems: [{ code: 'CLUSTER_NOT_FOUND', message: 'AWS does not know the cluster.', remedy: 'Check the identifier, the account and the Region.' }],
    });
  });
});

describe('what does not end in time', () => {
  const cold = look([member('old', { isWriter: true, ...tier(15) }), v2('a', 1, { capacityAcu: [2] }), v2('b', 1)]);
  const after = (seconds: number, of: Observation) => ({ ...of, observedAtSeconds: GOAL.startedAtSeconds + seconds });
  const abandon = (reason: string) => ({ kind: 'act', step: 'warm target', action: { kind: 'abandon', reason } });
  const parked = (message: string) => ({ kind: 'park', problems: [{ code: 'HANDOVER_FAILED', message, remedy: 'Deploy again when the cause is gone; docs/handover.md says how to look.' }] });

  test('a target that stays cold has its own limit, and goes back', () => {
    expect(decideHandover(GOAL, after(300, cold))).toMatchObject({ kind: 'wait' });
    expect(decideHandover(GOAL, after(301, cold))).toEqual(abandon('a is not warm: it has 2 of the 8 ACUs of the writer'));
    const patient = { ...GOAL, limits: { ...LIMITS, warmUpSeconds: 5000 } };
    expect(decideHandover(patient, after(600, cold))).toMatchObject({ kind: 'wait' });
    expect(decideHandover(patient, after(601, cold))).toMatchObject({ kind: 'act', action: { kind: 'abandon' } });
  });

  test('everything else has ten minutes', () => {
    const unsettled = { ...READY, settled: { reads: 1, seconds: 5 } };
    expect(decideHandover(GOAL, after(600, unsettled))).toMatchObject({ kind: 'wait' });
    expect(decideHandover(GOAL, after(601, unsettled))).toEqual(abandon('confirming: 1 of 3 equal looks'));
    expect(decideHandover(GOAL, after(5000, READY))).toMatchObject({ kind: 'act', action: { kind: 'fail-over' } });
  });

  test('a deletion has no way back: after its patience it fails over to a cold member', () => {
    const deletion = { ...GOAL, isDeletion: true };
    expect(decideHandover(deletion, after(300, cold))).toMatchObject({ kind: 'wait', step: 'warm target' });
    expect(decideHandover(deletion, after(301, cold))).toMatchObject({ kind: 'act', step: 'fail over' });
    const unsettled = { ...READY, settled: { reads: 1, seconds: 5 } };
    expect(decideHandover(deletion, after(780, unsettled))).toMatchObject({ kind: 'wait' });
    expect(decideHandover(deletion, after(781, unsettled))).toEqual(parked('The handover has not ended in time: confirming: 1 of 3 equal looks.'));
  });

  test('a target that has taken over is not called back', () => {
    expect(decideHandover(GOAL, after(601, { ...TAKEN, settled: { reads: 1, seconds: 5 } }))).toEqual(parked('The handover has not ended in time: confirming: 1 of 3 equal looks.'));
  });

  test('what AWS refuses for good is given up at once, what it only throttles later', () => {
    const refused = (code: string, times: number) => ({ ...READY, refusal: { code, message: 'no', times } });
    expect(decideHandover(GOAL, refused('AccessDenied', 1))).toMatchObject({ kind: 'act' });
    expect(decideHandover(GOAL, refused('AccessDenied', 100))).toEqual(abandon('AWS refuses: AccessDenied: no'));
    expect(decideHandover(GOAL, after(600, refused('ThrottlingException', 2)))).toMatchObject({ kind: 'act', action: { kind: 'fail-over' } });
    expect(decideHandover(GOAL, after(601, refused('ThrottlingException', 2)))).toEqual(abandon('AWS refuses: ThrottlingException: no'));
  });

  test('the way back: the tiers and the writer from before, warm or not, in three more minutes', () => {
    const back = (of: Observation) => ({ ...of, marks: [mark('abandoned')] });
    expect(decideHandover(GOAL, back(READY))).toMatchObject({ kind: 'act', action: { kind: 'set-promotion-tier', member: 'b', promotionTier: 3 } });
    const restored = look([member('old', { isWriter: true, ...tier(1) }), v2('a', 2), v2('b', 3)]);
    expect(decideHandover(GOAL, back(restored))).toEqual({ kind: 'act', step: 'finish', action: { kind: 'close', outcome: 'restored' } });
    const coldWriter = look([v2('old', 1, { capacityAcu: [0.5] }), v2('a', 2, { isWriter: true }), v2('b', 3)]);
    expect(decideHandover(GOAL, back(coldWriter))).toMatchObject({ kind: 'act', step: 'fail over', action: { target: 'old' } });
    const unsettled = back({ ...restored, settled: { reads: 1, seconds: 1 } });
    expect(decideHandover(GOAL, after(780, unsettled))).toMatchObject({ kind: 'wait' });
    expect(decideHandover(GOAL, after(781, unsettled))).toMatchObject({ kind: 'park' });
  });
});
