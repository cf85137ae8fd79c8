import type {
  ApplyPendingMaintenanceActionMessage, ApplyPendingMaintenanceActionResult, DescribePendingMaintenanceActionsMessage,
  PendingMaintenanceActionsMessage,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import type { Cluster } from '../cluster';
import { fault, invalidParameterValue, required } from '../faults';
import { identifierIn, page, selected } from '../find';

const MODELLED = ['serverless-platform-version-update', 'system-update'];
const OTHERS = ['ca-certificate-rotation', 'db-upgrade', 'hardware-maintenance', 'os-upgrade'];

/** Clusters with something pending; DB instances have nothing. */
const describePendingMaintenanceActions = operation<DescribePendingMaintenanceActionsMessage, PendingMaintenanceActionsMessage>(
  ['ResourceIdentifier', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const { ResourceIdentifier: arn } = input;
    const wanted = arn === undefined ? [...account.clusters.values()] : [findResource(account, arn) ?? []].flat();
    const resources = selected(wanted, input.Filters, { 'db-cluster-id': ({ identifier }) => identifier, 'db-instance-id': () => undefined })
      .map((cluster) => describe(account, cluster))
      .filter(({ PendingMaintenanceActionDetails }) => PendingMaintenanceActionDetails.length > 0);
    const { items, Marker } = page(resources, input);
    return { Marker, PendingMaintenanceActions: items };
  },
);

const applyPendingMaintenanceAction = operation<ApplyPendingMaintenanceActionMessage, ApplyPendingMaintenanceActionResult>(
  ['ResourceIdentifier', 'ApplyAction', 'OptInType'],
  (account, input) => {
    const action = required(input.ApplyAction, 'ApplyAction');
    const type = required(input.OptInType, 'OptInType');
    const cluster = findResource(account, required(input.ResourceIdentifier, 'ResourceIdentifier'));
    if (OTHERS.includes(action)) throw notSimulated(`The maintenance action ${action}`);
    if (!MODELLED.includes(action)) throw invalidParameterValue(`Invalid apply action: ${action}`);
    if (!cluster || !account.maintenance.isPending(cluster, action)) {
      throw fault('ResourceNotFoundFault', `The resource ${input.ResourceIdentifier} has no pending maintenance action ${action}.`);
    }
    if (type === 'immediate') account.maintenance.applyNow(cluster, action);
    else if (type === 'next-maintenance') account.maintenance.applyInWindow(cluster, action);
    else if (type === 'undo-opt-in') account.maintenance.undo(cluster, action);
    else throw invalidParameterValue(`Invalid opt-in type: ${type}. Valid are immediate, next-maintenance and undo-opt-in.`);
    return { ResourcePendingMaintenanceActions: describe(account, cluster) };
  },
);

export const MAINTENANCE_OPERATIONS = {
  ApplyPendingMaintenanceAction: applyPendingMaintenanceAction,
  DescribePendingMaintenanceActions: describePendingMaintenanceActions,
};

/** A cluster, or nothing for an instance. */
function findResource(account: SimulatedAccount, arn: string): Cluster | undefined {
  const cluster = account.clusters.get(identifierIn(arn));
  if (cluster && arn.toLowerCase() === cluster.arn.toLowerCase()) return cluster;
  const instance = account.instances.get(identifierIn(arn));
  if (instance?.shape.DBInstanceArn?.toLowerCase() === arn.toLowerCase()) return undefined;
  throw fault('ResourceNotFoundFault', `The specified resource ${arn} was not found.`);
}

function describe(account: SimulatedAccount, cluster: Cluster) {
  return { ResourceIdentifier: cluster.arn, PendingMaintenanceActionDetails: account.maintenance.pending(cluster) };
}
