import type { DisableHttpEndpointRequest, DisableHttpEndpointResponse, EnableHttpEndpointRequest, EnableHttpEndpointResponse } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { parseVersion } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { fault, invalidParameterValue, required } from '../faults';
import { isBurstable } from '../instance-classes';

/** Switches the Data API on for a provisioned or Serverless v2 cluster. Not for T classes, nor for old versions. */
export const enableHttpEndpoint = operation<EnableHttpEndpointRequest, EnableHttpEndpointResponse>(['ResourceArn'], (account, input) => {
  const cluster = findByArn(account, input.ResourceArn);
  const writer = account.instances.get(cluster.writer ?? '');
  if (isBurstable(writer?.shape.DBInstanceClass ?? '')) {
    throw invalidParameterValue(`The HTTP endpoint is not available for the DB instance class ${writer!.shape.DBInstanceClass}.`);
  }
  if (!offersDataApi(cluster.shape.Engine!, cluster.shape.EngineVersion!)) {
    throw invalidParameterValue(`The HTTP endpoint is not available for ${cluster.shape.Engine} ${cluster.shape.EngineVersion}.`);
  }
  switchTo(account, cluster, true);
  return { ResourceArn: cluster.arn, HttpEndpointEnabled: true };
});

export const disableHttpEndpoint = operation<DisableHttpEndpointRequest, DisableHttpEndpointResponse>(['ResourceArn'], (account, input) => {
  const cluster = findByArn(account, input.ResourceArn);
  switchTo(account, cluster, false);
  return { ResourceArn: cluster.arn, HttpEndpointEnabled: false };
});

/** The lowest minor versions with the Data API. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.Data_API.html */
const LOWEST_DATA_API_MINOR: Record<string, number> = {
  'aurora-postgresql13': 11,
  'aurora-postgresql14': 8,
  'aurora-postgresql15': 3,
  'aurora-postgresql16': 1,
  'aurora-postgresql17': 4,
  'aurora-postgresql18': 0,
  'aurora-mysql8.0': 307,
  'aurora-mysql8.4': 0,
};

function offersDataApi(engine: string, version: string): boolean {
  const { family, minor } = parseVersion(engine, version);
  return minor >= (LOWEST_DATA_API_MINOR[family] ?? Infinity);
}

/** These two operations know two errors only. */
function findByArn(account: SimulatedAccount, resourceArn: string | undefined): Cluster {
  const arn = required(resourceArn, 'ResourceArn');
  const cluster = [...account.clusters.values()].find((candidate) => candidate.arn === arn);
  if (!cluster) throw fault('ResourceNotFoundFault', `The resource ${arn} was not found.`);
  if (cluster.isServerlessV1 || cluster.shape.Status !== 'available') {
    throw fault('InvalidResourceStateFault', `DB cluster ${cluster.identifier} is not in a state in which its HTTP endpoint can be changed.`);
  }
  return cluster;
}

function switchTo(account: SimulatedAccount, cluster: Cluster, enabled: boolean): void {
  const doing = account.begin(`${enabled ? 'enable' : 'disable'} data api`, cluster.identifier, [cluster.last.conversion]);
  account.during(doing, account.draw('httpEndpoint', `${enabled}/${cluster.identifier}`), () => {
    cluster.shape.HttpEndpointEnabled = enabled;
  });
}
