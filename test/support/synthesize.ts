import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readAssembly, type SynthesizedStack } from '../../src/simulator/cloudformation/assembly';

const ROOT = path.join(__dirname, '../..');
const synthesized = new Map<string, string>();

/** The `cdk.out` of an example, synthesized once as a user does it. */
export function synthesize(app: string): string {
  let folder = synthesized.get(app);
  if (folder === undefined) {
    folder = mkdtempSync(path.join(tmpdir(), 'cdk-out-'));
    execFileSync(process.execPath, [
      require.resolve('ts-node/dist/bin'), '--transpile-only', '--project', 'tsconfig.dev.json', '-r', 'tsconfig-paths/register', app,
    ], { cwd: ROOT, env: { ...process.env, CDK_OUTDIR: folder } });
    synthesized.set(app, folder);
  }
  return folder;
}

export function stacksOf(app: string): SynthesizedStack[] {
  return readAssembly(synthesize(app));
}
