import * as shapes from '@aws-sdk/client-application-auto-scaling';
import type * as sdk from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget } from './scalable-target';
import type { SimulatedAccount } from '../account';
import { AwsError, notSimulated } from '../wire/aws-error';
import { JsonProtocol } from '../wire/json-protocol';
import { pageOf } from '../wire/page';
import { operation, Service } from '../wire/service';

const LARGEST_PAGE = 50;
const READERS_OF_A_CLUSTER = 'rds:cluster:ReadReplicaCount';
const MOST_READERS = 15;
const SERVICE_LINKED_ROLE = 'aws-service-role/rds.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_RDSCluster';

/** Of all that can be scaled only the readers of Aurora clusters. */
function requireReaders(namespace: string | undefined, dimension: string = READERS_OF_A_CLUSTER): void {
  if (namespace !== 'rds') throw notSimulated(`Application Auto Scaling of ${namespace}`);
  if (dimension !== READERS_OF_A_CLUSTER) throw invalid(`Unsupported service namespace, resource type or scalable dimension: ${dimension}`);
}

function arnOf(account: SimulatedAccount, resource: string): string {
  const name = account.madeUp('', `scalable-target/${resource}`, 12).toLowerCase();
  return `arn:aws:application-autoscaling:${account.region}:${account.accountId}:scalable-target/${name}`;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** Nothing is scaled before a policy says when, and policies are not simulated. */
const registerScalableTarget = operation<sdk.RegisterScalableTargetRequest, sdk.RegisterScalableTargetResponse>(
  ['ServiceNamespace', 'ResourceId', 'ScalableDimension', 'MinCapacity', 'MaxCapacity'],
  (account, { ServiceNamespace, ResourceId: resource = '', ScalableDimension, MinCapacity, MaxCapacity }) => {
    requireReaders(ServiceNamespace, ScalableDimension);
    const present = account.scalableTargets.get(resource);
    const [minCapacity, maxCapacity] = [MinCapacity ?? present?.minCapacity, MaxCapacity ?? present?.maxCapacity];
    if (minCapacity === undefined || maxCapacity === undefined) throw invalid('MinCapacity and MaxCapacity must be specified when registering a new scalable target');
    if (minCapacity < 0 || maxCapacity < minCapacity || maxCapacity > MOST_READERS) throw invalid(`The capacity has to be between 0 and ${MOST_READERS}, and MinCapacity at most MaxCapacity`);
    if (!account.clusters.has(resource.replace(/^cluster:/, ''))) throw invalid(`RDS cluster doesn't exist: ${resource}`);
    const { arn, createdAtMillis } = present ?? { arn: arnOf(account, resource), createdAtMillis: account.clock.now };
    account.scalableTargets.set(resource, { resource, minCapacity, maxCapacity, arn, createdAtMillis });
    return { ScalableTargetARN: arn };
  },
);

const deregisterScalableTarget = operation<sdk.DeregisterScalableTargetRequest, sdk.DeregisterScalableTargetResponse>(
  ['ServiceNamespace', 'ResourceId', 'ScalableDimension'],
  (account, { ServiceNamespace, ResourceId: resource = '', ScalableDimension }) => {
    requireReaders(ServiceNamespace, ScalableDimension);
    if (account.scalableTargets.delete(resource)) return {};
    throw new AwsError('ObjectNotFoundException', `No scalable target found for service namespace: rds, resource ID: ${resource}, scalable dimension: ${READERS_OF_A_CLUSTER}`);
  },
);

const describeScalableTargets = operation<sdk.DescribeScalableTargetsRequest, sdk.DescribeScalableTargetsResponse>(
  ['ServiceNamespace', 'ResourceIds', 'ScalableDimension', 'MaxResults', 'NextToken'],
  (account, { ServiceNamespace, ResourceIds, ScalableDimension, MaxResults = LARGEST_PAGE, NextToken }) => {
    requireReaders(ServiceNamespace, ScalableDimension);
    const found = [...account.scalableTargets.values()].filter(({ resource }) => !ResourceIds || ResourceIds.includes(resource));
    const { items, next } = pageOf(found, Math.min(MaxResults, LARGEST_PAGE), NextToken);
    return { ScalableTargets: items.map(render), NextToken: next };
  },
);

function render({ resource, minCapacity, maxCapacity, createdAtMillis, arn }: ScalableTarget): sdk.ScalableTarget {
  return {
    ServiceNamespace: 'rds',
    ResourceId: resource,
    ScalableDimension: READERS_OF_A_CLUSTER,
    MinCapacity: minCapacity,
    MaxCapacity: maxCapacity,
    RoleARN: `arn:aws:iam::${arn.split(':')[4]}:role/${SERVICE_LINKED_ROLE}`,
    CreationTime: new Date(createdAtMillis),
    ScalableTargetARN: arn,
  };
}

export const applicationAutoScaling = new Service({
  name: 'application-autoscaling',
  shapes,
  protocols: [new JsonProtocol('1.1')],
  operations: {
    RegisterScalableTarget: registerScalableTarget,
    DeregisterScalableTarget: deregisterScalableTarget,
    DescribeScalableTargets: describeScalableTargets,
  },
});
