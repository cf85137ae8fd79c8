import { awsPorts } from '../../src/runtime/aws/clients';
import { drive } from '../../src/runtime/drive';
import { setGoal } from '../../src/runtime/set-goal';
import { GOAL } from '../support/observations';
import { exampleAccount } from '../support/simulated-account';

/** Moves a cluster of the example and answers with the members that it has then. */
async function move(identifier: string) {
  const { account, config, pass } = await exampleAccount();
  const before = [...account.instances.values()].map(({ shape }) => ({ ...shape }));
  const ports = awsPorts(config);
  const clusterResourceId = await setGoal(ports, identifier, GOAL);
  await drive({ ports, clusterResourceId: clusterResourceId!, sleep: async (seconds) => pass(seconds) });
  return { before, after: account.instancesOf(account.clusters.get(identifier)!).map(({ shape }) => shape) };
}

describe('new members on the simulated AWS', () => {
  test('have everything that the members had which they replace', async () => {
    const { before: [old], after } = await move('mysql-80');
    expect(after).toHaveLength(2);
    for (const shape of after) {
      for (const property of [
        'MonitoringInterval', 'MonitoringRoleArn', 'PerformanceInsightsEnabled', 'PerformanceInsightsKMSKeyId', 'PerformanceInsightsRetentionPeriod',
        'CACertificateIdentifier', 'PubliclyAccessible', 'AutoMinorVersionUpgrade', 'PromotionTier',
      ] as const) expect([property, shape[property]]).toEqual([property, old[property]]);
      expect(shape.DBParameterGroups![0].DBParameterGroupName).toBe('shop-instances');
      expect(shape.TagList).toEqual([{ Key: 'team', Value: 'shop' }, { Key: 'cdk-aurora-serverless-v2:migration', Value: 'cluster-4QNVKHD5ZJ2YXWMRT7C3ABLEPU' }]);
    }
    expect(after.map((shape) => shape.AvailabilityZone).sort()).toEqual(['eu-west-1a', 'eu-west-1b']);
  });

  test('of a cluster that had none are spread over zones', async () => {
    const { after } = await move('sample-cluster');
    expect(new Set(after.map((shape) => shape.AvailabilityZone)).size).toBe(2);
    expect(after.every((shape) => shape.DBInstanceClass === 'db.serverless')).toBe(true);
  });
});
