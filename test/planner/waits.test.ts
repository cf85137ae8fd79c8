import { decide } from '../../src/planner/decide';
import type { Goal } from '../../src/planner/goal';
import { LOOKS } from '../../src/planner/looks';
import type { Mark, Observation } from '../../src/planner/observation';
import { hopelessRefusal, isTransient, pauseSeconds } from '../../src/planner/refusals';
import { nextAttempt } from '../../src/planner/steps/attempts';
import { untilNextMetric, whyCold } from '../../src/planner/warmth';
import { CLUSTER, GOAL, member, NEW_A, NEW_B, observation, OLD_READER, OLD_WRITER, SETTINGS, SIDE_BY_SIDE, TAKEN_OVER, WITH_RANGE } from '../support/observations';

const next = (look: Observation, goal: Goal = GOAL) => decide(goal, look);
const wait = (step: string, seconds: number, reason: string) => ({ kind: 'wait', step, seconds, reason });
const mark = (kind: Mark['kind'], atSeconds: number, detail: string, attempt = 1): Mark => ({ kind, detail, attempt, atSeconds });
const changed = (kind: NonNullable<Observation['lastChange']>['kind'], atSeconds: number) => ({ lastChange: { kind, atSeconds } });
const V1 = { ...CLUSTER, engine: 'aurora-postgresql', engineVersion: '13.12', engineMode: 'serverless', serverlessV1: { minAcu: 2, maxAcu: 8 }, dataApi: true };
const v1 = (change: Partial<Observation> = {}) =>
  observation({ cluster: V1, members: [], origin: { recordedAtSeconds: 0, cluster: V1, members: [] }, ...change });

