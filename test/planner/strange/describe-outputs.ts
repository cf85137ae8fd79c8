/**
 * Twenty strange but legal describe outputs. What is to be said about each was written down from what AWS documents,
 * before the planner had seen any of them; `docs/strange-sources.md` tells what came of it.
 */
export interface StrangeSource {
  readonly name: string;
  /** What the files given with `--state` hold. */
  readonly documents: readonly object[];
  readonly options?: { readonly maxWriteGapSeconds?: number; readonly minAcu?: number; readonly maxAcu?: number };
  readonly verdict: Verdict;
}

export interface Verdict {
  /** What is recognized. */
  readonly source: string;
  /** The path that is picked. */
  readonly answer: 'in place' | 'blue/green' | 'snapshot restore' | 'read replica' | 'DMS' | 'dump and restore' | 'stay';
  /** Codes of what has to be done first on that path. */
  readonly first: readonly string[];
  /** Codes of which a person has to be warned; there may be more. */
  readonly warnings: readonly string[];
  /** Codes of what cannot be told from these files alone; there may be more. */
  readonly cannotTell?: readonly string[];
}

const ACCOUNT = 'arn:aws:rds:eu-west-1:123456789012';
const [MYSQL, POSTGRES] = ['aurora-mysql', 'aurora-postgresql'];
const MYSQL_310 = '8.0.mysql_aurora.3.10.0';

type Fields = Record<string, unknown>;

function cluster(name: string, engine: string, version: string, members: readonly string[], more: Fields = {}): Fields {
  return {
    DBClusterIdentifier: name,
    DBClusterArn: `${ACCOUNT}:cluster:${name}`,
    DbClusterResourceId: `cluster-${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}0000000001`,
    Engine: engine,
    EngineVersion: version,
    EngineMode: 'provisioned',
    Status: 'available',
    Port: engine === POSTGRES ? 5432 : 3306,
    AvailabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    HttpEndpointEnabled: false,
    DBClusterMembers: members.map((member, index) => ({
      DBInstanceIdentifier: member, IsClusterWriter: index === 0, DBClusterParameterGroupStatus: 'in-sync', PromotionTier: 1,
    })),
    ...more,
  };
}

function instance(name: string, of: Fields, more: Fields = {}): Fields {
  return {
    DBInstanceIdentifier: name,
    DBInstanceArn: `${ACCOUNT}:db:${name}`,
    DBInstanceClass: 'db.r6g.large',
    DBInstanceStatus: 'available',
    Engine: of.Engine,
    EngineVersion: of.EngineVersion,
    DBClusterIdentifier: of.DBClusterIdentifier,
    AvailabilityZone: 'eu-west-1a',
    PromotionTier: 1,
    ...more,
  };
}

const documents = (of: Fields, instances: readonly Fields[]) => [{ DBClusters: [of] }, { DBInstances: instances }];

/** A cluster with equal members. */
function plain(name: string, engine: string, version: string, members: number, more: Fields = {}, each: Fields = {}): object[] {
  const names = Array.from({ length: members }, (_, index) => `${name}-${index + 1}`);
  const of = cluster(name, engine, version, names, more);
  return documents(of, names.map((member) => instance(member, of, each)));
}

const serverlessV1 = (name: string, engine: string, version: string, more: Fields = {}) => plain(name, engine, version, 0, {
  EngineMode: 'serverless', ScalingConfigurationInfo: { MinCapacity: 2, MaxCapacity: 8, AutoPause: true, SecondsUntilAutoPause: 300 }, Capacity: 2, ...more,
});

const mixed = cluster('mixed', POSTGRES, '15.12', ['mixed-v2', 'mixed-old'], { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } });
const pending = cluster('pending', MYSQL, MYSQL_310, ['pending-1', 'pending-2'], { PendingModifiedValues: { BackupRetentionPeriod: 14 } });
const secondary = cluster('far', MYSQL, MYSQL_310, ['far-1', 'far-2'], { GlobalClusterIdentifier: 'world', GlobalWriteForwardingStatus: 'disabled' });
secondary.DBClusterMembers = (secondary.DBClusterMembers as Fields[]).map((member) => ({ ...member, IsClusterWriter: false }));

