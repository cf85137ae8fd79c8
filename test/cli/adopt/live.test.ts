import { readdirSync, readFileSync } from 'node:fs';
import { adopt } from '../../../src/cli/adopt/adopt';
import { liveSituation } from '../../../src/cli/adopt/live';
import { Endpoint } from '../../../src/simulator/endpoint';
import { listen } from '../../../src/simulator/http-server';
import { adoptExample, deployedExample, EXAMPLES, fileOf, newFolder } from '../../support/adoption';
import { startWith } from '../../support/command-line';

const textsIn = (folder: string) => Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));

test.each(EXAMPLES)('the account tells of %s what the files tell', async (example) => {
  const { describer, wanted } = await deployedExample(example);
  const folder = newFolder();
  const { refusals } = await adopt(await liveSituation('Shop', wanted, describer), folder);
  expect(refusals).toEqual([]);
  expect(textsIn(folder)).toEqual(textsIn((await adoptExample(example)).folder));
});

test('--live looks at the stack and the databases of the account, and says what it was not told', async () => {
  const { account } = await deployedExample('v1-converted');
  const endpoint = new Endpoint(account);
  const listener = await listen((request) => endpoint.answer(request));
  try {
    const folder = newFolder();
    const environment = { AWS_ENDPOINT_URL: listener.url, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'B' };
    const adoptLive = (...args: string[]) => new Promise<{ status: number | null; text: string }>((resolve) => {
      const child = startWith(environment, 'adopt', '--live', ...args);
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => text += chunk);
      child.once('exit', (status) => resolve({ status, text }));
    });
    expect(await adoptLive('--stack', 'Shop', '--out', folder)).toMatchObject({ status: 0, text: expect.stringContaining('Nothing replaced') });
    expect(textsIn(folder)).toEqual(textsIn(fileOf('v1-converted', 'adoption')));
    expect(await adoptLive('--stack', 'Nowhere')).toMatchObject({ status: 2, text: expect.stringContaining('Stack with id Nowhere does not exist') });
    expect(await adoptLive()).toMatchObject({ status: 2, text: expect.stringContaining('--live with --stack') });
  } finally {
    await listener.close();
  }
}, 60_000);

test('says so when the stack\'s cluster is gone and nobody told which other one to take', async () => {
  const { describer } = await deployedExample('another-name');
  await expect(liveSituation('Shop', undefined, describer)).rejects.toThrow(/Say with --cluster/);
});
