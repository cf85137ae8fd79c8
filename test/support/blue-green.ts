import {
  CreateBlueGreenDeploymentCommand, CreateDBClusterParameterGroupCommand, DeleteBlueGreenDeploymentCommand, DescribeBlueGreenDeploymentsCommand,
  DescribeDBClustersCommand, ModifyDBClusterCommand, ModifyDBClusterParameterGroupCommand, RebootDBInstanceCommand,
  SwitchoverBlueGreenDeploymentCommand,
} from '@aws-sdk/client-rds';
import { exampleAccount } from './simulated-account';
import type { AccountOptions } from '../../src/simulator/account';

export type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

export const SOURCE = 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80';

/** mysql-80 with a parameter group of its own that writes binary logs, and a writer that runs with it. */
export async function withBinaryLogs(options: AccountOptions = {}) {
  const simulated = await exampleAccount(options);
  const { rds, pass } = simulated;
  const group = { DBClusterParameterGroupName: 'with-binlog' };
  await rds.send(new CreateDBClusterParameterGroupCommand({ ...group, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'writes binary logs' }));
  const Parameters = [{ ParameterName: 'binlog_format', ParameterValue: 'ROW', ApplyMethod: 'pending-reboot' as const }];
  await rds.send(new ModifyDBClusterParameterGroupCommand({ ...group, Parameters }));
  await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', ...group }));
  for (const name of ['provisioned-instance-1', 'provisioned-instance-2']) await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: name }));
  pass(120);
  return simulated;
}

export async function create({ rds }: Simulated, change: object = {}) {
  const { BlueGreenDeployment } = await rds.send(new CreateBlueGreenDeploymentCommand({ BlueGreenDeploymentName: 'move', Source: SOURCE, ...change }));
  return BlueGreenDeployment!;
}

export const deployment = async ({ rds }: Simulated) => (await rds.send(new DescribeBlueGreenDeploymentsCommand({}))).BlueGreenDeployments![0];

export const cluster = async ({ rds }: Simulated, DBClusterIdentifier: string) =>
  (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }))).DBClusters![0];

/** A deployment that is ready to be switched over. */
export async function ready(change: object = {}, options: AccountOptions = {}) {
  const simulated = await withBinaryLogs(options);
  await create(simulated, change);
  simulated.pass(7200);
  const green = simulated.account.blueGreenDeployments.all[0].green;
  return { ...simulated, green, blue: simulated.account.clusters.get('mysql-80')! };
}

export async function switchOver(simulated: Simulated, change: object = {}) {
  const { BlueGreenDeploymentIdentifier } = await deployment(simulated);
  const { BlueGreenDeployment } = await simulated.rds.send(new SwitchoverBlueGreenDeploymentCommand({ BlueGreenDeploymentIdentifier, ...change }));
  return BlueGreenDeployment!;
}

/** The latest writes of the client of mysql-80. */
export function lastWrites({ account }: Simulated) {
  account.catchUpClients();
  return account.log.ofType('writes').filter((entry) => entry.cluster === 'mysql-80').at(-1)!;
}

export async function remove(simulated: Simulated, change: object = {}) {
  const { BlueGreenDeploymentIdentifier } = await deployment(simulated);
  return simulated.rds.send(new DeleteBlueGreenDeploymentCommand({ BlueGreenDeploymentIdentifier, ...change }));
}
