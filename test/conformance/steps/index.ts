import { CHANGES_OF_CLUSTERS, CLUSTERS, CONVERSION_AND_UPGRADE } from './clusters';
import { ERRORS_ON_REQUEST, QUOTAS } from './errors';
import { CHANGES_OF_INSTANCES, INSTANCES } from './instances';
import { FAULTS, METRICS, PARAMETERS, STATE_MACHINES } from './other-services';
import { PAGES } from './pages';
import { PROXIES } from './proxies';
import { READ_REPLICA, RESTORES, SNAPSHOTS } from './snapshots';
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
  PROXIES,
  METRICS,
  PARAMETERS,
  STATE_MACHINES,
  PAGES,
  FAULTS,
  QUOTAS,
  ERRORS_ON_REQUEST,
];
