import { SFNClient, SendTaskFailureCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { Duration } from 'aws-cdk-lib';
import { MigrationCutover, MigrationSource, MigrationStart, OldMembers } from '../../src';
import type { Report } from '../../src/contract/report';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';
import { accountWithClusters, engineApp, furnished } from '../support/engine';
import { EXAMPLE_STATE } from '../support/simulated-account';

type Account = Awaited<ReturnType<typeof accountWithClusters>>;
let account: Account;
beforeEach(async () => {
  account = await accountWithClusters();
});
afterEach(() => account.close());

const NEW_MEMBERS = [expect.stringMatching(/^mysql-80-v2-a-\w+ db\.serverless writer$/), expect.stringMatching(/^mysql-80-v2-b-\w+ db\.serverless$/)];
const OLD_MEMBERS = [expect.stringMatching(/^provisioned-instance-1 \S+ writer$/), expect.stringMatching(/^provisioned-instance-2/)];
const DAY = 24 * 3600;

function person() {
  const { endpoint } = account;
  return new SFNClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'PERSON', secretAccessKey: 'PERSON' },
    maxAttempts: 1,
    requestHandler: inProcessRequestHandler((request) => endpoint.answerInTime(request)) as never,
  });
}

async function question(): Promise<{ question: string; taskToken: string; report: Report }> {
  for (let minute = 0; account.account.notifications.length === 0 && minute < 600; minute++) await account.sleep(60);
  return JSON.parse(account.account.notifications[0].message);
}

/** The limits of Step Functions: 25,000 events in an execution, 256 KB in what states pass on. */
function expectWithinLimits(what: string): void {
  const executions = account.executions();
  const events = Math.max(...executions.map(({ history }) => history.events.length));
  const bytes = Math.max(...executions.flatMap(({ history }) => history.events.map((event) => Buffer.byteLength(JSON.stringify(event)))));
  process.stdout.write(`${what}: ${executions.length} executions, at most ${events} events of 25000 in one, at most ${(bytes / 1024).toFixed(1)} KB of 256 passed on\n`);
  expect([executions.every(({ status }) => status === 'SUCCEEDED'), events < 25_000, bytes < 256 * 1024]).toEqual([true, true, true]);
}

async function moved() {
  expect(await account.deploy(engineApp())).toEqual({ Engine: 'CREATE_COMPLETE', Moves: 'CREATE_COMPLETE' });
  await account.settled();
  expect(account.members()).toEqual(NEW_MEMBERS);
}

