import { spawn, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { Random } from '../../src/simulator/random';
import { run, start } from '../support/command-line';
import { EXAMPLE_STATE } from '../support/simulated-account';

const BIN = path.join(__dirname, '../../bin/cdk-aurora-serverless-v2');
const TERMINAL = path.join(__dirname, '../support/terminal.py');
/** So slow that a move outlasts twenty starts of our command, even on a machine that is busy. */
const SPEED = '20';
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;

type Server = ReturnType<typeof start>;
let server: Server | undefined;
let printed = '';
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  printed = '';
  server = start('simulate', '--port', '0', '--speed', SPEED, '--state', ...EXAMPLE_STATE);
  const url = await new Promise<string>((resolve) => server!.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    const match = /at (http:\S+),/.exec(printed);
    if (match) resolve(match[1]);
  }));
  env = { ...process.env, AWS_ENDPOINT_URL: url, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'K', AWS_SECRET_ACCESS_KEY: 'S', NO_COLOR: '1', FORCE_COLOR: undefined };
});
afterEach(() => server?.kill('SIGKILL'));

/** What the simulated AWS measured, told when it is asked to end. */
async function measured(): Promise<{ gapSeconds: number; lost: number; failovers: number }> {
  const ended = new Promise((resolve) => server!.once('exit', resolve));
  server!.kill('SIGTERM');
  await ended;
  const [, gap, lost, failovers] = /mysql-80: write gap ([\d.]+) s, (\d+) writes lost, (\d+) failovers/.exec(printed)!;
  return { gapSeconds: Number(gap), lost: Number(lost), failovers: Number(failovers) };
}

const COMMAND = ['run', '--cluster', 'mysql-80', '--capacity', '2-16', '--simulated-speed', SPEED];

/** On a pseudo-terminal, killed so many seconds after it began to move if any. */
function onTerminal(killAfterSeconds: number, ...args: string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('python3', [TERMINAL, String(killAfterSeconds), process.execPath, BIN, ...args], { env });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => output += chunk);
    child.on('exit', (status) => resolve({ status, output }));
  });
}

const reportedGap = (output: string) => /Nobody could write for (\d+) to (\d+) s, measured (.+)\./.exec(output)!;

(hasPython ? describe : describe.skip)('run on a real terminal (needs python3)', () => {
  test('is killed at random twenty times, resumed, and done: its gap contains the one that was measured', async () => {
    const random = new Random(1);
    for (let kill = 1; kill <= 20; kill++) {
      const { status, output } = await onTerminal(0.01 + 0.6 * random.fraction(`kill/${kill}`), ...COMMAND);
      expect([kill, status, output.includes('expected end')]).toEqual([kill, 137, true]);
    }
    const last = await onTerminal(0, ...COMMAND);
    expect(last.output).toMatch(/mysql-80 migrated after \d+:\d\d\./);
    const [, least, most, method] = reportedGap(last.output);
    const { gapSeconds, lost, failovers } = await measured();
    expect([lost, failovers]).toEqual([0, 1]);
    expect(gapSeconds).toBeGreaterThanOrEqual(Number(least));
    expect(gapSeconds).toBeLessThanOrEqual(Number(most));
    expect(method).toContain('to the first look that showed the new writer');
  });

  test('shows the plan, asks, shows how far it is, and goes back with --abort', async () => {
    const killed = await onTerminal(6, ...COMMAND);
    expect(killed.output).toMatch(/fail over/);
    expect(killed.output).toMatch(/Move mysql-80\?/);
    expect(killed.output).toMatch(/create members: .*expected end: before \d\d:\d\d UTC/);
    const back = await onTerminal(0, 'run', '--cluster', 'mysql-80', '--abort', '--simulated-speed', SPEED);
    expect(back.output).toMatch(/Take mysql-80 back\?/);
    expect([back.status, back.output]).toEqual([4, expect.stringContaining('mysql-80 restored after')]);
    expect(await measured()).toEqual({ gapSeconds: 0, lost: 0, failovers: 0 });
  }, 120_000);
});

describe('run in a pipeline', () => {
  const inPipeline = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  test('asks nobody where there is nobody, and says what to do', () => {
    expect(inPipeline(...COMMAND)).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no terminal to ask at. Look at the plan, and say --yes.') });
  });

  test('names a cluster that is not there', () => {
    expect(inPipeline('run', '--cluster', 'mysql-81')).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no DB cluster mysql-81') });
  });

  test('has nothing to go back from', () => {
    expect(inPipeline('run', '--cluster', 'mysql-80', '--abort')).toMatchObject({ status: 2, stderr: expect.stringContaining('Nothing has been moved') });
  });
});

test('refuses options that contradict each other', () => {
  expect(run('run', '--cluster', 'x', '--abort', '--readers', '2')).toMatchObject({ status: 2, stderr: expect.stringContaining('--abort goes back to what was there') });
});
