import { deploymentUnderWay, NEW, OLD, PROPERTIES } from '../../support/handover';

describe('a handover', () => {
  test('puts leaving members last, warms the target, fails over once and proves the roles', async () => {
    const deployment = await deploymentUnderWay();
    expect(await deployment.create()).toEqual({ status: 'SUCCESS', physicalResourceId: 'Handover' });
    expect(deployment.changes()).toEqual([`ModifyDBInstance ${OLD[0]} 15`, `ModifyDBInstance ${OLD[1]} 15`, `FailoverDBCluster ${NEW[0]}`]);
    expect(deployment.writer()).toBe(NEW[0]);
    expect(deployment.account.watch.violations).toEqual([]);
  });
});
