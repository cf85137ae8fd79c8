import type {
  CreateDBClusterEndpointMessage, DBClusterEndpoint, DBClusterEndpointMessage, DeleteDBClusterEndpointMessage, DescribeDBClusterEndpointsMessage,
  ModifyDBClusterEndpointMessage,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { findCluster, findInstance, identifierIn, requireAvailable } from '../find';
import { builtInShapes, type CustomEndpoint, shapeOf } from './custom-endpoint';

const MOST_OF_A_CLUSTER = 5;
const TYPES = ['READER', 'WRITER', 'ANY'];

const createDBClusterEndpoint = operation<CreateDBClusterEndpointMessage, DBClusterEndpoint>(
  ['DBClusterIdentifier', 'DBClusterEndpointIdentifier', 'EndpointType', 'StaticMembers', 'ExcludedMembers'],
  (account, input) => {
    const cluster = findCluster(account, input.DBClusterIdentifier);
    const identifier = identifierIn(required(input.DBClusterEndpointIdentifier, 'DBClusterEndpointIdentifier'));
    if (account.customEndpoints.has(identifier)) throw fault('DBClusterEndpointAlreadyExistsFault', `DB cluster endpoint already exists: ${identifier}`);
    requireAvailable(cluster);
    if ([...account.customEndpoints.values()].filter((endpoint) => endpoint.cluster === cluster).length >= MOST_OF_A_CLUSTER) {
      throw fault('DBClusterEndpointQuotaExceededFault', `DB cluster ${cluster.identifier} already has ${MOST_OF_A_CLUSTER} custom endpoints.`);
    }
    const endpoint: CustomEndpoint = {
      identifier,
      cluster,
      arn: account.arn('cluster-endpoint', identifier),
      address: `${identifier}.cluster-custom-simulated.${account.region}.rds.amazonaws.com`,
      resourceId: account.madeUp('cluster-endpoint-', identifier, 26),
      status: 'creating',
      ...membersIn(account, input),
      type: typeIn(required(input.EndpointType, 'EndpointType')),
    };
    account.customEndpoints.set(identifier, endpoint);
    settle(account, endpoint, 'create custom endpoint');
    return shapeOf(endpoint);
  },
);

const modifyDBClusterEndpoint = operation<ModifyDBClusterEndpointMessage, DBClusterEndpoint>(
  ['DBClusterEndpointIdentifier', 'EndpointType', 'StaticMembers', 'ExcludedMembers'],
  (account, input) => {
    const endpoint = changeable(account, input.DBClusterEndpointIdentifier);
    if (input.EndpointType !== undefined) endpoint.type = typeIn(input.EndpointType);
    if (input.StaticMembers ?? input.ExcludedMembers) Object.assign(endpoint, membersIn(account, input));
    endpoint.status = 'modifying';
    settle(account, endpoint, 'modify custom endpoint');
    return shapeOf(endpoint);
  },
);

const deleteDBClusterEndpoint = operation<DeleteDBClusterEndpointMessage, DBClusterEndpoint>(['DBClusterEndpointIdentifier'], (account, input) => {
  const endpoint = changeable(account, input.DBClusterEndpointIdentifier);
  endpoint.status = 'deleting';
  const doing = account.begin('delete custom endpoint', endpoint.identifier);
  account.during(doing, account.draw('settingsChange', `delete endpoint/${endpoint.identifier}`), () => account.customEndpoints.delete(endpoint.identifier));
  return shapeOf(endpoint);
});

const describeDBClusterEndpoints = operation<DescribeDBClusterEndpointsMessage, DBClusterEndpointMessage>(
  ['DBClusterIdentifier', 'DBClusterEndpointIdentifier'],
  (account, { DBClusterIdentifier, DBClusterEndpointIdentifier }) => {
    if (DBClusterEndpointIdentifier !== undefined) return { DBClusterEndpoints: [shapeOf(find(account, DBClusterEndpointIdentifier))] };
    const clusters = DBClusterIdentifier === undefined ? [...account.clusters.values()] : [findCluster(account, DBClusterIdentifier)];
    const customOf = (cluster: CustomEndpoint['cluster']) => [...account.customEndpoints.values()].filter((endpoint) => endpoint.cluster === cluster);
    return { DBClusterEndpoints: clusters.flatMap((cluster) => [...builtInShapes(cluster), ...customOf(cluster).map(shapeOf)]) };
  },
);

export const CUSTOM_ENDPOINT_OPERATIONS = {
  CreateDBClusterEndpoint: createDBClusterEndpoint,
  DeleteDBClusterEndpoint: deleteDBClusterEndpoint,
  DescribeDBClusterEndpoints: describeDBClusterEndpoints,
  ModifyDBClusterEndpoint: modifyDBClusterEndpoint,
};

function find(account: SimulatedAccount, identifier: string | undefined): CustomEndpoint {
  const endpoint = account.customEndpoints.get(identifierIn(required(identifier, 'DBClusterEndpointIdentifier')));
  if (!endpoint) throw fault('DBClusterEndpointNotFoundFault', `DBClusterEndpoint ${identifier} not found.`);
  return endpoint;
}

function changeable(account: SimulatedAccount, identifier: string | undefined): CustomEndpoint {
  const endpoint = find(account, identifier);
  if (endpoint.status !== 'available') throw fault('InvalidDBClusterEndpointStateFault', `DB cluster endpoint ${endpoint.identifier} is ${endpoint.status}.`);
  return endpoint;
}

/** One of two lists: who is reached, or who is not. */
function membersIn(account: SimulatedAccount, { StaticMembers = [], ExcludedMembers = [] }: Pick<CreateDBClusterEndpointMessage, 'StaticMembers' | 'ExcludedMembers'>) {
  if (StaticMembers.length > 0 && ExcludedMembers.length > 0) throw invalidParameterCombination('StaticMembers and ExcludedMembers cannot be used together.');
  const known = (names: readonly string[]) => names.map((name) => findInstance(account, name).identifier);
  return { staticMembers: known(StaticMembers), excludedMembers: known(ExcludedMembers) };
}

function typeIn(text: string): string {
  const type = text.toUpperCase();
  if (!TYPES.includes(type)) throw invalidParameterValue(`Invalid endpoint type: ${text}`);
  return type;
}

function settle(account: SimulatedAccount, endpoint: CustomEndpoint, kind: string): void {
  const doing = account.begin(kind, endpoint.identifier);
  account.during(doing, account.draw('settingsChange', `${kind}/${endpoint.identifier}`), () => endpoint.status = 'available');
}
