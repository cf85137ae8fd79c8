import { deploymentUnderWay, NEW, OLD, PROPERTIES } from '../../support/handover';

const WITH_OLD = ['OldA', 'OldB'];
const WITH_NEW = ['NewA', 'NewB'];
const [OLD_WRITER] = OLD;
const SUCCESS = { status: 'SUCCESS', physicalResourceId: 'Handover' };

const deployed = async () => {
  const deployment = await deploymentUnderWay();
  const tiersBefore = deployment.tiers();
  expect(await deployment.create()).toEqual(SUCCESS);
  return { ...deployment, tiersBefore };
};

describe('a handover', () => {
  test('puts leaving members last, warms the target, fails over once and proves the roles', async () => {
    const deployment = await deployed();
    expect(deployment.changes()).toEqual([`ModifyDBInstance ${OLD[0]} 15`, `ModifyDBInstance ${OLD[1]} 15`, `FailoverDBCluster ${NEW[0]}`]);
    expect(deployment.writer()).toBe(NEW[0]);
    await deployment.deleteMembers(OLD);
    deployment.account.watch.close();
    expect(deployment.account.watch.violations).toEqual([]);
  });

  test('raises a target and one more staying member to a tier that follows the writer', async () => {
    const deployment = await deploymentUnderWay();
    for (const identifier of NEW) await deployment.setTier(identifier, 5);
    expect(await deployment.create()).toEqual(SUCCESS);
    expect(deployment.changes()).toEqual(expect.arrayContaining([`ModifyDBInstance ${NEW[0]} 1`, `ModifyDBInstance ${NEW[1]} 1`]));
    expect(deployment.tiers()).toMatchObject({ [NEW[1]]: 1, [OLD[0]]: 15, [OLD[1]]: 15 });
    expect(deployment.account.watch.violations).toEqual([]);
  });

  test('changes nothing where the target writes and nobody leaves', async () => {
    const deployment = await deployed();
    await deployment.deleteMembers(OLD);
    const changes = deployment.changes().length;
    const parameters = new Map(deployment.account.parameters);
    expect(await deployment.create()).toEqual(SUCCESS);
    expect(await deployment.send(deployment.event('Update', { OldResourceProperties: { ...PROPERTIES, WarmUpSeconds: '1' } }))).toEqual(SUCCESS);
    expect(deployment.changes()).toHaveLength(changes);
    expect(deployment.account.parameters).toEqual(parameters);
  });

  test('leaves a failover by AWS to another staying member alone, unless another target is asked for', async () => {
    const deployment = await deployed();
    const update = (Target: string, before: string) => deployment.send(deployment.event('Update', {
      ResourceProperties: { ...PROPERTIES, Target }, OldResourceProperties: { ...PROPERTIES, Target: before },
    }));
    await update(NEW[1], NEW[0]);
    expect(deployment.writer()).toBe(NEW[1]);
    await update(NEW[1], NEW[1]);
    expect([deployment.writer(), deployment.failovers()]).toEqual([NEW[1], 2]);
  });

  test('names a cluster that is not there', async () => {
    const deployment = await deploymentUnderWay();
    const answer = await deployment.create({ ResourceProperties: { ...PROPERTIES, ClusterIdentifier: 'mysql-81' } });
    expect(answer).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('CLUSTER_NOT_FOUND') });
  });
});

describe('a deletion of the handover asks who stays', () => {
  test('in a rollback: the provisioned members, with the tiers that they had', async () => {
    const deployment = await deployed();
    expect(await deployment.delete(WITH_OLD)).toEqual(SUCCESS);
    expect(deployment.writer()).toBe(OLD_WRITER);
    const { [NEW[0]]: _a, [NEW[1]]: _b, ...oldTiers } = deployment.tiersBefore;
    expect(deployment.tiers()).toMatchObject({ ...oldTiers, [NEW[0]]: 15, [NEW[1]]: 15 });
    await deployment.deleteMembers(NEW);
    expect(deployment.account.watch.violations).toEqual([]);
  });

  test('a year later, and with the whole stack: the writer is in the template, and nothing is changed', async () => {
    const deployment = await deployed();
    await deployment.deleteMembers(OLD);
    const [changes, parameters] = [deployment.changes().length, new Map(deployment.account.parameters)];
    await deployment.sleep(365 * 24 * 3600);
    expect(await deployment.delete(WITH_NEW)).toEqual(SUCCESS);
    expect(deployment.changes()).toHaveLength(changes);
    expect(deployment.account.parameters).toEqual(parameters);
  });

  test('with the cluster itself: nobody stays, and nobody needs a writer', async () => {
    const deployment = await deployed();
    const changes = deployment.changes().length;
    expect(await deployment.delete([])).toEqual(SUCCESS);
    expect(deployment.changes()).toHaveLength(changes);
  });

  test('and fails over to a cold member rather than let AWS choose one', async () => {
    const deployment = await deploymentUnderWay();
    expect(await deployment.delete(WITH_NEW, { ResourceProperties: { ...PROPERTIES, LeastCapacityAcu: '64' } })).toEqual(SUCCESS);
    expect(deployment.writer()).toBe(NEW[0]);
  });
});

describe('a handover that does not get there', () => {
  test('undoes itself before it answers, and says why', async () => {
    const deployment = await deploymentUnderWay();
    const tiers = deployment.tiers();
    const answer = await deployment.create({ ResourceProperties: { ...PROPERTIES, LeastCapacityAcu: '64' } });
    expect(answer).toMatchObject({ status: 'FAILED', reason: expect.stringMatching(/^HANDOVER_UNDONE: everything is as it was, because new-a is not warm: it has \d+ of the 64 ACUs/) });
    expect([deployment.writer(), deployment.tiers(), deployment.failovers()]).toEqual([OLD_WRITER, tiers, 0]);
    expect(await deployment.delete(WITH_OLD)).toEqual(SUCCESS);
    expect([deployment.writer(), deployment.tiers(), deployment.failovers()]).toEqual([OLD_WRITER, { ...tiers, [NEW[0]]: 15, [NEW[1]]: 15 }, 0]);
  });

  test('is patient with throttles before and while it works', async () => {
    const deployment = await deploymentUnderWay();
    deployment.account.faults.add({ kind: 'throttle', operation: '*', after: 0, count: 300, probability: 0.3 });
    expect(await deployment.create()).toEqual(SUCCESS);
    expect([deployment.writer(), deployment.failovers()]).toEqual([NEW[0], 1]);
  });

  test('ends within a quarter of an hour, whatever AWS does', async () => {
    const deployment = await deploymentUnderWay();
    deployment.account.faults.add({ kind: 'throttle', operation: 'rds:ModifyDBInstance', after: 0, count: 10_000, probability: 1 });
    const begun = deployment.account.clock.secondsSinceStart;
    expect(await deployment.create()).toMatchObject({ status: 'FAILED' });
    expect(deployment.account.clock.secondsSinceStart - begun).toBeLessThan(14 * 60);
  });
});
