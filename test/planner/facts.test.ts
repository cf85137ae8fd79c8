import { expectedOf, differences } from '../../src/planner/expected';
import { clusterFacts, memberFacts } from '../../src/planner/source/facts';
import { dayOf, observedSource } from '../../src/planner/source/observed-source';
import { kindOfCluster } from '../../src/planner/source/source';
import { auroraEngine } from '../../src/planner/versions/engine-version';
import { CLUSTER, member, observation, OLD_READER, OLD_WRITER } from '../support/observations';

const LEAST = { DBClusterIdentifier: 'c', DBClusterArn: 'arn', DbClusterResourceId: 'cluster-C', Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.10.0' };
const LEAST_FACTS = {
  identifier: 'c',
  arn: 'arn',
  resourceId: 'cluster-C',
  status: 'unknown',
  engine: 'aurora-mysql',
  engineVersion: '8.0.mysql_aurora.3.10.0',
  engineMode: 'provisioned',
  dataApi: false,
  parameterGroup: undefined,
  securityGroups: [],
  availabilityZones: [],
  features: {},
};

describe('the facts in a description of a cluster', () => {
  test('where it says little', () => {
    expect(clusterFacts(LEAST)).toEqual(LEAST_FACTS);
  });

  test('where it says everything', () => {
    expect(clusterFacts({
      ...LEAST,
      Status: 'available',
      EngineMode: 'provisioned',
      HttpEndpointEnabled: true,
      DBClusterParameterGroup: 'mine',
      VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }, { VpcSecurityGroupId: 'sg-2' }],
      AvailabilityZones: ['a', 'b'],
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8, SecondsUntilAutoPause: 600 },
      Port: 3307,
      DeletionProtection: false,
      GlobalClusterIdentifier: 'world',
      ReplicationSourceIdentifier: 'arn:source',
      MasterUserSecret: {},
      ActivityStreamStatus: 'started',
      BacktrackWindow: 3600,
      AssociatedRoles: [{}, {}],
      PendingModifiedValues: { EngineVersion: '9', MasterUserPassword: undefined },
      ServerlessV2PlatformVersion: '3',
      StorageType: 'aurora-iopt1',
      EngineLifecycleSupport: 'open-source-rds-extended-support',
    })).toEqual({
      ...LEAST_FACTS,
      status: 'available',
      dataApi: true,
      parameterGroup: 'mine',
      securityGroups: ['sg-1', 'sg-2'],
      availabilityZones: ['a', 'b'],
      capacityRange: { minAcu: 0, maxAcu: 8, autoPauseSeconds: 600 },
      features: {
        port: 3307,
        deletionProtection: false,
        globalCluster: 'world',
        replicationSource: 'arn:source',
        managedPassword: true,
        activityStream: true,
        backtrack: true,
        associatedRoles: 2,
        pending: ['EngineVersion'],
        platformVersion: '3',
        storageType: 'aurora-iopt1',
        extendedSupport: true,
      },
    });
  });

  test.each([
    [{ ServerlessV2ScalingConfiguration: { MaxCapacity: 8 } }, { capacityRange: { minAcu: 0, maxAcu: 8 } }],
    [{ ServerlessV2ScalingConfiguration: {} }, {}],
    [{ ScalingConfigurationInfo: { MinCapacity: 2, MaxCapacity: 8 } }, { serverlessV1: { minAcu: 2, maxAcu: 8 } }],
    [{ ScalingConfigurationInfo: { MaxCapacity: 8 } }, { serverlessV1: { minAcu: 1, maxAcu: 8 } }],
    [{ ScalingConfigurationInfo: {} }, {}],
    [{ EngineMode: 'serverless', Capacity: 0 }, { engineMode: 'serverless', features: { paused: true } }],
    [{ EngineMode: 'serverless', Capacity: 2 }, { engineMode: 'serverless' }],
    [{ Capacity: 0 }, {}],
    [{ ActivityStreamStatus: 'stopped' }, { features: { activityStream: false } }],
    [{ BacktrackWindow: 0, AssociatedRoles: [], GlobalClusterIdentifier: '', ReplicationSourceIdentifier: '', PendingModifiedValues: {} }, {}],
    [{ EngineLifecycleSupport: 'open-source-rds-extended-support-disabled' }, { features: { extendedSupport: false } }],
    [{ ClusterScalabilityType: 'limitless' }, { features: { limitless: true } }],
    [{ ClusterScalabilityType: 'standard', LimitlessDatabase: { Status: 'enabled' } }, { features: { limitless: true } }],
    [{ LimitlessDatabase: { Status: 'not-in-use' } }, {}],
  ])('%j', (said, facts) => {
    expect(clusterFacts({ ...LEAST, ...said })).toEqual({ ...LEAST_FACTS, ...facts });
  });
});

