import { goalName, originParameters, parseRecord, recordPath } from '../../src/contract/record';
import { advance } from '../../src/runtime/advance';
import { CallRefused } from '../../src/runtime/ports';
import { CLUSTER, GOAL, NEW_A, NEW_B, OLD_READER, OLD_WRITER, ORIGIN, WITH_RANGE } from '../support/observations';
import { type FakePorts, fakePorts } from '../support/ports';

const REQUEST = { clusterResourceId: CLUSTER.resourceId };
const PATH = recordPath(CLUSTER.resourceId);

function prepared(change: Partial<FakePorts> = {}): FakePorts {
  const ports = Object.assign(fakePorts(), change);
  ports.entries[goalName(PATH)] = JSON.stringify(GOAL);
  for (const { name, value } of originParameters(PATH, ORIGIN)) ports.entries[name] = value;
  return ports;
}

const SIDE_BY_SIDE = { atSeconds: 2000, cluster: WITH_RANGE, members: [OLD_WRITER, OLD_READER, NEW_A, NEW_B] };

async function settle(ports: FakePorts) {
  let turn = await advance(ports, REQUEST);
  while (turn.status === 'running' && turn.waitSeconds > 2) turn = await advance(ports, turn);
  return turn;
}

describe('one turn of the loop', () => {
  test('without a goal is refused', async () => {
    expect(await advance(fakePorts(), REQUEST)).toMatchObject({ status: 'refused', problems: [{ code: 'NO_GOAL' }] });
  });

  test('writes the origin before it changes anything, the entry that makes it valid last', async () => {
    const ports = fakePorts();
    ports.entries[goalName(PATH)] = JSON.stringify(GOAL);
    await advance(ports, REQUEST);
    expect(ports.changes).toEqual([`record ${PATH}/origin/old-1`, `record ${PATH}/origin/old-2`, `record ${PATH}/origin`]);
    expect(parseRecord(PATH, ports.entries).origin?.members).toHaveLength(2);
  });

  describe('knows whether upgrades lead to the wanted version before it writes the origin', () => {
    const [from, to] = ['5.7.mysql_aurora.2.12.0', '8.0.mysql_aurora.3.10.0'];
    const begin = async (change: Partial<typeof CLUSTER>, targets: Record<string, readonly string[]>, engineVersion = to) => {
      const ports = fakePorts();
      ports.look = { ...ports.look, cluster: { ...CLUSTER, engineVersion: from, ...change } };
      ports.database.upgradeTargets = async (_, asked) => asked in targets ? targets : {};
      ports.entries[goalName(PATH)] = JSON.stringify({ ...GOAL, engineVersion });
      const turn = await advance(ports, REQUEST);
      return turn.status === 'refused' ? turn.problems.map(({ code }) => code) : ports.changes.length;
    };

    test('and refuses where none does', async () => {
      expect(await begin({}, { [from]: ['5.7.mysql_aurora.2.12.5'] })).toEqual(['NO_UPGRADE_ROUTE']);
      expect(await begin({}, {})).toEqual(['NO_UPGRADE_ROUTE']);
      expect(await begin({}, { [from]: [to] })).toBe(3);
    });

    test('while the cluster is busy, too', async () => {
      expect(await begin({ status: 'backing-up' }, { [from]: [to] })).toBe(3);
      expect(await begin({ status: 'backing-up' }, {})).toEqual(['NO_UPGRADE_ROUTE']);
    });

    test('of what AWS calls 13.serverless_12, too', async () => {
      const cluster = { engine: 'aurora-postgresql', engineVersion: '13.serverless_12', engineMode: 'serverless' };
      expect(await begin(cluster, { 13.12: ['15.8'] }, '15.8')).toBe(3);
      expect(await begin(cluster, { 13.12: ['14.9'] }, '15.8')).toEqual(['NO_UPGRADE_ROUTE']);
    });
  });

  test('makes at most one change, and tags what it creates', async () => {
    const ports = prepared({ look: { atSeconds: 1000, cluster: WITH_RANGE, members: [OLD_WRITER, OLD_READER] } });
    const turn = await advance(ports, REQUEST);
    expect(ports.changes).toEqual([`createMember shop aurora-mysql ${NEW_A.identifier} [{"key":"cdk-aurora-serverless-v2:migration","value":"${CLUSTER.resourceId}"}]`]);
    expect(turn).toMatchObject({ status: 'running', step: 'create members', waitSeconds: 2 });
  });

  test('counts equal looks from turn to turn and starts anew when something changed', async () => {
    const ports = prepared({ look: SIDE_BY_SIDE, metrics_: { [NEW_A.identifier]: { capacityAcu: [8] } } });
    const first = await advance(ports, REQUEST);
    const second = await advance(ports, first);
    expect([first.memory?.look?.reads, second.memory?.look?.reads]).toEqual([1, 2]);
    ports.look = { ...SIDE_BY_SIDE, members: [OLD_WRITER, { ...OLD_READER, status: 'rebooting' }, NEW_A, NEW_B] };
    expect((await advance(ports, second)).memory?.look?.reads).toBe(1);
  });

  test('writes down that it fails over before it does', async () => {
    const ports = prepared({ look: SIDE_BY_SIDE, metrics_: { [NEW_A.identifier]: { capacityAcu: [8] } } });
    await settle(ports);
    expect(ports.changes).toEqual([`record ${PATH}/marks/1/cutover-1`, `failOver shop ${NEW_A.identifier}`]);
  });

  test('does not fail over when another driver has written that down first', async () => {
    const ports = prepared({ look: SIDE_BY_SIDE, metrics_: { [NEW_A.identifier]: { capacityAcu: [8] } } });
    const read = ports.record.read;
    Object.assign(ports.record, {
      read: async (path: string) => {
        const { [`${PATH}/marks/1/cutover-1`]: _, ...others } = await read(path);
        return others;
      },
    });
    ports.entries[`${PATH}/marks/1/cutover-1`] = JSON.stringify({ kind: 'cutover', attempt: 1, atSeconds: 1999, detail: NEW_A.identifier });
    await settle(ports);
    expect(ports.changes).toEqual([]);
  });

  test('waits longer the more often AWS throttles, and forgets it after a success', async () => {
    const ports = prepared();
    ports.beforeChange = () => {
      throw new CallRefused('ThrottlingException', 'Rate exceeded');
    };
    const first = await advance(ports, REQUEST);
    const second = await advance(ports, first);
    expect([first.waitSeconds, second.waitSeconds]).toEqual([2, 4]);
    expect(second).toMatchObject({ status: 'running', message: 'ThrottlingException: Rate exceeded', memory: { refusal: { times: 2 } } });
    ports.beforeChange = () => {};
    expect((await advance(ports, second)).memory?.refusal).toBeUndefined();
  });

  test('changes nothing when it cannot look, and parks when that does not end', async () => {
    const ports = prepared();
    Object.assign(ports.database, {
      look: async () => {
        throw new CallRefused('AccessDenied', 'no');
      },
    });
    let turn = await advance(ports, REQUEST);
    expect(turn).toMatchObject({ status: 'running', step: 'observe' });
    for (let times = 0; turn.status === 'running' && times < 100; times++) turn = await advance(ports, turn);
    expect(turn).toMatchObject({ status: 'parked', problems: [{ code: 'CANNOT_LOOK' }] });
    expect(ports.changes).toEqual([]);
  });

  test('lets faults of its own code through', async () => {
    const ports = prepared();
    Object.assign(ports.record, {
      read: async () => {
        throw new TypeError('a fault');
      },
    });
    await expect(advance(ports, REQUEST)).rejects.toThrow('a fault');
  });
});
