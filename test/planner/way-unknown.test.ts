import { planFor, planOf, stepsOf } from './documents/plan-for';
import { STRANGE_SOURCES } from './strange/describe-outputs';
import { merge } from '../../src/cli/plan/documents';
import { sourcesIn } from '../../src/cli/plan/sources';
import { decide } from '../../src/planner/decide';
import type { Observation } from '../../src/planner/observation';
import { plan, planBehindRefusal } from '../../src/planner/plan';
import { proposeGoal } from '../../src/planner/propose-goal';
import type { UpgradeTargets } from '../../src/planner/versions/upgrade-targets';
import { CLUSTER, GOAL, member, observation } from '../support/observations';
import { documentsOf, type SourceOptions } from '../support/sources';

const V1 = { ...CLUSTER, engine: 'aurora-postgresql', engineVersion: '11.21', engineMode: 'serverless', serverlessV1: { minAcu: 2, maxAcu: 4 } };
const WANTED = { ...GOAL, engineVersion: '15.8' };
const v1 = (upgradeTargets: UpgradeTargets | undefined, change: Partial<Observation> = {}) =>
  observation({ cluster: V1, members: [], origin: undefined, upgradeTargets, ...change });

describe('no move begins that cannot arrive', () => {
  test.each<[string, UpgradeTargets | undefined]>([
    ['leads nowhere', { 11.21: [] }], ['leads elsewhere', { 11.21: ['12.22'], 12.22: [] }], ['is not known', { 11.21: 'unknown' }], ['is known up to some point only', { 11.21: ['12.22'] }],
    ['is in no table', {}], ['was asked by nobody', undefined],
  ])('where the version %s, it is refused before the first change', (_, targets) => {
    expect(decide(WANTED, v1(targets))).toMatchObject({ kind: 'refuse', problems: [{ code: 'NO_UPGRADE_ROUTE' }] });
    expect(plan(WANTED, v1(targets))).toMatchObject({ outcome: 'refused', steps: [] });
  });

  test('where upgrades lead there, it begins', () => {
    expect(decide(WANTED, v1({ 11.21: ['12.22'], 12.22: ['15.8'] }))).toMatchObject({ kind: 'act', step: 'record' });
    expect(decide(WANTED, v1({ 13.12: ['15.8'] }, { cluster: { ...V1, engineVersion: '13.serverless_12' } }))).toMatchObject({ kind: 'act', step: 'record' });
  });

  test('nor does it convert for a goal that was set when it had begun once already', () => {
    const later = { origin: { recordedAtSeconds: 0, cluster: V1, members: [] }, safetySnapshot: { status: 'available' } };
    const reason = 'AWS offers no way from 11.21 to 15.8';
    expect(decide(WANTED, v1({ 11.21: [] }, later))).toMatchObject({ action: { kind: 'abandon', reason } });
    expect(decide(WANTED, v1({}, later))).toMatchObject({ action: { kind: 'abandon', reason } });
    expect(decide(WANTED, v1(undefined, later))).toMatchObject({ kind: 'wait' });
    expect(decide(WANTED, v1({ 11.21: ['15.8'] }, later))).toMatchObject({ action: { kind: 'convert-engine-mode' } });
    // What was begun ends, whatever the tables say by now.
    expect(decide(WANTED, v1({ 11.21: [] }, { ...later, marks: [{ kind: 'conversion', attempt: 1, atSeconds: 990, detail: 'db.t3.large' }] }))).toMatchObject({ kind: 'wait', step: 'convert engine mode' });
  });

  test('a plan that gives up says so, and is none', () => {
    const { outcome, problems, steps } = planBehindRefusal(WANTED, { ...v1({ 11.21: [] }), cluster: V1 }, 'typical');
    expect([outcome, problems.map(({ code }) => code)]).toEqual(['restored', ['MOVE_GIVEN_UP']]);
    expect(steps.map(({ step }) => step)).not.toContain('convert engine mode');
  });
});

