import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { adopt } from '../../../src/cli/adopt/adopt';
import { Endpoint } from '../../../src/simulator/endpoint';
import { type HttpRequest, listen } from '../../../src/simulator/http-server';
import type { WireResponse } from '../../../src/simulator/wire/protocol';
import { deployedExample, fileOf, newFolder, perform, readJson, synthesizeExamples } from '../../support/adoption';

const CDK = path.join(__dirname, '../../../node_modules/.bin/cdk');
const MILLIS_BETWEEN_CALLS = 30_000;

/** The CDK's CLI first asks who it is, and for roles of the bootstrap stack, without which it goes on. */
function asSts({ body }: HttpRequest): WireResponse | undefined {
  const action = /Action=(\w+)/.exec(String(body))?.[1];
  const headers = { 'content-type': 'text/xml' };
  if (action === 'GetCallerIdentity') {
    const identity = '<Arn>arn:aws:iam::123456789012:user/somebody</Arn><UserId>A</UserId><Account>123456789012</Account>';
    return { status: 200, headers, body: `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>` };
  }
  if (action !== 'AssumeRole') return undefined;
  return { status: 403, headers, body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>' };
}

test('`cdk import` takes mapping and code, and deploys the very template of the import; `cdk diff` then finds nothing', async () => {
  const deployed = await deployedExample('v1-converted');
  const { account, stack, config } = deployed;
  const app = synthesizeExamples().after('v1-converted');
  const endpoint = new Endpoint(account);
  const listener = await listen(async (request) => {
    const answer = asSts(request);
    if (answer) return answer;
    await account.clock.sleep(MILLIS_BETWEEN_CALLS);
    const response = await endpoint.answer(request);
    // A client that sees the virtual date takes its own clock for wrong, and repeats what was refused.
    return response && { ...response, headers: { ...response.headers, date: new Date().toUTCString() } };
  });
  account.clock.enter();
  await new SSMClient(config).send(new PutParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version', Value: '28', Type: 'String' }));
  const cdk = (...args: string[]) => new Promise<{ status: number | null; text: string }>((resolve) => {
    const env = { ...process.env, AWS_ENDPOINT_URL: listener.url, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'B', AWS_EC2_METADATA_DISABLED: 'true' };
    const child = spawn(CDK, [...args, '--app', app, '--ci', '--no-color', '--no-notices'], { cwd: app, env });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => text += chunk);
    child.once('exit', (status) => resolve({ status, text }));
  });
  try {
    const folder = newFolder();
    const { adoption } = await adopt(await deployed.look(folder), folder);
    const [retain, release, , reconnect] = adoption.steps;
    for (const step of [retain, release]) expect(await perform(deployed, step, adoption)).toBe('UPDATE_COMPLETE');
    const imported = await cdk('import', 'Shop', '--resource-mapping', path.join(folder, 'resource-mapping.json'), '--force');
    expect(imported).toMatchObject({ status: 0, text: expect.stringContaining('Db/Resource: importing using DBClusterIdentifier=') });
    expect(stack.status).toBe('IMPORT_COMPLETE');
    expect(stack.source!.template).toEqual(readJson(fileOf('v1-converted', 'adoption'), '3-import.template.json'));
    expect(await perform(deployed, reconnect, adoption)).toBe('UPDATE_COMPLETE');
    expect(await cdk('diff', 'Shop', '--fail')).toMatchObject({ status: 0, text: expect.stringMatching(/no differences/i) });
  } finally {
    await listener.close();
  }
}, 180_000);
