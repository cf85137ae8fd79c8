import { decide } from '../../src/planner/decide';
import type { Goal } from '../../src/planner/goal';
import { CLUSTER, GOAL, member, NEW_A, NEW_B, observation, OLD_READER, OLD_WRITER, ORIGIN, SIDE_BY_SIDE, TAKEN_OVER } from '../support/observations';

const codes = (goal: Goal, change: Parameters<typeof observation>[0]) => {
  const decision = decide(goal, observation({ origin: undefined, ...change }));
  return decision.kind === 'refuse' ? decision.problems.map(({ code }) => code) : decision.kind;
};

describe('a move is refused before the first change', () => {
  test.each([
    ['an engine that is not Aurora', { cluster: { ...CLUSTER, engine: 'mysql' } }, ['PATH_NOT_FOR_SOURCE']],
    ['an engine without Serverless v2', { cluster: { ...CLUSTER, engine: 'neptune' } }, ['PATH_NOT_FOR_SOURCE', 'ENGINE_UNSUPPORTED']],
    ['MySQL 5.7', { cluster: { ...CLUSTER, engineVersion: '5.7.mysql_aurora.2.12.0' } }, ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2']],
    ['MySQL 3.01', { cluster: { ...CLUSTER, engineVersion: '8.0.mysql_aurora.3.01.1' } }, ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2']],
    ['PostgreSQL 13.5', { cluster: { ...CLUSTER, engine: 'aurora-postgresql', engineVersion: '13.5' } }, ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2']],
    ['Serverless v1 on PostgreSQL 11', { cluster: { ...CLUSTER, engine: 'aurora-postgresql', engineVersion: '11.21', engineMode: 'serverless' }, members: [] }, ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2']],
    ['parallel query', { cluster: { ...CLUSTER, engineMode: 'parallelquery' } }, ['ENGINE_MODE_UNSUPPORTED']],
    ['a stopped cluster', { cluster: { ...CLUSTER, status: 'stopped' } }, ['CLUSTER_STOPPED']],
    ['a cluster without a writer', { members: [OLD_READER] }, ['CLUSTER_WITHOUT_WRITER']],
    ['a cluster that AWS does not know', { cluster: undefined }, ['CLUSTER_NOT_FOUND']],
    ['a broken cluster', { cluster: { ...CLUSTER, status: 'inaccessible-encryption-credentials' } }, ['CLUSTER_BROKEN']],
    ['fifteen members that would become seventeen', { members: [OLD_WRITER, ...Array.from({ length: 14 }, (_, index) => member(`r${index}`))] }, ['TOO_MANY_MEMBERS']],
    ['several reasons, all at once', { cluster: { ...CLUSTER, engineVersion: '5.7.mysql_aurora.2.12.0', status: 'stopped' }, members: [] }, ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2', 'CLUSTER_STOPPED', 'CLUSTER_WITHOUT_WRITER']],
  ])('%s', (_, change, expected) => {
    expect(codes(GOAL, change)).toEqual(expected);
  });

  test.each([
    ['an impossible range', { ...GOAL, capacity: { minAcu: 8, maxAcu: 4 } }, ['CAPACITY_RANGE_INVALID']],
    ['no members', { ...GOAL, members: [] }, ['NO_TARGET_MEMBERS']],
  ])('%s', (_, goal, expected) => {
    expect(codes(goal, {})).toEqual(expected);
  });

  test.each(['13.6', '14.3', '15.2', '16.1', '17.4', '18.3', '19.1', '13.12', '13.serverless_12'])('but not PostgreSQL %s', (engineVersion) => {
    expect(codes(GOAL, { cluster: { ...CLUSTER, engine: 'aurora-postgresql', engineVersion } })).toBe('act');
  });

  test('and once it has begun it parks instead', () => {
    expect(decide(GOAL, observation({ cluster: { ...CLUSTER, status: 'incompatible-network' } }))).toMatchObject({ kind: 'park', problems: [{ code: 'CLUSTER_BROKEN' }] });
  });
});

describe('undoing is just another goal', () => {
  const restore: Goal = { ...GOAL, kind: 'restore', generation: 2 };

  test('nothing to undo before the first change', () => {
    expect(decide(restore, observation({ origin: undefined }))).toMatchObject({ action: { kind: 'close', outcome: 'restored' } });
  });

  test('before the failover the new members go', () => {
    expect(decide(restore, SIDE_BY_SIDE)).toMatchObject({ action: { kind: 'delete-member', member: NEW_A.identifier } });
  });

  test('after the failover the old writer takes over first', () => {
    expect(decide(restore, TAKEN_OVER)).toMatchObject({ action: { kind: 'fail-over', target: 'old-1' } });
  });

  test('old members that are gone are created again from the record', () => {
    const alone = { ...TAKEN_OVER, members: [{ ...NEW_A, isWriter: true }, NEW_B] };
    expect(decide(restore, alone)).toMatchObject({
      action: { kind: 'create-member', member: { identifier: 'old-1', instanceClass: 'db.r6g.large', settings: ORIGIN.members[0].settings } },
    });
  });

  test('a converted Serverless v1 cluster goes back to its provisioned rest state', () => {
    const v1 = { ...CLUSTER, engineMode: 'serverless', serverlessV1: { minAcu: 2, maxAcu: 8 } };
    const origin = { ...ORIGIN, cluster: v1, members: [] };
    const converted = member('shop-instance-1', { isWriter: true, instanceClass: 'db.r5.large' });
    expect(decide(restore, observation({ cluster: v1, members: [], origin }))).toMatchObject({ action: { kind: 'close', outcome: 'restored' } });
    const begun = [{ kind: 'conversion' as const, attempt: 1, atSeconds: 990, detail: 'db.r5.large' }];
    expect(decide(restore, observation({ cluster: v1, members: [], origin, marks: begun }))).toMatchObject({ kind: 'wait', step: 'convert engine mode' });
    expect(decide(restore, observation({ origin, members: [converted, NEW_A] }))).toMatchObject({ action: { kind: 'delete-member', member: NEW_A.identifier } });
    expect(decide(restore, observation({ origin, members: [converted] }))).toMatchObject({ action: { kind: 'close', outcome: 'restored' } });
  });

  test('a new member that failed for good is given up, and the move undoes itself', () => {
    const failed = { ...NEW_B, status: 'insufficient-capacity' };
    const look = { ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, NEW_A, failed] };
    const decision = decide(GOAL, look);
    expect(decision).toMatchObject({ action: { kind: 'abandon', reason: `member ${NEW_B.identifier} is insufficient-capacity` } });
    const marks = [{ kind: 'abandoned' as const, attempt: 1, atSeconds: 0, detail: 'x' }];
    expect(decide(GOAL, { ...look, marks })).toMatchObject({ action: { kind: 'delete-member' } });
    expect(decide(GOAL, observation({ marks }))).toMatchObject({ action: { kind: 'close', outcome: 'restored' } });
  });
});

describe('calls that AWS refuses', () => {
  const refused = (code: string, times: number) => ({ refusal: { code, message: 'no', times } });

  test('throttling is waited out', () => {
    expect(decide(GOAL, observation(refused('ThrottlingException', 30)))).toMatchObject({ kind: 'act' });
  });

  test('before the cutover a refusal for good undoes the move', () => {
    expect(decide(GOAL, observation(refused('InstanceQuotaExceeded', 3)))).toMatchObject({ action: { kind: 'abandon', reason: 'InstanceQuotaExceeded: no' } });
  });

  test('after the cutover it parks', () => {
    const marks = [{ kind: 'cutover' as const, attempt: 1, atSeconds: 0, detail: NEW_A.identifier }];
    expect(decide(GOAL, { ...TAKEN_OVER, marks, ...refused('AccessDenied', 3) })).toMatchObject({ kind: 'park', problems: [{ code: 'REFUSED_BY_AWS' }] });
  });
});
