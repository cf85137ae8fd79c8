/** What AWS's description of a cluster says beside what a move changes. What it does not say is absent. */
export interface ClusterFeatures {
  readonly port?: number;
  readonly deletionProtection?: boolean;
  readonly globalCluster?: string;
  readonly replicationSource?: string;
  readonly managedPassword?: boolean;
  /** The ARN of the secret in which RDS keeps it. */
  readonly managedSecret?: string;
  readonly activityStream?: boolean;
  readonly backtrack?: boolean;
  readonly associatedRoles?: number;
  /** Names of the settings of the cluster that AWS will change later. */
  readonly pending?: readonly string[];
  readonly platformVersion?: string;
  readonly limitless?: boolean;
  readonly storageType?: string;
  /** Of a Serverless v1 cluster: it has paused itself. */
  readonly paused?: boolean;
  /** Are minor versions upgraded past the end of standard support for money? */
  readonly extendedSupport?: boolean;
}

export interface CustomEndpoint {
  readonly identifier: string;
  readonly staticMembers: readonly string[];
}

export interface Usage {
  readonly used: number;
  readonly most: number;
}

/** What other descriptions say of the same database. Absent: nobody looked. */
export interface Surroundings {
  readonly globalRole?: 'primary' | 'secondary';
  readonly customEndpoints?: readonly CustomEndpoint[];
  readonly proxies?: readonly string[];
  readonly zeroEtlIntegrations?: readonly string[];
  readonly pendingMaintenance?: readonly string[];
  /** Is the number of its readers scaled by Application Auto Scaling? */
  readonly autoScaling?: boolean;
  readonly quotas?: { readonly instances?: Usage; readonly clusters?: Usage; readonly clusterSnapshots?: Usage };
  /** Parameters in its parameter groups, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Of these, what somebody has set. */
  readonly parametersSet?: Readonly<Record<string, string>>;
  readonly peakConnections?: number;
}
