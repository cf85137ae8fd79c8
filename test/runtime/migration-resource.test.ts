import { goalName, recordPath } from '../../src/contract/record';
import { onMigrationEvent } from '../../src/runtime/migration-resource';
import { CallRefused } from '../../src/runtime/ports';
import { CLUSTER } from '../support/observations';
import { fakePorts } from '../support/ports';

const EVENT = {
  RequestType: 'Create' as const,
  RequestId: 'r-1',
  ResourceProperties: {
    SourceClusterIdentifier: 'shop', Generation: '1', Capacity: { MinAcu: '0.5', MaxAcu: '16' }, Members: [{ Name: 'a', PromotionTier: '1' }, { Name: 'b' }],
  },
};

function withEngine() {
  const started: unknown[] = [];
  return { ...fakePorts(), started, engine: { start: async (...args: unknown[]) => void started.push(args) } };
}

describe('the custom resource of a migration', () => {
  test('sets the goal, with numbers again, and starts one execution for one request', async () => {
    const ports = withEngine();
    expect(await onMigrationEvent(ports, EVENT)).toEqual({ status: 'SUCCESS', physicalResourceId: CLUSTER.resourceId });
    expect(JSON.parse(ports.entries[goalName(recordPath(CLUSTER.resourceId))])).toEqual({
      kind: 'serverless-v2', generation: 1, capacity: { minAcu: 0.5, maxAcu: 16 }, members: [{ name: 'a', promotionTier: 1 }, { name: 'b' }],
    });
    expect(ports.started).toEqual([[`${CLUSTER.resourceId}-r-1`, { clusterResourceId: CLUSTER.resourceId }]]);
  });

  test('fails for a cluster that is not there, and starts nothing', async () => {
    const ports = withEngine();
    ports.database.look = async () => ({ atSeconds: 0, members: [] });
    expect(await onMigrationEvent(ports, EVENT)).toMatchObject({ status: 'FAILED', reason: 'CLUSTER_NOT_FOUND: there is no DB cluster shop in this account and Region.' });
    expect([ports.changes, ports.started]).toEqual([[], []]);
  });

  test.each([new CallRefused('AccessDenied', 'no'), new TypeError('a fault')])('answers whatever happens (%s)', async (error) => {
    const ports = withEngine();
    ports.database.look = async () => {
      throw error;
    };
    expect(await onMigrationEvent(ports, EVENT)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining(error.message) });
  });

  test('keeps its identity and changes nothing when it is deleted', async () => {
    const ports = withEngine();
    expect(await onMigrationEvent(ports, { ...EVENT, RequestType: 'Delete', PhysicalResourceId: 'cluster-X' })).toEqual({ status: 'SUCCESS', physicalResourceId: 'cluster-X' });
    expect([ports.changes, ports.started]).toEqual([[], []]);
  });
});
