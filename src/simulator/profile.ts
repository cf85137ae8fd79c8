import { Range } from './random';
import type { Quotas } from './rds/quotas';
import type { Throttling } from './throttle';

/** How long something takes, in seconds, and where the numbers come from (`docs/simulator.md`, Durations). */
export interface Duration extends Range {
  readonly source: string;
}

export interface Durations {
  /** From the request to the answer of one API call. */
  readonly apiCall: Duration;
  /** How long a describe still shows what was there before a change. */
  readonly statusLag: Duration;
  readonly clusterSnapshot: Duration;
  /** From the call to the end of the engine mode conversion. */
  readonly engineModeConversion: Duration;
  /** During the conversion: nobody accepts writes. */
  readonly conversionOutage: Duration;
  readonly capacityRange: Duration;
  readonly createInstance: Duration;
  /** From `available` until the capacity of a new member follows the writer's. */
  readonly warmUp: Duration;
  /** During a failover: nobody accepts writes. */
  readonly failoverOutage: Duration;
  /** From the first write to the new writer until a describe shows the new roles. */
  readonly roleLag: Duration;
  readonly deleteInstance: Duration;
  /** Of a paused instance, until it accepts connections: within a day, and later. */
  readonly resume: Duration;
  readonly resumeAfterADay: Duration;
  readonly createCluster: Duration;
  readonly deleteCluster: Duration;
  readonly stopCluster: Duration;
  readonly startCluster: Duration;
  /** A password, a name. */
  readonly settingsChange: Duration;
  readonly rebootInstance: Duration;
  /** A class change in place, and for how long the instance is away meanwhile. */
  readonly changeClass: Duration;
  readonly changeClassOutage: Duration;
  readonly minorUpgrade: Duration;
  readonly minorUpgradeOutage: Duration;
  readonly majorUpgrade: Duration;
  readonly majorUpgradeOutage: Duration;
  readonly restoreCluster: Duration;
  readonly promoteReplica: Duration;
  readonly httpEndpoint: Duration;
  /** The first task of a blue/green deployment; an upgrade and the creation of instances come after it. */
  readonly blueGreenReplica: Duration;
  /** From the call until writes stop: the guardrails are looked at. */
  readonly switchoverChecks: Duration;
  /** From then until the green side accepts writes, without the lag that it has to make up. */
  readonly switchoverOutage: Duration;
  readonly deleteDeployment: Duration;
  /** Nobody accepts writes, without the lag that the new primary has to make up. */
  readonly globalSwitchoverOutage: Duration;
  readonly globalFailoverOutage: Duration;
  /** After a failover of a global cluster, until the former primary follows the new one. */
  readonly globalResync: Duration;
  readonly createProxy: Duration;
  readonly deleteProxy: Duration;
  /** From the call until clients get through to a new target. */
  readonly registerProxyTarget: Duration;
}

/** What CloudFormation does not document of the order in which it does things. */
export interface CloudFormationBehaviour {
  /** Resources without a dependency between them: all together, or one after the other? */
  readonly independentResources: 'together' | 'one after the other';
  /** The template that GetTemplate shows while a stack is on its way: the one that it goes to, or the one that it comes from? */
  readonly templateWhileUpdating: 'the next' | 'the last';
}

/** What AWS does not document: parameters, so that a move can be rehearsed under each possibility. */
export interface Profile {
  readonly durations: Durations;
  /** Does the engine mode conversion leave the Data API switched on? */
  readonly dataApiSurvivesConversion: boolean;
  /** Does the engine mode conversion move the cluster to the default minor version, as the user guide suggests? */
  readonly conversionMovesMinorVersion: boolean;
  readonly cpuUtilizationPercent: number;
  /** How far a reader is behind the writer, in milliseconds. */
  readonly replicaLagMillis: number;
  /** How far a database in another cluster is behind its source, in milliseconds. */
  readonly replicationLagMillis: {
    /** An Aurora replica of an RDS instance. */
    readonly replica: number;
    /** The green side of a blue/green deployment. */
    readonly blueGreen: number;
    /** A secondary of a global cluster. */
    readonly global: number;
  };
  /** What a blue/green deployment reads after a switchover that a guardrail or its timeout ended. */
  readonly statusAfterFailedSwitchover: 'AVAILABLE' | 'SWITCHOVER_FAILED';
  /** Does AWS convert a Serverless v1 cluster that is paused? */
  readonly pausedClustersConvert: boolean;
  /** Does AWS still restore snapshots with the engine mode serverless? */
  readonly serverlessV1CanBeRestored: boolean;
  /** Do connections break when the security groups of a cluster let nobody in any more? EC2 says that tracked ones stay. */
  readonly closedGroupsBreakConnections: boolean;
  /** For how long clients go on using an address that they looked up. */
  readonly clientDnsCacheSeconds: number;
  readonly quotas: Quotas;
  /** Engine versions that AWS lists only on request; a beginning of their names is enough. */
  readonly deprecatedVersions: readonly string[];
  /** Where automatic minor upgrades lead; by default to the default version of the same major version. */
  readonly automaticMinorVersion?: (engineVersion: string) => string;
  /** Of Serverless v2, in this Region. */
  readonly newestPlatformVersion: string;
  readonly throttling: Throttling;
  readonly cloudFormation: CloudFormationBehaviour;
  /** Does a new member read `available` once before a last `modifying`? */
  readonly availableTwice: boolean;
}

