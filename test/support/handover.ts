import { CreateDBInstanceCommand, DeleteDBInstanceCommand, DescribeDBClustersCommand, ModifyDBClusterCommand, ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { exampleClusters } from './simulated-account';
import type { CustomResourceAnswer, CustomResourceRequest } from '../../src/contract/custom-resource';
import type { ReceivedWriterHandoverProperties } from '../../src/contract/writer-handover';
import { awsPorts } from '../../src/runtime/aws/clients';
import type { HandoverTurn } from '../../src/runtime/handover/handover-turn';
import { onHandoverEvent } from '../../src/runtime/handover/writer-handover-resource';
import type { StackResource } from '../../src/runtime/ports';
import { SimulatedAccount, type AccountOptions } from '../../src/simulator/account';
import { Endpoint } from '../../src/simulator/endpoint';
import { loadState } from '../../src/simulator/state';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';

type Properties = ReceivedWriterHandoverProperties;
/** False kills the process at this moment. */
export type OnCall = (call: number, when: 'before' | 'after') => boolean;
type Event = CustomResourceRequest<Properties>;

export const OLD = ['provisioned-instance-1', 'provisioned-instance-2'];
export const NEW = ['new-a', 'new-b'];

export const PROPERTIES: Properties = {
  ClusterIdentifier: 'mysql-80', Target: 'new-a', Members: NEW, LargestReplicaLagMillis: '1000', WarmUpSeconds: '540',
};

const LOGICAL_ID = 'Handover';

/** A stack in the middle of the deployment that replaces the provisioned members of mysql-80 by serverless ones. */
export async function deploymentUnderWay(options: AccountOptions = {}) {
  const { mysql80 } = await exampleClusters();
  const account = new SimulatedAccount(options);
  loadState(account, [mysql80.cluster], mysql80.instances);
  const endpoint = new Endpoint(account);
  const config = {
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'TEST', secretAccessKey: 'TEST' },
    requestHandler: inProcessRequestHandler((request) => endpoint.answerInTime(request)) as never,
  };
  const rds = new RDSClient(config);
  const sleep = (seconds: number) => account.clock.sleep(seconds * 1000);
  const stack = { template: new Set(['OldA', 'OldB']), status: 'CREATE_IN_PROGRESS' };
  const resource = (logicalId: string, physicalId: string): StackResource => ({ logicalId, physicalId, type: 'AWS::RDS::DBInstance', status: 'CREATE_COMPLETE' });
  const members = () => [resource('OldA', OLD[0]), resource('OldB', OLD[1]), resource('NewA', NEW[0]), resource('NewB', NEW[1])];

  account.clock.enter();
  const look = () => rds.send(new DescribeDBClustersCommand({}));
  await look();
  await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 16 } }));
  await sleep(120);
  for (const identifier of NEW) {
    await look();
    await rds.send(new CreateDBInstanceCommand({
      DBClusterIdentifier: 'mysql-80', DBInstanceIdentifier: identifier, DBInstanceClass: 'db.serverless', Engine: 'aurora-mysql', PromotionTier: 1,
    }));
  }
  await sleep(700);

  let sessions = 0;
  /** Ports of one invocation; `onCall` is told the number of each call before it is made and after it is answered. */
  const portsOf = (onCall: OnCall = () => true) => ({
    ...awsPorts({ ...config, credentials: { ...config.credentials, accessKeyId: `TEST@${++sessions}` }, requestHandler: watched(onCall) } as never),
    stack: {
      resources: async () => [...members(), { logicalId: LOGICAL_ID, type: 'Custom::X', status: stack.status }],
      templateIds: async () => stack.template,
      status: async () => 'UPDATE_IN_PROGRESS',
    },
  });
  const watched = (onCall: OnCall) => {
    let calls = 0;
    return inProcessRequestHandler(async (request) => {
      const call = ++calls;
      if (!onCall(call, 'before')) return dead();
      const response = await endpoint.answerInTime(request);
      return onCall(call, 'after') ? response : dead();
    });
  };
  /** The process is gone: it neither goes on nor holds the clock up. */
  const dead = () => {
    account.clock.leave();
    return new Promise<never>(() => {});
  };
  const statusWhile = { Create: 'CREATE_IN_PROGRESS', Update: 'UPDATE_IN_PROGRESS', Delete: 'DELETE_IN_PROGRESS' };
  let requests = 0;
  const callsBefore = account.log.ofType('call').length;
  const deployment = {
    account,
    rds,
    sleep,
    stack,
    endpoint,
    turns: [] as HandoverTurn[],
    event: (type: Event['RequestType'], change: Partial<Event> = {}): Event => ({
      RequestType: type, RequestId: `request-${++requests}`, ResponseURL: '', StackId: 'stack', LogicalResourceId: LOGICAL_ID, ResourceProperties: PROPERTIES, ...change,
    }),
    send(event: Event, onCall?: OnCall) {
      stack.status = statusWhile[event.RequestType];
      return onHandoverEvent({ ports: portsOf(onCall), sleep, onTurn: (turn) => deployment.turns.push(turn) }, event);
    },
    /** An invocation beside the test, which goes on. */
    spawn(event: Event, onCall?: OnCall): Promise<CustomResourceAnswer> {
      account.clock.enter();
      return deployment.send(event, onCall).finally(() => account.clock.leave());
    },
    /** Lets others act until this has come about. */
    async until<T>(promise: Promise<T>): Promise<T> {
      account.clock.leave();
      try {
        return await promise;
      } finally {
        account.clock.enter();
      }
    },
    create: (change?: Partial<Event>) => deployment.send(deployment.event('Create', change)),
    delete: (template: readonly string[], change?: Partial<Event>) => {
      stack.template = new Set(template);
      return deployment.send(deployment.event('Delete', change));
    },
    writer: () => account.clusters.get('mysql-80')!.writer,
    tiers: () => Object.fromEntries([...account.instances.values()].map(({ identifier, tier }) => [identifier, tier])),
    /** What was changed since the deployment got under way. */
    changes: () => account.log.ofType('call').slice(callsBefore)
      .filter(({ operation }) => !/^(Describe|Get)/.test(operation))
      .map(({ operation, input }) => [operation, input.DBInstanceIdentifier ?? input.TargetDBInstanceIdentifier, input.PromotionTier].filter((part) => part !== undefined).join(' '))
      .filter((change) => change !== 'PutParameter'),
    failovers: () => account.log.ofType('call').filter(({ operation, outcome }) => operation === 'FailoverDBCluster' && outcome === 'ok').length,
    setTier: async (identifier: string, PromotionTier: number) => {
      await look();
      await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: identifier, PromotionTier, ApplyImmediately: true }));
      await sleep(60);
    },
    deleteMembers: async (identifiers: readonly string[]) => {
      for (const identifier of identifiers) {
        await look();
        await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: identifier, SkipFinalSnapshot: true }));
      }
      await sleep(900);
    },
  };
  return deployment;
}
