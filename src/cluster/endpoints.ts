import { Tokenization } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';

const DEFAULT_PROXY_PORTS: Record<string, number> = { MYSQL: 3306, POSTGRESQL: 5432 };

/**
 * Everything that clients of a cluster connect to, in one object that can be handed to them.
 *
 * @example
 * declare const db: ServerlessV2Cluster;
 * declare const handler: lambda.Function;
 * for (const [name, value] of Object.entries(db.endpoints.toEnvironment())) handler.addEnvironment(name, value);
 */
export class ClusterEndpoints {
  /**
   * Where a proxy forwards connections to the writer; undefined without `addProxy`.
   */
  public get proxy(): rds.Endpoint | undefined {
    return this.added.get('proxy');
  }

  /**
   * Where a proxy forwards connections to readers; undefined without a `ProxyReadOnlyEndpoint`.
   */
  public get proxyReader(): rds.Endpoint | undefined {
    return this.added.get('proxyReader');
  }

  private readonly of: rds.IDatabaseCluster;
  private readonly added = new Map<string, rds.Endpoint>();

  constructor(cluster: rds.IDatabaseCluster) {
    this.of = cluster;
  }

  /**
   * The writer, whichever member that is.
   */
  public get cluster(): rds.Endpoint {
    return this.of.clusterEndpoint;
  }

  /**
   * The readers, in turn; the writer where there is no reader.
   */
  public get reader(): rds.Endpoint {
    return this.of.clusterReadEndpoint;
  }

  /**
   * A custom endpoint.
   *
   * @param name the construct id of its `CustomEndpoint`
   */
  public custom(name: string): rds.Endpoint | undefined {
    return this.added.get(name);
  }

  /**
   * The addresses as environment variables: `DB_CLUSTER_HOST`, `DB_READER_HOST`, `DB_PORT`, and `DB_PROXY_HOST`,
   * `DB_PROXY_READER_HOST`, `DB_PROXY_PORT` and one for each custom endpoint where these exist by now.
   *
   * @param prefix what the names begin with; `DB` by default
   */
  public toEnvironment(prefix: string = 'DB'): { [name: string]: string } {
    const hosts = [['cluster', this.cluster], ['reader', this.reader], ...this.added] as [string, rds.Endpoint][];
    return {
      ...Object.fromEntries(hosts.map(([name, { hostname }]) => [`${prefix}_${environmentName(name)}_HOST`, hostname])),
      [`${prefix}_PORT`]: Tokenization.stringifyNumber(this.cluster.port),
      ...(this.proxy ? { [`${prefix}_PROXY_PORT`]: Tokenization.stringifyNumber(this.proxy.port) } : {}),
    };
  }

  /**
   * A proxy listens on the default port of its engine, whatever the cluster's is.
   *
   * @internal
   */
  public _addProxy(name: 'proxy' | 'proxyReader', address: string): void {
    const port = DEFAULT_PROXY_PORTS[this.of.engine?.engineFamily ?? ''] ?? this.cluster.port;
    this.added.set(name, new rds.Endpoint(address, port));
  }

  /**
   * @internal
   */
  public _addCustom(name: string, address: string): void {
    this.added.set(name, new rds.Endpoint(address, this.cluster.port));
  }
}

function environmentName(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}