describe('a long move', () => {
  test('of ten days with a two-day approval, a verification and old members that are kept stays within the limits of Step Functions', async () => {
    const verifier = 'exports.handler = async ({ report }) => { if (!report.now.members.some((m) => m.isWriter && m.instanceClass === "db.serverless")) throw new Error("no"); };';
    await account.deploy(engineApp({
      engine: furnished, verifier, migration: { cutover: MigrationCutover.afterApproval(), oldMembers: OldMembers.keptFor(Duration.days(8)) },
    }));
    const { taskToken, report, question: asked } = await question();
    expect(asked).toMatch(/^May the move fail over to mysql-80-v2-a-/);
    expect(report.plan.map(({ step }) => step)).toContain('fail over');
    await account.sleep(2 * DAY);
    expect(account.failovers()).toBe(0);
    await person().send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await account.sleep(4 * DAY);
    expect(account.members()).toEqual([...NEW_MEMBERS, expect.stringMatching(/^provisioned-instance-1 \S+$/), OLD_MEMBERS[1]]);
    await account.settled();
    expect(account.members()).toEqual(NEW_MEMBERS);
    expect(account.account.clock.secondsSinceStart).toBeGreaterThan(10 * DAY);
    expectWithinLimits('a move of ten days with a two-day approval');
    expect([account.failovers(), account.lost(), account.violations()]).toEqual([1, 0, []]);
    const [page, json] = [...account.account.objects.keys()].sort();
    const final = JSON.parse(account.account.objects.get(json)!) as Report;
    expect(final).toMatchObject({ status: 'migrated', cluster: 'mysql-80', problems: [] });
    expect(account.account.objects.get(page)).toContain('<h1>mysql-80: migrated</h1>');
  });

  test('that is not approved goes back', async () => {
    await account.deploy(engineApp({ engine: furnished, migration: { cutover: MigrationCutover.afterApproval() } }));
    const { taskToken } = await question();
    await person().send(new SendTaskFailureCommand({ taskToken, cause: 'not on a Friday' }));
    await account.settled();
    expect([account.members(), account.failovers()]).toEqual([OLD_MEMBERS, 0]);
    expect(account.record().marks.find(({ kind }) => kind === 'abandoned')?.detail).toContain('not on a Friday');
    account.account.watch.close();
    expect(account.violations()).toEqual([]);
  });

  test('of ninety days hands over to a successor before its history is full, also when turns are lost and repeated', async () => {
    const oldMembers = OldMembers.keptFor(Duration.days(90));
    await account.deploy(engineApp({ engine: furnished, migration: { cutover: MigrationCutover.afterApproval(), oldMembers } }));
    const { taskToken } = await question();
    await account.sleep(2 * DAY);
    // From now on every third look is throttled, which the engine takes as an observation, and every fifth result is lost with its process.
    account.account.faults.add({ kind: 'throttle', operation: 'rds:DescribeDBClusters', after: 0, count: Infinity, probability: 1 / 3 });
    let results = 0;
    account.account.functions.isLost = () => ++results % 5 === 0;
    await person().send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await account.settled(100);
    expect(account.executions().length).toBeGreaterThan(1);
    expectWithinLimits('a move of ninety days with a two-day approval, whose every fifth turn is lost');
    expect([account.members(), account.failovers(), account.lost(), account.violations()]).toEqual([NEW_MEMBERS, 1, 0, []]);
  });
});

describe('windows', () => {
  const NIGHT = 'sun:03:00-sun:05:00';
  const isInWindow = (atMillis: number) => new Date(atMillis).getUTCDay() === 0 && [3, 4].includes(new Date(atMillis).getUTCHours());
  const at = (operation: RegExp) => account.account.log.ofType('call').filter((call) => operation.test(call.operation)).map(({ atMillis }) => atMillis);

  test('clients are interrupted in the window, and not before', async () => {
    await account.deploy(engineApp({ migration: { cutover: MigrationCutover.inWindow(NIGHT) } }));
    await account.settled();
    expect(at(/^FailoverDBCluster$/).map(isInWindow)).toEqual([true]);
    expect(at(/^CreateDBInstance$/).some(isInWindow)).toBe(false);
  });

  test('nothing is changed before the window of the start', async () => {
    await account.deploy(engineApp({ migration: { start: MigrationStart.inWindow(NIGHT) } }));
    await account.settled();
    expect(isInWindow(at(/^(Create|Modify)/)[0])).toBe(true);
    expect(account.members()).toEqual(NEW_MEMBERS);
  });
});

describe('verification', () => {
  test('that fails parks the move, and the old members stay', async () => {
    await account.deploy(engineApp({ verifier: 'exports.handler = async () => { throw new Error("orders are missing"); };' }));
    await account.settled();
    expect(account.executions().map(({ status, error, cause }) => [status, error, cause])).toEqual([['FAILED', 'PARKED', expect.stringContaining('orders are missing')]]);
    expect(account.members()).toHaveLength(4);
  });
});

