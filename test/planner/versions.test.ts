import { proposeBestGoal } from '../../src/planner/allowed-versions';
import { planDocument } from '../../src/planner/plan-document';
import { proposeGoal } from '../../src/planner/propose-goal';
import { isLongTermSupport } from '../../src/planner/versions/long-term-support';
import { resolveVersion } from '../../src/planner/versions/resolve-version';
import { routeToServerless, wayTo } from '../../src/planner/versions/upgrade-route';
import { type Change, PG, rds, subject } from '../support/subjects';

const PG_ENGINE = 'aurora-postgresql';

describe('a version that somebody means', () => {
  const targets = { 13.12: ['13.18', '14.9', '15.8'], 13.18: ['15.8'], 14.9: ['15.8', '16.4'], 15.8: [], 16.4: [] };
  test.each([
    ['14', '14.9'], ['13', '13.12'], ['13.12', '13.12'], ['15.8', '15.8'], ['16', '16.4'], ['17', '17'],
  ])('%s from 13.12: %s', (wanted, version) => {
    expect(resolveVersion(PG_ENGINE, '13.12', wanted, targets, 'newest')).toBe(version);
  });

  test('is one that can be reached, before a newer one that cannot', () => {
    // 12.x has no Serverless v2: no route to it is one to Serverless v2.
    expect(resolveVersion(PG_ENGINE, '11.9', '12', { 11.9: ['12.8'], 12.8: [], 12.22: [] }, 'newest')).toBe('12.8');
    expect(resolveVersion(PG_ENGINE, '11.9', '12', { 11.9: [], 12.8: [], 12.22: [] }, 'newest')).toBe('12.22');
  });

  test('by its number of Aurora, or by that of MySQL', () => {
    const mysql = { '5.7.mysql_aurora.2.11.4': ['8.0.mysql_aurora.3.04.3', '8.0.mysql_aurora.3.10.0'] };
    for (const [wanted, minor] of [['3.04', '3.04.3'], ['3.04.3', '3.04.3'], ['8.0', '3.10.0'], ['3', '3.10.0']]) {
      expect(resolveVersion('aurora-mysql', '5.7.mysql_aurora.2.11.4', wanted, mysql, 'newest')).toBe(`8.0.mysql_aurora.${minor}`);
    }
  });
});

describe('the way to Serverless v2', () => {
  const targets = { 13.5: ['13.18', '16.8', '16.14'], 13.18: [], 16.8: [], 16.14: [] };
  test('stays in the major version where it can', () => expect(routeToServerless(PG_ENGINE, '13.5', targets, 'newest')).toEqual(['13.18']));
  test('leads to the newest of those that are as near', () => expect(routeToServerless(PG_ENGINE, '12.9', { 12.9: ['16.8', '16.14'] }, 'newest')).toEqual(['16.14']));
  test('or to the one with long-term support', () => expect(routeToServerless(PG_ENGINE, '12.9', { 12.9: ['16.8', '16.14'] }, 'long-term-support')).toEqual(['16.8']));
  test('passes through the newest of several', () => {
    const further = { 11.9: ['12.8', '12.22'], 12.8: ['16.8'], 12.22: ['16.8'], 16.8: [] };
    expect(routeToServerless(PG_ENGINE, '11.9', further, 'newest', (version) => version === '16.8')).toEqual(['12.22', '16.8']);
    expect(routeToServerless(PG_ENGINE, '11.9', { ...further, 11.9: ['12.22', '12.8'] }, 'newest', (version) => version === '16.8')).toEqual(['12.22', '16.8']);
  });
  test('is not looked for behind the wanted version itself', () => {
    expect(wayTo(PG_ENGINE, '16.8', '17.4', { 16.8: [], 17.4: 'unknown' })).toEqual({ kind: 'none' });
    expect(wayTo(PG_ENGINE, '16.8', '17.4', { 16.8: ['16.14', '17.4-limitless'], 16.14: 'unknown' })).toEqual({ kind: 'unknown', from: ['16.14'] });
  });
});

