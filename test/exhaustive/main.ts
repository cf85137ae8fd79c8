import { agreements, type Compared } from './agreement';
import { SOURCES } from './sources';
import { type Counts, faultsEverywhere, stopEverywhere } from './stops';
import { columns } from '../../src/cli/terminal';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';

const WIDEST = 3;

/** `stops`, `faults` or `agree`, all if none is named; `--every 5`, `--seeds 100`, `--source MySQL`, `--profile slow`. */
async function main(words: readonly string[]): Promise<number> {
  const option = (name: string, otherwise: string) => words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : otherwise;
  const wanted = words.filter((word) => ['stops', 'faults', 'agree'].includes(word));
  const runs = (section: string) => wanted.length === 0 || wanted.includes(section);
  const sources = SOURCES.filter(({ name }) => name.includes(option('source', '')));
  const every = Number(option('every', '1'));
  let wrong = 0;
  if (runs('agree')) wrong += await agree(Number(option('seeds', '100')), option('profile', ''));
  if (runs('stops')) wrong += await count('stopping at each API call, then resuming or going back', () => stopEverywhere(every, 0, sources));
  if (runs('faults')) wrong += await count('each fault at each API call', () => faultsEverywhere(every, 0, sources));
  return wrong === 0 ? 0 : 1;

  async function agree(seeds: number, profile: string): Promise<number> {
    const started = performance.now();
    const profiles = (Object.keys(PROFILES) as ProfileName[]).filter((name) => name.includes(profile));
    const rows = await agreements(seeds, sources, profiles);
    const bad = rows.filter(({ duration, writeGap, sameOrder, notMigrated }) => !fits(duration) || !fits(writeGap) || !sameOrder || notMigrated > 0);
    console.log(columns(rows.map((row) => [
      row.source, row.profile, show(row.duration), show(row.writeGap), row.sameOrder ? 'same order' : 'OTHER ORDER', row.notMigrated > 0 ? `${row.notMigrated} NOT MIGRATED` : '',
    ]), { head: ['source', 'profile', 'duration: planned, measured, width', 'write gap', '', ''] }));
    console.log(`${rows.length} sources and profiles, ${seeds} seeds each: ${bad.length} disagree. ${seconds(started)}`);
    return bad.length;
  }
}

function fits({ contains, width }: Compared): boolean {
  return contains && width <= WIDEST;
}

function show(compared: Compared): string {
  const { predicted, measured, width } = compared;
  return `${round(predicted.leastSeconds)}-${round(predicted.mostSeconds)}  ${round(measured.leastSeconds)}-${round(measured.mostSeconds)}  ${width.toFixed(1)}${fits(compared) ? '' : '  !'}`;
}

async function count(title: string, run: () => Promise<Counts>): Promise<number> {
  const started = performance.now();
  const { cases, outcomes, wrong } = await run();
  const ends = Object.entries(outcomes).sort().map(([outcome, number]) => `${number} ${outcome}`).join(', ');
  console.log(`${title}: ${cases} cases: ${ends}; ${wrong.length} wrong. ${seconds(started)}`);
  for (const line of wrong) console.log(`  ${line}`);
  return wrong.length;
}

function round(value: number): string {
  return value.toFixed(0);
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(0)} s`;
}

void main(process.argv.slice(2)).then((status) => { process.exitCode = status; });
