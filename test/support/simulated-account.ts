import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { RDSClient } from '@aws-sdk/client-rds';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { readStateFiles } from '../../src/cli/state-files';
import { SimulatedAccount, type AccountOptions } from '../../src/simulator/account';
import { Endpoint } from '../../src/simulator/endpoint';
import { loadState } from '../../src/simulator/state';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';

const REGION = 'eu-west-1';

export const EXAMPLE_STATE = ['mysql-80.clusters.json', 'mysql-80.instances.json', 'sample-cluster.clusters.json']
  .map((file) => `${__dirname}/../../examples/first-move/state/${file}`);

/** The clusters of the first example: mysql-80 is provisioned, sample-cluster is Serverless v1. */
export async function exampleClusters() {
  const [mysql80, sampleCluster] = await readStateFiles(EXAMPLE_STATE);
  return { mysql80, sampleCluster };
}

/** An account with the example's clusters, and real SDK clients that reach it in process. */
export async function exampleAccount(options: AccountOptions = {}) {
  const { mysql80, sampleCluster } = await exampleClusters();
  const account = new SimulatedAccount({ region: REGION, ...options });
  loadState(account, [mysql80.cluster, sampleCluster.cluster], [...mysql80.instances, ...sampleCluster.instances]);
  return connect(account);
}

/** The same, with an RDS for MySQL instance beside them to which a client writes. */
export async function accountWithRdsInstance(options: AccountOptions = {}) {
  const simulated = await exampleAccount(options);
  loadState(simulated.account, [], [{
    DBInstanceIdentifier: 'old-rds',
    DBInstanceArn: 'arn:aws:rds:eu-west-1:123456789012:db:old-rds',
    Engine: 'mysql',
    EngineVersion: '8.0.39',
    DBInstanceClass: 'db.r6g.large',
    DBInstanceStatus: 'available',
    MasterUsername: 'admin',
  }]);
  return simulated;
}

export function connect(account: SimulatedAccount) {
  const endpoint = new Endpoint(account);
  const config = {
    region: REGION,
    maxAttempts: 1,
    credentials: { accessKeyId: 'TEST', secretAccessKey: 'TEST' },
    requestHandler: inProcessRequestHandler((request) => endpoint.answer(request)) as never,
  };
  return {
    account,
    config,
    rds: new RDSClient(config),
    dataApi: new RDSDataClient(config),
    ssm: new SSMClient(config),
    cloudWatch: new CloudWatchClient(config),
    sfn: new SFNClient(config),
    /** Lets time pass. */
    pass: (seconds: number) => account.clock.advanceTo(account.clock.now + seconds * 1000),
  };
}
