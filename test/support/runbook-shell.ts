import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { awsArguments } from './aws-command-line';
import { cliText, select } from './cli-query';
import { connect } from './simulated-account';
import type { SimulatedAccount } from '../../src/simulator/account';

const DUMP_TOOLS = ['mysqldump', 'mysql', 'pg_dump', 'pg_dumpall', 'pg_restore', 'psql', 'vacuumdb'];

/** Everything that a runbook calls is asked of us, word by word as the shell has taken it apart: over descriptors 3 and 4, without a process. */
const ASKED = `
set -euo pipefail
ask() {
  local status answer
  printf '%s\\0' "$#" "$@" >&3
  IFS= read -r -d '' status <&4
  IFS= read -r -d '' answer <&4
  printf '%s' "$answer"
  return "$status"
}
for tool in aws sleep date; do eval "$tool() { ask $tool \\"\\$@\\"; }"; done
for tool in ${DUMP_TOOLS.join(' ')}; do eval "$tool() { ask $tool \\"\\$@\\"; }"; done
mysql() { cat >/dev/null; ask mysql "$@"; }
psql() { cat >/dev/null; ask psql "$@"; }
jq() { cat; }
`;

/** Nothing in these runbooks has to be asked so often: whoever asks more waits for ever. */
const MOST_LOOKS = 120;

export interface Ran {
  /** What AWS was asked for, and the programs of the database. */
  readonly calls: readonly (readonly string[])[];
  readonly status: number;
  readonly stderr: string;
}

/** Services that are not simulated: what each command line of theirs prints. */
export type OtherServices = (words: readonly string[]) => string | undefined;

/**
 * Lets a real shell run the lines of a runbook against the simulated AWS: the shell reads its quotes, variables and loops, the
 * SDK sends what it asks for, and whoever sleeps or waits lets virtual time pass.
 */
export async function runInShell(
  account: SimulatedAccount, lines: readonly string[], env: Record<string, string>, other: OtherServices,
): Promise<Ran> {
  const aws = awsArguments(account);
  const { pass } = connect(account);
  const calls: string[][] = [];
  const shell = spawn('bash', ['-c', [ASKED, ...lines].join('\n')], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], env: { PATH: process.env.PATH, ...env },
  });
  const [questions, answers] = [shell.stdio[3] as Readable, shell.stdio[4] as Writable];
  answers.on('error', () => undefined);
  const stderr = text(shell.stderr!);
  const ended = new Promise<number>((resolve) => shell.on('close', (status) => resolve(status ?? 1)));
  const problems: string[] = [];
  const looks = new Map<string, number>();
  for await (const words of questionsIn(questions)) {
    const [tool, ...rest] = words;
    let [status, answer] = [0, ''];
    const look = words.filter((word) => !/^\d+$/.test(word)).join(' ');
    looks.set(look, (looks.get(look) ?? 0) + 1);
    if (tool === 'aws' && looks.get(look)! > MOST_LOOKS) {
      problems.push(`It waits for ever: ${look}`);
      shell.kill();
      answers.end();
      break;
    }
    try {
      if (tool === 'sleep') {await pass(Number(rest[0]));} else if (tool === 'date') {answer = String(Math.floor(account.clock.now / 1000));} else {
        calls.push(words);
        const printed = other(words);
        answer = printed ?? (tool === 'aws' ? printedBy(words, await aws(words)) : '');
      }
    } catch (error) {
      const { name, message } = error as Error;
      problems.push(`${words.join(' ')}\n  ${name}: ${message}`);
      status = 254;
    }
    answers.write(`${status}\0${answer}\0`);
  }
  return { calls, status: await ended, stderr: [...problems, await stderr].join('\n') };
}

/** Each begins with the number of its words. */
async function* questionsIn(stream: Readable): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of stream) {
    const parts = (rest + String(chunk)).split('\0');
    rest = parts.pop()!;
    while (parts.length > 0 && parts.length > Number(parts[0])) {
      const [count] = parts;
      yield parts.splice(0, Number(count) + 1).slice(1);
    }
    rest = [...parts, rest].join('\0');
  }
}

function printedBy(words: readonly string[], answer: unknown): string {
  const query = words[words.indexOf('--query') + 1];
  return words.includes('--query') ? `${cliText(select(answer, query))}\n` : '';
}
