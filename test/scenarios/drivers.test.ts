import { type Goal, restoringGoal } from '../../src/planner/goal';
import { drive } from '../../src/runtime/drive';
import { writeGoal } from '../../src/runtime/perform';
import { countCases, few, numbers } from '../support/cases';
import { accountWithClusters, engineApp } from '../support/engine';

const ended = countCases('moves with several drivers and goals: each at rest, nothing lost, no ping-pong');
const FORWARD: Goal = { kind: 'serverless-v2', generation: 1, capacity: { minAcu: 2, maxAcu: 16 }, members: [{ name: 'a' }, { name: 'b' }] };

let account: Awaited<ReturnType<typeof accountWithClusters>>;
beforeEach(async () => {
  account = await accountWithClusters();
});
afterEach(() => account.close());

async function reopen() {
  await account.close();
  account = await accountWithClusters();
}

const setGoal = (goal: Goal) => writeGoal({ ports: account.ports, goal, clusterResourceId: account.resourceId });

/** The loop on a laptop. */
function laptop(afterTurn?: () => Promise<void>) {
  const sleep = async (seconds: number) => {
    await afterTurn?.();
    await account.sleep(seconds);
  };
  return drive({ ports: account.ports, clusterResourceId: account.resourceId, sleep });
}

/** So many looks at the record have been made. */
const turns = () => account.account.log.ofType('call').filter(({ operation }) => operation === 'GetParametersByPath').length;

/** An engine that has come to that turn. */
async function engineAt(turn: number): Promise<void> {
  await account.deploy(engineApp());
  const first = turns();
  while (turns() - first < turn && account.executions().some(({ status }) => status === 'RUNNING')) await account.sleep(0.2);
}

async function expectRest(outcome: string, mostFailovers: number) {
  const members = account.members();
  const isServerless = members.every((member) => member.includes('db.serverless'));
  const isProvisioned = members.every((member) => !member.includes('db.serverless'));
  account.account.watch.close();
  expect([outcome, members.length, isServerless || isProvisioned, account.lost(), account.violations(), account.failovers() <= mostFailovers])
    .toEqual([outcome, 2, true, 0, [], true]);
}

/** The numbers of the turns of an engine whom nobody disturbs. */
async function turnsOfEngine(): Promise<number[]> {
  await account.deploy(engineApp());
  const first = turns();
  await account.settled();
  return numbers(turns() - first);
}

async function laptopWithOpposite(turn?: number) {
  let count = 0;
  await setGoal(FORWARD);
  return laptop(async () => {
    if (++count === turn) await setGoal(restoringGoal(FORWARD));
  });
}

describe('opposite goals', () => {
  test('at any turn of a laptop end in a rest state, with one failover in each direction at the most', async () => {
    await laptopWithOpposite();
    const outcomes = new Set<string>();
    for (const turn of few(numbers(turns()), 4)) {
      await reopen();
      const { status } = await laptopWithOpposite(turn);
      await expectRest(`turn ${turn}: ${status}`, 2);
      outcomes.add(status);
      ended(`opposite goal for a laptop, ${status}, at turn`, turn);
    }
    expect([...outcomes]).toContain('restored');
  }, 120_000);

  test('at any turn of an engine do the same', async () => {
    const outcomes = new Set<string>();
    for (const turn of few(await turnsOfEngine(), 9)) {
      await reopen();
      await engineAt(turn);
      await account.goBack();
      await account.settled();
      const [{ status, output = '{}' }] = account.executions();
      const outcome = status === 'SUCCEEDED' ? (JSON.parse(output) as { status: string }).status : status;
      await expectRest(`turn ${turn}: ${outcome}`, 2);
      outcomes.add(outcome);
      ended(`opposite goal for an engine, ${outcome}, at turn`, turn);
    }
    expect([...outcomes].filter((outcome) => outcome !== 'migrated')).toEqual(['restored']);
  });

  test('that change at every turn for a while do not make it fail over to and fro', async () => {
    let count = 0;
    await setGoal(FORWARD);
    await laptop(async () => {
      if (++count < 40) await setGoal(count % 2 === 0 ? FORWARD : restoringGoal(FORWARD));
    });
    await expectRest('to and fro', 2);
    ended('opposite goals one after the other', 'at every turn');
  });
});

describe('two drivers at once', () => {
  test('a laptop joins an engine at any turn: one failover', async () => {
    for (const turn of few(await turnsOfEngine(), 9)) {
      await reopen();
      await engineAt(turn);
      const last = await laptop();
      await account.settled();
      expect([turn, last.status, account.executions().map(({ status }) => status), account.failovers()]).toEqual([turn, 'migrated', ['SUCCEEDED'], 1]);
      await expectRest(`joined at turn ${turn}`, 1);
      ended('laptop and engine, together since turn', turn);
    }
  });

  test('a laptop goes back while an engine moves: both obey the latest goal', async () => {
    for (const turn of few(await turnsOfEngine(), 9)) {
      await reopen();
      await engineAt(turn);
      await account.goBack();
      const last = await laptop();
      await account.settled();
      await expectRest(`back since turn ${turn}: ${last.status}`, 2);
      ended(`laptop and engine, ${last.status}, going back since turn`, turn);
    }
  });
});
