import type {
  ConnectionPoolConfiguration, DBProxyTargetGroup, DeregisterDBProxyTargetsRequest, DeregisterDBProxyTargetsResponse,
  DescribeDBProxyTargetGroupsRequest, DescribeDBProxyTargetGroupsResponse, DescribeDBProxyTargetsRequest, DescribeDBProxyTargetsResponse,
  ModifyDBProxyTargetGroupRequest, ModifyDBProxyTargetGroupResponse, RegisterDBProxyTargetsRequest, RegisterDBProxyTargetsResponse,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { auroraEngineOf, AURORA_MYSQL } from '../catalog/engine-versions';
import { Cluster } from '../cluster';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { findCluster, findInstance, page } from '../find';
import { Instance } from '../instance';
import type { Database, Proxy } from './proxy';
import { requireAvailableProxy } from './proxy-operations';

const DEFAULT_GROUP = 'default';
const LONGEST_BORROW_SECONDS = 300;
/** In which states an instance can become a target, as an error of AWS lists them. */
const REGISTRABLE = ['available', 'modifying', 'backing-up', 'creating'];

const registerDBProxyTargets = operation<RegisterDBProxyTargetsRequest, RegisterDBProxyTargetsResponse>(
  ['DBProxyName', 'TargetGroupName', 'DBInstanceIdentifiers', 'DBClusterIdentifiers'],
  (account, input) => {
    const proxy = account.proxies.find(input.DBProxyName);
    requireGroup(input.TargetGroupName);
    requireAvailableProxy(proxy);
    const database = onlyTarget(account, input);
    requireRegistrable(account, proxy, database);
    account.catchUpClients();
    Object.assign(proxy, { database, registration: 'registering' });
    register(account, proxy);
    return { DBProxyTargets: proxy.targets() };
  },
);

const deregisterDBProxyTargets = operation<DeregisterDBProxyTargetsRequest, DeregisterDBProxyTargetsResponse>(
  ['DBProxyName', 'TargetGroupName', 'DBInstanceIdentifiers', 'DBClusterIdentifiers'],
  (account, input) => {
    const proxy = account.proxies.find(input.DBProxyName);
    requireGroup(input.TargetGroupName);
    requireAvailableProxy(proxy);
    const [identifier] = [...input.DBClusterIdentifiers ?? [], ...input.DBInstanceIdentifiers ?? []];
    if (!proxy.target || proxy.target.identifier !== required(identifier, 'DBClusterIdentifiers').toLowerCase()) {
      throw fault('DBProxyTargetNotFoundFault', `DBProxyTarget ${identifier} not found in DBProxy ${proxy.name}.`);
    }
    account.catchUpClients();
    proxy.registration = undefined;
    return {};
  },
);

const describeDBProxyTargets = operation<DescribeDBProxyTargetsRequest, DescribeDBProxyTargetsResponse>(
  ['DBProxyName', 'TargetGroupName', 'MaxRecords', 'Marker'],
  (account, input) => {
    const proxy = account.proxies.find(input.DBProxyName);
    requireGroup(input.TargetGroupName);
    const { items, Marker } = page(proxy.targets(), input);
    return { Marker, Targets: items };
  },
);

const describeDBProxyTargetGroups = operation<DescribeDBProxyTargetGroupsRequest, DescribeDBProxyTargetGroupsResponse>(
  ['DBProxyName', 'TargetGroupName', 'MaxRecords', 'Marker'],
  (account, input) => {
    const proxy = account.proxies.find(input.DBProxyName);
    requireGroup(input.TargetGroupName);
    const { items, Marker } = page([proxy.group], input);
    return { Marker, TargetGroups: items };
  },
);

const modifyDBProxyTargetGroup = operation<ModifyDBProxyTargetGroupRequest, ModifyDBProxyTargetGroupResponse>(
  ['DBProxyName', 'TargetGroupName', 'ConnectionPoolConfig', 'NewName'],
  (account, input) => {
    const proxy = account.proxies.find(input.DBProxyName);
    requireGroup(required(input.TargetGroupName, 'TargetGroupName'));
    requireAvailableProxy(proxy);
    if (input.NewName !== undefined) throw invalidParameterValue('The default target group cannot be renamed.');
    account.catchUpClients();
    const ConnectionPoolConfig = completePool(proxy, input.ConnectionPoolConfig ?? {});
    Object.assign(proxy.group, { ConnectionPoolConfig, UpdatedDate: new Date(account.clock.now) });
    return { DBProxyTargetGroup: proxy.group };
  },
);

export const PROXY_TARGET_OPERATIONS = {
  DeregisterDBProxyTargets: deregisterDBProxyTargets,
  DescribeDBProxyTargetGroups: describeDBProxyTargetGroups,
  DescribeDBProxyTargets: describeDBProxyTargets,
  ModifyDBProxyTargetGroup: modifyDBProxyTargetGroup,
  RegisterDBProxyTargets: registerDBProxyTargets,
};

export function newTargetGroup(account: SimulatedAccount, proxy: string): DBProxyTargetGroup {
  return {
    DBProxyName: proxy,
    TargetGroupName: DEFAULT_GROUP,
    TargetGroupArn: account.arn('target-group', account.madeUp('prx-tg-', proxy, 17).toLowerCase()),
    IsDefault: true,
    Status: 'available',
    ConnectionPoolConfig: { MaxConnectionsPercent: 100, MaxIdleConnectionsPercent: 50, ConnectionBorrowTimeout: 120, SessionPinningFilters: [] },
    CreatedDate: new Date(account.clock.now),
    UpdatedDate: new Date(account.clock.now),
  };
}

/** Every proxy has the default target group and no other. */
function requireGroup(name: string | undefined): void {
  if (name !== undefined && name !== DEFAULT_GROUP) throw fault('DBProxyTargetGroupNotFoundFault', `DBProxyTargetGroup ${name} not found.`);
}

function onlyTarget(account: SimulatedAccount, { DBClusterIdentifiers = [], DBInstanceIdentifiers = [] }: RegisterDBProxyTargetsRequest): Database {
  const clusters = DBClusterIdentifiers.map((identifier) => findCluster(account, identifier));
  const instances = DBInstanceIdentifiers.map((identifier) => findInstance(account, identifier));
  const [database, ...others] = [...clusters, ...instances];
  if (!database || others.length > 0) throw invalidParameterCombination('Exactly one DB cluster or DB instance can be registered with a proxy.');
  return database;
}

function requireRegistrable(account: SimulatedAccount, proxy: Proxy, database: Database): void {
  const { identifier, shape } = database;
  if (proxy.target === database) throw fault('DBProxyTargetAlreadyRegisteredFault', `${identifier} is already registered with DBProxy ${proxy.name}.`);
  if (proxy.target) throw invalidParameterCombination(`DBProxy ${proxy.name} has the target ${proxy.target.identifier} already, and can have only one.`);
  const family = auroraEngineOf(shape.Engine!) === AURORA_MYSQL ? 'MYSQL' : 'POSTGRESQL';
  if (family !== proxy.shape.EngineFamily) {
    throw invalidParameterValue(`The engine family ${proxy.shape.EngineFamily} of DBProxy ${proxy.name} does not fit the engine ${shape.Engine} of ${identifier}.`);
  }
  if (database instanceof Instance && database.clusterIdentifier) {
    throw invalidParameterCombination(`DB instance ${identifier} is a member of a DB cluster. Register the DB cluster ${database.clusterIdentifier}.`);
  }
  if (database instanceof Cluster && database.isServerlessV1) {
    throw fault('InvalidDBClusterStateFault', `DB cluster ${identifier} has the engine mode serverless, which RDS Proxy does not support.`);
  }
  if (database instanceof Cluster) account.blueGreenDeployments.requireUnbound(database, 'registered with a proxy');
  if (database instanceof Cluster && ['creating', 'deleting', 'stopped'].includes(database.shape.Status!)) {
    throw fault('InvalidDBClusterStateFault', `DB Cluster ${identifier} is in an unsupported state - ${database.shape.Status!.toUpperCase()}`);
  }
  const instances = database instanceof Cluster ? account.instancesOf(database) : [database];
  const unfit = instances.find((instance) => !REGISTRABLE.includes(instance.shape.DBInstanceStatus!));
  if (unfit) {
    const names = (statuses: string[]) => statuses.map((status) => status.toUpperCase().replace(/-/g, '_')).join(', ');
    throw fault('InvalidDBInstanceStateFault', `DB Instance ${unfit.identifier} is in an unsupported state - ${names([unfit.shape.DBInstanceStatus!])}, needs to be in [${names(REGISTRABLE)}]`);
  }
}

/** First the target is registering, then its proxy gets the capacity for it. */
function register(account: SimulatedAccount, proxy: Proxy): void {
  const doing = account.begin('register proxy target', proxy.name);
  const whole = account.draw('registerProxyTarget', proxy.name);
  const { database } = proxy;
  const advance = (registration: 'connecting' | 'registered') => {
    account.catchUpClients();
    if (proxy.target === database) proxy.registration = registration;
  };
  account.clock.schedule(whole / 2, () => advance('connecting'));
  account.during(doing, whole, () => advance('registered'));
}

function completePool(proxy: Proxy, input: ConnectionPoolConfiguration) {
  const before = proxy.group.ConnectionPoolConfig!;
  const requireRange = (name: string, value: number | undefined, least: number, most: number) => {
    if (value !== undefined && (value < least || value > most)) throw invalidParameterValue(`Invalid ${name} ${value}. It must be from ${least} to ${most}.`);
  };
  requireRange('MaxConnectionsPercent', input.MaxConnectionsPercent, 1, 100);
  requireRange('ConnectionBorrowTimeout', input.ConnectionBorrowTimeout, 0, LONGEST_BORROW_SECONDS);
  if (input.MaxIdleConnectionsPercent !== undefined && input.MaxConnectionsPercent === undefined) {
    throw invalidParameterCombination('MaxIdleConnectionsPercent can be set only together with MaxConnectionsPercent.');
  }
  requireRange('MaxIdleConnectionsPercent', input.MaxIdleConnectionsPercent, 0, input.MaxConnectionsPercent ?? 0);
  if (input.SessionPinningFilters?.length && proxy.shape.EngineFamily === 'POSTGRESQL') {
    throw invalidParameterCombination('Session pinning filters are not supported for the engine family POSTGRESQL.');
  }
  const half = input.MaxConnectionsPercent && Math.floor(input.MaxConnectionsPercent / 2);
  const idle = input.MaxIdleConnectionsPercent ?? half ?? before.MaxIdleConnectionsPercent;
  return { ...before, ...input, MaxIdleConnectionsPercent: idle };
}
