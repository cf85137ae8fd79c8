import { CHANGES_OF_CLUSTERS, CLUSTERS, CONVERSION_AND_UPGRADE } from './clusters';
import { CATALOGUE, CLUSTER_PARAMETER_GROUPS, EVENTS, INSTANCE_PARAMETER_GROUPS, SUBNET_GROUPS, TAGGING } from './configuration';
import { CUSTOM_ENDPOINTS } from './custom-endpoints';
import { DATA_API } from './data-api';
import { ERRORS_ON_REQUEST, QUOTAS } from './errors';
import { CHANGES_OF_INSTANCES, INSTANCES } from './instances';
import { FAULTS, METRICS, PARAMETERS, STATE_MACHINES } from './other-services';
import { PAGES } from './pages';
import { PROXIES } from './proxies';
import { READ_REPLICA, RESTORES, SNAPSHOTS } from './snapshots';
import { CHANGE_SETS, STACKS } from './stacks';
import { BLUE_GREEN, GLOBAL_CLUSTERS, MAINTENANCE } from './topology';
import type { Group } from '../step';

export const GROUPS: readonly Group[] = [
  CLUSTERS,
  CHANGES_OF_CLUSTERS,
  CONVERSION_AND_UPGRADE,
  INSTANCES,
  CHANGES_OF_INSTANCES,
  SNAPSHOTS,
  RESTORES,
  READ_REPLICA,
  CLUSTER_PARAMETER_GROUPS,
  INSTANCE_PARAMETER_GROUPS,
  SUBNET_GROUPS,
  TAGGING,
  EVENTS,
  CATALOGUE,
  BLUE_GREEN,
  GLOBAL_CLUSTERS,
  MAINTENANCE,
  PROXIES,
  DATA_API,
  CUSTOM_ENDPOINTS,
  METRICS,
  PARAMETERS,
  STATE_MACHINES,
  STACKS,
  CHANGE_SETS,
  PAGES,
  FAULTS,
  QUOTAS,
  ERRORS_ON_REQUEST,
];
