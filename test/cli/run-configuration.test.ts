import { Endpoint } from '../../src/simulator/endpoint';
import { type HttpListener, listen } from '../../src/simulator/http-server';
import type { WireResponse } from '../../src/simulator/wire/protocol';
import { start, startWith, writeFiles } from '../support/command-line';
import { EXAMPLE_STATE, exampleAccount } from '../support/simulated-account';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** An endpoint of the simulated AWS that tells who signed for which service in which Region. */
async function endpoint(): Promise<HttpListener & { readonly signed: Set<string> }> {
  const aws = new Endpoint((await exampleAccount()).account);
  const signed = new Set<string>();
  const listener = await listen(async (request) => {
    const [, key, region, service] = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization)!;
    signed.add(`${key} ${region} ${service}`);
    return aws.answer(request);
  });
  closing.push(() => listener.close());
  return { ...listener, signed };
}

/** An endpoint that offers nothing of what it is asked for. */
async function nothingAt(answer: WireResponse): Promise<string> {
  const { url, close } = await listen(async () => answer);
  closing.push(close);
  return url;
}

function ended(child: ReturnType<typeof start>): Promise<{ status: number | null; stdout: string; stderr: string }> {
  closing.push(() => child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => stdout += chunk);
  child.stderr.on('data', (chunk: Buffer) => stderr += chunk);
  return new Promise((resolve) => child.on('exit', (status) => resolve({ status, stdout, stderr })));
}

const KEYS = { AWS_ACCESS_KEY_ID: 'ENV', AWS_SECRET_ACCESS_KEY: 'S', AWS_REGION: 'eu-west-1' };

describe('run honours the configuration of the SDK', () => {
  test('credentials, Region and endpoint of a profile', async () => {
    const { url, signed } = await endpoint();
    const { config, credentials } = writeFiles({
      config: `[profile shop]\nregion = eu-central-1\nendpoint_url = ${url}\n`,
      credentials: '[shop]\naws_access_key_id = OFPROFILE\naws_secret_access_key = S\n',
    });
    const env = { AWS_PROFILE: 'shop', AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials };
    const { status, stderr } = await ended(startWith(env, 'run', '--cluster', 'mysql-80', '--capacity', '2-16'));
    expect([status, stderr]).toEqual([2, expect.stringContaining('There is no terminal to ask at')]);
    expect([...signed]).toEqual(['OFPROFILE eu-central-1 rds', 'OFPROFILE eu-central-1 ssm']);
  });

  test('AWS_ENDPOINT_URL, and AWS_ENDPOINT_URL_RDS before it', async () => {
    const [all, ofRds] = [await endpoint(), await endpoint()];
    await ended(startWith({ ...KEYS, AWS_ENDPOINT_URL: all.url, AWS_ENDPOINT_URL_RDS: ofRds.url }, 'run', '--cluster', 'mysql-80', '--capacity', '2-16'));
    expect([[...all.signed], [...ofRds.signed]]).toEqual([['ENV eu-west-1 ssm'], ['ENV eu-west-1 rds']]);
  });
});

describe('an API that is not offered and not needed for safety is reported, and the move goes on', () => {
  const SPEED = '200';
  const json = (status: number, code: string): WireResponse => ({
    status, headers: { 'content-type': 'application/json', 'x-amzn-errortype': code }, body: JSON.stringify({ __type: code, message: 'not here' }),
  });

  test.each<[string, WireResponse]>([
    ['501', json(501, 'InternalFailure')],
    ['403', json(403, 'AccessDenied')],
    ['404 without an error of AWS', { status: 404, headers: { 'content-type': 'text/plain' }, body: 'page not found' }],
  ])('CloudWatch and the Data API answer with %s', async (_, answer) => {
    const server = start('simulate', '--port', '0', '--speed', SPEED, '--state', ...EXAMPLE_STATE);
    closing.push(() => server.kill('SIGKILL'));
    const url = await new Promise<string>((resolve) => server.stdout.on('data', (chunk: Buffer) => {
      const match = /at (http:\S+),/.exec(chunk.toString());
      if (match) resolve(match[1]);
    }));
    const nothing = await nothingAt(answer);
    const env = { ...KEYS, AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_CLOUDWATCH: nothing, AWS_ENDPOINT_URL_RDS_DATA: nothing };
    const { status, stdout, stderr } = await ended(startWith(env, 'run', '--cluster', 'mysql-80', '--capacity', '2-16', '--yes', '--simulated-speed', SPEED));
    expect(stdout).toContain('mysql-80 migrated after');
    expect(stderr.match(/CloudWatch does not show metrics/g)).toHaveLength(1);
    expect(status).toBe(0);
  });
});
