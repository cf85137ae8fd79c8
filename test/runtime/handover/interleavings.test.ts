import { countCases, few } from '../../support/cases';
import { deploymentUnderWay, NEW, OLD, type OnCall } from '../../support/handover';

const ROLLBACK = ['OldA', 'OldB'];
const SUCCESS = { status: 'SUCCESS', physicalResourceId: 'Handover' };
const WHENS = ['before', 'after'] as const;

type Deployment = Awaited<ReturnType<typeof deploymentUnderWay>>;

/** Every moment of an undisturbed creation, before and after each API call. */
async function moments(): Promise<{ call: number; when: 'before' | 'after' }[]> {
  const deployment = await deploymentUnderWay();
  let calls = 0;
  await deployment.send(deployment.event('Create'), (call) => (calls = call) > 0);
  const all = Array.from({ length: calls }, (_, index) => WHENS.map((when) => ({ call: index + 1, when }))).flat();
  return few(all, 17);
}

const at = (moment: { call: number; when: string }, then: () => void, survives: boolean): OnCall => (call, when) => {
  const isNow = call === moment.call && when === moment.when;
  if (isNow) then();
  return survives || !isNow;
};

/** The rollback has deleted what was new, the data is whole, and whoever stays has the tiers of the template. */
async function expectRolledBack(deployment: Deployment, mostFailovers: number) {
  expect(deployment.writer()).toBe(OLD[0]);
  expect(deployment.tiers()).toMatchObject({ [OLD[0]]: 1, [OLD[1]]: 1 });
  await deployment.deleteMembers(NEW);
  deployment.account.watch.close();
  expect(deployment.account.watch.violations).toEqual([]);
  expect(deployment.failovers()).toBeLessThanOrEqual(mostFailovers);
}

const named = ({ call, when }: { call: number; when: string }) => `${when} ${call}`;
const ended = countCases('interleavings of handovers at an API call, each with the data whole and one writer that stays');

describe('a creation at every moment', () => {
  test('is killed, and the same event comes again: it goes on, with one failover', async () => {
    for (const moment of await moments()) {
      const deployment = await deploymentUnderWay();
      const event = deployment.event('Create');
      await deployment.until(new Promise<void>((resolve) => void deployment.spawn(event, at(moment, resolve, false))));
      expect([moment, await deployment.send(event)]).toEqual([moment, SUCCESS]);
      expect([moment, deployment.writer(), deployment.failovers(), deployment.account.watch.violations]).toEqual([moment, NEW[0], 1, []]);
      ended('create killed, and delivered again', named(moment));
    }
  });

  test('is killed, and CloudFormation rolls back', async () => {
    for (const moment of await moments()) {
      const deployment = await deploymentUnderWay();
      await deployment.until(new Promise<void>((resolve) => void deployment.spawn(deployment.event('Create'), at(moment, resolve, false))));
      expect([moment, await deployment.delete(ROLLBACK)]).toEqual([moment, SUCCESS]);
      await expectRolledBack(deployment, 2);
      ended('create killed, and rolled back', named(moment));
    }
  });

  test('is abandoned by CloudFormation, which deletes while it still runs', async () => {
    for (const moment of await moments()) {
      const deployment = await deploymentUnderWay();
      let deletion: ReturnType<Deployment['spawn']> | undefined;
      deployment.stack.template = new Set(ROLLBACK);
      const answer = await deployment.send(deployment.event('Create'), at(moment, () => deletion = deployment.spawn(deployment.event('Delete', { PhysicalResourceId: 'invented' })), true));
      expect([moment, await deployment.until(deletion!)]).toEqual([moment, { ...SUCCESS, physicalResourceId: 'invented' }]);
      expect(['SUCCESS', 'FAILED']).toContain(answer.status);
      await expectRolledBack(deployment, 2);
      ended('create interleaved with delete', named(moment));
    }
  });

  test('is delivered twice: both answer alike, with one failover', async () => {
    for (const moment of await moments()) {
      const deployment = await deploymentUnderWay();
      const event = deployment.event('Create');
      let twin: ReturnType<Deployment['spawn']> | undefined;
      const first = await deployment.send(event, at(moment, () => twin = deployment.spawn(event), true));
      expect([moment, first, await deployment.until(twin!)]).toEqual([moment, SUCCESS, SUCCESS]);
      expect([moment, deployment.writer(), deployment.failovers()]).toEqual([moment, NEW[0], 1]);
      ended('create delivered twice at once', named(moment));
    }
  });

  test('comes late, when the deletion is over: it changes nothing', async () => {
    const deployment = await deploymentUnderWay();
    const event = deployment.event('Create');
    await deployment.send(event);
    await deployment.delete(ROLLBACK);
    const changes = deployment.changes().length;
    const late = deployment.send(event);
    deployment.stack.status = 'DELETE_COMPLETE';
    expect(await late).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('HANDOVER_SUPERSEDED') });
    expect(deployment.changes()).toHaveLength(changes);
  });
});

test('a deletion that is killed at any moment goes on when CloudFormation tries again', async () => {
  for (const moment of await moments()) {
    const deployment = await deploymentUnderWay();
    await deployment.create();
    deployment.stack.template = new Set(ROLLBACK);
    await deployment.until(new Promise<void>((resolve) => {
      void deployment.spawn(deployment.event('Delete'), at(moment, resolve, false)).then(() => resolve());
    }));
    expect([moment, await deployment.delete(ROLLBACK)]).toEqual([moment, SUCCESS]);
    await expectRolledBack(deployment, 2);
    ended('delete killed, and delivered again', named(moment));
  }
});
