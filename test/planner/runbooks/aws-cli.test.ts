import { spawnSync } from 'node:child_process';
import { runPlan } from './run-plan';
import { rdsInstance } from './sources';

const hasCli = spawnSync('aws', ['--version']).status === 0;
/** What is simulated is read by the same shapes as the CLI's. */
const isSimulated = ([, service]: readonly string[]) => service === 'rds' || service === 'cloudwatch';
/** Nobody listens there: a command that the CLI takes comes as far as that. */
const NOWHERE = ['--region', 'eu-west-1', '--endpoint-url', 'http://127.0.0.1:9'];
const ENVIRONMENT = { ...process.env, AWS_ACCESS_KEY_ID: 'TEST', AWS_SECRET_ACCESS_KEY: 'TEST', AWS_MAX_ATTEMPTS: '1' };

/** Skipped, in so many words, where there is no AWS CLI. */
(hasCli ? describe : describe.skip)('the AWS CLI knows what is not simulated', () => {
  test.each(['DMS', 'dump and restore'] as const)('of %s', async (path) => {
    const { calls } = await runPlan(await rdsInstance('postgres', '16.4')(), path);
    const others = [...new Map(calls.filter((words) => words[0] === 'aws' && !isSimulated(words)).map((words) => [words.slice(0, words[2] === 'wait' ? 4 : 3).join(' '), words])).values()];
    expect(others.length).toBeGreaterThan(1);
    for (const [tool, ...words] of others) {
      const { stderr } = spawnSync(tool, [...words, ...NOWHERE], { encoding: 'utf8', env: ENVIRONMENT });
      expect([words.join(' '), stderr]).toEqual([words.join(' '), expect.stringContaining('Could not connect to the endpoint URL')]);
    }
  }, 60_000);
});
