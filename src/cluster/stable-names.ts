import { Duration, Tokenization } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { IServerlessV2Cluster } from './cluster-ref';
import { failOnProblems } from './problems';

/**
 * Properties of the stable names of a cluster.
 */
export interface StableNamesProps {
  /**
   * The cluster.
   */
  readonly cluster: IServerlessV2Cluster;

  /**
   * The zone of the names. TLS clients that verify host names must be given the names of Aurora, not these.
   *
   * @default - no names in Route 53
   */
  readonly zone?: route53.IHostedZone;

  /**
   * The name in the zone: `shop` becomes `shop`, `shop-reader`, `shop-proxy` and `shop-proxy-reader`.
   *
   * @default - `db`
   */
  readonly recordName?: string;

  /**
   * How long clients may remember where a name leads.
   *
   * @default Duration.seconds(5)
   */
  readonly ttl?: Duration;

  /**
   * The path of parameters in SSM that hold the addresses: `/shop/db` becomes `/shop/db/cluster`, `/shop/db/reader`,
   * `/shop/db/port` and so on.
   *
   * @default - no parameters
   */
  readonly parameterPath?: string;
}

/**
 * Names that clients keep when a database moves to another cluster: CNAMEs in Route 53, parameters in SSM, or both.
 * The endpoints that the cluster has by now get one each.
 *
 * @example
 * declare const db: ServerlessV2Cluster;
 * declare const zone: route53.IPrivateHostedZone;
 * new StableNames(this, 'Names', { cluster: db, zone, recordName: 'shop', parameterPath: '/shop/db' });
 */
export class StableNames extends Construct {
  constructor(scope: Construct, id: string, props: StableNamesProps) {
    failOnProblems(scope, id, problemsOf(props));
    super(scope, id);
    const { cluster, reader, proxy, proxyReader } = props.cluster.endpoints;
    const endpoints = Object.entries({ cluster, reader, proxy, 'proxy-reader': proxyReader })
      .filter((entry): entry is [string, rds.Endpoint] => entry[1] !== undefined);
    for (const [name, { hostname }] of endpoints) {
      if (props.zone) this.addRecord(name, hostname, props.zone, props);
      if (props.parameterPath) this.addParameter(name, hostname, props.parameterPath);
    }
    if (props.parameterPath) this.addParameter('port', Tokenization.stringifyNumber(cluster.port), props.parameterPath);
  }

  private addRecord(name: string, hostname: string, zone: route53.IHostedZone, { recordName = 'db', ttl = Duration.seconds(5) }: StableNamesProps): void {
    new route53.CnameRecord(this, `${name}-record`, {
      zone, ttl, domainName: hostname, recordName: name === 'cluster' ? recordName : `${recordName}-${name}`,
    });
  }

  private addParameter(name: string, stringValue: string, path: string): void {
    new ssm.StringParameter(this, `${name}-parameter`, { parameterName: `${path}/${name}`, stringValue });
  }
}

function problemsOf({ zone, parameterPath }: StableNamesProps) {
  const nowhere = !zone && parameterPath === undefined;
  const path = parameterPath !== undefined && !/^\/[\w./-]*\w$/.test(parameterPath);
  return [
    ...(nowhere ? [{ code: 'PROPERTY_INVALID', message: 'Neither `zone` nor `parameterPath` is set, so there would be no name.', remedy: 'Set one of them.' }] : []),
    ...(path ? [{ code: 'PROPERTY_INVALID', message: `\`parameterPath\` must begin with a slash and not end with one, got ${parameterPath}.`, remedy: 'Use something like `/shop/db`.' }] : []),
  ];
}