describe('when we look again', () => {
  const creating = { ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, { ...NEW_A, status: 'creating' }, { ...NEW_B, status: 'configuring-enhanced-monitoring' }] };
  const reason = 'shop-v2-a-abcdef is creating, shop-v2-b-abcdef is configuring-enhanced-monitoring';

  test.each([
    ['not before AWS can be done', 900, 200], ['just before it can', 701, 1], ['then regularly', 700, 20], ['and ever after', 100, 20],
  ])('%s', (_, atSeconds, seconds) => {
    expect(next({ ...creating, ...changed('create-member', atSeconds) })).toEqual(wait('create members', seconds, reason));
  });

  test('regularly, where nobody remembers when the change was made', () => {
    expect(next(creating)).toEqual(wait('create members', LOOKS['create-member'].thenEverySeconds, reason));
  });

  test('after each of the long changes', () => {
    const deleting = { ...TAKEN_OVER, members: [{ ...OLD_WRITER, isWriter: false, status: 'deleting' }, { ...NEW_A, isWriter: true }, NEW_B] };
    expect(next({ ...deleting, ...changed('delete-member', 990) })).toEqual(wait('remove members', 290, 'old-1 is deleting'));
    expect(next(v1({ safetySnapshot: { status: 'creating' }, ...changed('create-safety-snapshot', 990) }))).toEqual(wait('safety snapshot', 110, 'the snapshot is creating'));
    const converting = v1({ marks: [mark('conversion', 990, 'db.r5.large')], ...changed('convert-engine-mode', 990) });
    expect(next(converting)).toEqual(wait('convert engine mode', 170, 'AWS converts the engine mode'));
    expect(next(converting, { ...GOAL, kind: 'restore' })).toEqual(wait('convert engine mode', 170, 'AWS converts the engine mode'));
  });

  test('every five seconds at whatever takes seconds', () => {
    expect(next({ ...observation(), cluster: { ...CLUSTER, status: 'modifying' } })).toEqual(wait('set capacity range', 5, 'the cluster is modifying'));
    expect(next({ ...SIDE_BY_SIDE, cluster: { ...WITH_RANGE, status: 'backing-up' } })).toEqual(wait('fail over', 5, 'the cluster is backing-up'));
    expect(next({ ...SIDE_BY_SIDE, settled: { reads: 2, seconds: 10 } })).toEqual(wait('fail over', 5, 'confirming: 2 of 3 equal looks'));
    expect(next({ ...SIDE_BY_SIDE, marks: [mark('cutover', 999, NEW_A.identifier)] })).toEqual(wait('fail over', 5, 'shop-v2-a-abcdef takes over'));
    const alone = { ...TAKEN_OVER, members: [{ ...NEW_A, isWriter: true }, NEW_B] };
    expect(next({ ...alone, settled: { reads: 1, seconds: 1 } })).toEqual(wait('finish', 5, 'confirming: 1 of 3 equal looks'));
    const cluster = { ...V1, engineMode: 'provisioned' };
    expect(next(v1({ cluster }))).toEqual(wait('convert engine mode', 5, 'the converted cluster has no writer yet'));
    expect(next(v1({ cluster, members: [member('shop-instance-1', { isWriter: true, status: 'modifying' })] }))).toEqual(wait('convert engine mode', 5, 'shop-instance-1 is modifying'));
  });

  test('at the next metric, while the target warms up; half an hour without growth is too long', () => {
    const cold = { ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, { ...NEW_A, capacityAcu: [1, 2] }, NEW_B] };
    expect(next(cold)).toEqual(wait('warm target', 22, 'it has 2 of the 8 ACUs of the writer'));
    expect(next({ ...cold, settled: { reads: 99, seconds: 1800 } })).toMatchObject({ kind: 'wait' });
    const tooLong = { ...cold, settled: { reads: 99, seconds: 1801 } };
    expect(next(tooLong)).toEqual({
      kind: 'park',
      problems: [{
        code: 'TARGET_STAYS_COLD',
        message: 'shop-v2-a-abcdef does not become warm: it has 2 of the 8 ACUs of the writer.',
        remedy: 'Raise the minimum of the capacity range and start the move again.',
      }],
    });
    expect(next(tooLong, { ...GOAL, cutover: {} })).toMatchObject({ kind: 'wait', step: 'warm target' });
    expect(next({ ...SIDE_BY_SIDE, settled: { reads: 99, seconds: 1801 } })).toMatchObject({ kind: 'act', step: 'fail over' });
  });

  test('without metrics the target has ten minutes', () => {
    const unseen = { ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, { ...NEW_A, capacityAcu: [], metricsMissing: true }, NEW_B] };
    expect(next({ ...unseen, settled: { reads: 9, seconds: 599 } })).toEqual(wait('warm target', 22, 'nobody shows its metrics'));
    expect(next({ ...unseen, settled: { reads: 9, seconds: 600 } })).toMatchObject({ kind: 'act', step: 'fail over' });
  });

  test('the Data API has a minute to come on, then it is asked for again', () => {
    const cluster = { ...V1, engineMode: 'provisioned', dataApi: false, capacityRange: GOAL.capacity };
    const members = [{ ...NEW_A, isWriter: true }, NEW_B];
    expect(next(v1({ cluster, members, ...changed('enable-data-api', 941) }))).toEqual(wait('data api', 5, 'AWS switches the Data API on'));
    expect(next(v1({ cluster, members, ...changed('enable-data-api', 940) }))).toMatchObject({ kind: 'act', step: 'data api' });
    expect(next(v1({ cluster, members, ...changed('fail-over', 999) }))).toMatchObject({ kind: 'act', step: 'data api' });
    expect(next(v1({ cluster: { ...cluster, engineVersion: '13.10' }, members }))).toMatchObject({ kind: 'act', step: 'finish' });
  });
});

describe('what goes on for hours', () => {
  const creating = { ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, NEW_A, { ...NEW_B, status: 'creating' }] };
  const hours = (seconds: number, look: Observation) => ({ ...look, settled: { reads: 999, seconds } });

  test('is given up after four, and undone', () => {
    expect(next(hours(4 * 3600, creating))).toMatchObject({ kind: 'wait' });
    expect(next(hours(4 * 3600 + 1, creating))).toEqual({
      kind: 'act', step: 'create members', action: { kind: 'abandon', reason: 'nothing has changed for 4 hours: shop-v2-b-abcdef is creating' },
    });
  });

  const parked = {
    kind: 'park',
    problems: [{ code: 'NO_PROGRESS', message: 'Nothing has changed for 4 hours: shop-v2-b-abcdef is creating.', remedy: 'Ask AWS Support; start the move again when the cluster moves on.' }],
  };

  test('parks behind the cutover, on the way back, and where the cluster does not even let us back', () => {
    expect(next(hours(20_000, { ...creating, marks: [mark('cutover', 0, 'x')] }))).toEqual(parked);
    const back = hours(20_000, { ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, { ...NEW_B, status: 'deleting' }] });
    expect(next(back, { ...GOAL, kind: 'restore' })).toMatchObject({ kind: 'park', problems: [{ code: 'NO_PROGRESS' }] });
    expect(next({ ...back, marks: [mark('abandoned', 0, 'x')] })).toMatchObject({ kind: 'park', problems: [{ code: 'NO_PROGRESS' }] });
    expect(next(hours(20_000, observation({ cluster: { ...CLUSTER, status: 'modifying' } })))).toMatchObject({ kind: 'park', problems: [{ code: 'NO_PROGRESS' }] });
  });

  test('except what waits for people: a window, days that members are kept', () => {
    const goal: Goal = { ...GOAL, cutover: { window: 'sun:03:00-sun:03:30' }, oldMembers: { keptDays: 30 } };
    expect(next(hours(20_000, SIDE_BY_SIDE), goal)).toMatchObject({ kind: 'wait', step: 'await window' });
    const last = (other: typeof OLD_WRITER) => ({ ...other, isWriter: false, settings: { ...SETTINGS, promotionTier: 15 } });
    const kept = { ...TAKEN_OVER, members: [last(OLD_WRITER), last(OLD_READER), { ...NEW_A, isWriter: true }, NEW_B], marks: [mark('cutover', 0, 'x')] };
    expect(next(hours(20_000, kept), goal)).toMatchObject({ kind: 'wait', step: 'keep members' });
  });
});