const seconds = (minimum: number, typical: number, maximum: number, source: string): Duration => ({ minimum, typical, maximum, source });

export const TYPICAL: Profile = {
  durations: {
    apiCall: seconds(0.1, 0.2, 0.5, 'assumed'),
    statusLag: seconds(1, 2, 4, 'AWS user guide: `available` in the answer of a failover'),
    clusterSnapshot: seconds(120, 180, 240, 'reported by a user: 2 to 4 minutes'),
    engineModeConversion: seconds(180, 300, 480, 'AWS blog: a few minutes'),
    conversionOutage: seconds(20, 30, 40, 'AWS blog: about 30 seconds'),
    capacityRange: seconds(5, 15, 40, 'CloudFormation handler: up to 300 s until stable; assumed shorter'),
    createInstance: seconds(300, 420, 600, 'assumed: 5 to 10 minutes, as for deletion'),
    warmUp: seconds(5, 20, 60, 'measured by others: 0 to 16 ACU in under a minute'),
    failoverOutage: seconds(5, 18, 35, 'SDK: typically under 35 seconds'),
    roleLag: seconds(1, 3, 8, 'AWS user guide: a few seconds'),
    deleteInstance: seconds(300, 400, 600, 'measured by others: 5 to 10 minutes'),
    resume: seconds(10.9, 13, 15.3, 'measured by others'),
    resumeAfterADay: seconds(30, 33, 45, 'AWS user guide: 30 seconds or more; the maximum is assumed'),
    createCluster: seconds(20, 60, 120, 'assumed'),
    deleteCluster: seconds(30, 90, 240, 'assumed'),
    stopCluster: seconds(120, 300, 600, 'AWS user guide: several minutes'),
    startCluster: seconds(120, 300, 600, 'AWS user guide: several minutes'),
    settingsChange: seconds(10, 30, 90, 'assumed'),
    rebootInstance: seconds(10, 25, 60, 'assumed'),
    changeClass: seconds(300, 900, 1500, 'reported by a user: about 20 minutes for a writer'),
    changeClassOutage: seconds(30, 120, 300, 'assumed: the share of the outage is not known'),
    minorUpgrade: seconds(180, 420, 900, 'assumed'),
    minorUpgradeOutage: seconds(5, 30, 90, 'assumed'),
    majorUpgrade: seconds(900, 1140, 1500, 'reported by a user: 18 to 20 minutes for a small cluster'),
    majorUpgradeOutage: seconds(180, 420, 720, 'assumed'),
    restoreCluster: seconds(600, 720, 900, 'reported by a user: 10 to 15 minutes'),
    promoteReplica: seconds(30, 90, 300, 'assumed'),
    httpEndpoint: seconds(2, 5, 15, 'assumed'),
    blueGreenReplica: seconds(600, 1200, 2400, 'no figure published; assumed: 15 to 60 minutes for the whole deployment'),
    switchoverChecks: seconds(5, 15, 40, 'assumed'),
    switchoverOutage: seconds(10, 25, 60, 'AWS user guide: normally under a minute'),
    deleteDeployment: seconds(10, 30, 90, 'assumed'),
    globalSwitchoverOutage: seconds(20, 45, 120, 'assumed'),
    globalFailoverOutage: seconds(30, 60, 180, 'assumed'),
    globalResync: seconds(300, 900, 3600, 'assumed'),
    createProxy: seconds(120, 300, 600, 'assumed'),
    deleteProxy: seconds(30, 120, 300, 'assumed'),
    registerProxyTarget: seconds(30, 120, 300, 'assumed'),
  },
  dataApiSurvivesConversion: false,
  conversionMovesMinorVersion: false,
  pausedClustersConvert: true,
  serverlessV1CanBeRestored: false,
  closedGroupsBreakConnections: false,
  clientDnsCacheSeconds: 0,
  quotas: {
    clusters: 40,
    instances: 40,
    manualClusterSnapshots: 100,
    clusterParameterGroups: 50,
    parameterGroups: 50,
    proxies: 20,
    globalClusters: 5,
    subnetGroups: 50,
    subnetsPerGroup: 20,
  },
  deprecatedVersions: ['01', '04', '08', '09', '11'].map((minor) => `8.0.mysql_aurora.3.${minor}.`),
  newestPlatformVersion: '4',
  throttling: { callsPerSecond: 20, burst: 100 },
  cpuUtilizationPercent: 40,
  replicaLagMillis: 20,
  replicationLagMillis: { replica: 1000, blueGreen: 1000, global: 1000 },
  statusAfterFailedSwitchover: 'SWITCHOVER_FAILED',
  availableTwice: true,
  cloudFormation: { independentResources: 'together', templateWhileUpdating: 'the next' },
};
