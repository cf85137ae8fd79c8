import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { host, type HostedAccount } from '../../src/cli/rehearse/hosted-account';
import { SimulatedAccount } from '../../src/simulator/account';

let hosted: HostedAccount | undefined;
afterEach(() => hosted?.close());

const CALL = `const call = (target, body) => fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: JSON.stringify(body), headers: {
  'x-amz-target': 'AmazonSSM.' + target, 'content-type': 'application/x-amz-json-1.1', 'authorization': 'Credential=K/20261201/eu-west-1/ssm/aws4_request',
} });`;

/** An account in which this is the body of a function. */
async function withFunction(body: string) {
  const account = new SimulatedAccount({ seed: 1, region: 'eu-west-1' });
  hosted = await host(account);
  const codeFolder = mkdtempSync(path.join(tmpdir(), 'function-'));
  writeFileSync(path.join(codeFolder, 'index.js'), `${CALL}\nexports.handler = async (event) => { ${body} };`);
  const arn = `arn:aws:lambda:eu-west-1:${account.accountId}:function:f`;
  account.functions.add({ arn, codeFolder, handler: 'index.handler', environment: {}, timeoutSeconds: 900, runtime: 'nodejs22.x' });
  account.clock.enter();
  const seconds = async (event: unknown) => {
    const from = account.clock.now;
    const result = await account.functions.invoke(arn, event);
    return { result, seconds: (account.clock.now - from) / 1000 };
  };
  return { account, seconds };
}

describe('the time of a function', () => {
  test('passes in its requests, and those that it makes together take as long as the longest', async () => {
    const { account, seconds } = await withFunction(`
      const put = async (Name) => (await call('PutParameter', { Name, Value: 'v', Type: 'String' })).text();
      if (event.together) await Promise.all(['/a', '/b', '/c', '/d'].map(put)); else for (const name of ['/e', '/f', '/g', '/h']) await put(name);
    `);
    // Somebody who computes and waits beside it.
    account.clock.spawn(async () => {
      for (let beat = 0; beat < 100; beat++) await account.clock.sleep(50);
    });
    const together = (await seconds({ together: true })).seconds;
    const inTurn = (await seconds({})).seconds;
    expect([account.parameters.size, together < 0.5, inTurn > 2 * together, inTurn < 2]).toEqual([8, true, true, true]);
  });

  test('stands still while an answer comes in pieces', async () => {
    const { account, seconds } = await withFunction(`
      for (let page = 0; page < 10; page++) await new Promise((resume) => require('node:http').request(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers: {
        'x-amz-target': 'AmazonSSM.GetParametersByPath', 'content-type': 'application/x-amz-json-1.1', 'authorization': 'Credential=K/20261201/eu-west-1/ssm/aws4_request',
      } }, (response) => response.on('end', resume).resume()).end(JSON.stringify({ Path: '/', Recursive: true })));
      return 'all there';
    `);
    account.clock.spawn(() => account.clock.sleep(600_000));
    for (let index = 0; index < 10; index++) {
      account.parameters.set(`/p${index}`, { name: `/p${index}`, value: 'x'.repeat(400_000), version: 1, lastModifiedMillis: account.clock.now } as never);
    }
    const { result, seconds: taken } = await seconds({});
    expect([result, taken < 10]).toEqual(['all there', true]);
  });

  test('stands still in what yields only, and goes on in a timer while a request is under way', async () => {
    const { account, seconds } = await withFunction(`
      for (let turn = 0; turn < 5; turn++) await new Promise((resume) => setTimeout(resume, 5));
      const first = await Promise.race([call('PutParameter', { Name: '/a', Value: 'v', Type: 'String' }), new Promise((resume) => setTimeout(() => resume('the timer'), 3000))]);
      return first === 'the timer' ? first : 'the answer';
    `);
    account.faults.add({ kind: 'slow', operation: 'ssm:PutParameter', seconds: 20, count: 1, after: 0, probability: 1 });
    expect(await seconds({})).toEqual({ result: 'the timer', seconds: 3 });
    const { result, seconds: taken } = await seconds({});
    expect([result, taken < 1]).toEqual(['the answer', true]);
  });

  test('ends with its patience, and the next event meets a new process', async () => {
    const { seconds } = await withFunction('if (event.hangs) await new Promise(() => {}); return process.pid;');
    const { result: first } = await seconds({});
    await expect(seconds({ hangs: true })).rejects.toThrow('Task timed out after 900.00 seconds');
    const { result: second, seconds: taken } = await seconds({});
    expect([second === first, taken]).toEqual([false, 0]);
  });
});

test('the logs of an event are complete when its answer is there, to the last word', async () => {
  const { account, seconds } = await withFunction(`
    for (let line = 0; line < 2000; line++) console.log(event.number + ' ' + line + ' ' + 'x'.repeat(100));
    process.stderr.write('last words of ' + event.number);
  `);
  for (let number = 0; number < 20; number++) {
    await seconds({ number });
    expect(account.functions.output.filter((line) => line.startsWith(`${number} `))).toHaveLength(2000);
    expect(account.functions.output).toContain(`last words of ${number}`);
  }
});
