import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { applicationOf } from '../../../src/cli/guard/application';
import { changesBetween } from '../../../src/cli/guard/changes';

const app = (resource: object) => applicationOf([{ name: '', template: { Resources: { R: resource } } as never, nested: {} }], {});

/** What becomes of a resource when this one property changes: by the CDK's own comparison, and by ours. */
function changeOf(type: string, property: string) {
  const [before, after] = ['before', 'after'].map((value) => ({ Type: type, Properties: { [property]: value } }));
  const theirs = fullDiff({ Resources: { R: before } }, { Resources: { R: after } }).resources.get('R').changeImpact;
  const [change] = changesBetween(app(before), app(after));
  return { theirs, ours: change };
}

const IMPACT = { 'replacement': ResourceImpact.WILL_REPLACE, 'conditional': ResourceImpact.MAY_REPLACE, 'in place': ResourceImpact.WILL_UPDATE };

const PROPERTIES = [...loadAwsServiceSpecSync().all('resource')].filter(({ cloudFormationType }) => cloudFormationType.startsWith('AWS::RDS::'))
  .flatMap(({ cloudFormationType, properties }) => Object.keys(properties).map((name) => [cloudFormationType, name] as const));

test('guard agrees with @aws-cdk/cloudformation-diff on every property of RDS', () => {
  expect(PROPERTIES.length).toBeGreaterThan(240);
  for (const [type, name] of PROPERTIES) {
    const { theirs, ours: { properties: [{ documented }], replaced } } = changeOf(type, name);
    expect([type, name, IMPACT[documented!]]).toEqual([type, name, theirs]);
    if (documented !== 'conditional') expect([type, name, replaced]).toEqual([type, name, documented === 'replacement' ? 'different' : 'same']);
  }
});

/** Facts §9. */
const FACTS = {
  'AWS::RDS::DBCluster': {
    'replacement': 'EngineMode DBClusterIdentifier SnapshotIdentifier SourceDBClusterIdentifier StorageEncrypted KmsKeyId DatabaseName DBSubnetGroupName '
      + 'AvailabilityZones ClusterScalabilityType PubliclyAccessible RestoreType RestoreToTime UseLatestRestorableTime SourceRegion DBSystemId',
    'conditional': 'Engine MasterUsername GlobalClusterIdentifier',
    'in place': 'EngineVersion ServerlessV2ScalingConfiguration ScalingConfiguration Port EnableHttpEndpoint DBClusterParameterGroupName DBInstanceParameterGroupName '
      + 'BackupRetentionPeriod DeletionProtection ManageMasterUserPassword ReplicationSourceIdentifier StorageType DBClusterInstanceClass',
  },
  'AWS::RDS::DBInstance': {
    'replacement': 'DBInstanceIdentifier DBClusterIdentifier DBSubnetGroupName Port KmsKeyId StorageEncrypted MasterUsername DBName',
    'conditional': 'Engine AvailabilityZone MultiAZ DBParameterGroupName AutoMinorVersionUpgrade PreferredMaintenanceWindow PerformanceInsightsKMSKeyId '
      + 'DBSnapshotIdentifier DBClusterSnapshotIdentifier SourceDBInstanceIdentifier SourceDBClusterIdentifier',
    'in place': 'DBInstanceClass PromotionTier PubliclyAccessible ApplyImmediately MonitoringInterval CACertificateIdentifier',
  },
};

describe.each(Object.entries(FACTS))('%s', (type, behaviours) => {
  test.each(Object.entries(behaviours))('%s: as the documentation says', (documented, names) => {
    for (const name of names.split(' ')) expect([name, changeOf(type, name).ours.properties[0].documented]).toEqual([name, documented]);
  });
});