describe('the facts in a description of a member', () => {
  const PLAIN = {
    promotionTier: 1, monitoringIntervalSeconds: 0, performanceInsights: false, publiclyAccessible: false, autoMinorVersionUpgrade: true, tags: [],
  };
  const instance = { DBInstanceIdentifier: 'm', DBInstanceClass: 'db.r6g.large' };

  test('where it says little', () => {
    expect(memberFacts(instance, LEAST)).toEqual({ identifier: 'm', instanceClass: 'db.r6g.large', isWriter: false, status: 'unknown', pending: [], settings: PLAIN });
  });

  test('where it says everything: who writes and the tier come from the cluster, tags of AWS stay behind', () => {
    const cluster = {
      ...LEAST,
      DBClusterMembers: [
        { DBInstanceIdentifier: 'other', IsClusterWriter: false, PromotionTier: 9, DBClusterParameterGroupStatus: 'pending-reboot' },
        { DBInstanceIdentifier: 'm', IsClusterWriter: true, PromotionTier: 0, DBClusterParameterGroupStatus: 'in-sync' },
      ],
    };
    expect(memberFacts({
      ...instance,
      DBInstanceStatus: 'available',
      EngineVersion: '8.0.mysql_aurora.3.10.0',
      PendingModifiedValues: { DBInstanceClass: 'db.r6g.xlarge', Port: undefined },
      PromotionTier: 5,
      AvailabilityZone: 'a',
      DBParameterGroups: [{ DBParameterGroupName: 'mine', ParameterApplyStatus: 'in-sync' }, { DBParameterGroupName: 'other' }],
      MonitoringInterval: 30,
      MonitoringRoleArn: 'role',
      PerformanceInsightsEnabled: true,
      PerformanceInsightsKMSKeyId: 'key',
      PerformanceInsightsRetentionPeriod: 31,
      CACertificateIdentifier: 'ca',
      PubliclyAccessible: true,
      AutoMinorVersionUpgrade: false,
      PreferredMaintenanceWindow: 'sun:03:00-sun:03:30',
      TagList: [{ Key: 'team', Value: 'shop' }, { Key: 'empty' }, { Key: 'aws:cloudformation:stack-name', Value: 'Shop' }],
    }, cluster)).toEqual({
      identifier: 'm',
      instanceClass: 'db.r6g.large',
      isWriter: true,
      status: 'available',
      pending: ['DBInstanceClass'],
      engineVersion: '8.0.mysql_aurora.3.10.0',
      parametersInSync: true,
      stack: 'Shop',
      settings: {
        promotionTier: 0,
        availabilityZone: 'a',
        parameterGroup: 'mine',
        monitoringIntervalSeconds: 30,
        monitoringRole: 'role',
        performanceInsights: true,
        performanceInsightsKey: 'key',
        performanceInsightsRetentionDays: 31,
        certificateAuthority: 'ca',
        publiclyAccessible: true,
        autoMinorVersionUpgrade: false,
        maintenanceWindow: 'sun:03:00-sun:03:30',
        tags: [{ key: 'team', value: 'shop' }, { key: 'empty', value: '' }],
      },
    });
  });

  test.each([
    ['in-sync', 'in-sync', true], ['pending-reboot', 'in-sync', false], ['in-sync', 'pending-reboot', false], [undefined, 'in-sync', true], ['in-sync', undefined, true], [undefined, undefined, undefined],
  ])('its group is %s, that of its cluster %s: in sync %s', (own, ofCluster, expected) => {
    const cluster = { ...LEAST, DBClusterMembers: [{ DBInstanceIdentifier: 'm', DBClusterParameterGroupStatus: ofCluster }] };
    expect(memberFacts({ ...instance, DBParameterGroups: [{ ParameterApplyStatus: own }] }, cluster).parametersInSync).toBe(expected);
  });

  test('the tier of the instance, where the cluster says none', () => {
    expect(memberFacts({ ...instance, PromotionTier: 5 }, LEAST).settings.promotionTier).toBe(5);
  });
});

