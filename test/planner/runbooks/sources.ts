import {
  CreateDBClusterSnapshotCommand, CreateDBSnapshotCommand, DescribeDBClusterSnapshotsCommand, DescribeDBClustersCommand,
  DescribeDBInstancesCommand, DescribeDBSnapshotsCommand, ModifyDBClusterParameterGroupCommand, ModifyDBParameterGroupCommand,
  type Parameter, type RDSClient, RebootDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { SimulatedAccount } from '../../../src/simulator/account';
import { loadState } from '../../../src/simulator/state';
import { connect } from '../../support/simulated-account';
import { described, type SourceOptions } from '../../support/sources';

/** An account with a database in it, and what AWS describes of that database. */
export interface Started {
  readonly account: SimulatedAccount;
  readonly documents: readonly object[];
  /** The database that is moved, where it is not only a snapshot. */
  readonly old?: string;
}

export type RunbookSource = () => Promise<Started>;

export const NETWORK = { subnetGroup: 'databases', securityGroup: 'sg-0f3a5b7c9d1e2f304' };
const ARN = 'arn:aws:rds:eu-west-1:123456789012';

function start() {
  const account = new SimulatedAccount({ region: 'eu-west-1' });
  return connect(account);
}

/** What the AWS CLI would have saved. */
async function answers(rds: RDSClient, ...commands: readonly unknown[]): Promise<object[]> {
  const saved: object[] = [];
  for (const command of commands) saved.push(JSON.parse(JSON.stringify(await rds.send(command as DescribeDBClustersCommand))));
  return saved;
}

type Set = Record<string, string>;

function parameters(set: Set): Parameter[] {
  return Object.entries(set).map(([ParameterName, ParameterValue]) => ({ ParameterName, ParameterValue, ApplyMethod: 'pending-reboot' }));
}

export function aurora(options: SourceOptions, { cluster, instance }: { cluster?: Set; instance?: Set } = {}): RunbookSource {
  return async () => {
    const { account, rds, pass } = start();
    const state = await described({
      ...options,
      more: {
        ...(options.engineMode === 'serverless' ? {} : { Port: 3307 }),
        DBSubnetGroup: NETWORK.subnetGroup,
        VpcSecurityGroups: [{ VpcSecurityGroupId: NETWORK.securityGroup, Status: 'active' }],
        DeletionProtection: true,
        TagList: [{ Key: 'team', Value: 'the shop, "and" more' }],
        ...options.more,
      },
    });
    const set = { DBClusterParameterGroupName: options.clusterGroup, DBParameterGroupName: options.instanceGroup };
    loadState(account, [state.cluster], state.instances);
    if (cluster) await rds.send(new ModifyDBClusterParameterGroupCommand({ ...set, Parameters: parameters(cluster) }));
    if (instance) await rds.send(new ModifyDBParameterGroupCommand({ ...set, Parameters: parameters(instance) }));
    for (const { DBInstanceIdentifier } of state.instances) await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier }));
    pass(600);
    const documents = await answers(rds, new DescribeDBClustersCommand(), new DescribeDBInstancesCommand());
    return { account, documents, old: state.cluster.DBClusterIdentifier };
  };
}

/** Only the snapshot is described, and nobody uses the cluster any more; `takenByAws` gives it the name that automated snapshots have. */
export function snapshotOf(source: SourceOptions, takenByAws = false): RunbookSource {
  return async () => {
    const { account, rds, pass } = start();
    const state = await described(source);
    loadState(account, [state.cluster], state.instances);
    await rds.send(new CreateDBClusterSnapshotCommand({ DBClusterIdentifier: state.cluster.DBClusterIdentifier, DBClusterSnapshotIdentifier: 'shop-2026-11-20-03-12' }));
    pass(600);
    const { shape } = account.clusterSnapshots.get('shop-2026-11-20-03-12')!;
    if (takenByAws) Object.assign(shape, { DBClusterSnapshotIdentifier: 'rds:shop-2026-11-20-03-12', SnapshotType: 'automated' });
    for (const client of account.clients) client.stop();
    return { account, documents: await answers(rds, new DescribeDBClusterSnapshotsCommand()) };
  };
}

interface RdsOptions {
  readonly snapshot?: boolean;
  readonly parameterGroup?: string;
}

export function rdsInstance(Engine: 'mysql' | 'postgres', EngineVersion: string, { snapshot = false, parameterGroup }: RdsOptions = {}): RunbookSource {
  return async () => {
    const { account, rds, pass } = start();
    loadState(account, [], [{
      DBInstanceIdentifier: 'shop',
      DBInstanceArn: `${ARN}:db:shop`,
      DBInstanceClass: 'db.r6g.large',
      DBInstanceStatus: 'available',
      DbiResourceId: 'db-4QNVKHD5ZJ2YXWMRT7C3ABLEPU',
      Engine,
      EngineVersion,
      AllocatedStorage: 20,
      MasterUsername: 'shop_admin',
      Endpoint: { Address: 'shop.c9akciq32rgz.eu-west-1.rds.amazonaws.com', Port: 5499 },
      DBSubnetGroup: {
        DBSubnetGroupName: NETWORK.subnetGroup,
        VpcId: 'vpc-shop',
        Subnets: ['a', 'b', 'c'].map((zone) => ({
          SubnetIdentifier: `subnet-${zone}`, SubnetAvailabilityZone: { Name: `eu-west-1${zone}` },
        })),
      },
      VpcSecurityGroups: [{ VpcSecurityGroupId: NETWORK.securityGroup, Status: 'active' }],
      BackupRetentionPeriod: 0,
      ...(parameterGroup ? { DBParameterGroups: [{ DBParameterGroupName: parameterGroup, ParameterApplyStatus: 'in-sync' }] } : {}),
    }]);
    pass(600);
    if (snapshot) {
      await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: 'shop', DBSnapshotIdentifier: 'kept' }));
      pass(600);
      for (const client of account.clients) client.stop();
    }
    return snapshot
      ? { account, documents: await answers(rds, new DescribeDBSnapshotsCommand()) }
      : { account, documents: await answers(rds, new DescribeDBInstancesCommand()), old: 'shop' };
  };
}
