import {
  CreateDBInstanceCommand, DBInstanceNotFoundFault, DeleteDBInstanceCommand,
  DescribeDBClustersCommand, DescribeDBInstancesCommand, FailoverDBClusterCommand,
  InvalidDBClusterStateFault, ModifyDBClusterCommand, RDSClient, waitUntilDBInstanceAvailable, waitUntilDBInstanceDeleted,
} from '@aws-sdk/client-rds';
import { exampleAccount } from '../support/simulated-account';

const cluster = { DBClusterIdentifier: 'mysql-80' };
const member = (name: string) => ({ ...cluster, DBInstanceIdentifier: name, DBInstanceClass: 'db.serverless', Engine: 'aurora-mysql' });

async function roles(rds: RDSClient) {
  const { DBClusters } = await rds.send(new DescribeDBClustersCommand(cluster));
  return Object.fromEntries(DBClusters![0].DBClusterMembers!.map((found) => [found.DBInstanceIdentifier, found.IsClusterWriter]));
}

/** The switch of `mysql-80` as the AWS user guide prints it. */
describe('the transcript of a switch from provisioned to Serverless v2', () => {
  test('gives the documented answers from the first describe to the last delete', async () => {
    const { rds, account, pass } = await exampleAccount();

    expect(await roles(rds)).toEqual({ 'provisioned-instance-1': true, 'provisioned-instance-2': false });
    const before = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'provisioned-instance-1' }));
    expect(before.DBInstances![0].DBInstanceClass).toBe('db.r6g.large');

    const tooEarly = await rds.send(new CreateDBInstanceCommand(member('serverless-v2-instance-1'))).catch((error: unknown) => error);
    expect(tooEarly).toBeInstanceOf(InvalidDBClusterStateFault);
    expect(tooEarly).toMatchObject({
      name: 'InvalidDBClusterStateFault',
      message: 'Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.',
      $metadata: { httpStatusCode: 400 },
    });
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand(cluster));
    expect(DBClusters![0].ServerlessV2ScalingConfiguration).toBeUndefined();

    const range = { MinCapacity: 0.5, MaxCapacity: 16 };
    const modified = await rds.send(new ModifyDBClusterCommand({ ...cluster, ServerlessV2ScalingConfiguration: range }));
    expect(modified.DBCluster!.ServerlessV2ScalingConfiguration).toEqual({ MinCapacity: 0.5, MaxCapacity: 16 });
    pass(120);

    for (const name of ['serverless-v2-instance-1', 'serverless-v2-instance-2']) {
      const created = await rds.send(new CreateDBInstanceCommand(member(name)));
      expect(created.DBInstance).toMatchObject({ DBInstanceIdentifier: name, DBClusterIdentifier: 'mysql-80', DBInstanceClass: 'db.serverless', DBInstanceStatus: 'creating' });
    }
    pass(900);
    const waiting = { client: rds, maxWaitTime: 60 };
    await waitUntilDBInstanceAvailable(waiting, { DBInstanceIdentifier: 'serverless-v2-instance-1' });
    await waitUntilDBInstanceAvailable(waiting, { DBInstanceIdentifier: 'serverless-v2-instance-2' });

    const failover = await rds.send(new FailoverDBClusterCommand({ ...cluster, TargetDBInstanceIdentifier: 'serverless-v2-instance-1' }));
    expect(failover.DBCluster!.Status).toBe('available');
    expect(failover.DBCluster!.DBClusterMembers).toHaveLength(4);
    expect(failover.DBCluster!.DBClusterMembers!.find((found) => found.DBInstanceIdentifier === 'provisioned-instance-1'))
      .toEqual({ DBInstanceIdentifier: 'provisioned-instance-1', IsClusterWriter: true, DBClusterParameterGroupStatus: 'in-sync', PromotionTier: 1 });
    expect((await roles(rds))['provisioned-instance-1']).toBe(true);
    pass(60);
    expect(await roles(rds)).toEqual({
      'serverless-v2-instance-1': true, 'serverless-v2-instance-2': false, 'provisioned-instance-1': false, 'provisioned-instance-2': false,
    });

    for (const name of ['provisioned-instance-2', 'provisioned-instance-1']) {
      const deleted = await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: name, SkipFinalSnapshot: true }));
      expect(deleted.DBInstance).toMatchObject({
        DBInstanceIdentifier: name, DBInstanceStatus: 'deleting', Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.10.0', DBInstanceClass: 'db.r6g.large',
      });
    }
    pass(900);
    await waitUntilDBInstanceDeleted(waiting, { DBInstanceIdentifier: 'provisioned-instance-1' });
    await expect(rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'provisioned-instance-1' }))).rejects.toThrow(DBInstanceNotFoundFault);
    expect(await roles(rds)).toEqual({ 'serverless-v2-instance-1': true, 'serverless-v2-instance-2': false });

    for (const client of account.clients) client.catchUp();
    expect(account.clients.map((client) => client.lost())).toEqual([0, 0]);
  });
});
