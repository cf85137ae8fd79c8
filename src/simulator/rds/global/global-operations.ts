import type {
  CreateGlobalClusterMessage, CreateGlobalClusterResult, DeleteGlobalClusterMessage, DeleteGlobalClusterResult, DescribeGlobalClustersMessage,
  GlobalClustersMessage, RemoveFromGlobalClusterMessage, RemoveFromGlobalClusterResult,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { defaultVersion, isKnownEngine } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { findCluster, identifierIn, page, selected, requireAvailable } from '../find';
import { requireQuota } from '../quotas';
import { failoverGlobalCluster, switchoverGlobalCluster } from './failover-global-cluster';
import { GlobalCluster } from './global-cluster';
import { globalClusterArn, memberOf, requireAvailableGlobalCluster } from './global-clusters';
import { modifyGlobalCluster } from './modify-global-cluster';

/** What a global cluster that is made from a cluster has from it. */
const OF_THE_SOURCE = ['Engine', 'EngineVersion', 'DatabaseName', 'StorageEncrypted'] as const;

const createGlobalCluster = operation<CreateGlobalClusterMessage, CreateGlobalClusterResult>(
  ['GlobalClusterIdentifier', 'SourceDBClusterIdentifier', 'EngineLifecycleSupport', 'DeletionProtection', 'Tags', ...OF_THE_SOURCE],
  (account, input) => {
    const identifier = identifierIn(required(input.GlobalClusterIdentifier, 'GlobalClusterIdentifier'));
    if (!/^[a-z](-?[a-z0-9])*$/.test(identifier)) throw invalidParameterValue(`The parameter GlobalClusterIdentifier is not a valid identifier: ${identifier}`);
    account.globalClusters.requireFreeName(identifier);
    requireQuota(account, 'globalClusters');
    const source = input.SourceDBClusterIdentifier === undefined ? undefined : findCluster(account, input.SourceDBClusterIdentifier);
    if (source) requirePossiblePrimary(account, source, input);
    const engine = source?.shape.Engine ?? required(input.Engine, 'Engine');
    if (!isKnownEngine(engine)) throw invalidParameterValue(`Invalid DB engine: ${engine}`);
    const globalCluster = new GlobalCluster(account, {
      GlobalClusterIdentifier: identifier,
      GlobalClusterResourceId: account.madeUp('cluster-', `global/${identifier}/${account.clock.now}`, 16).toLowerCase(),
      GlobalClusterArn: globalClusterArn(account, identifier),
      Status: 'creating',
      Engine: engine,
      EngineVersion: input.EngineVersion ?? defaultVersion(engine),
      EngineLifecycleSupport: input.EngineLifecycleSupport ?? 'open-source-rds-extended-support',
      DatabaseName: input.DatabaseName,
      StorageEncrypted: input.StorageEncrypted ?? false,
      DeletionProtection: input.DeletionProtection ?? false,
      Endpoint: `${identifier}.global-simulated.global.rds.amazonaws.com`,
      TagList: input.Tags ?? [],
    });
    if (source) {
      globalCluster.primary = source;
      source.shape.GlobalClusterIdentifier = identifier;
    }
    account.globalClusters.add(globalCluster);
    const doing = account.begin('create global cluster', identifier);
    account.during(doing, account.draw('settingsChange', `global/${identifier}`), () => globalCluster.set({ Status: 'available' }));
    return { GlobalCluster: globalCluster.shape };
  },
);

function requirePossiblePrimary(account: SimulatedAccount, source: Cluster, input: CreateGlobalClusterMessage): void {
  const own = OF_THE_SOURCE.filter((name) => input[name] !== undefined);
  if (own.length > 0) throw invalidParameterCombination(`${own.join(', ')} cannot be specified together with SourceDBClusterIdentifier.`);
  const impossible = (why: string) => fault('InvalidDBClusterStateFault', `DB cluster ${source.identifier} cannot become the primary of a global cluster: ${why}`);
  if (source.isServerlessV1) throw impossible('it has the engine mode serverless.');
  requireAvailable(source);
  if (source.shape.GlobalClusterIdentifier) throw impossible(`it is a part of the global cluster ${source.shape.GlobalClusterIdentifier}.`);
  if (source.follows) throw impossible('it is a copy of another database.');
  if (source.shape.MasterUserSecret) throw impossible('its master password is managed by RDS in AWS Secrets Manager.');
  account.blueGreenDeployments.requireUnbound(source, 'made the primary of a global cluster');
}

const describeGlobalClusters = operation<DescribeGlobalClustersMessage, GlobalClustersMessage>(
  ['GlobalClusterIdentifier', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const { GlobalClusterIdentifier: identifier } = input;
    const globalClusters = identifier ? [account.globalClusters.find(identifier)] : account.globalClusters.all;
    const { items, Marker } = page(selected(globalClusters, input.Filters, {
      region: ({ members }) => members.length > 0 ? account.region : undefined,
    }), input);
    return { Marker, GlobalClusters: items.map(({ shape }) => shape) };
  },
);

/** A secondary is promoted with what has arrived there, and its former primary writes on. */
const removeFromGlobalCluster = operation<RemoveFromGlobalClusterMessage, RemoveFromGlobalClusterResult>(
  ['GlobalClusterIdentifier', 'DbClusterIdentifier'],
  (account, input) => {
    const globalCluster = account.globalClusters.find(input.GlobalClusterIdentifier);
    requireAvailableGlobalCluster(globalCluster);
    const cluster = memberOf(account, globalCluster, input.DbClusterIdentifier);
    requireAvailable(cluster);
    if (cluster === globalCluster.primary && globalCluster.secondaries.length > 0) {
      throw fault('InvalidGlobalClusterStateFault', `The primary DB cluster ${cluster.identifier} cannot be removed while the global cluster has secondaries.`);
    }
    const doing = account.begin('remove from global cluster', cluster.identifier);
    cluster.setStatus('promoting');
    account.during(doing, account.draw('promoteReplica', cluster.identifier), () => {
      if (cluster === globalCluster.primary) globalCluster.primary = undefined;
      else account.replication.stopFollowing(cluster, 'what has arrived');
      globalCluster.secondaries = globalCluster.secondaries.filter((secondary) => secondary !== cluster);
      delete cluster.shape.GlobalClusterIdentifier;
      cluster.publishRoles();
      cluster.setStatus('available');
    });
    return { GlobalCluster: globalCluster.shape };
  },
);

const deleteGlobalCluster = operation<DeleteGlobalClusterMessage, DeleteGlobalClusterResult>(['GlobalClusterIdentifier'], (account, input) => {
  const globalCluster = account.globalClusters.find(input.GlobalClusterIdentifier);
  const { identifier } = globalCluster;
  requireAvailableGlobalCluster(globalCluster);
  if (globalCluster.isProtected) throw invalidParameterCombination('Cannot delete protected global cluster, please disable deletion protection and try again.');
  if (globalCluster.members.length > 0) throw fault('InvalidGlobalClusterStateFault', `Global cluster ${identifier} is not empty.`);
  globalCluster.set({ Status: 'deleting' });
  const doing = account.begin('delete global cluster', identifier);
  account.during(doing, account.draw('settingsChange', `delete/global/${identifier}`), () => account.globalClusters.remove(globalCluster));
  return { GlobalCluster: globalCluster.shape };
});

export const GLOBAL_CLUSTER_OPERATIONS = {
  CreateGlobalCluster: createGlobalCluster,
  DeleteGlobalCluster: deleteGlobalCluster,
  DescribeGlobalClusters: describeGlobalClusters,
  FailoverGlobalCluster: failoverGlobalCluster,
  ModifyGlobalCluster: modifyGlobalCluster,
  RemoveFromGlobalCluster: removeFromGlobalCluster,
  SwitchoverGlobalCluster: switchoverGlobalCluster,
};