describe('a call that must not be made twice', () => {
  const asked = (atSeconds: number, seconds: number, status = 'available') =>
    observation({ cluster: { ...CLUSTER, status }, marks: [mark('cutover', atSeconds, 'a', 1)], settled: { reads: 3, seconds } });

  test('is made again two minutes later, when the cluster has looked unmoved for one', () => {
    expect(nextAttempt(asked(881, 500), 'cutover', 'a')).toEqual({ kind: 'pending' });
    expect(nextAttempt(asked(880, 59), 'cutover', 'a')).toEqual({ kind: 'pending' });
    expect(nextAttempt(asked(880, 60, 'modifying'), 'cutover', 'a')).toEqual({ kind: 'pending' });
    expect(nextAttempt(asked(880, 60), 'cutover', 'a')).toEqual({ kind: 'again', attempt: 2 });
    expect(nextAttempt({ ...asked(880, 60), cluster: undefined }, 'cutover', 'a')).toEqual({ kind: 'pending' });
  });

  test('counts attempts of its kind, whatever they were for, and remembers the last for the same', () => {
    const marks = [mark('cutover', 995, 'b', 3), mark('cutover', 100, 'a', 1), mark('cutover', 990, 'a', 2), mark('upgrade', 0, 'a', 9)];
    expect(nextAttempt(observation({ marks }), 'cutover', 'c')).toEqual({ kind: 'first', attempt: 4 });
    expect(nextAttempt(observation({ marks }), 'cutover', 'a')).toEqual({ kind: 'pending' });
    expect(nextAttempt(observation({ marks: [] }), 'cutover', 'a')).toEqual({ kind: 'first', attempt: 1 });
  });

  test('five times at most', () => {
    const times = (count: number) => Array.from({ length: count }, (_, index) => mark('cutover', 0, 'a', index + 1));
    expect(nextAttempt(observation({ marks: times(4) }), 'cutover', 'a')).toEqual({ kind: 'again', attempt: 5 });
    expect(nextAttempt(observation({ marks: times(5) }), 'cutover', 'a')).toEqual({ kind: 'exhausted' });
    const parked = (look: Observation) => next(look) as { problems?: unknown };
    expect(parked({ ...SIDE_BY_SIDE, marks: times(5).map((one) => ({ ...one, detail: NEW_A.identifier })) }).problems).toEqual([{
      code: 'FAILOVER_IGNORED', message: 'AWS does not fail over to shop-v2-a-abcdef.', remedy: 'Ask AWS Support; the old writer works as before.',
    }]);
    const conversions = times(5).map((one) => ({ ...one, kind: 'conversion' as const, detail: 'db.r5.large' }));
    expect(parked(v1({ marks: conversions })).problems).toEqual([{
      code: 'CONVERSION_IGNORED', message: 'AWS does not convert the engine mode of shop.', remedy: 'Ask AWS Support; the database runs as before.',
    }]);
  });
});

