import { goalName, markName, originParameters, recordPath } from '../../src/contract/record';
import type { Mark } from '../../src/planner/observation';
import { onMigrationEvent } from '../../src/runtime/migration-resource';
import { CallRefused } from '../../src/runtime/ports';
import { CLUSTER, GOAL, ORIGIN } from '../support/observations';
import { fakePorts } from '../support/ports';

const EVENT = {
  RequestType: 'Create' as const,
  RequestId: 'r-1',
  ResponseURL: '',
  StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/Moves/1',
  LogicalResourceId: 'Shop',
  ResourceProperties: {
    SourceClusterIdentifier: 'shop', Generation: '1', Capacity: { MinAcu: '0.5', MaxAcu: '16' }, Members: [{ Name: 'a', PromotionTier: '1' }, { Name: 'b' }],
  },
};

const PATH = recordPath(CLUSTER.resourceId);

function withEngine(stackStatus = 'UPDATE_IN_PROGRESS') {
  const started: unknown[] = [];
  const kept: unknown[] = [];
  return {
    ...fakePorts(),
    started,
    kept,
    engine: { start: async (...args: unknown[]) => void started.push(args) },
    stack: { resources: async () => [], templateIds: async () => new Set<string>(), status: async () => stackStatus },
    signals: { keep: async (...args: unknown[]) => void kept.push(args), send: async () => {} },
  };
}

const DELETE = { ...EVENT, RequestType: 'Delete' as const, PhysicalResourceId: CLUSTER.resourceId };

/** A move that has begun, with these marks. */
function underWay(stackStatus: string, ...marks: Mark[]) {
  const ports = withEngine(stackStatus);
  ports.entries[goalName(PATH)] = JSON.stringify(GOAL);
  for (const { name, value } of originParameters(PATH, ORIGIN)) ports.entries[name] = value;
  for (const mark of marks) ports.entries[markName(PATH, 1, mark)] = JSON.stringify(mark);
  return ports;
}

const mark = (kind: Mark['kind'], attempt = 1): Mark => ({ kind, attempt, atSeconds: 1, detail: 'x' });

describe('the custom resource of a migration', () => {
  test('sets the goal, with numbers again, and starts one execution for one request', async () => {
    const ports = withEngine();
    expect(await onMigrationEvent(ports, EVENT)).toEqual({ status: 'SUCCESS', physicalResourceId: CLUSTER.resourceId });
    expect(JSON.parse(ports.entries[goalName(recordPath(CLUSTER.resourceId))])).toEqual({
      kind: 'serverless-v2', generation: 1, capacity: { minAcu: 0.5, maxAcu: 16 }, members: [{ name: 'a', promotionTier: 1 }, { name: 'b' }],
    });
    expect(ports.started).toEqual([['Moves-Shop-r-1', { clusterResourceId: CLUSTER.resourceId, run: { name: 'Moves-Shop-r-1', number: 1, turns: 0 } }]]);
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

  test('starts nothing that is to be started by hand', async () => {
    const ports = withEngine();
    await onMigrationEvent(ports, { ...EVENT, ResourceProperties: { ...EVENT.ResourceProperties, Start: 'by hand' } });
    expect([ports.changes, ports.started]).toEqual([[`record ${goalName(PATH)}`], []]);
  });

  test('keeps the URL of the signal apart, and out of the goal', async () => {
    const ports = withEngine();
    await onMigrationEvent(ports, { ...EVENT, ResourceProperties: { ...EVENT.ResourceProperties, SignalUrl: 'https://secret' } });
    expect(ports.kept).toEqual([[`${PATH}/signal`, 'https://secret']]);
    expect(JSON.stringify([ports.entries, ports.started])).not.toContain('secret');
    expect(JSON.parse(ports.entries[goalName(PATH)])).toMatchObject({ holdsStack: true });
  });
});

describe('deleting a migration', () => {
  test.each<[string, () => ReturnType<typeof withEngine>]>([
    ['that never had an identity', () => withEngine()],
    ['after its cutover', () => underWay('DELETE_IN_PROGRESS', mark('cutover'), mark('switched'))],
    ['that has ended', () => underWay('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', mark('reached'))],
  ])('%s changes nothing', async (_, prepare) => {
    const ports = prepare();
    expect(await onMigrationEvent(ports, DELETE)).toEqual({ status: 'SUCCESS', physicalResourceId: CLUSTER.resourceId });
    expect([ports.changes, ports.started]).toEqual([[], []]);
  });

  test('before its first change withdraws the goal', async () => {
    const ports = withEngine('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    ports.entries[goalName(PATH)] = JSON.stringify(GOAL);
    expect(await onMigrationEvent(ports, DELETE)).toMatchObject({ status: 'SUCCESS' });
    expect([JSON.parse(ports.entries[goalName(PATH)]).kind, ports.started]).toEqual(['restore', []]);
  });

  test('during the move fails, and names the command that restores', async () => {
    const ports = underWay('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', mark('cutover'));
    expect(await onMigrationEvent(ports, DELETE)).toMatchObject({
      status: 'FAILED', reason: expect.stringMatching(/^MOVE_UNDER_WAY: .*`npx cdk-aurora-serverless-v2 run --cluster shop --abort`/),
    });
    expect([ports.changes, ports.started]).toEqual([[], []]);
  });

  test.each(['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])('in %s sets the way back as the goal, and the engine goes it', async (status) => {
    const ports = underWay(status);
    expect(await onMigrationEvent(ports, DELETE)).toMatchObject({ status: 'SUCCESS' });
    expect(JSON.parse(ports.entries[goalName(PATH)])).toMatchObject({ kind: 'restore', generation: 1.5 });
    expect(ports.started).toHaveLength(1);
  });
});
