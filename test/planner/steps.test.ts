import { desiredState } from '../../src/planner/desired';
import type { Goal } from '../../src/planner/goal';
import type { MemberFacts, Observation } from '../../src/planner/observation';
import type { Context, StepFunction } from '../../src/planner/steps/context';
import { keepMembers } from '../../src/planner/steps/keep';
import { convertEngineMode, takeSafetySnapshot } from '../../src/planner/steps/leave-serverless-v1';
import { enableDataApi, removeMembers } from '../../src/planner/steps/shrink';
import { failOver } from '../../src/planner/steps/take-over';
import { requireRoute } from '../../src/planner/steps/upgrade';
import { verify } from '../../src/planner/steps/verify';
import { CLUSTER, GOAL, NEW_A, NEW_B, observation, OLD_READER, OLD_WRITER, ORIGIN, SIDE_BY_SIDE, TAKEN_OVER } from '../support/observations';

/** What one step alone says. Nothing that cannot be undone hangs on the steps before it alone. */
function says(step: StepFunction, look: Observation, goal: Goal = GOAL) {
  const context: Context = { goal, origin: look.origin!, cluster: look.cluster!, observation: look, desired: desiredState(goal, look.origin!, look) };
  return step(context);
}

const withMembers = (look: Observation, ...members: MemberFacts[]): Observation => ({ ...look, members });
const FORMER = { ...OLD_WRITER, isWriter: false };
const WRITER = { ...NEW_A, isWriter: true };

describe('members are removed', () => {
  test('one after the other, when the new writer is available', () => {
    expect(says(removeMembers, TAKEN_OVER)).toMatchObject({ action: { kind: 'delete-member', member: 'old-1' } });
    expect(says(removeMembers, withMembers(TAKEN_OVER, { ...FORMER, status: 'deleting' }, OLD_READER, WRITER, NEW_B))).toMatchObject({ action: { kind: 'delete-member', member: 'old-2' } });
    expect(says(removeMembers, withMembers(TAKEN_OVER, { ...FORMER, status: 'deleting' }, { ...OLD_READER, status: 'deleting' }, WRITER, NEW_B)))
      .toMatchObject({ kind: 'wait', step: 'remove members', reason: 'old-1 is deleting, old-2 is deleting' });
  });

  test.each<[string, MemberFacts[]]>([
    ['nobody is the writer', [FORMER, OLD_READER, NEW_A, NEW_B]],
    ['an old one is the writer', [OLD_WRITER, OLD_READER, NEW_A, NEW_B]],
    ['the new writer reboots', [FORMER, OLD_READER, { ...WRITER, status: 'rebooting' }, NEW_B]],
    ['the new writer is about to be changed', [FORMER, OLD_READER, { ...WRITER, pending: ['EngineVersion'] }, NEW_B]],
  ])('never while %s, even behind three equal looks', (_, members) => {
    expect(says(removeMembers, withMembers(TAKEN_OVER, ...members))).toBeUndefined();
    expect(says(removeMembers, { ...withMembers(TAKEN_OVER, ...members), settled: { reads: 1, seconds: 5 } })).toMatchObject({ kind: 'wait', step: 'confirm roles' });
  });
});

describe('the failover', () => {
  const target = (...members: MemberFacts[]) => says(failOver, withMembers(SIDE_BY_SIDE, OLD_WRITER, OLD_READER, ...members));
  test('goes to the first new member that is ready', () => {
    expect(target(NEW_A, NEW_B)).toMatchObject({ action: { kind: 'fail-over', target: NEW_A.identifier } });
    expect(target({ ...NEW_A, status: 'rebooting' }, NEW_B)).toMatchObject({ action: { kind: 'fail-over', target: NEW_B.identifier } });
    expect(target({ ...NEW_A, pending: ['DBInstanceClass'] }, NEW_B)).toMatchObject({ action: { kind: 'fail-over', target: NEW_B.identifier } });
    expect(target(NEW_B)).toMatchObject({ action: { kind: 'fail-over', target: NEW_B.identifier } });
  });
  test('waits for one', () => expect(target({ ...NEW_A, status: 'creating' }, { ...NEW_B, status: 'creating' })).toBeUndefined());
  test('never goes to one that is not serverless', () => expect(target({ ...NEW_A, instanceClass: 'db.r6g.large' })).toBeUndefined());
});

