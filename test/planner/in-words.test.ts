import { describeAction } from '../../src/planner/describe-action';
import { durationInWords, rangeInWords } from '../../src/planner/duration-in-words';
import { oldestTransactionSql, whyLong } from '../../src/planner/handover/oldest-transaction';
import { stillToSet, type ParameterFacts } from '../../src/planner/parameter-groups';
import { namesOf } from '../../src/planner/paths/subject';
import { subject } from '../support/subjects';

test.each([
  [45, '45 s'], [119.4, '119 s'], [120, '2 min'], [7199, '120 min'], [7200, '2:00 h'], [11100, '3:05 h'], [90000, '25:00 h'],
])('%d seconds are %s', (seconds, words) => expect(durationInWords(seconds)).toBe(words));

test.each([
  [300, 720, '5 to 12 min'], [45, 180, '45 s to 3 min'], [5, 35, '5 to 35 s'], [7200, 10800, '2:00 to 3:00 h'],
])('%d to %d seconds are %s', (leastSeconds, mostSeconds, words) => expect(rangeInWords({ leastSeconds, mostSeconds })).toBe(words));

test('every change says what it changes', () => {
  const parameters = ['a', 'b'].map((name): ParameterFacts => ({ name, value: '1', isSetByUser: true, isModifiable: true, isStatic: false }));
  const group = { scope: 'cluster' as const, from: 'mine', to: 'theirs', family: 'aurora-mysql8.0' };
  expect(describeAction({ kind: 'set-parameters', group, parameters })).toBe('set a, b in theirs');
  expect(describeAction({ kind: 'set-promotion-tier', member: 'm', promotionTier: 3 })).toBe('put m into tier 3');
  expect(describeAction({ kind: 'abandon', reason: 'too late' })).toBe('give up: too late');
});

describe('the oldest transaction', () => {
  test('is looked at only where there is a limit', () => {
    expect(whyLong({ seconds: 900 }, undefined)).toBeUndefined();
    expect(whyLong(undefined, 5)).toBeUndefined();
  });
  test('may be as old as the limit', () => {
    expect(whyLong({ seconds: 5 }, 5)).toBeUndefined();
    expect(whyLong({ seconds: 6 }, 5)).toBe('a transaction is 6 s old, and 5 s are allowed');
  });
  test('is not supposed to be young where nobody can say', () => {
    expect(whyLong({ unknownBecause: 'AccessDenied' }, 5)).toBe('nobody can say how old transactions are: AccessDenied');
  });
  test('is asked for in the words of the engine, not counting the question', () => {
    expect(oldestTransactionSql('aurora-mysql')).toMatch(/innodb_trx.*<> CONNECTION_ID\(\)/);
    expect(oldestTransactionSql('aurora-postgresql')).toMatch(/pg_stat_activity.*<> pg_backend_pid\(\)/);
    expect(oldestTransactionSql('neptune')).toBeUndefined();
  });
});

test('what a new family does not know, or keeps to itself, is named', () => {
  const parameter = (name: string, change: Partial<ParameterFacts> = {}): ParameterFacts =>
    ({ name, isSetByUser: false, isModifiable: true, isStatic: false, ...change });
  const settings = ['time_zone', 'gone', 'server_id'].map((name) => parameter(name, { value: '1', isSetByUser: true }));
  const group = { scope: 'cluster' as const, from: 'mine', to: 'theirs', family: 'aurora-mysql8.0' };
  expect(stillToSet({ group, settings, counterpart: [parameter('time_zone'), parameter('server_id', { isModifiable: false })] }))
    .toEqual({ missing: [settings[0]], left: ['gone', 'server_id'] });
  expect(stillToSet({ group, settings })).toEqual({ missing: [], left: ['time_zone', 'gone', 'server_id'] });
});

test.each([
  ['shop', 'shop-v2'], ['rds:shop-2026-11-21-03-04', 'shop-2026-11-21-03-04-v2'], ['arn:aws:rds:eu-west-1:1:snapshot:Mine', 'mine-v2'],
  ['db.example.com', 'db-example-com-v2'], ['10.0.0.7', 'db-v2'], ['a_b__c-', 'a-b-c-v2'], ['7up-7', 'up-7-v2'],
  ['x'.repeat(63), `${'x'.repeat(54)}-v2`], [`${'x'.repeat(53)}-yyyyyyyyy`, `${'x'.repeat(53)}-v2`],
])('what is made of %s is called %s', (identifier, name) => {
  expect(namesOf({ ...subject({ source: { identifier } }), pace: 'typical' }).target).toBe(name);
});
