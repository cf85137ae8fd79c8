import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { adopt } from '../../src/cli/adopt/adopt';
import { readSituation, type Situation } from '../../src/cli/adopt/situation';

const ROOT = path.join(__dirname, '../..');
export const EXAMPLES = path.join(ROOT, 'examples/adopt');

export function situationOf(example: string): Promise<Situation> {
  const folder = path.join(EXAMPLES, example);
  const state = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'template.json').map((name) => path.join(folder, name));
  return readSituation({ template: path.join(folder, 'template.json'), state });
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

/** Synthesizes the generated code in a process of its own, as a user would. */
export function synthesizeCode(folder: string, stackName: string): Record<string, any> {
  const code = readFileSync(path.join(folder, 'stack.ts'), 'utf8');
  const app = `${code.replace("'cdk-aurora-serverless-v2'", JSON.stringify(path.join(ROOT, 'src')))}
import { App } from 'aws-cdk-lib';
const app = new App({ context: { 'aws:cdk:disable-version-reporting': true }, analyticsReporting: false });
new ${stackName}Stack(app, '${stackName}', { synthesizer: new (require('aws-cdk-lib').LegacyStackSynthesizer)() });
app.synth();
`;
  writeFileSync(path.join(folder, 'app.ts'), app);
  const out = path.join(folder, 'cdk.out');
  execFileSync(process.execPath, [require.resolve('ts-node/dist/bin'), '--transpile-only', '--skipProject', '-O', '{"module":"commonjs","target":"es2022","esModuleInterop":true}',
    path.join(folder, 'app.ts')],
  { cwd: ROOT, env: { ...process.env, CDK_OUTDIR: out, NODE_PATH: path.join(ROOT, 'node_modules') }, stdio: 'pipe' });
  return readJson(out, `${stackName}.template.json`);
}