describe('calls that AWS refuses', () => {
  const refused = (code: string, times: number) => observation({ refusal: { code, message: 'no', times } });

  test.each([
    ['ThrottlingException', 1, 2], ['ThrottlingException', 5, 32], ['ThrottlingException', 6, 60], ['InternalFailure', 60, 60], ['InvalidDBClusterStateFault', 1, 10], ['InstanceQuotaExceeded', 2, 4],
  ])('%s for the %d. time: a pause of %d seconds', (code, times, seconds) => expect(pauseSeconds({ code, message: '', times })).toBe(seconds));

  test.each([
    ['ThrottlingException', 60], ['Throttling', 60], ['RequestLimitExceeded', 60], ['ServiceUnavailable', 60], ['InternalFailure', 60], ['NetworkError', 60],
    ['InvalidDBClusterStateFault', 60], ['InvalidDBInstanceState', 60], ['InvalidDBClusterSnapshotStateFault', 60], ['InvalidResourceStateFault', 60],
    ['DBInstanceAlreadyExists', 60], ['DBInstanceNotFound', 60], ['DBClusterSnapshotAlreadyExistsFault', 60], ['AccessDenied', 3], ['InstanceQuotaExceeded', 3],
  ])('%s is hopeless after %d times', (code, times) => {
    expect(hopelessRefusal(refused(code, times - 1))).toBeUndefined();
    expect(hopelessRefusal(refused(code, times))).toEqual({ code, message: 'no', times });
  });

  test('what passes by itself', () => {
    expect(['Throttling', 'NetworkError', 'InvalidDBInstanceState', 'AccessDenied'].map(isTransient)).toEqual([true, true, false, false]);
    expect(hopelessRefusal(observation())).toBeUndefined();
  });

  test('hopeless ones name themselves, where they park', () => {
    const marks = [mark('cutover', 0, NEW_A.identifier)];
    expect(next({ ...TAKEN_OVER, marks, ...{ refusal: { code: 'AccessDenied', message: 'no', times: 3 } } })).toEqual({
      kind: 'park',
      problems: [{ code: 'REFUSED_BY_AWS', message: 'AWS refuses 3 times in a row: AccessDenied: no', remedy: 'Remove the cause and start the move again.' }],
    });
  });
});

describe('a target is cold', () => {
  const limits = { largestReplicaLagMillis: 1000 };
  const writer = member('w', { isWriter: true });
  const target = (capacityAcu: number[], more: object = {}) => ({ ...NEW_A, capacityAcu, ...more });

  test.each<[string, Parameters<typeof whyCold>, string | undefined]>([
    ['until it is as large as the writer', [target([7.5]), writer, limits], 'it has 7.5 of the 8 ACUs of the writer'],
    ['not when it is', [target([1, 8]), writer, limits], undefined],
    ['not when the range ends before', [target([4]), writer, { ...limits, maxAcu: 4 }], undefined],
    ['until it has the least that somebody asked for', [target([4]), writer, { ...limits, leastCapacityAcu: 5 }], 'it has 4 of the 5 ACUs of the writer'],
    ['not while it has that', [target([5]), writer, { ...limits, leastCapacityAcu: 5 }], undefined],
    ['until anybody knows its capacity', [target([]), writer, limits], 'its capacity is not known yet'],
    ['while it is behind', [target([8], { replicaLagMillis: 1001 }), writer, limits], 'it is 1001 ms behind the writer'],
    ['not while it is hardly behind', [target([8], { replicaLagMillis: 1000 }), writer, limits], undefined],
    ['not after five equal values', [target([9, 2, 2, 2, 2, 2]), writer, limits], undefined],
    ['after four', [target([9, 2, 2, 2, 2]), writer, limits], 'it has 2 of the 8 ACUs of the writer'],
    ['after five, where somebody asked for more', [target([2, 2, 2, 2, 2]), writer, { ...limits, leastCapacityAcu: 3 }], 'it has 2 of the 3 ACUs of the writer'],
    ['until it is as large as a serverless writer is now', [target([3]), { ...NEW_B, capacityAcu: [9, 4] }, limits], 'it has 3 of the 4 ACUs of the writer'],
    ['not where nobody knows how large a serverless writer is', [target([1]), { ...NEW_B, capacityAcu: [] }, limits], undefined],
    ['not where nobody writes', [target([1]), undefined, limits], undefined],
    ['not where the class of the writer is not known', [target([1]), { ...writer, instanceClass: 'db.q9.large' }, limits], undefined],
    ['never, if it is provisioned and up to date', [member('old', { capacityAcu: [] }), writer, limits], undefined],
  ])('%s', (_, parameters, reason) => expect(whyCold(...parameters)).toBe(reason));

  test('and is looked at when the next metric is there', () => {
    expect([0, 1, 59, 60, 119].map(untilNextMetric)).toEqual([62, 61, 3, 62, 3]);
  });
});
