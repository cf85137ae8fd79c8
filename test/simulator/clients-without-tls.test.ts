import {
  CreateDBProxyCommand, RegisterDBProxyTargetsCommand, CreateDBClusterCommand, CreateDBClusterParameterGroupCommand,
  CreateDBInstanceCommand, FailoverDBClusterCommand, ModifyDBClusterCommand, ModifyDBClusterParameterGroupCommand, RebootDBInstanceCommand,
} from '@aws-sdk/client-rds';
import type { WritingClient } from '../../src/simulator/data/writing-client';
import { exampleAccount } from '../support/simulated-account';

const MYSQL = { DBClusterIdentifier: 'mysql-80' };
const group = { DBClusterParameterGroupName: 'mine', DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'mine' };

/** mysql-80 with a client that uses TLS and one that does not, and a group that waits for a reboot. */
async function withClients() {
  const simulated = await exampleAccount();
  const { rds, account, pass } = simulated;
  const plain = account.addClient('mysql-80', { usesTls: false });
  const tls = account.clients.find(({ cluster }) => cluster === 'mysql-80')!;
  await rds.send(new CreateDBClusterParameterGroupCommand(group));
  await rds.send(new ModifyDBClusterCommand({ ...MYSQL, DBClusterParameterGroupName: 'mine' }));
  const require = (ApplyMethod: 'immediate' | 'pending-reboot') => rds.send(new ModifyDBClusterParameterGroupCommand({
    DBClusterParameterGroupName: 'mine', Parameters: [{ ParameterName: 'require_secure_transport', ParameterValue: 'ON', ApplyMethod }],
  }));
  return { ...simulated, tls, plain, require, writes: (client: WritingClient, seconds: number) => writesIn(client, () => pass(seconds), simulated) };
}

/** Whether the last write of that time was acknowledged. */
function writesIn(client: WritingClient, pass: () => void, { account }: Awaited<ReturnType<typeof exampleAccount>>): boolean {
  pass();
  client.catchUp();
  return account.log.ofType('writes').filter((entry) => entry.client === client.name).at(-1)!.acknowledged;
}

describe('Clients without TLS: a client', () => {
  test('is cut off by the failover that brings a waiting parameter into force, long after the change', async () => {
    const { rds, tls, plain, require, writes, pass } = await withClients();
    await require('pending-reboot');
    expect(writes(plain, 86_400)).toBe(true);
    await rds.send(new FailoverDBClusterCommand({ ...MYSQL, TargetDBInstanceIdentifier: 'provisioned-instance-2' }));
    pass(120);
    expect([writes(plain, 60), writes(tls, 60)]).toEqual([false, true]);
    expect([plain.lost(), tls.lost()]).toEqual([0, 0]);
  });

  test('is not cut off by the reboot of a reader, and is by the reboot of the writer', async () => {
    const { rds, plain, require, writes } = await withClients();
    await require('pending-reboot');
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-2' }));
    expect(writes(plain, 120)).toBe(true);
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-1' }));
    expect(writes(plain, 120)).toBe(false);
  });

  test('keeps its connection when the parameter changes at once, until that breaks', async () => {
    const { rds, account, plain, require, writes, pass } = await withClients();
    for (const DBInstanceIdentifier of ['provisioned-instance-1', 'provisioned-instance-2']) await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier }));
    pass(120);
    await require('immediate');
    expect(writes(plain, 60)).toBe(true);
    account.disconnectClients(account.clusters.get('mysql-80')!.volume);
    expect(writes(plain, 60)).toBe(false);
  });

  test('writes again when TLS is no longer required', async () => {
    const { rds, plain, require, writes } = await withClients();
    await require('pending-reboot');
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-1' }));
    expect(writes(plain, 120)).toBe(false);
    await rds.send(new ModifyDBClusterParameterGroupCommand({
      DBClusterParameterGroupName: 'mine', Parameters: [{ ParameterName: 'require_secure_transport', ParameterValue: 'OFF', ApplyMethod: 'immediate' }],
    }));
    expect(writes(plain, 120)).toBe(true);
  });

  test('gets through a proxy, unless the proxy requires TLS', async () => {
    const simulated = await exampleAccount();
    const { rds, account, pass } = simulated;
    const proxy = async (DBProxyName: string, RequireTLS: boolean) => {
      await rds.send(new CreateDBProxyCommand({
        DBProxyName,
        EngineFamily: 'MYSQL',
        RoleArn: 'arn:aws:iam::123456789012:role/proxy',
        VpcSubnetIds: ['subnet-1', 'subnet-2'],
        Auth: [{ AuthScheme: 'SECRETS', SecretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db' }],
        RequireTLS,
      }));
      pass(900);
      await rds.send(new RegisterDBProxyTargetsCommand({ DBProxyName, DBClusterIdentifiers: ['mysql-80'] }));
      pass(900);
    };
    await proxy('open', false);
    await proxy('strict', true);
    const clients = [account.addClient('open', { usesTls: false }), account.addClient('strict', { usesTls: false }), account.addClient('strict')];
    expect(clients.map((client) => writesIn(client, () => pass(60), simulated))).toEqual([true, false, true]);
  });

  test.each([
    ['aurora-mysql', '8.0.mysql_aurora.3.10.0', '8.4.mysql_aurora.8.4.7'],
    ['aurora-postgresql', '16.8', '17.7'],
  ])('is cut off by the upgrade of %s from %s to %s, whose default group requires TLS', async (Engine, EngineVersion, target) => {
    const simulated = await exampleAccount();
    const { rds, account, pass } = simulated;
    const created = { DBClusterIdentifier: 'new', Engine };
    await rds.send(new CreateDBClusterCommand({ ...created, EngineVersion, MasterUsername: 'admin', MasterUserPassword: 'long-enough' }));
    pass(600);
    await rds.send(new CreateDBInstanceCommand({ ...created, DBInstanceIdentifier: 'member', DBInstanceClass: 'db.r6g.large' }));
    pass(900);
    const plain = account.addClient('new', { usesTls: false });
    expect(writesIn(plain, () => pass(60), simulated)).toBe(true);
    await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'new', EngineVersion: target, AllowMajorVersionUpgrade: true, ApplyImmediately: true }));
    expect(writesIn(plain, () => pass(3600), simulated)).toBe(false);
  });
});
