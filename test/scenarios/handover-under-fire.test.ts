import { countCases, few, numbers } from '../support/cases';
import { callsOf, expectWell, rolledBack, SCENARIOS, type Scenario, shops, whichever } from '../support/handover-scenarios';
import { type Shop, templates } from '../support/shop';

const ended = countCases('deployments under fire, each with the data whole, one writer, a member of the stack, and a stack that deploys again');
const open = shops();

describe('a deployment with a handover', () => {
  test('rolls back wherever a resource fails', async () => {
    const before = Object.keys(JSON.parse(templates.before.text).Resources);
    const changed = Object.keys(JSON.parse(templates.after.text).Resources).filter((id) => !before.includes(id) || /^Db[0-9A-F]{8}$/.test(id));
    for (const id of few(changed, 6)) {
      const shop = await open();
      shop.fault(`resource-failure:operation=Shop.${id}`);
      await shop.deploy(templates.after);
      await expectWell(shop, `${id} fails`, rolledBack());
      ended('rollback forced at a resource', id);
    }
  });

  test('is cancelled in any minute', async () => {
    const undisturbed = await open();
    const begun = undisturbed.account.clock.now;
    await undisturbed.deploy(templates.after);
    const minutes = Math.ceil((undisturbed.account.clock.now - begun) / 60_000);
    for (const minute of few(numbers(minutes), 12)) {
      const shop = await open();
      const stack = shop.begin(templates.after);
      await shop.sleep(minute * 60);
      shop.cancel();
      await shop.settle(stack);
      await expectWell(shop, `cancelled in minute ${minute}`, whichever(shop));
      ended('update cancelled in a minute', minute);
    }
  });

  test('is cancelled at any API call of the handover', async () => {
    for (const call of few(await callsOf(await open(), SCENARIOS[0]), 20)) {
      const shop = await open({ onCall: (now) => now === call ? 'cancel' : undefined });
      await shop.deploy(templates.after);
      await expectWell(shop, `cancelled at call ${call}`, whichever(shop));
      ended('update cancelled at an API call', call);
    }
  });

  test('rolls back when its function always times out, and is not in the way of the way back', async () => {
    const shop = await open();
    shop.fault(`function-timeout:operation=Shop.${templates.handoverId},count=3`);
    await shop.deploy(templates.after);
    await expectWell(shop, 'always times out', rolledBack());
    ended('Lambda invocation timed out', 'every one of the deployment');
  });
});

describe.each(SCENARIOS)('$name', (scenario) => {
  const every = scenario.name === 'deployment' ? 1 : 3;

  test('ends well', async () => {
    const shop = await open();
    await scenario.before(shop);
    await scenario.run(shop);
    await expectWell(shop, scenario.name, scenario.ending());
    ended('undisturbed', scenario.name);
  });

  test.each([['function-timeout', 'Lambda invocation timed out'], ['function-twice', 'Lambda invocation doubled']])('survives %s in each invocation', async (fault, kind) => {
    for (const invocation of few(numbers(await invocationsOf(scenario)), every)) {
      const shop = await open();
      await scenario.before(shop);
      shop.fault(`${fault}:operation=Shop.${templates.handoverId},after=${invocation - 1}`);
      await scenario.run(shop);
      await expectWell(shop, `${scenario.name}, ${fault} of invocation ${invocation}`, scenario.ending());
      ended(kind, `${scenario.name} ${invocation}`);
    }
  });
});

/** How often CloudFormation invokes the handover in a scenario. */
async function invocationsOf(scenario: Scenario): Promise<number> {
  const shop = await open();
  await scenario.before(shop);
  const before = invocations(shop);
  await scenario.run(shop);
  return invocations(shop) - before;
}

function invocations({ account }: Shop): number {
  return account.log.ofType('invocation').filter(({ subject }) => subject === `Shop.${templates.handoverId}`).length;
}
