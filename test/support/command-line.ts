import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const BIN = path.join(__dirname, '../../bin/cdk-aurora-serverless-v2');

/** What a test reads must not depend on whether the machine likes colours. */
const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' };

/** Runs our command as a user does. */
export function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

/** The same without blocking this process, which may be the server. */
export function start(...args: string[]): ChildProcessWithoutNullStreams {
  return startWith({}, ...args);
}

/** With more in its environment. */
export function startWith(more: Record<string, string>, ...args: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [BIN, ...args], { env: { ...env, ...more } });
}

/** Files in a folder of their own; objects are written as JSON. */
export function writeFiles(files: Record<string, unknown>): Record<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'aurora-'));
  return Object.fromEntries(Object.entries(files).map(([name, content]) => {
    const file = path.join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return [name, file];
  }));
}