describe('the kind of a cluster', () => {
  const [v2, old] = [member('v2', { instanceClass: 'db.serverless' }), member('old')];
  test.each([
    [{}, [], 'Aurora provisioned'], [{}, [old], 'Aurora provisioned'], [{}, [v2], 'Aurora Serverless v2'], [{}, [v2, old], 'Aurora mixed'],
    [{ engineMode: 'serverless' }, [], 'Aurora Serverless v1'], [{ engineMode: 'serverlessv2' }, [], 'Aurora Serverless v2 preview'],
    [{ engineVersion: '8.0.mysql_aurora.3.01.preview' }, [v2], 'Aurora Serverless v2 preview'], [{ engineVersion: '16.4-limitless' }, [v2], 'Aurora Limitless'],
    [{ features: { limitless: true } }, [old], 'Aurora Limitless'], [{ engine: 'mysql' }, [old], 'RDS Multi-AZ cluster'], [{ features: {} }, [old], 'Aurora provisioned'],
  ])('%j', (change, members, kind) => {
    expect(kindOfCluster({ ...CLUSTER, ...change }, members)).toBe(kind);
  });

  test('and the engine to which it leads', () => {
    expect(['mysql', 'postgres', 'aurora-mysql', 'oracle-ee'].map(auroraEngine)).toEqual(['aurora-mysql', 'aurora-postgresql', 'aurora-mysql', 'oracle-ee']);
  });

  test('the source that the loop looks at has nothing around it', () => {
    const targets = { x: ['y'] };
    const { identifier, arn, engine, engineVersion } = CLUSTER;
    expect(observedSource(observation({ upgradeTargets: targets }))).toEqual({
      kind: 'Aurora provisioned', identifier, arn, engine, engineVersion, cluster: CLUSTER, members: [OLD_WRITER, OLD_READER], surroundings: {}, upgradeTargets: targets,
    });
    expect(observedSource(observation()).upgradeTargets).toEqual({});
    expect(() => observedSource(observation({ cluster: undefined }))).toThrow('no cluster');
    expect(dayOf(Date.UTC(2026, 10, 21, 23, 59) / 1000)).toBe('2026-11-21');
  });
});

describe('what a plan was made from', () => {
  const expected = expectedOf(CLUSTER, [OLD_READER, OLD_WRITER]);

  test('is written down in the same order every time', () => {
    expect(expected).toEqual({
      resourceId: 'cluster-ABCDEF',
      identifier: 'shop',
      engine: 'aurora-mysql',
      engineVersion: '8.0.mysql_aurora.3.10.0',
      engineMode: 'provisioned',
      dataApi: false,
      parameterGroup: undefined,
      members: [{ identifier: 'old-1', instanceClass: 'db.r6g.large', promotionTier: 1 }, { identifier: 'old-2', instanceClass: 'db.r6g.large', promotionTier: 1 }],
    });
    for (const members of [[OLD_WRITER, OLD_READER], [OLD_READER, OLD_WRITER]]) expect(expectedOf(CLUSTER, members)).toEqual(expected);
  });

  test('as long as it is still so, nobody has to be told', () => {
    expect(differences(expected, CLUSTER, [OLD_WRITER, OLD_READER])).toEqual([]);
  });

  test('each difference is named', () => {
    const moved = { ...OLD_WRITER, settings: { ...OLD_WRITER.settings, promotionTier: 3 } };
    expect(differences(expected, { ...CLUSTER, engineVersion: '8.0.mysql_aurora.3.12.0', parameterGroup: 'mine' }, [moved, member('new')])).toEqual([{
      code: 'PLAN_OUTDATED',
      message: 'The cluster is not any more what the plan was made from: engineVersion was 8.0.mysql_aurora.3.10.0 and is 8.0.mysql_aurora.3.12.0; '
        + 'member old-1 was db.r6g.large in tier 1 and is db.r6g.large in tier 3; member old-2 was db.r6g.large in tier 1 and is not there; '
        + 'parameterGroup was not there and is mine; member new was not there and is db.r6g.large in tier 1.',
      remedy: 'Describe it again, look at the new plan, and deploy that.',
    }]);
  });
});
