import { carriedInPlace } from '../../src/planner/carried';
import { inPlace } from '../../src/planner/paths/in-place';
import { supposedWriter, withWriter } from '../../src/planner/paths/supposed-writer';
import { planBehindRefusal } from '../../src/planner/plan';
import { CLUSTER, GOAL, member, observation, OLD_READER, OLD_WRITER } from '../support/observations';
import { type Change, SERVERLESS, subject, V1 } from '../support/subjects';

const [FROM, BETWEEN, TO] = ['5.7.mysql_aurora.2.12.0', '8.0.mysql_aurora.3.10.0', '8.4.mysql_aurora.8.4.8'];
const TARGETS = { [FROM]: [BETWEEN], [BETWEEN]: [TO], [TO]: [] };
const path = (change: Change) => ({ ...subject(change), pace: 'typical' as const });

describe('what the path in place takes over', () => {
  const carried = (change: Change) => carriedInPlace(path(change));
  const grouped = (parameterGroup: string, members: string) => ({
    cluster: { engineVersion: FROM, parameterGroup },
    source: {
      upgradeTargets: TARGETS, members: [OLD_WRITER, OLD_READER].map((one) => ({ ...one, settings: { ...one.settings, parameterGroup: members } })),
    },
    goal: { engineVersion: TO },
  });
  const names = (change: Change) => carried(change).groups.map(({ scope, from, to }) => `${scope} ${from} ${to}`);

  test('is what was carried by one upgrade, again by the next', () => {
    expect(names(grouped('mine', 'own'))).toEqual([
      'cluster mine shop-v2-aurora-mysql8-0-abcdef', 'instance own shop-v2-aurora-mysql8-0-abcdef',
      'cluster shop-v2-aurora-mysql8-0-abcdef shop-v2-aurora-mysql8-4-abcdef', 'instance shop-v2-aurora-mysql8-0-abcdef shop-v2-aurora-mysql8-4-abcdef',
    ]);
  });

  test('is only what somebody made', () => {
    expect(names(grouped('mine', 'default.aurora-mysql5.7'))).toEqual(['cluster mine shop-v2-aurora-mysql8-0-abcdef', 'cluster shop-v2-aurora-mysql8-0-abcdef shop-v2-aurora-mysql8-4-abcdef']);
    expect(names(grouped('default.aurora-mysql5.7', 'own'))).toEqual(['instance own shop-v2-aurora-mysql8-0-abcdef', 'instance shop-v2-aurora-mysql8-0-abcdef shop-v2-aurora-mysql8-4-abcdef']);
  });

  test('are the settings of the writer first, whoever was described first', () => {
    const settingsOf = (change: Change) => carried(change).members.map(({ from, to }) => `${from} ${to}`);
    expect(settingsOf({ source: { members: [OLD_READER, OLD_WRITER] } })).toEqual(['old-1 shop-v2-a-abcdef', 'old-2 shop-v2-b-abcdef']);
    expect(settingsOf({ source: { members: [OLD_READER, OLD_WRITER] }, goal: { members: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } })).toContain('old-1 shop-v2-c-abcdef');
  });

  test('are no settings of those that stay, nor of Serverless v1, which has none, nor of what is no cluster', () => {
    expect(carried({ source: { members: [OLD_WRITER, member('v2', { instanceClass: 'db.serverless' })] } }).members).toMatchObject([{ from: 'old-1', to: 'shop-v2-b-abcdef' }]);
    expect(carried({ source: { members: SERVERLESS } }).members).toEqual([]);
    expect(carried({ cluster: V1, source: { members: [] } }).members).toEqual([]);
    expect(carried({ source: { kind: 'RDS instance', cluster: undefined } })).toEqual({ groups: [], members: [] });
  });
});

describe('a cluster without a writer', () => {
  test('is planned as if its first member were the writer', () => {
    const others = [OLD_READER, { ...OLD_WRITER, isWriter: false }];
    expect(withWriter(CLUSTER, others)).toEqual([{ ...OLD_READER, isWriter: true }, others[1]]);
    expect(supposedWriter(CLUSTER, others)).toEqual(['old-2 becomes the writer.']);
  });

  test('or one were added', () => {
    expect(withWriter(CLUSTER, [])).toMatchObject([{ identifier: 'shop-1', instanceClass: 'db.r6g.large', isWriter: true, status: 'available', pending: [], capacityAcu: [] }]);
    expect(supposedWriter(CLUSTER, [])).toEqual(['A DB instance shop-1 of the class db.r6g.large is added first; it is the writer.']);
  });

  test('is nothing to suppose where there is one, or where none can be', () => {
    expect(withWriter(CLUSTER, [OLD_READER, OLD_WRITER])).toEqual([OLD_READER, OLD_WRITER]);
    expect(supposedWriter(CLUSTER, [OLD_WRITER])).toEqual([]);
    expect(supposedWriter({ ...CLUSTER, engineMode: 'serverless' }, [])).toEqual([]);
  });
});

test('a move that would be given up is no plan, and says why', () => {
  const start = { ...observation({ origin: undefined, upgradeTargets: { [FROM]: [] } }), cluster: { ...CLUSTER, engineVersion: FROM } };
  const goal = { ...GOAL, engineVersion: TO };
  expect(planBehindRefusal(goal, start, 'typical')).toMatchObject({
    outcome: 'restored', problems: [{ code: 'MOVE_GIVEN_UP', message: `The move would be given up: AWS offers no way from ${FROM} to ${TO}.` }],
  });
  expect(inPlace(path({ cluster: { engineVersion: FROM }, source: { upgradeTargets: { [FROM]: [] } }, goal: { engineVersion: TO } }))).toMatchObject({ steps: [], inTheWay: [{ code: 'MOVE_GIVEN_UP' }] });
  expect(inPlace(path({}))).toMatchObject({ steps: { length: 6 }, inTheWay: [] });
  expect(inPlace(path({ source: { kind: 'RDS instance', cluster: undefined } }))).toMatchObject({ steps: [], inTheWay: [] });
});
