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

async function main(): Promise<void> {
  for (const [title, bench] of Object.entries(BENCHES)) {
    const rows = await bench();
    const head = Object.keys(rows[0].values);
    console.log(`\n${columns(rows.map(({ name, values }) => [name, ...head.map((column) => values[column])]), { head: [title, ...head] })}`);
  }
}

void main();
