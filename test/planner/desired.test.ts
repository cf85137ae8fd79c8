import { desiredState, isWantedWriter } from '../../src/planner/desired';
import type { Goal } from '../../src/planner/goal';
import { carriedGroupIdentifier, memberIdentifier } from '../../src/planner/names';
import type { MemberFacts, Observation, Origin } from '../../src/planner/observation';
import { CLUSTER, GOAL, member, observation, SETTINGS } from '../support/observations';

const zone = (availabilityZone: string | undefined, promotionTier = 1) => ({ settings: { ...SETTINGS, availabilityZone, promotionTier } });
const [OLD_1, OLD_2] = [member('old-1', { isWriter: true, ...zone('eu-west-1a', 3) }), member('old-2', zone('eu-west-1b', 5))];
const V2 = member('v2', { instanceClass: 'db.serverless', ...zone('eu-west-1c', 2) });
const origin = (members: MemberFacts[], more: Partial<Origin['cluster']> = {}): Origin => ({ recordedAtSeconds: 0, cluster: { ...CLUSTER, ...more }, members });
const goal = (names: number, more: Partial<Goal> = {}): Goal =>
  ({ ...GOAL, members: Array.from({ length: names }, (_, index) => ({ name: String(index + 1) })), ...more });
const desired = (of: Goal, from: Origin, more: Partial<Observation> = {}) =>
  desiredState(of, from, observation({ cluster: from.cluster, members: [...from.members] as MemberFacts[], ...more }));
const brief = ({ members }: ReturnType<typeof desiredState>) =>
  members.map(({ identifier, settings }) => `${identifier} ${settings.availabilityZone} ${settings.promotionTier}`);
const V1 = { engineMode: 'serverless', serverlessV1: { minAcu: 2, maxAcu: 8 } };

describe('the members of the goal', () => {
  test('replace the writer first, whichever was described first; only the first has to follow the writer', () => {
    const state = desired(goal(2), origin([OLD_2, OLD_1]));
    expect(brief(state)).toEqual(['shop-v2-1-abcdef eu-west-1a 1', 'shop-v2-2-abcdef eu-west-1b 5']);
    expect(state.leaving).toEqual(['old-1', 'old-2']);
  });

  test('have the tier that was asked for, except that the first follows the writer', () => {
    expect(brief(desired({ ...GOAL, members: [{ name: '1', promotionTier: 9 }, { name: '2', promotionTier: 9 }, { name: '3', promotionTier: 0 }] }, origin([OLD_1, OLD_2]))))
      .toEqual(['shop-v2-1-abcdef eu-west-1a 1', 'shop-v2-2-abcdef eu-west-1b 9', 'shop-v2-3-abcdef eu-west-1c 0']);
  });

  test('come after those that are serverless already: then nobody has to follow', () => {
    const state = desired(goal(3), origin([OLD_1, V2]));
    expect(brief(state)).toEqual(['v2 eu-west-1c 2', 'shop-v2-2-abcdef eu-west-1a 3', 'shop-v2-3-abcdef eu-west-1b 3']);
    expect(state.leaving).toEqual(['old-1']);
  });

  test('beyond those that are replaced go where nobody is, one zone after the other', () => {
    const zones = ['a', 'b', 'c', 'd'];
    const from = origin([member('old-1', { isWriter: true, ...zone('b') })], { availabilityZones: zones });
    expect(brief(desired(goal(6), from)).map((line) => line.split(' ')[1])).toEqual(['b', 'a', 'c', 'd', 'a', 'c']);
    const everywhere = origin([member('old-1', { isWriter: true, ...zone('a') })], { availabilityZones: ['a'] });
    expect(brief(desired(goal(2), everywhere)).map((line) => line.split(' ')[1])).toEqual(['a', 'a']);
    const nowhere = origin([member('old-1', { isWriter: true, ...zone(undefined) })], { availabilityZones: [] });
    expect(brief(desired(goal(2), nowhere)).map((line) => line.split(' ')[1])).toEqual(['undefined', 'undefined']);
    const two = origin([member('old-1', { isWriter: true, ...zone('a') }), member('old-2', zone('b'))], { availabilityZones: ['a', 'b'] });
    expect(brief(desired(goal(5), two)).map((line) => line.split(' ')[1])).toEqual(['a', 'b', 'a', 'b', 'a']);
  });

  test('of a Serverless v1 cluster have the settings of the instance that AWS added, or plain ones', () => {
    const converted = member('shop-instance-1', { isWriter: true, ...zone('eu-west-1b') });
    const from = origin([], V1);
    expect(brief(desired(goal(1), from, { members: [member('other', zone('x')), converted] }))).toEqual(['shop-v2-1-abcdef eu-west-1b 1']);
    const plain = desired(goal(1), from, { members: [] });
    expect(plain.members[0].settings).toEqual({
      promotionTier: 1, monitoringIntervalSeconds: 0, performanceInsights: false, publiclyAccessible: false, autoMinorVersionUpgrade: true, tags: [],
    });
    expect(plain.leaving).toEqual(['shop-instance-1']);
  });

  test('move their parameter group along to the family that the cluster has come to', () => {
    const upgraded = { ...CLUSTER, engineVersion: '8.4.mysql_aurora.8.4.8' };
    const [first] = desired(goal(1), origin([OLD_1]), { cluster: upgraded }).members;
    expect(first.settings.parameterGroup).toBe(carriedGroupIdentifier(CLUSTER, 'aurora-mysql8.4'));
    const usual = member('old-1', { isWriter: true, settings: { ...SETTINGS, parameterGroup: 'default.aurora-mysql8.0' } });
    expect(desired(goal(1), origin([usual]), { cluster: upgraded }).members[0].settings.parameterGroup).toBe('default.aurora-mysql8.4');
    const none = member('old-1', { isWriter: true, settings: { ...SETTINGS, parameterGroup: undefined } });
    expect(desired(goal(1), origin([none]), { cluster: upgraded }).members[0].settings.parameterGroup).toBeUndefined();
    expect(desired(goal(1), origin([OLD_1]), { cluster: undefined }).members[0].settings.parameterGroup).toBe('shop');
  });
});

