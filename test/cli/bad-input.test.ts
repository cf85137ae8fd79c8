import { readFileSync } from 'node:fs';
import { run, writeFiles } from '../support/command-line';
import { EXAMPLE_STATE } from '../support/simulated-account';

const [CLUSTERS, INSTANCES] = EXAMPLE_STATE;
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

function rehearse(files: Record<string, unknown>, ...args: string[]) {
  return run('rehearse', '--state', ...Object.values(writeFiles(files)), ...args);
}

function withCluster(change: object) {
  const [cluster] = read(CLUSTERS).DBClusters;
  return { 'clusters.json': { DBClusters: [{ ...cluster, ...change }] }, 'instances.json': read(INSTANCES) };
}

describe('bad input is told in full, without a stack trace, with exit status 2', () => {
  test.each([
    ['a file that is not there', () => run('rehearse', '--state', '/nowhere/state.json'), 'Cannot read /nowhere/state.json: there is no such file.'],
    ['a file that is not JSON', () => rehearse({ 'state.json': '{ "DBClusters": [' }), 'is not JSON. Save the output with `--output json`.'],
    ['JSON that is no object', () => rehearse({ 'state.json': '[]' }), 'it has neither DBClusters nor DBInstances'],
    ['something else than a describe output', () => rehearse({ 'state.json': { Buckets: [] } }), 'it has neither DBClusters nor DBInstances'],
    ['an empty describe output', () => rehearse({ 'state.json': { DBClusters: [] } }), 'The state has no clusters.'],
    ['an RDS instance', () => rehearse({ 'state.json': { DBInstances: [{ DBInstanceIdentifier: 'orders', Engine: 'mysql' }] } }), 'orders is an RDS instance (mysql), not a member of an Aurora cluster.'],
    ['a cluster without an engine', () => rehearse(withCluster({ Engine: undefined })), 'Cluster mysql-80 has no Engine.'],
    ['members without a description', () => run('rehearse', '--state', CLUSTERS), 'Cluster mysql-80 has members without a description: provisioned-instance-2, provisioned-instance-1. Add the output of `aws rds describe-db-instances'],
    ['a description without its cluster', () => run('rehearse', '--state', INSTANCES), 'whose description is missing'],
    ['a capacity range that is none', () => run('rehearse', '--state', CLUSTERS, INSTANCES, '--capacity', '4'), '--capacity takes MIN-MAX in ACUs, such as 0.5-16, got 4.'],
    ['a capacity range that is impossible', () => run('rehearse', '--state', CLUSTERS, INSTANCES, '--capacity', '8.3-4'), 'the minimum of 8.3 ACUs is above the maximum of 4'],
    ['a version that is none', () => run('rehearse', '--state', CLUSTERS, INSTANCES, '--to', 'newest'), '--to takes an engine version or the beginning of one'],
    ['a seed that is no number', () => run('rehearse', '--state', CLUSTERS, INSTANCES, '--seed', 'x'), '--seed takes a whole number from 0, got x.'],
    ['a crash after nothing', () => run('rehearse', '--state', CLUSTERS, INSTANCES, '--crash-after', '0'), '--crash-after takes a whole number from 1, got 0.'],
    ['a folder that is no app', () => run('rehearse', '--state', CLUSTERS, INSTANCES, '--app', '/nowhere'), 'There is no /nowhere/manifest.json. Synthesize the app first: cdk synth'],
    ['--capacity beside an app', () => run('rehearse', '--state', CLUSTERS, INSTANCES, '--app', '/nowhere', '--capacity', '1-2'), '--capacity cannot be given with --app'],
    ['an unknown option', () => run('rehearse', '--state', CLUSTERS, '--speed', '3'), "unknown option '--speed'"],
    ['an unknown command', () => run('move'), "unknown command 'move'"],
    ['no state', () => run('rehearse'), '--state is missing'],
  ])('%s', (_, attempt, message) => {
    const { status, stdout, stderr } = attempt();
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('all problems at once', () => {
    const { stderr } = rehearse({ 'a.json': 'x', 'b.json': {} });
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });
});

describe('exit statuses of a rehearsal', () => {
  test('0 when every cluster has migrated', () => {
    expect(run('rehearse', '--state', ...EXAMPLE_STATE).status).toBe(0);
  });

  test('3 when one is refused, with the reasons and nothing changed', () => {
    const { status, stdout } = rehearse(withCluster({ ActivityStreamStatus: 'started' }), '--json');
    const [cluster] = JSON.parse(stdout).clusters;
    expect(status).toBe(3);
    expect(cluster).toMatchObject({ outcome: 'refused', writeGapSeconds: 0, problems: [{ code: 'ACTIVITY_STREAM_STARTED' }] });
    expect(Object.keys(cluster.apiCallsByOperation)).toEqual(['rds:DescribeDBClusters', 'rds:DescribeDBInstances', 'ssm:GetParametersByPath', 'ssm:PutParameter']);
  });
});
