import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import Piscina from 'piscina';
import type { Agreement, Compared } from './agreement';
import { SOURCES } from './sources';
import { addUp, type Counts } from './stops';
import type { Work } from './worker';
import { columns } from '../../src/cli/terminal';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';

/** So many parts of a source can be worked on at the same time. */
const PARTS = 8;
/** Rehearsals leave much behind that nobody needs any more. */
const YOUNG_MEGABYTES = 128;

/** `stops`, `faults` or `agree`, all if none is named; `--every 5`, `--seeds 100`, `--source MySQL`, `--profile slow`, `--fault maintenance`, `--workers 2`. */
async function main(words: readonly string[]): Promise<number> {
  const option = (name: string) => words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : undefined;
  const named = words.filter((word) => ['stops', 'faults', 'agree'].includes(word));
  const wanted = (section: string) => named.length === 0 || named.includes(section);
  const sources = SOURCES.map(({ name }) => name).filter((name) => name.includes(option('source') ?? ''));
  const profiles = (Object.keys(PROFILES) as ProfileName[]).filter((name) => name.includes(option('profile') ?? ''));
  const every = Number(option('every') ?? 1);
  const fault = option('fault');
  const workers = Number(option('workers') ?? availableParallelism());
  const pool = new Piscina({
    filename: join(__dirname, 'worker.js'),
    minThreads: workers,
    maxThreads: workers,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const parts = (section: 'stops' | 'faults at calls', source: string) => Array.from({ length: PARTS }, (_, part): Work => (
    { section, source, selection: { every: every * PARTS, offset: every * part, fault } }
  ));
  let wrong = 0;
  if (wanted('agree')) wrong += await agree(pool, sources, profiles, Number(option('seeds') ?? 100));
  if (wanted('stops')) wrong += await count(pool, 'stopping at each API call, then resuming or going back', sources, (source) => parts('stops', source));
  if (wanted('faults')) {
    wrong += await count(pool, 'each fault at each API call', sources, (source) => [...parts('faults at calls', source), { section: 'faults at changes', source, selection: { fault } }]);
  }
  await pool.destroy();
  return wrong === 0 ? 0 : 1;
}

async function agree(pool: Piscina, sources: readonly string[], profiles: readonly ProfileName[], seeds: number): Promise<number> {
  const started = performance.now();
  const work = sources.flatMap((source) => profiles.map((profile): Work => ({ section: 'agree', source, profile, seeds })));
  const rows: Agreement[] = await Promise.all(work.map((one) => pool.run(one)));
  const bad = rows.filter(({ disagreements }) => disagreements.length > 0);
  console.log(columns(rows.map(({ source, profile, duration, writeGap, disagreements }) => [source, profile, show(duration), show(writeGap), disagreements.join(', ')]), {
    head: ['source', 'profile', 'duration: planned, measured, width', 'write gap', ''],
  }));
  const contradicted = rows.filter((row) => row.contradicted !== undefined).length;
  console.log(`${rows.length} sources and profiles, ${seeds} seeds each: ${bad.length} disagree; ${contradicted} make something otherwise that the plan says it supposes. ${since(started)}`);
  return bad.length;
}

async function count(pool: Piscina, title: string, sources: readonly string[], workOf: (source: string) => readonly Work[]): Promise<number> {
  const started = performance.now();
  const all = await Promise.all(sources.map(async (source) => {
    const counts = addUp(await Promise.all(workOf(source).map((work): Promise<Counts> => pool.run(work))));
    console.log([`  ${source}: ${told(counts)}`, ...counts.wrong].join('\n    '));
    return counts;
  }));
  const sum = addUp(all);
  console.log(`${title}: ${told(sum)}. ${since(started)}`);
  return sum.wrong.length;
}

function told({ cases, outcomes, wrong }: Counts): string {
  const ends = Object.entries(outcomes).sort().map(([outcome, number]) => `${number} ${outcome}`).join(', ');
  return `${cases} cases: ${ends}; ${wrong.length} wrong`;
}

function show({ predicted, measured, width }: Compared): string {
  return `${round(predicted.leastSeconds)}-${round(predicted.mostSeconds)}  ${round(measured.leastSeconds)}-${round(measured.mostSeconds)}  ${width.toFixed(1)}`;
}

function round(value: number): string {
  return value.toFixed(0);
}

function since(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(0)} s`;
}

void main(process.argv.slice(2)).then((status) => { process.exitCode = status; });
