import { countCases, few } from '../support/cases';
import { callsOf, expectWell, SCENARIOS, shops } from '../support/handover-scenarios';

const ended = countCases('handovers whose function was killed with SIGKILL, each with the data whole, one writer, a member of the stack, and a stack that deploys again');
const open = shops();

test.each(SCENARIOS)('$name survives that its function dies at any API call', async (scenario) => {
  for (const call of few(await callsOf(await open(), scenario), 34)) {
    const shop = await open({ onCall: (now) => now === call ? 'die' : undefined });
    await scenario.before(shop);
    await scenario.run(shop);
    await expectWell(shop, `${scenario.name}, dead at call ${call}`, scenario.ending());
    ended(`Lambda invocation failed, ${scenario.name}, at API call`, call);
  }
});