describe('nothing is sold that begins with a conversion and does not arrive', () => {
  test.each<[string, SourceOptions, string | undefined]>([
    ['Serverless v1, PostgreSQL 10 to 13', { engine: 'aurora-postgresql', engineVersion: '10.21', engineMode: 'serverless' }, '13'],
    ['Serverless v1, PostgreSQL 11 between the versions that AWS lists', { engine: 'aurora-postgresql', engineVersion: '11.16', engineMode: 'serverless' }, '13'],
    ['PostgreSQL 13.5 to 16.8', { engine: 'aurora-postgresql', engineVersion: '13.5' }, '16.8'],
    ['MySQL 2.10.2 to 3.10', { engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.10.2' }, '3.10'],
    ['PostgreSQL 17.10 to 18', { engine: 'aurora-postgresql', engineVersion: '17.10' }, '18'],
    ['MySQL to PostgreSQL\'s version', { engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.10.0' }, '16'],
  ])('%s', async (_, source, to) => {
    const document = await planFor(source, { to });
    for (const path of ['in place', 'blue/green', 'snapshot restore'] as const) expect(stepsOf(document, path)).toEqual([]);
    const { picked } = document.choice;
    expect(picked === 'in place' ? document.first.map(({ code }) => code) : picked).toEqual(picked === 'in place' ? ['NO_UPGRADE_ROUTE'] : expect.stringMatching(/dump and restore|stay/));
  });
});

/** Several things at once are refused at once; none of them is news behind the plan. */
describe('whatever the loop refuses, the plan says first', () => {
  const like: SourceOptions = { engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.10.0' };
  const [clusters, { DBInstances }] = documentsOf(like);
  const owned = [clusters, { DBInstances: DBInstances.map((instance) => ({ ...instance, TagList: [{ Key: 'aws:cloudformation:stack-name', Value: 'ShopStack' }] })) }];
  const cases: [string, readonly object[]][] = [
    ['members of a stack', owned],
    ...['inaccessible-encryption-credentials', 'upgrade_failed', 'incompatible-network'].map((Status): [string, readonly object[]] => [`a cluster that is ${Status}`, documentsOf({ ...like, more: { Status } })]),
    ['a stack\'s members in a stopped cluster', [{ DBClusters: [{ ...clusters.DBClusters[0], Status: 'stopped' }] }, owned[1]]],
    ...STRANGE_SOURCES.map(({ name, documents }): [string, readonly object[]] => [name, documents]),
  ];

  test.each(cases)('%s', async (_, documents) => {
    const [source] = await sourcesIn(merge(documents), []);
    const { cluster, members, upgradeTargets } = source;
    const { goal } = proposeGoal(source, { capacity: GOAL.capacity })!;
    const decision = decide(goal, { observedAtSeconds: 1.8e9, cluster, members, upgradeTargets, marks: [], settled: { reads: 3, seconds: 60 } });
    const refused = decision.kind === 'refuse' ? decision.problems.map(({ code }) => code) : [];
    const document = await planOf(documents, {});
    const [inPlace] = document.paths;
    expect(inPlace.findings.filter(({ kind }) => kind === 'fail').map(({ code }) => code)).toEqual(expect.arrayContaining(refused));
    if (document.choice.picked !== 'in place') return;
    expect(document.first.map(({ code }) => code)).toEqual(expect.arrayContaining(refused));
    expect(inPlace.steps[0]?.step ?? 'record').toBe('record');
  });

  test('members of a stack are named, serverless ones are not', async () => {
    const { first } = await planOf(owned);
    expect(first).toEqual([{
      code: 'OWNED_BY_STACK',
      kind: 'fail',
      weight: 'blocker',
      message: 'mysql-80-1, mysql-80-2 belong to the CloudFormation stack ShopStack, which would not know of the move.',
      remedy: expect.stringMatching(/^Move them by a deployment of that stack, with a WriterHandover.*bring the cluster back with `adopt`\.$/),
    }]);
    const owner = member('a', { stack: 'Shop', isWriter: true });
    expect(decide(GOAL, observation({ origin: undefined, members: [owner, member('v2', { stack: 'Shop', instanceClass: 'db.serverless' })] })))
      .toMatchObject({ problems: [{ code: 'OWNED_BY_STACK', message: 'a belong to the CloudFormation stack Shop, which would not know of the move.' }] });
  });
});
