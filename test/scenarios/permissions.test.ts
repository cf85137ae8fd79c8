import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { AuroraPostgresEngineVersion, DatabaseClusterEngine } from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { MigrationCutover, MigrationSource, MigrationStart, OldMembers, ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member } from '../../src';
import type { SimulatedAccount } from '../../src/simulator/account';
import { readAssembly } from '../../src/simulator/cloudformation/assembly';
import { allows, type Policy, type Statement } from '../../src/simulator/permissions/policy';
import { ParameterGroup } from '../../src/simulator/rds/parameter-groups/parameter-group';
import { startExecution } from '../../src/simulator/stepfunctions/start-execution';
import { accountWithClusters, engineApp, furnished } from '../support/engine';
import { openShop, templates } from '../support/shop';

/** What Lambda and Step Functions themselves need for logs and traces, and nobody calls in a rehearsal. */
const LOGS = /^(logs|xray):/;
/** Unused, and why: the CDK grants the invocation of a function with all of its versions. */
const OF_THE_CDK = /^lambda:InvokeFunction \S+:function:[^:]+:\*$/;

interface Use {
  readonly policy: Policy;
  readonly used: { readonly action: string; readonly resource: string; readonly context?: Readonly<Record<string, string>> }[];
}

const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-a1b2c3';

const uses = new Map<string, Use>();

/** Policies and their use, over all rehearsals, by the construct to which the function belongs. */
function note(account: SimulatedAccount): void {
  for (const [name, policy] of account.permissions.ofAssumedRoles) {
    const role = /(Advance|SetGoal|OrphanedMembers|WriterHandover|stateMachine)/.exec(name.replace(/WriterHandover(?=Orphaned)/, ''))?.[1];
    if (!role) continue;
    const before = uses.get(role) ?? { policy: { Statement: [] }, used: [] };
    const used = account.permissions.used.filter(({ principal }) => principal === name);
    uses.set(role, { policy: { Statement: [...before.policy.Statement, ...policy.Statement] }, used: [...before.used, ...used] });
  }
}

