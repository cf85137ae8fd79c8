import type { ModifyGlobalClusterMessage, ModifyGlobalClusterResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { familyOf } from '../catalog/engine-versions';
import { upgradeNow, validateUpgrade } from '../clusters/upgrade';
import { identifierIn, requireAvailable } from '../find';
import type { GlobalCluster } from './global-cluster';
import { globalClusterArn, requireAvailableGlobalCluster } from './global-clusters';

export const modifyGlobalCluster = operation<ModifyGlobalClusterMessage, ModifyGlobalClusterResult>(
  ['GlobalClusterIdentifier', 'NewGlobalClusterIdentifier', 'DeletionProtection', 'EngineVersion', 'AllowMajorVersionUpgrade'],
  (account, input) => {
    const globalCluster = account.globalClusters.find(input.GlobalClusterIdentifier);
    requireAvailableGlobalCluster(globalCluster);
    const name = input.NewGlobalClusterIdentifier && identifierIn(input.NewGlobalClusterIdentifier);
    if (name) account.globalClusters.requireFreeName(name);
    if (input.EngineVersion !== undefined && input.EngineVersion !== globalCluster.shape.EngineVersion) upgradeAll(account, globalCluster, input);
    if (input.DeletionProtection !== undefined) globalCluster.set({ DeletionProtection: input.DeletionProtection });
    if (name) rename(account, globalCluster, name);
    return { GlobalCluster: globalCluster.shape };
  },
);

/** All members at once, with the default parameter groups of the new version. */
function upgradeAll(account: SimulatedAccount, globalCluster: GlobalCluster, input: ModifyGlobalClusterMessage): void {
  const { EngineVersion, AllowMajorVersionUpgrade } = input;
  const { members, engine, shape } = globalCluster;
  const family = familyOf(engine, EngineVersion!);
  if (family === familyOf(engine, shape.EngineVersion!)) throw notSimulated('rds:ModifyGlobalCluster with the EngineVersion of a minor upgrade');
  const groups = { DBClusterParameterGroupName: `default.${family}`, DBInstanceParameterGroupName: `default.${family}` };
  for (const member of members) {
    requireAvailable(member);
    validateUpgrade(account, member, { DBClusterIdentifier: member.identifier, EngineVersion, AllowMajorVersionUpgrade, ...groups });
  }
  for (const member of members) upgradeNow(account, member, { EngineVersion, ...groups });
}

function rename(account: SimulatedAccount, globalCluster: GlobalCluster, name: string): void {
  account.catchUpClients();
  account.globalClusters.remove(globalCluster);
  globalCluster.set({
    GlobalClusterIdentifier: name,
    GlobalClusterArn: globalClusterArn(account, name),
    Endpoint: globalCluster.shape.Endpoint!.replace(/^[^.]*/, name),
  });
  account.globalClusters.add(globalCluster);
  for (const member of globalCluster.members) member.shape.GlobalClusterIdentifier = name;
}
