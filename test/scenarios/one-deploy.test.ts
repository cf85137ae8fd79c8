import { openShop, type Shop, templates } from '../support/shop';

let opened: Shop | undefined;
afterEach(() => opened?.close());

const open = async (...options: Parameters<typeof openShop>) => opened = await openShop(...options);

describe('provisioned to Serverless v2 in one ordinary deployment', () => {
  test('replaces nothing, loses nothing, drifts nowhere, and interrupts clients for one failover', async () => {
    const shop = await open();
    const { stack } = shop;
    await shop.deploy(templates.after);
    expect([stack.status, shop.reasons()]).toEqual(['UPDATE_COMPLETE', []]);
    expect(shop.replaced()).toEqual([]);
    expect(shop.members()).toEqual(['DbA', 'DbB'].map((id) => expect.stringMatching(`^${id}`)));
    expect(shop.members()).toContain(shop.writer());
    expect(shop.drift()).toEqual([]);
    expect(shop.lost()).toBe(0);
    expect(shop.calls('FailoverDBCluster')).toHaveLength(1);
    const { writeGapSeconds, outageSeconds } = shop.measure();
    expect(Math.abs(writeGapSeconds - outageSeconds)).toBeLessThanOrEqual(0.2);
    shop.account.watch.close();
    expect(shop.account.watch.violations).toEqual([]);
  });
});
