import type { EnableHttpEndpointRequest, EnableHttpEndpointResponse } from '@aws-sdk/client-rds';
import { fault, invalidParameterValue, required } from './faults';
import { isBurstable } from './instance-classes';
import { operation } from '../wire/service';

/** Switches the Data API on for a provisioned or Serverless v2 cluster. Not for T classes. */
export const enableHttpEndpoint = operation<EnableHttpEndpointRequest, EnableHttpEndpointResponse>(['ResourceArn'], (account, input) => {
  const arn = required(input.ResourceArn, 'ResourceArn');
  const cluster = [...account.clusters.values()].find(({ shape }) => shape.DBClusterArn === arn);
  if (!cluster) throw fault('ResourceNotFoundFault', `The resource ${arn} was not found.`);
  if (cluster.isServerlessV1 || cluster.shape.Status !== 'available') {
    throw fault('InvalidResourceStateFault', `DB cluster ${cluster.identifier} is not in a state in which its HTTP endpoint can be enabled.`);
  }
  const writer = account.instances.get(cluster.writer ?? '');
  if (isBurstable(writer?.shape.DBInstanceClass ?? '')) {
    throw invalidParameterValue(`The HTTP endpoint is not available for the DB instance class ${writer!.shape.DBInstanceClass}.`);
  }
  const doing = account.begin('enable data api', cluster.identifier, [cluster.last.conversion]);
  account.clock.schedule(account.draw('httpEndpoint', cluster.identifier), () => {
    cluster.shape.HttpEndpointEnabled = true;
    account.end(doing);
  });
  return { ResourceArn: arn, HttpEndpointEnabled: true };
});
