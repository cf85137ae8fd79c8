import { FailoverDBClusterCommand } from '@aws-sdk/client-rds';
import { measure } from '../../src/simulator/measure';
import { PROFILES } from '../../src/simulator/profiles';
import { exampleAccount } from '../support/simulated-account';

const CACHE_SECONDS = 30;

async function gapAndOutage(seed: number, profile = PROFILES['clients-cache-dns']) {
  const { account, rds, pass } = await exampleAccount({ seed, profile });
  pass(60);
  await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: 'mysql-80', TargetDBInstanceIdentifier: 'provisioned-instance-2' }));
  pass(300);
  return measure(account, 'mysql-80', account.clock.secondsSinceStart);
}

describe('a client that keeps addresses for 30 s', () => {
  test.each([1, 2, 3, 4, 5])('reaches the new writer when its address expires, at a multiple of 30 s after the connection broke (seed %d)', async (seed) => {
    const { writeGapSeconds, outageSeconds, writesLost } = await gapAndOutage(seed);
    expect(outageSeconds).toBeLessThan(36);
    expect(Math.abs(writeGapSeconds - Math.ceil(outageSeconds / CACHE_SECONDS) * CACHE_SECONDS)).toBeLessThanOrEqual(0.2);
    expect(writesLost).toBe(0);
  });

  test('is slower than one that keeps none', async () => {
    const [cached, typical] = [await gapAndOutage(1), await gapAndOutage(1, PROFILES.typical as never)];
    expect(typical.outageSeconds).toBe(cached.outageSeconds);
    expect(typical.writeGapSeconds).toBeLessThan(cached.writeGapSeconds);
  });
});