export const STRANGE_SOURCES: readonly StrangeSource[] = [
  {
    name: '1. a provisioned cluster without any member',
    documents: plain('empty', MYSQL, MYSQL_310, 0),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: ['CLUSTER_WITHOUT_WRITER'], warnings: [] },
  },
  {
    name: '2. two changes that wait for the maintenance window',
    documents: documents(pending, [
      instance('pending-1', pending, { PendingModifiedValues: { DBInstanceClass: 'db.r6g.2xlarge' } }), instance('pending-2', pending),
    ]),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: ['PENDING_CHANGES'], warnings: [] },
  },
  {
    name: '3. a stopped cluster',
    documents: plain('asleep', POSTGRES, '15.8', 1, { Status: 'stopped' }, { DBInstanceStatus: 'stopped' }),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: ['CLUSTER_STOPPED'], warnings: [] },
  },
  {
    name: '4. deletion protection, and no reader: in place the cluster stays, so protection is in nobody\'s way',
    documents: plain('guarded', MYSQL, '8.0.mysql_aurora.3.08.0', 1, { DeletionProtection: true }),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: [], warnings: [] },
  },
  {
    name: '5. fifteen readers',
    documents: plain('many', POSTGRES, '16.4', 16),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: ['TOO_MANY_MEMBERS'], warnings: [] },
  },
  {
    name: '6. the primary of a global database, with auto-pause asked for: a primary never pauses, and 8 ACUs are recommended',
    documents: [
      ...plain('near', MYSQL, MYSQL_310, 2, { GlobalClusterIdentifier: 'world' }),
      {
        GlobalClusters: [{
          GlobalClusterIdentifier: 'world',
          GlobalClusterMembers: [
            { DBClusterArn: `${ACCOUNT}:cluster:near`, IsWriter: true, Readers: ['arn:aws:rds:us-east-1:123456789012:cluster:far'] },
            { DBClusterArn: 'arn:aws:rds:us-east-1:123456789012:cluster:far', IsWriter: false, Readers: [] },
          ],
        }],
      },
    ],
    options: { minAcu: 0, maxAcu: 16 },
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: [], warnings: ['AUTO_PAUSE_CANCELLED', 'CAPACITY_BELOW_GLOBAL_DATABASE'] },
  },
  {
    name: '7. a secondary of a global database: nobody writes there, so there is no writer to hand over',
    documents: [
      ...documents(secondary, ['far-1', 'far-2'].map((member) => instance(member, secondary))),
      {
        GlobalClusters: [{
          GlobalClusterIdentifier: 'world',
          GlobalClusterMembers: [
            { DBClusterArn: 'arn:aws:rds:us-east-1:123456789012:cluster:near', IsWriter: true, Readers: [`${ACCOUNT}:cluster:far`] },
            { DBClusterArn: `${ACCOUNT}:cluster:far`, IsWriter: false, Readers: [] },
          ],
        }],
      },
    ],
    verdict: { source: 'Aurora provisioned', answer: 'stay', first: [], warnings: [] },
  },
  {
    name: '8. a static custom endpoint with a member that will leave',
    documents: [
      ...plain('reports', POSTGRES, '14.15', 2),
      {
        DBClusterEndpoints: [{
          DBClusterEndpointIdentifier: 'analysts',
          DBClusterIdentifier: 'reports',
          EndpointType: 'CUSTOM',
          CustomEndpointType: 'READER',
          Status: 'available',
          StaticMembers: ['reports-2'],
          ExcludedMembers: [],
        }],
      },
    ],
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: [], warnings: ['STATIC_CUSTOM_ENDPOINTS'] },
  },
  {
    name: '9. a major version that is newer than anything known',
    documents: plain('future', POSTGRES, '19.1', 1),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: [], warnings: [], cannotTell: ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2'] },
  },
  {
    name: '10. a minor version that is newer than the table, of a major version that is known',
    documents: plain('newer', MYSQL, '8.0.mysql_aurora.3.14.2', 2),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: [], warnings: [] },
  },
  {
    name: '11. PostgreSQL 12 in paid Extended Support',
    documents: plain('old', POSTGRES, '12.9', 2),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: [], warnings: ['EXTENDED_SUPPORT'], cannotTell: ['POSTGRES_REPLICATION_SLOTS'] },
  },
  {
    name: '12. a paused Serverless v1 cluster with the Data API on',
    documents: serverlessV1('napping', POSTGRES, '13.12', { Capacity: 0, HttpEndpointEnabled: true }),
    verdict: { source: 'Aurora Serverless v1', answer: 'in place', first: [], warnings: ['SERVERLESS_V1_PAUSED', 'DATA_API_INTERRUPTED', 'EXTENDED_SUPPORT'] },
  },
  {
    name: '13. a Serverless v1 cluster whose version is called 13.serverless_12',
    documents: serverlessV1('called', POSTGRES, '13.serverless_12'),
    verdict: { source: 'Aurora Serverless v1', answer: 'in place', first: [], warnings: ['EXTENDED_SUPPORT'] },
  },
  {
    name: '14. a Serverless v1 cluster with MySQL 5.7 and the Data API: away until 3.07 or higher',
    documents: serverlessV1('five-seven', MYSQL, '5.7.mysql_aurora.2.11.4', { HttpEndpointEnabled: true }),
    verdict: { source: 'Aurora Serverless v1', answer: 'in place', first: [], warnings: ['DATA_API_INTERRUPTED', 'EXTENDED_SUPPORT'], cannotTell: ['MYSQL_XA_PREPARED'] },
  },
  {
    name: '15. a cluster that is on Serverless v2 already',
    documents: plain('done', MYSQL, MYSQL_310, 2, { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } }, { DBInstanceClass: 'db.serverless' }),
    verdict: { source: 'Aurora Serverless v2', answer: 'stay', first: [], warnings: [] },
  },
  {
    name: '16. a serverless writer with a provisioned reader: only the reader is left to replace',
    documents: documents(mixed, [instance('mixed-v2', mixed, { DBInstanceClass: 'db.serverless' }), instance('mixed-old', mixed)]),
    verdict: { source: 'Aurora mixed', answer: 'in place', first: [], warnings: [] },
  },
  {
    name: '17. a database activity stream, which db.serverless does not have',
    documents: plain('watched', POSTGRES, '16.8', 2, { ActivityStreamStatus: 'started', ActivityStreamMode: 'async' }),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: ['ACTIVITY_STREAM_STARTED'], warnings: [] },
  },
  {
    name: '18. a master password managed by RDS, and a gap that only blue/green keeps within',
    documents: plain('secret', MYSQL, '5.7.mysql_aurora.2.12.5', 2, {
      MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!cluster-secret', SecretStatus: 'active' },
    }),
    options: { maxWriteGapSeconds: 60 },
    verdict: { source: 'Aurora provisioned', answer: 'blue/green', first: ['BLUE_GREEN_MANAGED_PASSWORD'], warnings: ['EXTENDED_SUPPORT'], cannotTell: ['BLUE_GREEN_PARAMETERS'] },
  },
  {
    name: '19. Aurora Limitless: there is no way in place, and none that copies a volume',
    documents: plain('limitless', POSTGRES, '16.4-limitless', 1, { ClusterScalabilityType: 'limitless' }),
    verdict: { source: 'Aurora Limitless', answer: 'dump and restore', first: [], warnings: [] },
  },
  {
    name: '20. a writer that ran out of memory too often: nothing is changed on it until its parameters are compatible again',
    documents: plain('starved', POSTGRES, '16.4', 1, {}, { DBInstanceStatus: 'incompatible-parameters' }),
    verdict: { source: 'Aurora provisioned', answer: 'in place', first: ['MEMBER_BROKEN'], warnings: [] },
  },
];
