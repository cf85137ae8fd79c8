import { decide } from '../../src/planner/decide';
import type { Action } from '../../src/planner/decision';
import { effectOf } from '../../src/planner/effects';
import type { Observation } from '../../src/planner/observation';
import { CLUSTER, GOAL, NEW_A, observation, OLD_READER, OLD_WRITER, SETTINGS, SIDE_BY_SIDE, TAKEN_OVER, WITH_RANGE } from '../support/observations';

const effect = (action: Action, before: Observation = observation()) => effectOf(action, before);
const PLAIN = {
  promotionTier: 1, monitoringIntervalSeconds: 0, performanceInsights: false, publiclyAccessible: false, autoMinorVersionUpgrade: true, tags: [],
};

describe('what we predict of a change', () => {
  test('nothing is settled behind it, and the rest stays as it was', () => {
    expect(effect({ kind: 'set-capacity-range', cluster: 'shop', range: GOAL.capacity })).toEqual({ ...observation(), cluster: WITH_RANGE, settled: { reads: 0, seconds: 0 } });
    expect(effect({ kind: 'close', outcome: 'migrated' }, observation({ cluster: undefined }))).toEqual(observation({ cluster: undefined, settled: { reads: 0, seconds: 0 } }));
  });

  test('a conversion ends with one instance, without the Data API, and asks for a new snapshot', () => {
    const cluster = { ...CLUSTER, engineMode: 'serverless', serverlessV1: { minAcu: 1, maxAcu: 8 }, dataApi: true };
    const after = effect({ kind: 'convert-engine-mode', cluster: 'shop', instanceClass: 'db.r5.large', attempt: 1 }, observation({ cluster, members: [], safetySnapshot: { status: 'available' } }));
    expect(after).toMatchObject({ cluster: { engineMode: 'provisioned', dataApi: false, serverlessV1: undefined }, safetySnapshot: undefined });
    expect(after.members).toEqual([
      { identifier: 'shop-instance-1', instanceClass: 'db.r5.large', isWriter: true, status: 'available', pending: [], capacityAcu: [], settings: PLAIN },
    ]);
  });

  test('a new member is warm: as large as the writer, as far as the range goes', () => {
    const create = (before: Observation) => effect({
      kind: 'create-member', cluster: 'shop', engine: 'aurora-mysql', member: { identifier: 'new', instanceClass: 'db.serverless', settings: SETTINGS },
    }, before).members.at(-1)!;
    expect(create(observation({ cluster: WITH_RANGE }))).toEqual({
      identifier: 'new', instanceClass: 'db.serverless', isWriter: false, status: 'available', pending: [], capacityAcu: [8], settings: SETTINGS,
    });
    expect(create(observation({ cluster: { ...CLUSTER, capacityRange: { minAcu: 1, maxAcu: 4 } } })).capacityAcu).toEqual([4]);
    expect(create(observation({ members: [OLD_READER, { ...OLD_WRITER, instanceClass: 'db.r6g.xlarge' }] })).capacityAcu).toEqual([16]);
    expect(create(observation({ cluster: WITH_RANGE, members: [] })).capacityAcu).toEqual([16]);
  });

  test('roles, tiers and members change one by one', () => {
    expect(effect({ kind: 'set-promotion-tier', member: 'old-2', promotionTier: 15 }).members).toEqual([OLD_WRITER, { ...OLD_READER, settings: { ...OLD_READER.settings, promotionTier: 15 } }]);
    expect(effect({ kind: 'fail-over', cluster: 'shop', target: NEW_A.identifier, attempt: 1 }, SIDE_BY_SIDE).members.map(({ isWriter }) => isWriter)).toEqual([false, false, true, false]);
    expect(effect({ kind: 'delete-member', member: 'old-1' }, TAKEN_OVER).members.map(({ identifier }) => identifier)).not.toContain('old-1');
    expect(effect({ kind: 'enable-data-api', clusterArn: 'arn' }).cluster!.dataApi).toBe(true);
  });

  test('a minor upgrade changes the version only, a major one the groups, too: custom ones where they are named', () => {
    const before = observation({ cluster: { ...CLUSTER, parameterGroup: 'mine' }, safetySnapshot: { status: 'available' }, parameterGroups: [] });
    const upgrade = (more: object) =>
      effect({ kind: 'upgrade-engine', cluster: 'shop', to: '8.4.mysql_aurora.8.4.8', isMajor: true, attempt: 1, ...more }, before);
    const groups = ({ cluster, members }: Observation) =>
      [cluster!.engineVersion, cluster!.parameterGroup, ...members.map(({ settings }) => settings.parameterGroup)];
    expect(groups(upgrade({}))).toEqual(['8.4.mysql_aurora.8.4.8', 'default.aurora-mysql8.4', 'default.aurora-mysql8.4', 'default.aurora-mysql8.4']);
    expect(groups(upgrade({ clusterGroup: 'c', instanceGroup: 'i' }))).toEqual(['8.4.mysql_aurora.8.4.8', 'c', 'i', 'i']);
    expect(groups(upgrade({ isMajor: false }))).toEqual(['8.4.mysql_aurora.8.4.8', 'mine', 'shop', 'shop']);
    expect(upgrade({})).toMatchObject({ safetySnapshot: undefined, parameterGroups: undefined });
    const without = observation({ members: [{ ...OLD_WRITER, settings: { ...SETTINGS, parameterGroup: undefined } }] });
    expect(groups(effect({ kind: 'upgrade-engine', cluster: 'shop', to: '8.4.mysql_aurora.8.4.8', isMajor: true, attempt: 1 }, without)).slice(1)).toEqual([undefined, undefined]);
  });

  test('a group that is carried knows every parameter, then has what was set', () => {
    const group = { scope: 'cluster', from: 'mine', to: 'new', family: 'f' } as const;
    const setting = (name: string) => ({ name, value: '1', isSetByUser: true, isModifiable: true, isStatic: false });
    const instance = { group: { ...group, scope: 'instance' as const }, settings: [] };
    const created = effect({ kind: 'create-parameter-group', group }, observation({ parameterGroups: [{ group, settings: [setting('a'), setting('b')] }, instance] }));
    expect(created.parameterGroups).toEqual([instance, {
      group, settings: [setting('a'), setting('b')], counterpart: ['a', 'b'].map((name) => ({ ...setting(name), value: undefined, isSetByUser: false })),
    }]);
    const set = effect({ kind: 'set-parameters', group, parameters: [setting('a')] }, created);
    expect(set.parameterGroups!.at(-1)!.counterpart).toEqual([setting('a'), { ...setting('b'), value: undefined, isSetByUser: false }]);
    expect(effect({ kind: 'create-parameter-group', group }).parameterGroups).toEqual([{ group, settings: [], counterpart: [] }]);
    expect(effect({ kind: 'set-parameters', group, parameters: [setting('a')] }).parameterGroups).toEqual([{ group, settings: [], counterpart: [] }]);
  });

  test('giving up and closing leave marks', () => {
    const mark = { attempt: 1, atSeconds: 1000 };
    expect(effect({ kind: 'abandon', reason: 'why' }).marks).toEqual([{ ...mark, kind: 'abandoned', detail: 'why' }]);
    expect(effect({ kind: 'close', outcome: 'restored' }).marks).toEqual([{ ...mark, kind: 'reached', detail: 'restored' }]);
  });
});

describe('what is over, or cannot begin', () => {
  test('a goal that was reached says which way', () => {
    const reached = (detail: string) => decide(GOAL, observation({ marks: [{ kind: 'reached', attempt: 1, atSeconds: 0, detail }] }));
    expect([reached('migrated'), reached('restored')]).toEqual([{ kind: 'done', outcome: 'migrated' }, { kind: 'done', outcome: 'restored' }]);
  });

  test('a cluster that is gone or broken says what to do', () => {
    expect(decide(GOAL, observation({ origin: undefined, cluster: undefined }))).toEqual({
      kind: 'refuse', problems: [{ code: 'CLUSTER_NOT_FOUND', message: 'AWS does not know the cluster.', remedy: 'Check the identifier, the account and the Region.' }],
    });
    expect(decide(GOAL, observation({ cluster: { ...CLUSTER, status: 'failed' } }))).toEqual({
      kind: 'park', problems: [{ code: 'CLUSTER_BROKEN', message: 'Cluster shop is failed.', remedy: 'Repair the cluster, or begin at a snapshot of it from before; the move goes on by itself when it is started again.' }],
    });
  });
});