describe('before a conversion', () => {
  const V1 = { ...CLUSTER, engineMode: 'serverless', serverlessV1: { minAcu: 2, maxAcu: 8 } };
  const UNCONVERTED = observation({ cluster: V1, members: [], origin: { ...ORIGIN, cluster: V1, members: [] } });
  const look = (change: Partial<Observation>) => ({ ...UNCONVERTED, ...change });
  const BEGUN = { marks: [{ kind: 'conversion' as const, attempt: 1, atSeconds: 990, detail: 'db.r5.large' }] };

  test('there is a snapshot of ours, and a failed one parks the move', () => {
    expect(says(takeSafetySnapshot, look({}))).toMatchObject({ action: { kind: 'create-safety-snapshot' } });
    expect(says(takeSafetySnapshot, look({ safetySnapshot: { status: 'failed' } }))).toEqual({
      kind: 'park', problems: [{ code: 'SAFETY_SNAPSHOT_FAILED', message: 'The safety snapshot shop-before-v2-1-abcdef failed.', remedy: 'Delete it and start the move again.' }],
    });
    expect(says(takeSafetySnapshot, look({ safetySnapshot: { status: 'available' } }))).toBeUndefined();
  });

  test('what has begun needs none, and no route', () => {
    expect(says(takeSafetySnapshot, look(BEGUN))).toBeUndefined();
    expect(says(requireRoute, look({ ...BEGUN, upgradeTargets: undefined }), { ...GOAL, engineVersion: '8.4.mysql_aurora.8.4.8' })).toBeUndefined();
  });

  test('other marks are no beginning', () => {
    const other = { marks: [{ kind: 'approved' as const, attempt: 1, atSeconds: 990, detail: '' }] };
    expect(says(takeSafetySnapshot, look(other))).toMatchObject({ action: { kind: 'create-safety-snapshot' } });
    expect(says(requireRoute, look({ ...other, upgradeTargets: undefined }), { ...GOAL, engineVersion: '8.4.mysql_aurora.8.4.8' })).toEqual({
      kind: 'wait', step: 'safety snapshot', seconds: 5, reason: 'nobody has asked AWS yet which upgrades lead to 8.4.mysql_aurora.8.4.8',
    });
  });

  test('the route is known; without one the move is given up', () => {
    const goal = { ...GOAL, engineVersion: '8.4.mysql_aurora.8.4.8' };
    const leadsTo = (...versions: string[]) => says(requireRoute, look({ upgradeTargets: { [CLUSTER.engineVersion]: versions } }), goal);
    expect(leadsTo()).toMatchObject({ step: 'upgrade engine', action: { kind: 'abandon' } });
    expect(leadsTo(goal.engineVersion)).toBeUndefined();
  });

  test('undoing only lets one end that has begun', () => {
    const back: Goal = { ...GOAL, kind: 'restore', generation: 2 };
    expect(says(convertEngineMode, look({}), back)).toBeUndefined();
    expect(says(convertEngineMode, look({ ...BEGUN, settled: { reads: 1, seconds: 5 } }), back)).toMatchObject({ kind: 'wait', step: 'convert engine mode' });
    expect(says(convertEngineMode, look({ ...BEGUN, observedAtSeconds: 2000 }), back)).toBeUndefined();
  });

  test('a cluster that never was Serverless v1 is not converted', () => {
    expect(says(convertEngineMode, observation({ members: [] }))).toBeUndefined();
  });
});

