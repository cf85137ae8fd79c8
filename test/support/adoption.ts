import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { adopt } from '../../src/cli/adopt/adopt';
import { readSituation, type Situation } from '../../src/cli/adopt/situation';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, 'examples/adopt');
export const EXAMPLES = readdirSync(FOLDER);

export function fileOf(example: string, ...names: string[]): string {
  return path.join(FOLDER, example, ...names);
}

/** What is given to the command. */
export function filesOf(example: string) {
  const [template] = ['template.json', 'template.yaml'].map((name) => fileOf(example, name)).filter((file) => existsSync(file));
  return { template, state: ['stack.json', 'stack-resources.json', 'clusters.json', 'instances.json'].map((name) => fileOf(example, name)) };
}

export function situationOf(example: string): Promise<Situation> {
  return readSituation(filesOf(example));
}

export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'adoption-'));
}

export async function adoptExample(example: string, folder = newFolder()) {
  return { folder, result: await adopt(await situationOf(example), folder) };
}

export function readJson(folder: string, name: string) {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
}

/** The old apps and the generated code of all examples, synthesized in one process as the CDK's CLI does it. */
export function synthesizeExamples(): { readonly before: (example: string) => string; readonly after: (example: string) => string } {
  const out = newFolder();
  const outOf = (kind: string, example: string) => path.join(out, kind, example);
  const runs = EXAMPLES.flatMap((example) => [
    ...(existsSync(fileOf(example, 'app.ts')) ? [{ file: fileOf(example, 'app.ts'), out: outOf('before', example) }] : []),
    { file: fileOf(example, 'adoption/stack.ts'), out: outOf('after', example), stack: 'ShopStack' },
  ]);
  const script = `
    const { App } = require('aws-cdk-lib');
    for (const { file, out, stack } of ${JSON.stringify(runs)}) {
      process.env.CDK_OUTDIR = out;
      const loaded = require(file);
      if (!stack) continue;
      const app = new App();
      new loaded[stack](app, 'Shop');
      app.synth();
    }`;
  execFileSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-r', 'tsconfig-paths/register', '-e', script], {
    cwd: ROOT,
    env: { ...process.env, TS_NODE_PROJECT: 'tsconfig.dev.json', JSII_DEPRECATED: 'quiet', CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true }) },
    stdio: 'pipe',
  });
  return { before: (example) => outOf('before', example), after: (example) => outOf('after', example) };
}
