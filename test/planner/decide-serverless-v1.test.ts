import { decide } from '../../src/planner/decide';
import type { ClusterFacts, Mark, Observation } from '../../src/planner/observation';
import { CLUSTER, GOAL, member, observation } from '../support/observations';

const V1: ClusterFacts = {
  ...CLUSTER, engine: 'aurora-postgresql', engineVersion: '13.12', engineMode: 'serverless', dataApi: true, serverlessV1: { minAcu: 2, maxAcu: 4 },
};
const ORIGIN = { recordedAtSeconds: 0, cluster: V1, members: [] };
const CONVERTED = member('shop-instance-1', { instanceClass: 'db.r5.large', isWriter: true });
const conversion = (atSeconds: number): Mark => ({ kind: 'conversion', attempt: 1, atSeconds, detail: 'db.r5.large' });
const v1 = (change: Partial<Observation> = {}) => observation({ cluster: V1, members: [], origin: ORIGIN, ...change });
const next = (look: Observation) => decide(GOAL, look);

describe('Serverless v1 to Serverless v2, one look at a time', () => {
  test('a safety snapshot comes first, and has to be available', () => {
    expect(next(v1())).toMatchObject({ action: { kind: 'create-safety-snapshot', cluster: 'shop', snapshot: 'shop-before-v2-1-abcdef' } });
    expect(next(v1({ safetySnapshot: { status: 'creating' } }))).toMatchObject({ kind: 'wait', step: 'safety snapshot' });
    expect(next(v1({ safetySnapshot: { status: 'failed' } }))).toMatchObject({ kind: 'park', problems: [{ code: 'SAFETY_SNAPSHOT_FAILED' }] });
  });

  test('then the engine mode is converted, alone', () => {
    expect(next(v1({ safetySnapshot: { status: 'available' } })))
      .toEqual({ kind: 'act', step: 'convert engine mode', action: { kind: 'convert-engine-mode', cluster: 'shop', instanceClass: 'db.r5.large', attempt: 1 } });
  });

  test.each([
    [{ dataApi: true, maxAcu: 4 }, 'db.r5.large'],
    [{ dataApi: false, maxAcu: 4 }, 'db.t3.large'],
    [{ dataApi: true, maxAcu: 64 }, 'db.r5.4xlarge'],
    [{ dataApi: false, maxAcu: 384 }, 'db.r5.24xlarge'],
  ])('through a class that fits %j', ({ dataApi, maxAcu }, instanceClass) => {
    const cluster = { ...V1, dataApi, serverlessV1: { minAcu: 2, maxAcu } };
    expect(next(v1({ cluster, safetySnapshot: { status: 'available' } }))).toMatchObject({ action: { instanceClass } });
  });

  test('a conversion that was begun is not begun again while it may be under way', () => {
    expect(next(v1({ marks: [conversion(990)] }))).toMatchObject({ kind: 'wait', step: 'convert engine mode' });
    expect(next(v1({ marks: [conversion(0)], cluster: { ...V1, status: 'modifying' } }))).toMatchObject({ kind: 'wait', step: 'convert engine mode' });
    expect(next(v1({ marks: [conversion(0)], settled: { reads: 3, seconds: 20 } }))).toMatchObject({ kind: 'wait', step: 'convert engine mode' });
    expect(next(v1({ marks: [conversion(0)] }))).toMatchObject({ action: { kind: 'convert-engine-mode', attempt: 2 } });
  });

  test('nothing goes on until the converted cluster shows its writer', () => {
    const cluster = { ...V1, engineMode: 'provisioned', dataApi: false };
    expect(next(v1({ cluster, marks: [conversion(0)] }))).toMatchObject({ kind: 'wait', step: 'convert engine mode' });
    expect(next(v1({ cluster, marks: [conversion(0)], members: [{ ...CONVERTED, status: 'modifying' }] }))).toMatchObject({ kind: 'wait', step: 'convert engine mode' });
    expect(next(v1({ cluster, marks: [conversion(0)], members: [CONVERTED] }))).toMatchObject({ action: { kind: 'set-capacity-range' } });
  });

  test('the Data API that was on is switched on again before the converted instance goes', () => {
    const cluster = { ...V1, engineMode: 'provisioned', dataApi: false, capacityRange: GOAL.capacity };
    const members = [
      { ...CONVERTED, isWriter: false },
      member('shop-v2-a-abcdef', { instanceClass: 'db.serverless', isWriter: true }), member('shop-v2-b-abcdef', { instanceClass: 'db.serverless' }),
    ];
    expect(next(v1({ cluster, members }))).toMatchObject({ action: { kind: 'enable-data-api', clusterArn: CLUSTER.arn } });
    expect(next(v1({ cluster, members, lastChange: { kind: 'enable-data-api', atSeconds: 995 } }))).toMatchObject({ kind: 'wait', step: 'data api' });
    expect(next(v1({ cluster: { ...cluster, dataApi: true }, members }))).toMatchObject({ action: { kind: 'delete-member', member: 'shop-instance-1' } });
  });

  test('a Data API that was off stays off', () => {
    const off = { ...V1, dataApi: false };
    const cluster = { ...off, engineMode: 'provisioned', capacityRange: GOAL.capacity };
    const members = [member('shop-v2-a-abcdef', { instanceClass: 'db.serverless', isWriter: true }), member('shop-v2-b-abcdef', { instanceClass: 'db.serverless' })];
    expect(next(v1({ cluster, members, origin: { ...ORIGIN, cluster: off } }))).toMatchObject({ action: { kind: 'close' } });
  });
});
