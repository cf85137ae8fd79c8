/** What AWS's description of a cluster, or of a DB instance of RDS, says beside what a move changes. What it does not say is absent. */
export interface Features {
  readonly port?: number;
  readonly deletionProtection?: boolean;
  readonly globalCluster?: string;
  readonly replicationSource?: string;
  /** What replicates from it, other Regions included. */
  readonly replicas?: readonly string[];
  /** Those of a DB instance of RDS that are Aurora clusters. */
  readonly auroraReplicas?: readonly string[];
  /** Of a DB instance of RDS: none with 0. */
  readonly backupRetentionDays?: number;
  readonly managedPassword?: boolean;
  /** The ARN of the secret in which RDS keeps it. */
  readonly managedSecret?: string;
  readonly activityStream?: boolean;
  readonly backtrack?: boolean;
  readonly associatedRoles?: number;
  /** Names of the settings that AWS will change later. */
  readonly pending?: readonly string[];
  readonly platformVersion?: string;
  readonly limitless?: boolean;
  readonly storageType?: string;
  /** Of a Serverless v1 cluster: it has paused itself. */
  readonly paused?: boolean;
  /** Does it stay on its major version, for money, when standard support has ended? AWS upgrades it then, if not. */
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
  readonly quotas?: { readonly instances?: Usage; readonly clusters?: Usage; readonly clusterSnapshots?: Usage; readonly snapshots?: Usage };
  /** Parameters in its parameter groups, by name, with the values that are in effect. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Those of them that somebody set; the others are defaults. */
  readonly setParameters?: Readonly<Record<string, string>>;
  readonly peakConnections?: number;
}