/** Members with monitoring, Performance Insights under a customer managed key, parameter groups and tags. */
function furnish(account: SimulatedAccount): void {
  for (const { shape } of account.instances.values()) {
    Object.assign(shape, {
      MonitoringInterval: 60,
      MonitoringRoleArn: `arn:aws:iam::${account.accountId}:role/monitoring`,
      PerformanceInsightsEnabled: true,
      PerformanceInsightsKMSKeyId: `arn:aws:kms:${account.region}:${account.accountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
      TagList: [{ Key: 'team', Value: 'shop' }],
    });
  }
}

/** Groups of their own for mysql-80 and its members, with something set in each. */
function giveParameterGroups({ parameterGroups, clusters, instances }: SimulatedAccount): void {
  for (const [kind, name] of [['cluster', 'time_zone'], ['instance', 'long_query_time']] as const) {
    const group = new ParameterGroup(kind, `shop-${kind}`, 'aurora-mysql8.0', 'shop');
    group.take({ name, value: kind === 'cluster' ? 'UTC' : '2', applyMethod: 'immediate' });
    parameterGroups.add(group);
  }
  clusters.get('mysql-80')!.shape.DBClusterParameterGroup = 'shop-cluster';
  for (const { shape } of instances.values()) shape.DBParameterGroups = [{ DBParameterGroupName: 'shop-instance', ParameterApplyStatus: 'in-sync' }];
}

async function move(cluster: string, options: Parameters<typeof engineApp>[0] = {}, prepare: (account: SimulatedAccount) => void = () => {}) {
  const account = await accountWithClusters();
  try {
    furnish(account.account);
    prepare(account.account);
    const stacks = engineApp({ ...options, migration: { source: MigrationSource.cluster(cluster), ...options.migration } });
    expect((await account.deploy(stacks)).Moves).toBe('CREATE_COMPLETE');
    await account.settled();
    expect(account.executions().map(({ status, cause }) => [status, cause])).toEqual([['SUCCEEDED', undefined]]);
    note(account.account);
    return account;
  } finally {
    await account.close();
  }
}

const denied = (account: SimulatedAccount) => account.log.ofType('call').filter(({ outcome }) => /^AccessDenied/.test(outcome)).map(({ operation }) => operation);

describe('rehearsals under the policies of the roles', () => {
  test('a provisioned cluster with monitoring, a customer managed key, parameter groups and tags', async () => {
    const { account } = await move('mysql-80', { migration: { hold: Duration.hours(2) } });
    expect(denied(account)).toEqual([]);
    expect([...account.instances.values()].filter(({ isServerless }) => isServerless).map(({ shape }) => shape.MonitoringInterval)).toEqual([60, 60]);
  });

  test('the Data API with a password that RDS manages under a customer managed key', async () => {
    const { account } = await move('mysql-80', {}, ({ clusters, accountId, region }) => Object.assign(clusters.get('mysql-80')!.shape, {
      HttpEndpointEnabled: true,
      MasterUserSecret: {
        SecretArn: `arn:aws:secretsmanager:${region}:${accountId}:secret:rds!cluster-0a1b-2c3d4e`, KmsKeyId: `arn:aws:kms:${region}:${accountId}:key/ours`,
      },
    }));
    expect(denied(account)).toEqual([]);
  });

  test('the Data API with a secret of its own', async () => {
    const { account } = await move('mysql-80', { migration: { dataApiSecret: Secret.fromSecretCompleteArn(new Stack(), 'Secret', SECRET) } }, ({ clusters, databaseSecrets }) => {
      clusters.get('mysql-80')!.shape.HttpEndpointEnabled = true;
      databaseSecrets.set(SECRET, 'mysql-80');
    });
    expect(denied(account)).toEqual([]);
  });

  test('old members that are kept', async () => {
    expect(denied((await move('mysql-80', { engine: furnished, migration: { oldMembers: OldMembers.keptFor(Duration.days(1)), cutover: MigrationCutover.atOnce() } })).account)).toEqual([]);
  });

  test('approval, a verifier, a report, and a successor', async () => {
    const account = await accountWithClusters();
    try {
      await account.deploy(engineApp({
        engine: furnished,
        verifier: 'exports.handler = async () => {};',
        migration: { cutover: MigrationCutover.afterApproval(), start: MigrationStart.byHand() },
      }));
      const [machine] = account.account.machines.keys();
      const run = { name: 'by-hand', number: 1, turns: 1799 };
      startExecution(account.account, { stateMachineArn: machine, name: 'by-hand', input: JSON.stringify({ clusterResourceId: account.resourceId, run }) });
      while (account.account.notifications.length === 0) await account.sleep(60);
      const { taskToken } = JSON.parse(account.account.notifications[0].message) as { taskToken: string };
      account.account.taskTokens.holder(taskToken).succeed({});
      await account.settled();
      expect(account.executions().map(({ name, status }) => [name, status])).toEqual([['by-hand', 'SUCCEEDED'], ['by-hand-2', 'SUCCEEDED']]);
      expect([...account.account.objects.keys()]).toHaveLength(2);
      note(account.account);
    } finally {
      await account.close();
    }
  });

  test('a machine whose role may not do something fails there', async () => {
    const account = await accountWithClusters();
    try {
      await account.deploy(engineApp({ without: 'migration' }));
      const [machine] = account.account.machines.keys();
      const role = [...account.account.permissions.ofAssumedRoles.keys()].find((principal) => principal === machine)!;
      account.account.permissions.attach(role, { Statement: [] });
      startExecution(account.account, { stateMachineArn: machine, name: 'denied', input: '{}' });
      await account.settled();
      expect(account.executions().map(({ error }) => error)).toEqual(['States.Permissions']);
    } finally {
      await account.close();
    }
  });

  test('a Serverless v1 cluster', async () => {
    expect(denied((await move('sample-cluster')).account)).toEqual([]);
  });

  test('an upgrade on the way', async () => {
    const target = { capacity: ServerlessV2Capacity.range({ min: 2, max: 16 }), engineVersion: '16.8' };
    expect(denied((await move('sample-cluster', { migration: { target } })).account)).toEqual([]);
  });

  test('an upgrade on the way with parameter groups of its own', async () => {
    const target = { capacity: ServerlessV2Capacity.range({ min: 2, max: 16 }), engineVersion: '8.4.mysql_aurora.8.4.7' };
    expect(denied((await move('mysql-80', { migration: { target } }, giveParameterGroups)).account)).toEqual([]);
  });

  test('a migration that is deleted during its move', async () => {
    const account = await accountWithClusters();
    await account.deploy(engineApp());
    await account.sleep(120);
    expect(await account.remove('Moves')).toBe('DELETE_FAILED');
    await account.settled();
    expect(denied(account.account)).toEqual([]);
    note(account.account);
    await account.close();
  });

  test('a way back after the old members have gone', async () => {
    const account = await accountWithClusters();
    furnish(account.account);
    await account.deploy(engineApp());
    while (account.members().length !== 2 || account.failovers() === 0) await account.sleep(1);
    await account.goBack();
    await account.settled();
    expect([account.members(), denied(account.account)]).toEqual([
      [expect.stringMatching(/^provisioned-instance-1 db\.r\S+ writer$/), expect.stringMatching(/^provisioned-instance-2/)], [],
    ]);
    note(account.account);
    await account.close();
  });

  test('a handover in one deployment, its way back, and the hourly check', async () => {
    const shop = await openShop();
    await shop.deploy(templates.after);
    const check = [...shop.account.permissions.ofAssumedRoles.keys()].find((name) => /OrphanedMembers/.test(name))!;
    await shop.account.functions.invoke(`arn:aws:lambda:eu-west-1:${shop.account.accountId}:function:${check}`, {});
    note(shop.account);
    await shop.deploy(templates.before);
    expect(shop.stack.status).toBe('UPDATE_COMPLETE');
    expect(denied(shop.account)).toEqual([]);
    // The functions are gone by now; what they asked for is not.
    for (const [role, use] of uses) {
      if (role === 'WriterHandover') use.used.push(...shop.account.permissions.used.filter(({ principal }) => principal.includes('WriterHandoverHandler')));
    }
    await shop.close();
  });
});

test('a handover that looks at transactions', async () => {
  const app = new App({ outdir: mkdtempSync(path.join(tmpdir(), 'cdk-out-')) });
  const stack = new Stack(app, 'Shop');
  new ServerlessV2Cluster(stack, 'Db', {
    engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_4 }),
    vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }),
    storageEncrypted: true,
    enableDataApi: true,
    members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B')],
    writerHandover: { maxTransactionAge: Duration.seconds(30) },
  });
  const shop = await openShop();
  await shop.deploy(readAssembly(app.synth().directory)[0]);
  expect([shop.stack.status, denied(shop.account)]).toEqual(['UPDATE_COMPLETE', []]);
  expect(shop.calls('ExecuteStatement').length).toBeGreaterThan(0);
  note(shop.account);
  await shop.close();
});

describe('the policy of each role', () => {
  const flat = (statement: Statement) => [statement.Action].flat()
    .flatMap((action) => [statement.Resource].flat().map((resource) => ({ ...statement, Action: action, Resource: resource })));
  const isUsed = (single: Statement, used: Use['used']) => used.some((request) => allows({ Statement: [single] }, request));

  test.each(['Advance', 'SetGoal', 'stateMachine', 'OrphanedMembers', 'WriterHandover'])('%s allows nothing that no rehearsal used', (role) => {
    const { policy, used } = uses.get(role)!;
    const byKey = new Map<string, boolean>();
    for (const single of policy.Statement.flatMap(flat)) {
      const key = `${String(single.Action)} ${String(single.Resource).replace(/(mysql-80|sample-cluster)/, 'ID').replace(/-[A-Z]{12}\b/, '')}`;
      byKey.set(key, (byKey.get(key) ?? false) || isUsed(single, used));
    }
    const unused = [...byKey].filter(([key, isNeeded]) => !isNeeded && !LOGS.test(key) && !OF_THE_CDK.test(key)).map(([key]) => key);
    expect(unused).toEqual([]);
  });

  test('has no wildcard without its reason in docs/security.md', () => {
    const documented = readFileSync(path.join(__dirname, '../../docs/security.md'), 'utf8');
    const wild = [...uses.values()].flatMap(({ policy }) => policy.Statement.flatMap(flat)).filter(({ Resource }) => /\*/.test(String(Resource))).map(({ Action }) => String(Action));
    expect([...new Set(wild)].filter((action) => !documented.toLowerCase().includes(`\`${action.toLowerCase()}\``))).toEqual([]);
  });
});
