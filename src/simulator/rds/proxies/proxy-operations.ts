import type {
  CreateDBProxyRequest, CreateDBProxyResponse, DBProxy, DeleteDBProxyRequest, DeleteDBProxyResponse, DescribeDBProxiesRequest,
  DescribeDBProxiesResponse, ModifyDBProxyRequest, ModifyDBProxyResponse, UserAuthConfig,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { AwsError, notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { identifierIn, page } from '../find';
import { requireQuota } from '../quotas';
import { Proxy } from './proxy';
import { newTargetGroup } from './target-operations';

const FEWEST_SUBNETS = 2;
const LONGEST_IDLE_SECONDS = 28_800;
const DEFAULT_IDLE_SECONDS = 1800;

const createDBProxy = operation<CreateDBProxyRequest, CreateDBProxyResponse>(
  [
    'DBProxyName', 'EngineFamily', 'DefaultAuthScheme', 'Auth', 'RoleArn', 'VpcSubnetIds', 'VpcSecurityGroupIds', 'RequireTLS', 'IdleClientTimeout',
    'DebugLogging', 'EndpointNetworkType', 'TargetConnectionNetworkType', 'Tags',
  ],
  (account, input) => {
    const name = identifierIn(required(input.DBProxyName, 'DBProxyName'));
    requireFreeProxyName(account, name);
    requireQuota(account, 'proxies');
    if (!['MYSQL', 'POSTGRESQL'].includes(required(input.EngineFamily, 'EngineFamily'))) throw notSimulated(`rds:CreateDBProxy with EngineFamily ${input.EngineFamily}`);
    if (required(input.VpcSubnetIds, 'VpcSubnetIds').length < FEWEST_SUBNETS) {
      throw new AwsError('InvalidSubnet', 'The requested subnets do not cover enough Availability Zones: a proxy needs subnets in at least two.');
    }
    requireAuthentication(input.DefaultAuthScheme, input.Auth);
    requireIdleTimeout(input.IdleClientTimeout);
    const proxy = new Proxy(account, describe(account, name, input), newTargetGroup(account, name), input.Tags ?? []);
    account.proxies.add(proxy);
    const doing = account.begin('create proxy', name);
    account.during(doing, account.draw('createProxy', name), () => setStatus(account, proxy, 'available'));
    return { DBProxy: proxy.shape };
  },
);

const describeDBProxies = operation<DescribeDBProxiesRequest, DescribeDBProxiesResponse>(['DBProxyName', 'MaxRecords', 'Marker'], (account, input) => {
  const { items, Marker } = page(input.DBProxyName ? [account.proxies.find(input.DBProxyName)] : account.proxies.all, input);
  return { Marker, DBProxies: items.map(({ shape }) => shape) };
});

/** The settings are shown at once, a new name when the proxy is available again. */
const modifyDBProxy = operation<ModifyDBProxyRequest, ModifyDBProxyResponse>(
  ['DBProxyName', 'NewDBProxyName', 'DefaultAuthScheme', 'Auth', 'RequireTLS', 'IdleClientTimeout', 'DebugLogging', 'RoleArn', 'SecurityGroups'],
  (account, input) => {
    const proxy = account.proxies.find(input.DBProxyName);
    requireAvailableProxy(proxy);
    const newName = input.NewDBProxyName && identifierIn(input.NewDBProxyName);
    if (newName) requireFreeProxyName(account, newName);
    requireAuthentication(input.DefaultAuthScheme ?? proxy.shape.DefaultAuthScheme, input.Auth ?? proxy.shape.Auth);
    requireIdleTimeout(input.IdleClientTimeout);
    const { DefaultAuthScheme, Auth, RequireTLS, IdleClientTimeout, DebugLogging, RoleArn, SecurityGroups: VpcSecurityGroupIds } = input;
    account.catchUpClients();
    const UpdatedDate = new Date(account.clock.now);
    const changes = { DefaultAuthScheme, Auth, RequireTLS, IdleClientTimeout, DebugLogging, RoleArn, VpcSecurityGroupIds, UpdatedDate };
    for (const [key, value] of Object.entries(changes)) if (value !== undefined) Object.assign(proxy.shape, { [key]: value });
    setStatus(account, proxy, 'modifying');
    const doing = account.begin('modify proxy', proxy.name);
    account.during(doing, account.draw('settingsChange', `proxy/${proxy.name}`), () => {
      if (newName) rename(account, proxy, newName);
      setStatus(account, proxy, 'available');
    });
    return { DBProxy: proxy.shape };
  },
);

const deleteDBProxy = operation<DeleteDBProxyRequest, DeleteDBProxyResponse>(['DBProxyName'], (account, input) => {
  const proxy = account.proxies.find(input.DBProxyName);
  requireAvailableProxy(proxy);
  setStatus(account, proxy, 'deleting');
  const doing = account.begin('delete proxy', proxy.name);
  account.during(doing, account.draw('deleteProxy', proxy.name), () => account.proxies.remove(proxy));
  return { DBProxy: proxy.shape };
});

export const PROXY_OPERATIONS = {
  CreateDBProxy: createDBProxy,
  DeleteDBProxy: deleteDBProxy,
  DescribeDBProxies: describeDBProxies,
  ModifyDBProxy: modifyDBProxy,
};

export function requireAvailableProxy({ name, shape }: Proxy): void {
  if (shape.Status !== 'available') throw fault('InvalidDBProxyStateFault', `DBProxy ${name} is not in available state, it is ${shape.Status}.`);
}

function setStatus(account: SimulatedAccount, proxy: Proxy, status: 'available' | 'modifying' | 'deleting'): void {
  account.catchUpClients();
  proxy.shape.Status = status;
  account.log.append({ type: 'status', atMillis: account.clock.now, subject: proxy.name, status });
}

function rename(account: SimulatedAccount, proxy: Proxy, name: string): void {
  account.proxies.remove(proxy);
  Object.assign(proxy.shape, { DBProxyName: name, Endpoint: endpoint(account, name) });
  Object.assign(proxy.group, { DBProxyName: name });
  account.proxies.add(proxy);
}

function requireFreeProxyName(account: SimulatedAccount, name: string): void {
  if (!/^[a-z](-?[a-z0-9])*$/.test(name)) throw invalidParameterValue(`The parameter DBProxyName is not a valid identifier: ${name}`);
  if (account.proxies.has(name)) throw fault('DBProxyAlreadyExistsFault', `DB Proxy already exists: ${name}`);
}

function requireAuthentication(scheme: string | undefined, auth: UserAuthConfig[] | undefined): void {
  if (scheme !== 'IAM_AUTH' && !auth?.length) throw invalidParameterCombination('Auth is required unless DefaultAuthScheme is IAM_AUTH.');
}

function requireIdleTimeout(seconds: number | undefined): void {
  if (seconds !== undefined && (seconds < 1 || seconds > LONGEST_IDLE_SECONDS)) {
    throw invalidParameterValue(`Invalid IdleClientTimeout ${seconds}. It must be from 1 to ${LONGEST_IDLE_SECONDS} seconds.`);
  }
}

function endpoint(account: SimulatedAccount, name: string): string {
  return `${name}.proxy-simulated.${account.region}.rds.amazonaws.com`;
}

function describe(account: SimulatedAccount, name: string, input: CreateDBProxyRequest): DBProxy {
  return {
    DBProxyName: name,
    DBProxyArn: account.arn('db-proxy', account.madeUp('prx-', name, 17).toLowerCase()),
    Status: 'creating',
    EngineFamily: input.EngineFamily,
    VpcSecurityGroupIds: input.VpcSecurityGroupIds ?? [],
    VpcSubnetIds: input.VpcSubnetIds,
    DefaultAuthScheme: input.DefaultAuthScheme ?? 'NONE',
    Auth: input.Auth ?? [],
    RoleArn: required(input.RoleArn, 'RoleArn'),
    Endpoint: endpoint(account, name),
    RequireTLS: input.RequireTLS ?? false,
    IdleClientTimeout: input.IdleClientTimeout ?? DEFAULT_IDLE_SECONDS,
    DebugLogging: input.DebugLogging ?? false,
    CreatedDate: new Date(account.clock.now),
    UpdatedDate: new Date(account.clock.now),
    EndpointNetworkType: input.EndpointNetworkType ?? 'IPV4',
    TargetConnectionNetworkType: input.TargetConnectionNetworkType ?? 'IPV4',
  };
}
