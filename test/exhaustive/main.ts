import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Agreement, agreements, type Compared } from './agreement';
import { SOURCES } from './sources';
import { addUp, type Counts, faultsEverywhere, type Selection, stopEverywhere } from './stops';
import { columns } from '../../src/cli/terminal';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';

const WIDEST = 3;
/** Rehearsals leave much behind that nobody needs any more. */
const YOUNG_MEGABYTES = 128;

interface Task {
  readonly section: 'agree' | 'stops' | 'faults';
  readonly every: number;
  readonly seeds: number;
  readonly source: string;
  readonly profiles: readonly ProfileName[];
}

/** `stops`, `faults` or `agree`, all if none is named; `--every 5`, `--seeds 100`, `--source MySQL`, `--profile slow`, `--workers 2`. */
async function main(words: readonly string[]): Promise<number> {
  const option = (name: string, otherwise: string) => words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : otherwise;
  const named = words.filter((word) => ['stops', 'faults', 'agree'].includes(word));
  const wanted = (section: string) => named.length === 0 || named.includes(section);
  const profiles = (Object.keys(PROFILES) as ProfileName[]).filter((name) => name.includes(option('profile', '')));
  const task = { every: Number(option('every', '1')), seeds: Number(option('seeds', '100')), source: option('source', ''), profiles };
  const workers = Number(option('workers', String(availableParallelism())));
  let wrong = 0;
  if (wanted('agree')) wrong += await agree(task, workers);
  if (wanted('stops')) wrong += await count('stopping at each API call, then resuming or going back', { ...task, section: 'stops' }, workers);
  if (wanted('faults')) wrong += await count('each fault at each API call', { ...task, section: 'faults' }, workers);
  return wrong === 0 ? 0 : 1;
}

async function agree(task: Omit<Task, 'section'>, workers: number): Promise<number> {
  const started = performance.now();
  const rows = (await inParallel<Agreement[]>({ ...task, section: 'agree' }, workers)).flat();
  const bad = rows.filter(({ duration, writeGap, sameOrder, notMigrated }) => !fits(duration) || !fits(writeGap) || !sameOrder || notMigrated > 0);
  console.log(columns(rows.map((row) => [
    row.source, row.profile, show(row.duration), show(row.writeGap), row.sameOrder ? 'same order' : 'OTHER ORDER', row.notMigrated > 0 ? `${row.notMigrated} NOT MIGRATED` : '',
  ]), { head: ['source', 'profile', 'duration: planned, measured, width', 'write gap', '', ''] }));
  console.log(`${rows.length} sources and profiles, ${task.seeds} seeds each: ${bad.length} disagree. ${seconds(started)}`);
  return bad.length;
}

async function count(title: string, task: Task, workers: number): Promise<number> {
  const started = performance.now();
  const { cases, outcomes, wrong } = addUp(await inParallel<Counts>(task, workers));
  const ends = Object.entries(outcomes).sort().map(([outcome, number]) => `${number} ${outcome}`).join(', ');
  console.log(`${title}: ${cases} cases: ${ends}; ${wrong.length} wrong. ${seconds(started)}`);
  for (const line of wrong) console.log(`  ${line}`);
  return wrong.length;
}

/** Each worker takes its share of the cases. */
async function inParallel<T>(task: Task, workers: number): Promise<T[]> {
  return Promise.all(Array.from({ length: workers }, (_, index) => new Promise<T>((resolve, reject) => {
    new Worker(__filename, { workerData: { ...task, shard: { index, of: workers } }, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } })
      .on('message', resolve).on('error', reject);
  })));
}

async function work({ section, every, seeds, source, profiles, shard }: Task & Required<Pick<Selection, 'shard'>>): Promise<unknown> {
  const sources = SOURCES.filter(({ name }) => name.includes(source));
  switch (section) {
    case 'agree': return agreements(seeds, sources, profiles.filter((_, index) => index % shard.of === shard.index));
    case 'stops': return stopEverywhere({ every, shard }, sources);
    case 'faults': return faultsEverywhere({ every, shard }, sources);
  }
}

function fits({ contains, width }: Compared): boolean {
  return contains && width <= WIDEST;
}

function show(compared: Compared): string {
  const { predicted, measured, width } = compared;
  return `${round(predicted.leastSeconds)}-${round(predicted.mostSeconds)}  ${round(measured.leastSeconds)}-${round(measured.mostSeconds)}  ${width.toFixed(1)}${fits(compared) ? '' : '  !'}`;
}

function round(value: number): string {
  return value.toFixed(0);
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(0)} s`;
}

if (isMainThread) void main(process.argv.slice(2)).then((status) => { process.exitCode = status; });
else void work(workerData).then((result) => parentPort!.postMessage(result));
