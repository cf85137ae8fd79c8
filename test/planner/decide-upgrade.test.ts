import { decide } from '../../src/planner/decide';
import type { Goal } from '../../src/planner/goal';
import type { Mark, Observation } from '../../src/planner/observation';
import type { ParameterFacts } from '../../src/planner/parameter-groups';
import { plan } from '../../src/planner/plan';
import { CLUSTER, GOAL, observation, OLD_READER, OLD_WRITER, ORIGIN, SETTINGS } from '../support/observations';

const FROM = '5.7.mysql_aurora.2.12.0';
const [TO, NEXT] = ['8.0.mysql_aurora.3.10.0', '8.4.mysql_aurora.8.4.8'];
const TARGETS = { [FROM]: [TO], [TO]: [NEXT, '8.0.mysql_aurora.3.12.0'], [NEXT]: [] };
const OLD = { ...CLUSTER, engineVersion: FROM, parameterGroup: 'default.aurora-mysql5.7' };
const MEMBERS = [OLD_WRITER, OLD_READER].map((member) => ({ ...member, settings: { ...member.settings, parameterGroup: 'default.aurora-mysql5.7' } }));
const goal = (engineVersion: string): Goal => ({ ...GOAL, engineVersion });
const upgrade = (attempt: number, atSeconds: number, detail = TO): Mark => ({ kind: 'upgrade', attempt, atSeconds, detail });
const look = (change: Partial<Observation> = {}) => observation({
  cluster: OLD, members: MEMBERS, origin: { ...ORIGIN, cluster: OLD, members: MEMBERS }, upgradeTargets: TARGETS, safetySnapshot: { status: 'available' }, ...change,
});
const next = (change: Partial<Observation> = {}, to = TO) => decide(goal(to), look(change));

describe('an upgrade on the way, one look at a time', () => {
  test('a snapshot comes first, named after the version, and has to be available', () => {
    expect(next({ safetySnapshot: undefined })).toMatchObject({
      step: 'safety snapshot', action: { kind: 'create-safety-snapshot', cluster: 'shop', snapshot: 'shop-before-v2-1-8-0-mysql-aurora-3-10-0-abcdef' },
    });
    expect(next({ safetySnapshot: { status: 'creating' } })).toMatchObject({ kind: 'wait', step: 'safety snapshot', reason: 'the snapshot is creating' });
    expect(next({ safetySnapshot: { status: 'failed' } })).toMatchObject({ kind: 'park', problems: [{ code: 'SAFETY_SNAPSHOT_FAILED' }] });
  });

  test('then AWS is asked, once, for the direct upgrade; default groups change by themselves', () => {
    expect(next({}, NEXT)).toEqual({
      kind: 'act',
      step: 'upgrade engine',
      action: { kind: 'upgrade-engine', cluster: 'shop', to: TO, isMajor: true, clusterGroup: undefined, instanceGroup: undefined, attempt: 1 },
    });
  });

  test('a minor upgrade needs neither snapshot nor groups', () => {
    const cluster = { ...OLD, engineVersion: TO, parameterGroup: 'mine' };
    expect(next({ cluster, safetySnapshot: undefined }, '8.0.mysql_aurora.3.12.0')).toMatchObject({ action: { kind: 'upgrade-engine', isMajor: false } });
  });

  test.each([1, 2])('not after %i equal looks', (reads) => {
    expect(next({ settled: { reads, seconds: 5 } })).toMatchObject({ kind: 'wait', step: 'upgrade engine' });
  });

  test('nothing is done while AWS upgrades, or while its table is not known', () => {
    expect(next({ cluster: { ...OLD, status: 'upgrading' }, marks: [upgrade(1, 900)] })).toMatchObject({ kind: 'wait', step: 'upgrade engine' });
    expect(next({ upgradeTargets: undefined })).toMatchObject({ kind: 'wait', step: 'upgrade engine' });
    expect(next({ marks: [upgrade(1, 950)] })).toMatchObject({ kind: 'wait', step: 'upgrade engine', reason: `AWS upgrades to ${TO}` });
  });

  test('an upgrade of which nothing came is tried once more without preparing again, then the move is given up', () => {
    expect(next({ marks: [upgrade(1, 800)], safetySnapshot: undefined })).toMatchObject({ action: { kind: 'upgrade-engine', to: TO, attempt: 2 } });
    const refusal = { code: 'InvalidParameterCombination', message: 'no', times: 1 };
    expect(next({ marks: [upgrade(1, 500), upgrade(2, 800)], refusal }))
      .toMatchObject({ action: { kind: 'abandon', reason: `AWS did not upgrade to ${TO}: InvalidParameterCombination: no` } });
    expect(next({ marks: [upgrade(1, 500), upgrade(2, 800)] })).toMatchObject({ action: { kind: 'abandon', reason: expect.stringContaining('the events of the cluster say why') } });
  });

  test('an upgrade that took two attempts takes none of those of the next', () => {
    const marks = [upgrade(1, 100), upgrade(2, 300), upgrade(3, 600, NEXT)];
    expect(next({ cluster: { ...OLD, engineVersion: TO }, marks }, NEXT)).toMatchObject({ action: { kind: 'upgrade-engine', to: NEXT, attempt: 4 } });
    expect(next({ cluster: { ...OLD, engineVersion: TO }, marks: [...marks, upgrade(4, 800, NEXT)] }, NEXT)).toMatchObject({ action: { kind: 'abandon' } });
  });

  test('where AWS offers no way any more the move is given up', () => {
    expect(next({}, '8.0.mysql_aurora.3.99.0')).toMatchObject({ action: { kind: 'abandon', reason: `AWS offers no way from ${FROM} to 8.0.mysql_aurora.3.99.0` } });
  });

  test('the next upgrade follows when every member runs with the version before', () => {
    const cluster = { ...OLD, engineVersion: TO };
    const marks = [upgrade(1, 100)];
    const members = [MEMBERS[0], { ...MEMBERS[1], status: 'upgrading' }];
    expect(next({ cluster, marks, members }, NEXT)).toMatchObject({ kind: 'wait', step: 'upgrade engine', reason: 'old-2 is upgrading' });
    expect(next({ cluster, marks }, NEXT)).toMatchObject({ action: { kind: 'upgrade-engine', to: NEXT, attempt: 2 } });
    expect(next({ cluster, marks, members })).toMatchObject({ kind: 'wait', step: 'upgrade engine' });
  });

  test('a newer minor version of the wanted one will do, and then the members come', () => {
    const cluster = { ...OLD, engineVersion: '8.0.mysql_aurora.3.12.0' };
    expect(next({ cluster, upgradeTargets: undefined })).toMatchObject({ action: { kind: 'set-capacity-range' } });
  });

  test('undoing never upgrades further', () => {
    const cluster = { ...OLD, engineVersion: TO };
    expect(decide({ ...goal(NEXT), kind: 'restore', generation: 2 }, look({ cluster }))).toMatchObject({ action: { kind: 'close', outcome: 'restored' } });
  });
});

