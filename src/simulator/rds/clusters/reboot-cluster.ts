import type { RebootDBClusterMessage, RebootDBClusterResult } from '@aws-sdk/client-rds';
import { operation } from '../../wire/service';
import { fault } from '../faults';
import { findCluster } from '../find';

/** Only for Multi-AZ DB clusters, which Aurora clusters are not. */
export const rebootDBCluster = operation<RebootDBClusterMessage, RebootDBClusterResult>(['DBClusterIdentifier'], (account, input) => {
  const { identifier } = findCluster(account, input.DBClusterIdentifier);
  throw fault('InvalidDBClusterStateFault', `DB cluster ${identifier} is an Aurora DB cluster. Reboot its DB instances instead.`);
});
