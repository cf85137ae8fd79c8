import { benchConstructs } from './constructs';
import { benchEngine } from './engine';
import { benchHandlers } from './handlers';
import type { Row } from './measure';
import { benchSimulator } from './simulator';
import { benchSynth } from './synth';
import { columns } from '../src/cli/terminal';

const BENCHES: Record<string, () => Promise<Row[]>> = {
  'the simulated AWS': benchSimulator,
  'the cluster construct': benchSynth,
  'a move': benchEngine,
  'handlers': benchHandlers,
  'constructs': benchConstructs,
};

/** All, or those whose title has one of the words in it. */
async function main(words: readonly string[]): Promise<void> {
  const wanted = Object.entries(BENCHES).filter(([title]) => words.length === 0 || words.some((word) => title.includes(word)));
  for (const [title, bench] of wanted) {
    const rows = await bench();
    const head = Object.keys(rows[0].values);
    console.log(`\n${columns(rows.map(({ name, values }) => [name, ...head.map((column) => values[column])]), { head: [title, ...head] })}`);
  }
}

void main(process.argv.slice(2));
