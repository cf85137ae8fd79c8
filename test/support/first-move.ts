import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');
let synthesized: string | undefined;

/** Synthesizes the example app as the demo does, and answers with a copy of its `cdk.out` that may be changed. */
export function firstMove(): string {
  synthesized ??= synthesize();
  const copy = mkdtempSync(path.join(tmpdir(), 'first-move-'));
  cpSync(synthesized, copy, { recursive: true });
  return copy;
}

function synthesize(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'first-move-'));
  execFileSync(process.execPath, [
    require.resolve('ts-node/dist/bin'), '--transpile-only', '--project', 'tsconfig.dev.json', '-r', 'tsconfig-paths/register', 'examples/first-move/app.ts',
  ], { cwd: ROOT, env: { ...process.env, CDK_OUTDIR: folder } });
  return folder;
}

/** The built handler whose source contains this text. */
export function handlerFile(cdkOut: string, text: string): string {
  return readdirSync(cdkOut).filter((name) => name.startsWith('asset.')).map((name) => path.join(cdkOut, name, 'index.js'))
    .find((file) => readFileSync(file, 'utf8').includes(text))!;
}

export function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  writeFileSync(file, after);
}