describe('of several allowed versions', () => {
  const source = (change: Change) => subject(change).source;
  const cluster = source({ cluster: PG('13.12'), source: { upgradeTargets: { 13.12: ['15.8', '16.8', '16.14'], 15.8: ['17.9'], 16.14: [], 16.8: [], 17.9: [] } } });
  const best = (from: typeof cluster, to: string[], prefer?: 'newest' | 'long-term-support') => proposeBestGoal(from, { to, prefer })?.goal.engineVersion;

  test('the fewest upgrades count first', () => expect(best(cluster, ['17.9', '15.8'])).toBe('15.8'));
  test('then long-term support, if that is preferred', () => {
    expect(best(cluster, ['15.8', '16.8', '16.14'], 'long-term-support')).toBe('16.8');
    expect(best(cluster, ['16.14', '16.8'], 'long-term-support')).toBe('16.8');
  });
  test('then the newest', () => {
    expect(best(cluster, ['15.8', '16.14', '16.8'])).toBe('16.14');
    expect(best(cluster, ['16.8', '16.14'], 'newest')).toBe('16.14');
  });
  test('one that can be reached goes before all that cannot; of those the newest is refused', () => {
    expect(best(cluster, ['18.3', '16.8'])).toBe('16.8');
    expect(best(cluster, ['18.1', '18.3', '18.2'])).toBe('18.3');
  });
  test('an instance of RDS is copied, and needs no upgrades', () => {
    expect(best(source(rds({}, { engine: 'postgres', engineVersion: '15.4', upgradeTargets: { 15.8: [], 16.8: [] } })), ['15.8', '16.8'])).toBe('16.8');
  });
  test('nothing where nobody knows how large it is', () => {
    expect(proposeBestGoal(source({ source: { kind: 'self-managed server', cluster: undefined, members: [] } }), { to: ['8.0'] })).toBeUndefined();
  });
});

describe('a goal that nobody described', () => {
  test('has as many readers as there are, and one at least', () => {
    const names = (change: Change) => proposeGoal(subject(change).source, {})?.goal.members.map(({ name }) => name);
    expect(names({})).toEqual(['1', '2']);
    expect(names({ source: { members: [...subject({}).source.members, ...subject({}).source.members] } })).toEqual(['1', '2', '3']);
  });

  test('is of the newest version with long-term support only where that is preferred', () => {
    const { source } = subject({ cluster: PG('12.9'), source: { upgradeTargets: { 12.9: ['16.8', '16.14'], 16.8: [], 16.14: [] } } });
    expect(proposeGoal(source, {})?.goal.engineVersion).toBe('16.14');
    expect(proposeGoal(source, { prefer: 'long-term-support' })?.goal.engineVersion).toBe('16.8');
  });

  test('has no version where the present one stays, as AWS is not asked for one', () => {
    expect(proposeGoal(subject({}).source, {})?.goal).not.toHaveProperty('engineVersion');
  });
});

test('long-term support is that of a line of Aurora MySQL, and of a minor version of PostgreSQL', () => {
  expect(isLongTermSupport('aurora-mysql', '8.0.mysql_aurora.3.10.4')).toBe(true);
  expect(isLongTermSupport('aurora-mysql', '8.0.mysql_aurora.3.12.0')).toBe(false);
  expect(isLongTermSupport(PG_ENGINE, '16.8')).toBe(true);
  expect(isLongTermSupport(PG_ENGINE, '16.8.2')).toBe(true);
  expect(isLongTermSupport('neptune', '1.3')).toBe(false);
});

test('a range that was asked for is not there before the cluster has it', () => {
  const change = { cluster: { capacityRange: { minAcu: 1, maxAcu: 16 } }, source: { members: [{ ...subject({}).source.members[0], instanceClass: 'db.serverless' }] } };
  const { source } = subject(change);
  const picked = (capacity?: { minAcu: number; maxAcu: number }) => planDocument(source, { capacity }).choice.picked;
  expect(picked()).toBe('stay');
  expect(picked({ minAcu: 1, maxAcu: 16 })).toBe('stay');
  expect(picked({ minAcu: 1, maxAcu: 32 })).toBe('in place');
  expect(picked({ minAcu: 2, maxAcu: 16 })).toBe('in place');
});
