import { goalName, recordPath } from '../../src/contract/record';
import { type Goal, restoringGoal } from '../../src/planner/goal';
import { awsPorts } from '../../src/runtime/aws/clients';
import { drive } from '../../src/runtime/drive';
import { writeGoal } from '../../src/runtime/perform';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';
import { accountWithClusters, engineApp } from '../support/engine';

type Account = Awaited<ReturnType<typeof accountWithClusters>>;
let account: Account;
beforeEach(async () => {
  account = await accountWithClusters();
});
afterEach(() => account.close());

const FORWARD: Goal = { kind: 'serverless-v2', generation: 1, capacity: { minAcu: 2, maxAcu: 16 }, members: [{ name: 'a' }, { name: 'b' }] };

function portsOf({ endpoint }: Account) {
  return awsPorts({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'LAPTOP', secretAccessKey: 'LAPTOP' },
    requestHandler: inProcessRequestHandler((request) => endpoint.answerInTime(request)) as never,
  });
}

const setGoal = (goal: Goal, { resourceId } = account) => writeGoal({ ports: portsOf(account), goal, clusterResourceId: resourceId });

/** The loop on a laptop, as an actor of its own or as the test itself. */
function laptop(afterTurn?: () => Promise<void>) {
  const sleep = async (seconds: number) => {
    await afterTurn?.();
    await account.sleep(seconds);
  };
  return drive({ ports: portsOf(account), clusterResourceId: account.resourceId, sleep });
}

async function expectRest(outcome: string) {
  const members = account.members();
  const isServerless = members.every((member) => member.includes('db.serverless'));
  const isProvisioned = members.every((member) => !member.includes('db.serverless'));
  account.account.watch.close();
  expect([outcome, members.length, isServerless || isProvisioned, account.lost(), account.violations()]).toEqual([outcome, 2, true, 0, []]);
}

describe('opposite goals', () => {
  test('at any turn end in a rest state, with one failover in each direction at the most', async () => {
    const outcomes = new Map<string, number>();
    for (let turn = 1; turn <= 64; turn += 3) {
      await account.close();
      account = await accountWithClusters();
      let turns = 0;
      await setGoal(FORWARD);
      const last = await laptop(async () => {
        if (++turns === turn) await setGoal(restoringGoal(FORWARD));
      });
      outcomes.set(last.status, (outcomes.get(last.status) ?? 0) + 1);
      expect(account.failovers()).toBeLessThanOrEqual(2);
      await expectRest(`turn ${turn}: ${last.status}`);
    }
    process.stdout.write(`opposite goals: ${[...outcomes].map(([status, count]) => `${count} ${status}`).join(', ')}\n`);
    expect(outcomes.get('restored')).toBeGreaterThan(5);
  }, 120_000);

  test('that change at every turn for a while do not make it fail over to and fro', async () => {
    let turns = 0;
    await setGoal(FORWARD);
    await laptop(async () => {
      if (++turns < 40) await setGoal(turns % 2 === 0 ? FORWARD : restoringGoal(FORWARD));
    });
    expect(account.failovers()).toBeLessThanOrEqual(2);
    await expectRest('to and fro');
  });
});

describe('two drivers at once', () => {
  test('the engine and a laptop: one failover', async () => {
    await account.deploy(engineApp());
    const last = await laptop();
    await account.settled();
    expect([last.status, account.executions().map(({ status }) => status), account.failovers()]).toEqual(['migrated', ['SUCCEEDED'], 1]);
    await expectRest('both');
  });

  test('the laptop goes back while the engine moves: both obey the latest goal', async () => {
    await account.deploy(engineApp());
    await account.sleep(300);
    const goal = JSON.parse(account.account.parameters.get(goalName(recordPath(account.resourceId)))!.value) as Goal;
    await setGoal(restoringGoal(goal));
    const last = await laptop();
    await account.settled();
    expect([last.status, account.executions().map(({ status }) => status), account.failovers()]).toEqual(['restored', ['SUCCEEDED'], 0]);
    await expectRest('back');
  });
});
