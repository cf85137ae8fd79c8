import { decide } from '../../src/planner/decide';
import type { Mark, Observation } from '../../src/planner/observation';
import { CLUSTER, GOAL, member, NEW_A, NEW_B, observation, OLD_READER, OLD_WRITER, ORIGIN, SETTINGS, SIDE_BY_SIDE, TAKEN_OVER, WITH_RANGE } from '../support/observations';

const next = (look: Observation) => decide(GOAL, look);
const cutover = (atSeconds: number): Mark => ({ kind: 'cutover', attempt: 1, atSeconds, detail: NEW_A.identifier });

describe('provisioned to Serverless v2, one look at a time', () => {
  test('the origin is recorded before anything is changed', () => {
    expect(next(observation({ origin: undefined }))).toEqual({
      kind: 'act',
      step: 'record',
      action: {
        kind: 'record-origin',
        origin: {
          recordedAtSeconds: 1000,
          cluster: CLUSTER,
          members: [
            { identifier: 'old-1', instanceClass: 'db.r6g.large', isWriter: true, settings: OLD_WRITER.settings },
            { identifier: 'old-2', instanceClass: 'db.r6g.large', isWriter: false, settings: OLD_READER.settings },
          ],
        },
      },
    });
  });

  test('then the capacity range is set', () => {
    expect(next(observation())).toMatchObject({ action: { kind: 'set-capacity-range', cluster: 'shop', range: GOAL.capacity } });
  });

  test('then members are created one by one, each with the settings of the one that it replaces', () => {
    const first = next(observation({ cluster: WITH_RANGE }));
    expect(first).toMatchObject({ action: { kind: 'create-member', member: { identifier: NEW_A.identifier, instanceClass: 'db.serverless', settings: SETTINGS } } });
    const second = next(observation({ cluster: WITH_RANGE, members: [OLD_WRITER, OLD_READER, NEW_A] }));
    expect(second).toMatchObject({ action: { kind: 'create-member', member: { identifier: NEW_B.identifier, settings: OLD_READER.settings } } });
  });

  test('an additional member takes the writer\'s settings in the zone that has nobody yet', () => {
    const goal = { ...GOAL, members: [...GOAL.members, { name: 'c' }] };
    const look = observation({ cluster: WITH_RANGE, members: [OLD_WRITER, OLD_READER, NEW_A, NEW_B] });
    expect(decide(goal, look)).toMatchObject({
      action: { member: { identifier: 'shop-v2-c-abcdef', settings: { ...OLD_WRITER.settings, availabilityZone: 'eu-west-1c' } } },
    });
  });

  test('the first member is put where it follows the writer, whatever tier it inherits', () => {
    const members = [{ ...OLD_WRITER, settings: { ...SETTINGS, promotionTier: 5 } }, OLD_READER];
    const look = observation({ cluster: WITH_RANGE, members, origin: { ...ORIGIN, members } });
    expect(next(look)).toMatchObject({ action: { member: { settings: { promotionTier: 1 } } } });
  });

  test.each([
    ['is being created', { ...NEW_B, status: 'creating' }],
    ['has pending changes', { ...NEW_B, pending: ['DBInstanceClass'] }],
  ])('nothing goes on while a new member %s', (_, unready) => {
    expect(next({ ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, NEW_A, unready] })).toMatchObject({ kind: 'wait', step: 'create members' });
  });

  test.each([
    ['its size is not known', { ...NEW_A, capacityAcu: [] }],
    ['it is smaller than the writer', { ...NEW_A, capacityAcu: [1, 1, 4] }],
    ['it is behind the writer', { ...NEW_A, replicaLagMillis: 5000 }],
  ])('the target does not take over while %s', (_, cold) => {
    expect(next({ ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, cold, NEW_B] })).toMatchObject({ kind: 'wait', step: 'warm target' });
  });

  test('a target that AWS does not let grow any more is warm enough', () => {
    const plateau = { ...NEW_A, capacityAcu: [1, 3, 3, 3, 3, 3] };
    expect(next({ ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, plateau, NEW_B] })).toMatchObject({ kind: 'act', step: 'fail over' });
  });

  test('a target in a tier that does not follow the writer is moved to one that does', () => {
    const independent = { ...NEW_A, settings: { ...SETTINGS, promotionTier: 2 } };
    expect(next({ ...SIDE_BY_SIDE, members: [OLD_WRITER, OLD_READER, independent, NEW_B] }))
      .toMatchObject({ action: { kind: 'set-promotion-tier', member: NEW_A.identifier, promotionTier: 1 } });
  });

  test.each([1, 2])('no failover after %i equal looks', (reads) => {
    expect(next({ ...SIDE_BY_SIDE, settled: { reads, seconds: 5 } })).toMatchObject({ kind: 'wait', step: 'fail over' });
  });

  test('then it fails over to the first new member', () => {
    expect(next(SIDE_BY_SIDE)).toEqual({ kind: 'act', step: 'fail over', action: { kind: 'fail-over', cluster: 'shop', target: NEW_A.identifier, attempt: 1 } });
  });

  test('a failover that was begun is not begun again while AWS may still be about to carry it out', () => {
    expect(next({ ...SIDE_BY_SIDE, marks: [cutover(999)] })).toMatchObject({ kind: 'wait', step: 'fail over' });
    expect(next({ ...SIDE_BY_SIDE, marks: [cutover(800)], settled: { reads: 3, seconds: 10 } })).toMatchObject({ kind: 'wait', step: 'fail over' });
  });

  test('a failover of which nothing came is tried again, but not for ever', () => {
    expect(next({ ...SIDE_BY_SIDE, marks: [cutover(800)] })).toMatchObject({ action: { kind: 'fail-over', attempt: 2 } });
    const five = [1, 2, 3, 4, 5].map((attempt) => ({ ...cutover(attempt), attempt }));
    expect(next({ ...SIDE_BY_SIDE, marks: five })).toMatchObject({ kind: 'park', problems: [{ code: 'FAILOVER_IGNORED' }] });
  });

  test.each([1, 2])('no old member goes after %i equal looks at the new roles', (reads) => {
    expect(next({ ...TAKEN_OVER, settled: { reads, seconds: 5 } })).toMatchObject({ kind: 'wait', step: 'confirm roles' });
  });

  test('then the old members go, one by one', () => {
    expect(next(TAKEN_OVER)).toMatchObject({ action: { kind: 'delete-member', member: 'old-1' } });
    const one = TAKEN_OVER.members.map((found) => found.identifier === 'old-1' ? { ...found, status: 'deleting' } : found);
    const first = { ...TAKEN_OVER, members: one, settled: { reads: 1, seconds: 0 } };
    const removedBefore = (seconds: number) => ({ ...first, lastChange: { kind: 'delete-member' as const, atSeconds: first.observedAtSeconds - seconds } });
    expect(next(removedBefore(10))).toMatchObject({ action: { kind: 'delete-member', member: 'old-2' } });
    // Roles may have changed in the meantime, or nobody remembers.
    expect(next(removedBefore(11))).toMatchObject({ kind: 'wait', step: 'confirm roles' });
    expect(next(first)).toMatchObject({ kind: 'wait', step: 'confirm roles' });
  });

  test('a member that regained the role is never deleted: it hands over again', () => {
    const regained = { ...TAKEN_OVER, members: [{ ...OLD_WRITER, isWriter: true }, { ...OLD_READER, status: 'deleting' }, NEW_A, NEW_B], marks: [cutover(0)] };
    expect(next(regained)).toMatchObject({ action: { kind: 'fail-over', target: NEW_A.identifier, attempt: 2 } });
  });

  test('the goal is closed when the old members are gone, and a closed goal stays closed', () => {
    const alone = { ...TAKEN_OVER, members: [{ ...NEW_A, isWriter: true }, NEW_B] };
    expect(next(alone)).toEqual({ kind: 'act', step: 'finish', action: { kind: 'close', outcome: 'migrated' } });
    const changedByHand = { ...alone, cluster: { ...WITH_RANGE, capacityRange: { minAcu: 4, maxAcu: 8 } } };
    expect(next({ ...changedByHand, marks: [{ kind: 'reached', attempt: 1, atSeconds: 0, detail: 'migrated' }] })).toEqual({ kind: 'done', outcome: 'migrated' });
  });

  test('members that belong to nobody\'s goal are left alone', () => {
    const stranger = member('by-hand', { instanceClass: 'db.r6g.large' });
    expect(next({ ...TAKEN_OVER, members: [{ ...NEW_A, isWriter: true }, NEW_B, stranger] })).toMatchObject({ action: { kind: 'close' } });
  });

  test.each(['modifying', 'backing-up', 'failing-over', 'upgrading'])('nothing is changed while the cluster is %s', (status) => {
    for (const look of [observation(), SIDE_BY_SIDE, TAKEN_OVER]) {
      expect(next({ ...look, cluster: { ...look.cluster!, status } })).toMatchObject({ kind: 'wait' });
    }
  });

  describe('with the Data API and the secret that RDS manages', () => {
    const cluster = { ...WITH_RANGE, dataApi: true, features: { managedSecret: 'secret' } };
    const look = { ...TAKEN_OVER, cluster, origin: { ...ORIGIN, cluster: { ...CLUSTER, dataApi: true } } };

    test('the database is asked before the old members go, and not again', () => {
      expect(next(look)).toMatchObject({ step: 'verify', action: { kind: 'execute-statement', clusterArn: CLUSTER.arn, secret: 'secret' } });
      const answered: Mark = { kind: 'answered', attempt: 1, atSeconds: 900, detail: 'SELECT 1 gave 1' };
      expect(next({ ...look, marks: [answered] })).toMatchObject({ action: { kind: 'delete-member' } });
    });

    test.each([['DatabaseResumingException', 10, 'act'], ['DatabaseErrorException', 3, 'park']])('%s %d times in a row: %s', (code, times, kind) => {
      const refusal = { code, message: 'x', times };
      expect(next({ ...look, marks: [cutover(900)], refusal })).toMatchObject({ kind });
    });

    test('a way back asks nobody', () => {
      const restored = { ...look, members: look.members.map((one) => ({ ...one, isWriter: one.identifier === OLD_WRITER.identifier })) };
      expect(decide({ ...GOAL, kind: 'restore', generation: 1.5 }, restored)).toMatchObject({ action: { kind: 'delete-member' } });
    });
  });
});
