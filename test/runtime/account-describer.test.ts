import { ApplicationAutoScalingClient, DeregisterScalableTargetCommand, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import {
  CreateDBClusterSnapshotCommand, CreateDBParameterGroupCommand, CreateDBSnapshotCommand, ModifyDBInstanceCommand, ModifyDBParameterGroupCommand,
} from '@aws-sdk/client-rds';
import { merge } from '../../src/cli/plan/documents';
import { sourcesIn } from '../../src/cli/plan/sources';
import { planDocument } from '../../src/planner/plan-document';
import type { Source } from '../../src/planner/source/source';
import { accountDescriber } from '../../src/runtime/aws/account-describer';
import type { AccountOptions } from '../../src/simulator/account';
import { Endpoint } from '../../src/simulator/endpoint';
import { PROFILES } from '../../src/simulator/profiles';
import type { WireRequest } from '../../src/simulator/wire/protocol';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';
import { accountWithRdsInstance } from '../support/simulated-account';

async function start(options: AccountOptions = {}) {
  const simulated = await accountWithRdsInstance(options);
  const describe = (identifier: string) => accountDescriber(simulated.config as never).describe(identifier);
  const source = async (identifier: string): Promise<Source> => {
    const problems: string[] = [];
    const [found] = await sourcesIn(merge(await describe(identifier)), problems);
    expect(problems).toEqual([]);
    return found;
  };
  return { ...simulated, describe, source };
}

describe('an account describes', () => {
  test('a cluster with its members and what is around it', async () => {
    const { source } = await start();
    const { kind, members, surroundings, versionsAnswered } = await source('mysql-80');
    expect([kind, members.map(({ identifier }) => identifier)]).toEqual(['Aurora provisioned', ['provisioned-instance-1', 'provisioned-instance-2']]);
    expect(versionsAnswered).toBeGreaterThan(20);
    expect(surroundings).toMatchObject({
      customEndpoints: [],
      proxies: [],
      pendingMaintenance: expect.any(Array),
      quotas: { instances: { used: 3, most: 40 }, clusters: { used: 2, most: 40 }, clusterSnapshots: { used: 0, most: 100 } },
    });
  });

  test('quotas that are used up, so that the plan says so', async () => {
    const { typical } = PROFILES;
    const { source } = await start({ profile: { ...typical, quotas: { ...typical.quotas, instances: 4 } } });
    const { first } = planDocument(await source('mysql-80'), {});
    expect(first).toContainEqual(expect.objectContaining({ code: 'QUOTA_EXCEEDED', message: expect.stringContaining('3 of 4 DB instances are used') }));
    expect(planDocument(await source('mysql-80'), { path: 'in place' }).paths[0].findings.map(({ code }) => code)).toContain('QUOTA_EXCEEDED');
  });

  test('no quota where nothing is used up', async () => {
    const { source } = await start();
    expect(planDocument(await source('mysql-80'), {}).paths[0].findings.map(({ code }) => code)).not.toContain('QUOTA_EXCEEDED');
  });

  test('what is set in the groups of its instances, too', async () => {
    const { rds, source, pass } = await start();
    await rds.send(new CreateDBParameterGroupCommand({ DBParameterGroupName: 'mine', DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'mine' }));
    await rds.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName: 'mine', Parameters: [{ ParameterName: 'max_connections', ParameterValue: '777', ApplyMethod: 'pending-reboot' }] }));
    expect((await source('mysql-80')).surroundings.parameters).not.toHaveProperty('max_connections', '777');
    await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-2', DBParameterGroupName: 'mine' }));
    pass(60);
    expect((await source('mysql-80')).surroundings.parameters).toMatchObject({ max_connections: '777' });
  });

  test('whether Application Auto Scaling adds readers to it', async () => {
    const { config, source } = await start();
    const autoScaling = new ApplicationAutoScalingClient(config);
    const target = (ResourceId: string) => ({ ServiceNamespace: 'rds', ResourceId, ScalableDimension: 'rds:cluster:ReadReplicaCount' } as const);
    await autoScaling.send(new RegisterScalableTargetCommand({ ...target('cluster:sample-cluster'), MinCapacity: 1, MaxCapacity: 2 }));
    expect((await source('mysql-80')).surroundings.autoScaling).toBe(false);
    await autoScaling.send(new RegisterScalableTargetCommand({ ...target('cluster:mysql-80'), MinCapacity: 1, MaxCapacity: 2 }));
    expect(planDocument(await source('mysql-80'), {}).paths[0].findings).toContainEqual(expect.objectContaining({ code: 'AUTO_SCALING_MEMBERS', kind: 'fail' }));
    await autoScaling.send(new DeregisterScalableTargetCommand(target('cluster:mysql-80')));
    expect((await source('mysql-80')).surroundings.autoScaling).toBe(false);
  });

  test('and leaves unknown what it cannot reach', async () => {
    const { account, config } = await start();
    const endpoint = new Endpoint(account);
    const isElsewhere = ({ headers }: WireRequest) => /\/(application-autoscaling|monitoring)\//.test(headers.authorization);
    const requestHandler = inProcessRequestHandler(async (request) => isElsewhere(request) ? undefined : endpoint.answer(request));
    const [source] = await sourcesIn(merge(await accountDescriber({ ...config, requestHandler } as never).describe('mysql-80')), []);
    expect(source.surroundings).toMatchObject({ proxies: [], customEndpoints: [] });
    expect(source.surroundings).not.toHaveProperty('autoScaling', expect.anything());
    expect(planDocument(source, {}).paths[0].findings).toContainEqual(expect.objectContaining({ code: 'AUTO_SCALING_MEMBERS', kind: 'cannot tell' }));
  });

  test('the cluster of a member', async () => {
    const { source } = await start();
    expect(await source('provisioned-instance-2')).toMatchObject({ identifier: 'mysql-80', kind: 'Aurora provisioned' });
  });

  test('an instance of RDS, with the upgrades of the engine in which its data will be', async () => {
    const { source } = await start();
    const found = await source('old-rds');
    expect(found).toMatchObject({ kind: 'RDS instance', instanceClass: 'db.r6g.large', surroundings: { proxies: [], quotas: { instances: { used: 3 } } } });
    expect(found.versionsAnswered).toBeGreaterThan(20);
    expect(planDocument(found, {}).choice.picked).toBe('read replica');
  });

  test('snapshots of both kinds', async () => {
    const { rds, source, pass } = await start();
    await rds.send(new CreateDBClusterSnapshotCommand({ DBClusterIdentifier: 'sample-cluster', DBClusterSnapshotIdentifier: 'of-cluster' }));
    await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: 'old-rds', DBSnapshotIdentifier: 'of-instance' }));
    pass(900);
    expect(await source('of-cluster')).toMatchObject({ kind: 'Serverless v1 snapshot', status: 'available', surroundings: { quotas: { clusterSnapshots: { used: 1 } } } });
    expect(await source('of-instance')).toMatchObject({ kind: 'instance snapshot', status: 'available' });
    expect(planDocument(await source('of-instance'), {}).choice.picked).toBe('snapshot restore');
  });

  test('nothing of a name that nobody has', async () => {
    const { describe: look } = await start();
    await expect(look('nobody')).rejects.toMatchObject({ name: 'CallRefused', code: 'DBSnapshotNotFound' });
  });
});
