import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';
import type { Script } from './handlers/scripted';
import { deployer, type Options } from './stacks';
import { host, type HostedAccount } from '../../src/cli/rehearse/hosted-account';

const ASSET = 'scripted.zip';
let bundled: Promise<string> | undefined;
let hosted: HostedAccount | undefined;

async function bundle(): Promise<string> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'scripted-'));
  const entryPoints = { index: path.join(__dirname, 'handlers/scripted.ts') };
  await build({ entryPoints, outdir, bundle: true, platform: 'node', target: 'node20', logLevel: 'silent' });
  return outdir;
}

interface SeenEvent {
  readonly RequestType: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly version?: string;
  readonly before?: string;
}

/** A deployer whose account runs functions. Close it with `closeFunctions`. */
export async function functionDeployer(options: Options = {}) {
  const simulated = await deployer(options);
  hosted = await host(simulated.account);
  simulated.account.cloudFormation.assets.set(ASSET, await (bundled ??= bundle()));
  const { account } = simulated;
  return {
    ...simulated,
    /** The events that came to the handlers, in order. */
    eventsSeen: () => [...account.parameters.values()].filter(({ name }) => name.startsWith('/events/'))
      .sort((a, b) => a.lastModifiedMillis - b.lastModifiedMillis)
      .map(({ value, version }) => ({ ...JSON.parse(value) as SeenEvent, times: version })),
    invocations: () => account.log.ofType('invocation').map(({ subject, request }) => `${subject} ${request}`),
  };
}

export async function closeFunctions(): Promise<void> {
  await hosted?.close();
  hosted = undefined;
}

export interface Scripts {
  readonly version?: number;
  readonly timeout?: number;
  readonly create?: Script;
  readonly update?: Script;
  readonly delete?: Script;
  readonly dependsOn?: string;
}

/** The function behind scripted resources. */
export const SCRIPTED_FUNCTION = {
  Handler: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { S3Key: ASSET }, Timeout: 900 } },
};

export function scripted({ version = 1, timeout, create, update, delete: remove, dependsOn }: Scripts) {
  return {
    Type: 'Custom::Scripted',
    ...(dependsOn ? { DependsOn: dependsOn } : {}),
    Properties: {
      ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] },
      Version: version,
      ...(timeout ? { ServiceTimeout: timeout } : {}),
      ...(create ? { OnCreate: create } : {}),
      ...(update ? { OnUpdate: update } : {}),
      ...(remove ? { OnDelete: remove } : {}),
    },
  };
}