describe('the way back', () => {
  const restore = (names: number) => goal(names, { kind: 'restore' });

  test('leads to what was recorded, the writer first', () => {
    const state = desired(restore(2), origin([OLD_2, OLD_1]));
    expect(brief(state)).toEqual(['old-1 eu-west-1a 3', 'old-2 eu-west-1b 5']);
    expect(state).toMatchObject({ outcome: 'restored', leavesServerlessV1: false, leaving: ['shop-v2-1-abcdef', 'shop-v2-2-abcdef'] });
    expect([state.capacity, state.engineVersion]).toEqual([undefined, undefined]);
  });

  test('takes away nobody who was there before, whatever its name', () => {
    const mine = member(memberIdentifier(CLUSTER, '2'), zone('eu-west-1a'));
    expect(desired(restore(2), origin([OLD_1, mine])).leaving).toEqual(['shop-v2-1-abcdef']);
  });

  test('of a Serverless v1 cluster ends with the converted instance, or before the conversion', () => {
    const from = origin([], V1);
    expect(brief(desired(restore(1), from, { cluster: { ...CLUSTER, engineMode: 'provisioned' } }))).toEqual(['shop-instance-1 undefined 1']);
    expect(desired(restore(1), from, { cluster: { ...CLUSTER, engineMode: 'provisioned' } }).members[0].instanceClass).toBe('db.r5.large');
    expect(desired(restore(1), from).members).toEqual([]);
    expect(desired(restore(1), from, { cluster: undefined }).members).toHaveLength(1);
  });

  test('is taken by whoever has given up', () => {
    expect(desired(goal(2), origin([OLD_1]), { marks: [{ kind: 'abandoned', attempt: 1, atSeconds: 0, detail: '' }] }).outcome).toBe('restored');
    expect(desired(goal(2), origin([OLD_1])).outcome).toBe('migrated');
  });
});

describe('whoever may write', () => {
  test('forwards: serverless members that stay; on the way back: whoever stays', () => {
    const forwards = desired(goal(1), origin([OLD_1]));
    const back = desired(goal(1, { kind: 'restore' }), origin([OLD_1]));
    const may = (state: typeof back) => [OLD_1, V2, member('shop-v2-1-abcdef', { instanceClass: 'db.serverless' }), member('by-hand')].map((one) => isWantedWriter(state, one));
    expect([may(forwards), may(back)]).toEqual([[false, true, true, false], [true, true, false, true]]);
  });
});

describe('names', () => {
  const long = { identifier: `${'a'.repeat(40)}-${'b'.repeat(22)}`, resourceId: 'cluster-XYZABC123456' };

  test('are as long as AWS allows, and tell clusters apart that begin alike', () => {
    const name = memberIdentifier(long, 'reports');
    expect(name).toHaveLength(63);
    expect(name.endsWith('-v2-reports-123456')).toBe(true);
    expect(memberIdentifier({ ...long, identifier: `${'a'.repeat(44)}-----b` }, 'reports')).toBe(`${'a'.repeat(44)}-v2-reports-123456`);
  });

  test('have no dot and no two hyphens in a row', () => {
    expect(memberIdentifier({ identifier: 'shop', resourceId: 'cluster-ABCDEF' }, 'a--b.C_d')).toBe('shop-v2-a-b-c-d-abcdef');
  });
});
