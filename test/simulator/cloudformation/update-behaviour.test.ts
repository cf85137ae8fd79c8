import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { identifierOf, replacingProperties, updateBehaviour } from '../../../src/simulator/cloudformation/update-behaviour';
import { UPDATE_BEHAVIOURS } from '../../../src/simulator/cloudformation/update-behaviours';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';
const WORDS = { yes: 'replacement', maybe: 'conditional', no: 'in place' } as const;

test('the table agrees with the resource specification on every property of every type of RDS', () => {
  const specified = [...loadAwsServiceSpecSync().all('resource')].filter(({ cloudFormationType: type }) => type.startsWith('AWS::RDS::') || type in UPDATE_BEHAVIOURS);
  const properties = specified.flatMap(({ cloudFormationType: type, properties: named }) =>
    Object.entries(named).map(([name, { causesReplacement = 'no' }]) => [type, name, WORDS[causesReplacement]]));
  expect(properties.length).toBeGreaterThan(250);
  expect(properties.map(([type, name]) => [type, name, updateBehaviour(type, name)])).toEqual(properties);
});

test.each([
  ['the engine mode', CLUSTER, { EngineMode: 'serverless' }, { EngineMode: 'provisioned' }, ['EngineMode']],
  ['an engine mode that is removed', CLUSTER, { EngineMode: 'serverless' }, {}, ['EngineMode']],
  ['a snapshot that is no longer named', CLUSTER, { SnapshotIdentifier: 's' }, {}, ['SnapshotIdentifier']],
  ['the capacity range and the class', CLUSTER, { EngineVersion: '1' }, { EngineVersion: '2', ServerlessV2ScalingConfiguration: { MinCapacity: 1 } }, []],
  ['the old name of an engine', CLUSTER, { Engine: 'aurora' }, { Engine: 'aurora-mysql' }, []],
  ['another engine', CLUSTER, { Engine: 'aurora-mysql' }, { Engine: 'aurora-postgresql' }, ['Engine']],
  ['leaving a global cluster', CLUSTER, { GlobalClusterIdentifier: 'g' }, {}, []],
  ['joining a global cluster', CLUSTER, {}, { GlobalClusterIdentifier: 'g' }, ['GlobalClusterIdentifier']],
  ['a number for its text', CLUSTER, { DatabaseName: '1', Port: '3306' }, { DatabaseName: 1, Port: 3306 }, []],
  ['the class of an instance', INSTANCE, { DBInstanceClass: 'db.r6g.large' }, { DBInstanceClass: 'db.serverless' }, []],
  ['the zone of an instance', INSTANCE, { AvailabilityZone: 'a' }, { AvailabilityZone: 'b' }, ['AvailabilityZone']],
  ['a first key for Performance Insights', INSTANCE, {}, { PerformanceInsightsKMSKeyId: 'k' }, []],
  ['another key for Performance Insights', INSTANCE, { PerformanceInsightsKMSKeyId: 'k' }, { PerformanceInsightsKMSKeyId: 'l' }, ['PerformanceInsightsKMSKeyId']],
  ['settings that interrupt at most', INSTANCE, { DBParameterGroupName: 'a' }, { DBParameterGroupName: 'b', AutoMinorVersionUpgrade: true }, []],
])('%s', (_, type, before, after, replacing) => {
  expect(replacingProperties(type, before, after)).toEqual(replacing);
});

test('a database is imported by its identifier', () => {
  expect([identifierOf(CLUSTER), identifierOf(INSTANCE)]).toEqual([['DBClusterIdentifier'], ['DBInstanceIdentifier']]);
});
