import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';
import { type Row, median } from './measure';

const HANDLERS = ['advance', 'set-goal', 'writer-handover', 'orphaned-members'];
const LOADS = 11;

/** Our bundled handlers beside a function that does nothing but import the SDK's client for RDS. */
export async function benchHandlers(): Promise<Row[]> {
  const bare = path.join(tmpdir(), 'bare-client-rds.js');
  await build({
    stdin: { contents: "import { RDSClient } from '@aws-sdk/client-rds'; export const client = new RDSClient({ region: 'eu-west-1' });", resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node20',
    outfile: bare,
  });
  const files = [['a bare client-rds', bare], ...HANDLERS.map((name) => [name, path.resolve(`assets/handlers/${name}.lambda/index.js`)])];
  return files.map(([name, file]) => ({ name, values: { 'kB': (statSync(file).size / 1000).toFixed(0), 'load ms': loadMillis(file).toFixed(0) } }));
}

/** The median of fresh processes. */
function loadMillis(file: string): number {
  const script = `const begun = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - begun)`;
  return median(Array.from({ length: LOADS }, () => Number(execFileSync(process.execPath, ['-e', script], {
    encoding: 'utf8', env: { ...process.env, AWS_REGION: 'eu-west-1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  }))));
}