describe('old members that are kept', () => {
  const DAY = 86_400;
  const kept = (observedAtSeconds: number, keptDays?: number) => says(keepMembers, {
    ...withMembers(TAKEN_OVER, ...[FORMER, OLD_READER].map((one) => ({ ...one, settings: { ...one.settings, promotionTier: 15 } })), WRITER, NEW_B),
    observedAtSeconds,
    marks: [{ kind: 'cutover', attempt: 1, atSeconds: 1000, detail: NEW_A.identifier }, { kind: 'verified', attempt: 1, atSeconds: 5000, detail: '' }],
  }, { ...GOAL, oldMembers: { keptDays } });

  test('become the last choice', () => {
    expect(says(keepMembers, TAKEN_OVER, { ...GOAL, oldMembers: { keptDays: 1 } })).toMatchObject({ action: { kind: 'set-promotion-tier', member: 'old-1', promotionTier: 15 } });
  });
  test('are kept from the failover on, whatever came behind it', () => {
    expect(kept(1000 + DAY - 1, 1)).toMatchObject({ kind: 'wait', step: 'keep members', reason: 'the old members are kept for 1 days' });
    expect(kept(1000 + DAY, 1)).toBeUndefined();
  });
  test('are kept for good where no number of days is given: the move ends beside them', () => {
    expect(kept(1000 + 999 * DAY)).toBeUndefined();
    expect(says(removeMembers, TAKEN_OVER, { ...GOAL, oldMembers: {} })).toBeUndefined();
  });
});

describe('the Data API', () => {
  const had = { ...ORIGIN, cluster: { ...CLUSTER, dataApi: true } };
  test('is switched on again where it was on, where the version has it', () => {
    expect(says(enableDataApi, { ...TAKEN_OVER, origin: had })).toMatchObject({ step: 'data api', action: { kind: 'enable-data-api' } });
    expect(says(enableDataApi, TAKEN_OVER)).toBeUndefined();
    expect(says(enableDataApi, { ...TAKEN_OVER, origin: had, cluster: { ...TAKEN_OVER.cluster!, dataApi: true } })).toBeUndefined();
    expect(says(enableDataApi, { ...TAKEN_OVER, origin: had, cluster: { ...TAKEN_OVER.cluster!, engineVersion: '8.0.mysql_aurora.3.06.0' } })).toBeUndefined();
    expect(says(enableDataApi, { ...TAKEN_OVER, origin: had, cluster: { ...TAKEN_OVER.cluster!, engineMode: 'serverless' } })).toBeUndefined();
  });

  test('is asked once before members go, where it is on and somebody can log in', () => {
    const on = { ...TAKEN_OVER, origin: had, cluster: { ...TAKEN_OVER.cluster!, dataApi: true } };
    const goal = { ...GOAL, dataApiSecret: 'arn:secret' };
    expect(says(verify, on, goal)).toMatchObject({ action: { kind: 'execute-statement', secret: 'arn:secret', sql: 'SELECT 1' } });
    expect(says(verify, on)).toBeUndefined();
    expect(says(verify, { ...on, origin: ORIGIN }, goal)).toBeUndefined();
    expect(says(verify, { ...on, cluster: { ...on.cluster, dataApi: false } }, goal)).toBeUndefined();
    expect(says(verify, { ...on, marks: [{ kind: 'answered', attempt: 1, atSeconds: 990, detail: '' }] }, goal)).toBeUndefined();
  });
});

describe('whoever verifies', () => {
  const goal: Goal = { ...GOAL, verifier: 'arn:aws:lambda:eu-west-1:1:function:verify' };
  const mark = (kind: 'verified' | 'answered') => ({ ...TAKEN_OVER, marks: [{ kind, attempt: 1, atSeconds: 990, detail: '' }] });
  test('is asked until there is an answer', () => {
    expect(says(verify, TAKEN_OVER, goal)).toMatchObject({ kind: 'ask', question: 'verification' });
    expect(says(verify, mark('answered'), goal)).toMatchObject({ kind: 'ask' });
    expect(says(verify, mark('verified'), goal)).toBeUndefined();
  });
  test('only before somebody is removed, and not about members that are missing', () => {
    expect(says(verify, withMembers(TAKEN_OVER, { ...FORMER, status: 'deleting' }, OLD_READER, WRITER, NEW_B), goal)).toBeUndefined();
    expect(says(verify, withMembers(TAKEN_OVER, WRITER, NEW_B), goal)).toBeUndefined();
    expect(says(verify, withMembers(TAKEN_OVER, FORMER, WRITER), goal)).toMatchObject({ kind: 'ask' });
  });
});