describe('parameter groups are carried into the family of the new version', () => {
  const cluster = { ...OLD, parameterGroup: 'mine' };
  const members = MEMBERS.map((member) => ({ ...member, settings: { ...member.settings, parameterGroup: 'own' } }));
  const [forCluster, forInstances] = [['cluster', 'mine'], ['instance', 'own']].map(([scope, from]) => (
    { scope: scope as 'cluster' | 'instance', from, to: 'shop-v2-aurora-mysql8-0-abcdef', family: 'aurora-mysql8.0' }
  ));
  const parameter = (name: string, change: Partial<ParameterFacts> = {}): ParameterFacts => ({
    name, isSetByUser: false, isModifiable: true, isStatic: false, ...change,
  });
  const set = (name: string, value: string) => parameter(name, { value, isSetByUser: true });

  test('the cluster group, then the instance group', () => {
    expect(next({ cluster, members, safetySnapshot: undefined })).toEqual({ kind: 'act', step: 'parameter groups', action: { kind: 'create-parameter-group', group: forCluster } });
    expect(next({ cluster, members, parameterGroups: [{ group: forCluster, settings: [], counterpart: [] }] }))
      .toMatchObject({ action: { kind: 'create-parameter-group', group: forInstances } });
  });

  test('with what somebody set, as far as the new family knows it and lets it be changed', () => {
    const settings = [set('time_zone', 'UTC'), set('gone', '1'), set('server_id', '7'), set('binlog_format', 'ROW')];
    const counterpart = [parameter('time_zone'), parameter('server_id', { isModifiable: false }), parameter('binlog_format', { isStatic: true })];
    expect(next({ cluster, members: MEMBERS, parameterGroups: [{ group: forCluster, settings, counterpart }] })).toEqual({
      kind: 'act',
      step: 'parameter groups',
      action: { kind: 'set-parameters', group: forCluster, parameters: [set('time_zone', 'UTC'), { ...set('binlog_format', 'ROW'), isStatic: true }] },
    });
  });

  test('each into the one of its scope', () => {
    const done = (...groups: (typeof forCluster)[]) => ({ parameterGroups: groups.map((group) => ({ group, settings: [], counterpart: [] })) });
    expect(next({ cluster, ...done(forCluster) })).toMatchObject({ action: { clusterGroup: forCluster.to, instanceGroup: undefined } });
    expect(next({ members, ...done(forInstances) })).toMatchObject({ action: { clusterGroup: undefined, instanceGroup: forInstances.to } });
  });

  test('the instances into one: that of the writer', () => {
    const [writer, reader] = members;
    const other = { ...reader, settings: { ...reader.settings, parameterGroup: 'of the reader' } };
    for (const both of [[writer, other], [other, writer]]) {
      expect(next({ members: both })).toMatchObject({ action: { kind: 'create-parameter-group', group: { from: 'own' } } });
    }
  });

  test('at most twenty in a call, and only until they are there', () => {
    const settings = Array.from({ length: 25 }, (_, index) => set(`p${index}`, '1'));
    const groups = (counterpart: readonly ParameterFacts[]) => [{ group: forCluster, settings, counterpart }];
    const parameterGroups = groups(settings.map(({ name }) => parameter(name)));
    expect(next({ cluster, members: MEMBERS, parameterGroups })).toMatchObject({ action: { parameters: { length: 20 } } });
    const most = groups(settings.map((setting, index) => index < 24 ? setting : { ...setting, value: '2' }));
    expect(next({ cluster, members: MEMBERS, parameterGroups: most })).toMatchObject({ action: { parameters: [{ name: 'p24', value: '1' }] } });
    expect(next({ cluster, members: MEMBERS, parameterGroups: groups(settings) })).toMatchObject({ action: { kind: 'upgrade-engine', clusterGroup: forCluster.to } });
  });

  test('new members get the group of the family in which the cluster is', () => {
    const upgraded = { ...cluster, engineVersion: TO, capacityRange: GOAL.capacity };
    const origin = { ...ORIGIN, cluster, members };
    expect(next({ cluster: upgraded, members, origin }))
      .toMatchObject({ action: { member: { settings: { ...SETTINGS, parameterGroup: forInstances.to } } } });
    const usual = { ...ORIGIN, cluster: OLD, members: MEMBERS };
    expect(next({ cluster: { ...upgraded, parameterGroup: 'x' }, members: MEMBERS, origin: usual }))
      .toMatchObject({ action: { member: { settings: { parameterGroup: 'default.aurora-mysql8.0' } } } });
  });

  test('a plan shows them, and every upgrade as a step without a way back', () => {
    const start = look({ origin: undefined, cluster, members, safetySnapshot: undefined, settled: { reads: 0, seconds: 0 } });
    const { outcome, steps } = plan(goal(NEXT), start);
    expect(outcome).toBe('migrated');
    expect(steps.slice(0, 7).map(({ step, changes, reversible }) => [step, changes, reversible])).toEqual([
      ['record', ['record what is there today of shop'], true],
      ['parameter groups', [
        'create cluster parameter group shop-v2-aurora-mysql8-0-abcdef (aurora-mysql8.0) for what is set in mine',
        'create instance parameter group shop-v2-aurora-mysql8-0-abcdef (aurora-mysql8.0) for what is set in own',
      ], true],
      ['safety snapshot', ['create snapshot shop-before-v2-1-8-0-mysql-aurora-3-10-0-abcdef'], true],
      ['upgrade engine', [`upgrade shop to ${TO}`], false],
      ['parameter groups', [
        'create cluster parameter group shop-v2-aurora-mysql8-4-abcdef (aurora-mysql8.4) for what is set in shop-v2-aurora-mysql8-0-abcdef',
        'create instance parameter group shop-v2-aurora-mysql8-4-abcdef (aurora-mysql8.4) for what is set in shop-v2-aurora-mysql8-0-abcdef',
      ], true],
      ['safety snapshot', ['create snapshot shop-before-v2-1-8-4-mysql-aurora-8-4-8-abcdef'], true],
      ['upgrade engine', [`upgrade shop to ${NEXT}`], false],
    ]);
  });

  test('a plan that knows what is set says what will be set', () => {
    const parameterGroups = [{ group: forCluster, settings: [set('time_zone', 'UTC')] }];
    const start = look({ origin: undefined, cluster, members: MEMBERS, safetySnapshot: undefined, parameterGroups });
    const [, groups] = plan(goal(TO), start).steps;
    expect(groups.changes).toEqual([expect.stringMatching(/^create cluster parameter group/), 'set time_zone in shop-v2-aurora-mysql8-0-abcdef']);
  });
});
