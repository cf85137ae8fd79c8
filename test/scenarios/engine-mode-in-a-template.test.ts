import { DescribeDBClustersCommand, ModifyDBClusterCommand } from '@aws-sdk/client-rds';
import { deployer, eventsOf, ORDERS, reasonOf } from '../support/stacks';

const V1 = { Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.11.4', EngineMode: 'serverless', MasterUsername: 'admin', MasterUserPassword: 'made-up-1' };
const cluster = (properties: object, attributes: object = {}) => ({ Resources: { Db: { Type: 'AWS::RDS::DBCluster', Properties: properties, ...attributes } } });
const { EngineMode: _mode, ...withoutMode } = V1;
const PROVISIONED = { ...withoutMode, EngineVersion: '8.0.mysql_aurora.3.08.0', EngineMode: 'provisioned' };
const OTHER = { Other: { Type: 'AWS::SNS::Topic' } };

/** A stack that has the Serverless v1 cluster of the example, and a while of writes to it. */
async function withLiveCluster(profile: typeof ORDERS[number], properties: object, attributes: object = {}) {
  const simulated = await deployer({ profile });
  const stack = await simulated.deploy('Shop', cluster(properties, attributes), { kind: 'IMPORT', imports: new Map([['Db', 'sample-cluster']]) });
  expect(stack.status).toBe('IMPORT_COMPLETE');
  await simulated.sleep(600);
  const client = simulated.account.clients.find((candidate) => candidate.cluster === 'sample-cluster')!;
  return {
    ...simulated,
    stack,
    lost: () => {
      simulated.account.catchUpClients();
      return client.lost();
    },
  };
}

describe.each(ORDERS)('a template that changes EngineMode, %s', (profile) => {
  test('replaces the live cluster by an empty one', async () => {
    const { account, stack, deploy, lost } = await withLiveCluster(profile, V1);
    expect(lost()).toBe(0);
    await deploy('Shop', cluster(PROVISIONED));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(reasonOf(stack, 'Db')).toBe('Resource creation Initiated');
    expect(eventsOf(stack, 'Db').slice(-2)).toEqual(['Db DELETE_IN_PROGRESS', 'Db DELETE_COMPLETE']);
    const now = account.clusters.get(stack.resources.get('Db')!.physicalId!)!;
    expect(now.identifier).toMatch(/^shop-db-[a-z]{12}$/);
    expect(now.volume.log('sample-cluster').size).toBe(0);
    expect(account.clusters.has('sample-cluster')).toBe(false);
    expect(lost()).toBeGreaterThan(6000);
  });

  test('is refused for a cluster with a custom name, and nothing happens to it', async () => {
    const { account, stack, deploy, lost } = await withLiveCluster(profile, { ...V1, DBClusterIdentifier: 'sample-cluster' });
    await deploy('Shop', cluster({ ...PROVISIONED, DBClusterIdentifier: 'sample-cluster' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.events.find(({ status }) => status === 'UPDATE_FAILED')?.reason)
      .toBe('CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename sample-cluster and update the stack again.');
    expect(account.clusters.get('sample-cluster')!.shape).toMatchObject({ EngineMode: 'serverless', Status: 'available' });
    expect(lost()).toBe(0);
  });

  test('costs no data on the way retain, remove, convert, import', async () => {
    const { account, rds, stack, deploy, lost, sleep } = await withLiveCluster(profile, V1);
    await deploy('Shop', { Resources: { ...cluster(V1, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }).Resources, ...OTHER } });
    await deploy('Shop', { Resources: OTHER });
    expect(eventsOf(stack, 'Db').at(-1)).toBe('Db DELETE_SKIPPED');
    await rds.send(new ModifyDBClusterCommand({
      DBClusterIdentifier: 'sample-cluster', EngineMode: 'provisioned', AllowEngineModeChange: true, DBClusterInstanceClass: 'db.r6g.large',
    }));
    await sleep(1200);
    const { DBClusters: [converted] = [] } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'sample-cluster' }));
    expect(converted).toMatchObject({ EngineMode: 'provisioned', Status: 'available' });
    const importing = { Resources: { ...OTHER, ...cluster({ ...PROVISIONED, EngineVersion: converted.EngineVersion }, { DeletionPolicy: 'Retain' }).Resources } };
    await deploy('Shop', importing, { kind: 'IMPORT', imports: new Map([['Db', 'sample-cluster']]) });
    expect(stack.status).toBe('IMPORT_COMPLETE');
    expect(stack.resources.get('Db')!.physicalId).toBe('sample-cluster');
    expect(account.clusters.get('sample-cluster')!.acceptsWrites).toBe(true);
    expect(lost()).toBe(0);
    const drifted = await deploy('Shop', { ...importing, Outputs: { Endpoint: { Value: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] } } } });
    expect(drifted.status).toBe('UPDATE_COMPLETE');
    expect(drifted.outputs[0].value).toBe(converted.Endpoint);
  });
});
