import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { generatedName, type Made, type ProviderContext, type ResourceProvider } from './provider';
import type { Properties } from '../resource';

/** The built handlers of the app, each with its own environment. */
export const lambdaFunction: ResourceProvider = {
  async create(context, properties) {
    const name = String(properties.FunctionName ?? generatedName(context, 64));
    context.onPhysicalId(name);
    return put(context, name, properties);
  },
  update: async (context, { physicalId }, properties) => put(context, physicalId, properties),
  delete: async ({ account }, { physicalId }) => account.functions.remove(arnOf(account, physicalId)),
};

function put(context: ProviderContext, name: string, properties: Properties): Made {
  const { account } = context;
  const arn = arnOf(account, name);
  account.permissions.assume(name, String(properties.Role ?? '').split('/').at(-1)!);
  account.functions.add({
    arn,
    runtime: String(properties.Runtime ?? ''),
    codeFolder: codeFolder(context, properties.Code as { S3Key?: string; ZipFile?: string } | undefined),
    handler: String(properties.Handler ?? ''),
    environment: (properties.Environment as { Variables?: Record<string, string> } | undefined)?.Variables ?? {},
    timeoutSeconds: Number(properties.Timeout ?? 3),
  });
  return { physicalId: name, attributes: { Arn: arn } };
}

function arnOf({ region, accountId }: { region: string; accountId: string }, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

/** Nothing for code that is not at hand: such a function exists and cannot be invoked. */
function codeFolder({ account }: ProviderContext, code: { S3Key?: string; ZipFile?: string } = {}): string | undefined {
  if (code.ZipFile === undefined) return account.cloudFormation.assets.get(code.S3Key ?? '');
  const folder = mkdtempSync(path.join(tmpdir(), 'inline-function-'));
  writeFileSync(path.join(folder, 'index.js'), code.ZipFile);
  return folder;
}
