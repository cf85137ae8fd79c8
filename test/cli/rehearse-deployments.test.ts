import type { DeploymentReport } from '../../src/cli/rehearse/deployment-report';
import { run, writeFiles } from '../support/command-line';
import { EXAMPLE_STATE } from '../support/simulated-account';

const V1 = { Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.11.4', EngineMode: 'serverless', MasterUsername: 'admin', MasterUserPassword: 'made-up-1' };
const PROVISIONED = { ...V1, EngineVersion: '8.0.mysql_aurora.3.08.0', EngineMode: 'provisioned', ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 4 } };
const template = (properties: object, members: string[] = [], attributes: object = {}) => ({
  Resources: {
    Db: { Type: 'AWS::RDS::DBCluster', Properties: properties, ...attributes },
    ...Object.fromEntries(members.map((member) => [member, {
      Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Db' }, Engine: 'aurora-mysql', DBInstanceClass: 'db.serverless' },
    }])),
  },
});

function rehearse(steps: Record<string, unknown>, ...args: string[]) {
  const files = writeFiles(steps);
  const { status, stdout, stderr } = run('rehearse', '--json', '--deploy', ...Object.keys(steps).map((name) => files[name] + (name.startsWith('import') ? '@import' : '')), ...args);
  return { status, stderr, report: (stdout === '' ? undefined : JSON.parse(stdout)) as DeploymentReport };
}

const took = ({ steps }: DeploymentReport) => steps.map(({ stacks }) => stacks.flatMap(({ resources }) => resources.map(({ logicalId, action }) => `${logicalId} ${action}`)));

describe('rehearse --deploy', () => {
  test('shows that a change of EngineMode costs the data, with exit status 1', () => {
    const { status, report } = rehearse(
      { 'import.json': template(V1), 'next.json': template(PROVISIONED, ['Writer']) }, '--state', ...EXAMPLE_STATE, '--import', 'Stack.Db=sample-cluster',
    );
    expect(status).toBe(1);
    expect(report.outcome).toBe('failed');
    expect(took(report)).toEqual([['Db imported'], ['Db replaced', 'Writer created']]);
    expect(report.steps[1].stacks[0].resources[0]).toMatchObject({ properties: expect.arrayContaining(['EngineMode']), holdsData: true, reason: 'sample-cluster was deleted' });
    const lost = report.clusters.find(({ identifier }) => identifier === 'sample-cluster')!;
    expect(lost).toMatchObject({ exists: false });
    expect(lost.writesLost).toBeGreaterThan(0);
    expect(report.invariants.violated.map(({ code }) => code)).toContain('DATA_IS_KEPT');
  });

  test('keeps it where the old cluster is retained', () => {
    const { report } = rehearse({ 'import.json': template(V1, [], { UpdateReplacePolicy: 'Retain' }), 'next.json': template(PROVISIONED, ['Writer']) },
      '--state', ...EXAMPLE_STATE, '--import', 'Stack.Db=sample-cluster');
    expect(report).toMatchObject({ outcome: 'completed', invariants: { violated: [] } });
    expect(report.steps[1].stacks[0].resources[0]).toMatchObject({ action: 'replaced', reason: 'sample-cluster was retained' });
  });

  test('tells drift for each property at the end', () => {
    const { report } = rehearse({ 'import.json': template({ ...V1, BackupRetentionPeriod: 35 }) }, '--state', ...EXAMPLE_STATE, '--import', 'Stack.Db=sample-cluster');
    expect(report.drift).toMatchObject([{ logicalId: 'Db', status: 'MODIFIED', properties: expect.arrayContaining([expect.objectContaining({ property: 'BackupRetentionPeriod', expected: 35 })]) }]);
  });

  test('rolls back when a resource fails on request, and stops there', () => {
    const { status, report } = rehearse({ 'first.json': template(PROVISIONED, ['Writer']), 'next.json': template(PROVISIONED, ['Writer', 'Reader']), 'last.json': template(PROVISIONED) },
      '--fault', 'resource-failure:operation=Reader,detail=no such luck');
    expect(status).toBe(1);
    expect(report.steps.map(({ outcome, stacks }) => [outcome, stacks[0].status])).toEqual([['completed', 'CREATE_COMPLETE'], ['failed', 'UPDATE_ROLLBACK_COMPLETE']]);
    expect(report.steps[1].stacks[0]).toMatchObject({ reason: 'no such luck' });
    expect(took(report)[1]).toEqual(['Db unchanged', 'Writer unchanged', 'Reader failed']);
    expect(report.timeline).toContainEqual(expect.objectContaining({ type: 'fault', kind: 'resource-failure' }));
  });

  test('cancels a deployment at the second that was asked for', () => {
    const { report } = rehearse({ 'first.json': template(PROVISIONED, ['Writer']), 'next.json': template(PROVISIONED, ['Writer', 'Reader']) }, '--fault', 'cancel:operation=Stack,seconds=100,after=1');
    const [stack] = report.steps[1].stacks;
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const begins = report.timeline.filter((event) => event.type === 'stack-event' && event.logicalId === 'Stack' && event.status === 'UPDATE_ROLLBACK_IN_PROGRESS');
    expect(begins.map(({ atSeconds }) => atSeconds - stack.startedAtSeconds)).toEqual([100]);
    expect(report.timeline.filter((event) => event.type === 'call' && event.call === 'rds:DeleteDBInstance')).toHaveLength(1);
  });

  test('deletes a stack whose creation is cancelled', () => {
    const { report } = rehearse({ 'first.json': template(PROVISIONED, ['Writer']) }, '--fault', 'cancel:seconds=100');
    expect(report.steps[0].stacks[0].status).toBe('DELETE_COMPLETE');
    expect(report.outcome).toBe('failed');
  });

  test('finds nothing to do in the same template', () => {
    const { report } = rehearse({ 'a.json': template(PROVISIONED), 'b.json': template(PROVISIONED) });
    expect(report.steps[1].stacks).toMatchObject([{ operation: 'none', resources: [] }]);
  });

  test('prints what happened for people', () => {
    const { 'first.yaml': file } = writeFiles({ 'first.yaml': JSON.stringify(template(PROVISIONED, ['Writer'])) });
    const { status, stdout } = run('rehearse', '--deploy', `Shop=${file}`);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Shop {2}CREATE_COMPLETE/);
    expect(stdout).toMatch(/created +Db +AWS::RDS::DBCluster/);
    expect(stdout).toContain('every stack agrees with what is there');
  });

  test.each([
    ['a step that is not there', ['--deploy', '/nowhere'], 'there is no /nowhere. Give a cdk.out folder or a template file.'],
    ['a folder that is no app', ['--deploy', '/tmp'], 'Synthesize the app first: cdk synth'],
    ['--app beside --deploy', ['--deploy', '/nowhere', '--app', 'x'], '--app cannot be given with --deploy'],
    ['an import that is none', ['--deploy', __filename, '--import', 'x'], '--import takes STACK.LOGICALID=IDENTIFIER'],
    ['no state and no deployment', [], '--state is missing'],
  ])('refuses %s with exit status 2', (_, args, message) => {
    const { status, stderr } = run('rehearse', ...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('names what is not simulated, with exit status 2', () => {
    const { status, stderr } = rehearse({ 'a.json': template({ ...PROVISIONED, BacktrackWindow: 3600, Domain: 'd' }) });
    expect([status, stderr]).toEqual([2, expect.stringContaining('AWS::RDS::DBCluster with BacktrackWindow, Domain (resource Db) is not simulated.')]);
  });
});
