import {
  CreateDBClusterSnapshotCommand, DescribeDBClustersCommand, DescribeDBClusterSnapshotsCommand,
  DescribeDBInstancesCommand, EnableHttpEndpointCommand, ModifyDBClusterCommand,
} from '@aws-sdk/client-rds';
import { measure } from '../../src/simulator/measure';
import { TYPICAL } from '../../src/simulator/profile';
import { exampleAccount } from '../support/simulated-account';

const cluster = { DBClusterIdentifier: 'sample-cluster' };
const conversion = { ...cluster, EngineMode: 'provisioned', AllowEngineModeChange: true, DBClusterInstanceClass: 'db.t3.medium' };

describe('the conversion of the engine mode', () => {
  test('adds <cluster>-instance-1 as the writer, takes a snapshot of its own, and shows the mode last', async () => {
    const { rds, account, pass } = await exampleAccount();
    const answer = await rds.send(new ModifyDBClusterCommand(conversion));
    expect(answer.DBCluster).toMatchObject({ EngineMode: 'serverless', Status: 'available' });
    pass(600);
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand(cluster));
    expect(DBClusters![0]).toMatchObject({
      EngineMode: 'provisioned',
      Status: 'available',
      HttpEndpointEnabled: false,
      EngineVersion: '13.12',
      DBClusterMembers: [{ DBInstanceIdentifier: 'sample-cluster-instance-1', IsClusterWriter: true }],
    });
    expect(DBClusters![0].ScalingConfigurationInfo).toBeUndefined();
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'sample-cluster-instance-1' }));
    expect(DBInstances![0]).toMatchObject({ DBInstanceClass: 'db.t3.medium', DBInstanceStatus: 'available' });
    const { DBClusterSnapshots } = await rds.send(new DescribeDBClusterSnapshotsCommand(cluster));
    expect(DBClusterSnapshots!.map((snapshot) => snapshot.DBClusterSnapshotIdentifier)).toEqual([expect.stringMatching(/^pre-modify-engine-mode-sample-cluster-\d{4}(-\d\d){4}$/)]);
    expect(measure(account, 'sample-cluster', 600).outageSeconds).toBeGreaterThanOrEqual(20);
    expect(measure(account, 'sample-cluster', 600).writesLost).toBe(0);
  });

  test.each([
    ['with anything else in the call', { ...conversion, ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 } }, /cannot be changed together/],
    ['without AllowEngineModeChange', { ...conversion, AllowEngineModeChange: undefined }, /only with AllowEngineModeChange/],
    ['without a class', { ...conversion, DBClusterInstanceClass: undefined }, /DBClusterInstanceClass/],
    ['back to serverless', { ...conversion, EngineMode: 'serverless' }, /only from serverless to provisioned/],
    ['of a provisioned cluster', { ...conversion, DBClusterIdentifier: 'mysql-80' }, /only from serverless to provisioned/],
  ])('is refused %s', async (_, input, message) => {
    const { rds } = await exampleAccount();
    await expect(rds.send(new ModifyDBClusterCommand(input))).rejects.toThrow(message);
  });

  test('is refused while a snapshot is being taken', async () => {
    const { rds } = await exampleAccount();
    await rds.send(new CreateDBClusterSnapshotCommand({ ...cluster, DBClusterSnapshotIdentifier: 'before' }));
    await expect(rds.send(new ModifyDBClusterCommand(conversion))).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault' });
  });

  test('leaves the Data API and the version as the profile says', async () => {
    const profile = { ...TYPICAL, dataApiSurvivesConversion: true, conversionMovesMinorVersion: true };
    const { rds, pass } = await exampleAccount({ profile });
    await rds.send(new ModifyDBClusterCommand(conversion));
    pass(600);
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand(cluster));
    expect(DBClusters![0]).toMatchObject({ HttpEndpointEnabled: true, EngineVersion: '13.23' });
  });

  test('through a T class leaves a cluster on which the Data API cannot be switched on', async () => {
    const { rds, pass } = await exampleAccount();
    await rds.send(new ModifyDBClusterCommand(conversion));
    pass(600);
    const enable = new EnableHttpEndpointCommand({ ResourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:sample-cluster' });
    await expect(rds.send(enable)).rejects.toThrow(/not available for the DB instance class db.t3.medium/);
  });
});