describe('a stack that is held', () => {
  test('goes on when the move has settled, and the URL of the signal is nowhere to be seen', async () => {
    const { Moves } = await account.deploy(engineApp({ migration: { hold: Duration.hours(2) } }));
    expect([Moves, account.members()]).toEqual(['CREATE_COMPLETE', NEW_MEMBERS]);
    const url = [...account.account.parameters.values()].find(({ type }) => type === 'SecureString')!.value;
    const seen = JSON.stringify([account.executions().map(({ input, output, history }) => [input, output, history.events]), account.account.log.ofType('call').filter(({ operation }) => operation !== 'PutParameter')]);
    expect(url).toMatch(/^http/);
    expect(seen).not.toContain(url);
  });

  test('rolls back when the move is refused', async () => {
    account.cluster.shape.Status = 'stopped';
    const { Moves } = await account.deploy(engineApp({ migration: { hold: Duration.hours(2) } }));
    expect([Moves, account.reasons('Moves')[0]]).toEqual(['ROLLBACK_COMPLETE', expect.stringContaining('refused: Cluster mysql-80 is stopped')]);
  });
});

describe('a plan that was made from what AWS said', () => {
  const migration = { source: MigrationSource.cluster('mysql-80').observedFrom(...EXAMPLE_STATE.slice(0, 2)) };

  test('is carried out where it still fits', async () => {
    await account.deploy(engineApp({ migration }));
    await account.settled();
    expect(account.members()).toEqual(NEW_MEMBERS);
  });

  test.each<[string, () => void, RegExp]>([
    ['moved by AWS maintenance', () => Object.assign(account.cluster.shape, { EngineVersion: '8.0.mysql_aurora.3.10.9' }), /engineVersion was \S+ and is 8\.0\.mysql_aurora\.3\.10\.9/],
    ['given another class', () => Object.assign(account.account.instances.get('provisioned-instance-2')!.shape, { DBInstanceClass: 'db.r6g.4xlarge' }),
      /member provisioned-instance-2 was \S+ in tier 1 and is db\.r6g\.4xlarge in tier 1/],
  ])('stops before the first change when the cluster was %s, and shows the difference', async (_, change, difference) => {
    change();
    await account.deploy(engineApp({ migration }));
    await account.settled();
    const [{ status, error, cause }] = account.executions();
    expect([status, error, cause]).toEqual(['FAILED', 'REFUSED', expect.stringMatching(difference)]);
    expect(account.changes().filter((operation) => operation !== 'PutParameter' && operation !== 'StartExecution')).toEqual([]);
  });
});

describe('removing the migration', () => {
  test('after success changes nothing', async () => {
    await moved();
    const before = account.changes().length;
    expect(await account.deploy(engineApp({ without: 'migration' }))).toMatchObject({ Moves: 'UPDATE_COMPLETE' });
    await account.sleep(3600);
    expect(account.changes().slice(before)).toEqual([]);
  });

  test('during the move fails and names the command that leads on', async () => {
    await account.deploy(engineApp());
    await account.sleep(120);
    expect(await account.remove('Moves')).toBe('DELETE_FAILED');
    expect(account.reasons('Moves').join()).toContain('MOVE_UNDER_WAY: the move of mysql-80 is under way');
    await account.settled();
    expect(account.members()).toEqual(NEW_MEMBERS);
    expect(await account.remove('Moves')).toBe('DELETE_COMPLETE');
  });

  test('in the clean-up of a rollback lets the engine go back', async () => {
    await account.deploy(engineApp({ without: 'migration' }));
    account.account.faults.add({ kind: 'signal-lost', operation: '*', after: 0, count: 1, probability: 1 });
    const { Moves } = await account.deploy(engineApp({ migration: { hold: Duration.minutes(8) } }));
    expect(Moves).toBe('UPDATE_ROLLBACK_COMPLETE');
    await account.settled();
    expect([account.members(), account.failovers(), account.lost()]).toEqual([OLD_MEMBERS, 0, 0]);
  });
});

test('a goal that was reached is closed until its generation is raised', async () => {
  await moved();
  const before = account.changes().length;
  await account.deploy(engineApp({ migration: { oldMembers: OldMembers.kept() } }));
  await account.settled();
  expect(account.changes().slice(before).filter((operation) => !/PutParameter|StartExecution/.test(operation))).toEqual([]);
});
