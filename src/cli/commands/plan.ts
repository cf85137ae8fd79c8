import { Command } from 'commander';
import { PACES, type Pace } from '../../planner/durations';
import { PATH_NAMES, type PathName } from '../../planner/paths/planned-path';
import { planDocument, type PlanDocument, type PlanOptions } from '../../planner/plan-document';
import type { Source } from '../../planner/source/source';
import { EXIT } from '../exit-status';
import { InputError } from '../input-error';
import { merge, readDocuments } from '../plan/documents';
import { parseDuration } from '../plan/duration';
import { describeLive } from '../plan/live';
import { readPrices } from '../plan/prices';
import { printMarkdown } from '../plan/print-markdown';
import { printPlanDocument } from '../plan/print-table';
import { sourcesIn } from '../plan/sources';
import { parseVersion } from '../plan/version';
import { parseCapacity } from '../rehearse/goal';

interface Options {
  readonly state: string[];
  readonly live?: string[];
  readonly to?: string;
  readonly prefer: string;
  readonly capacity?: string;
  readonly readers?: string;
  readonly maxWriteGap?: string;
  readonly maxDuration?: string;
  readonly keepEndpoint?: boolean;
  readonly reversible?: boolean;
  readonly path?: string;
  readonly pace: string;
  readonly asOf?: string;
  readonly prices?: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

const PREFERENCES = ['newest', 'long-term-support'] as const;

export function planCommand(): Command {
  return new Command('plan')
    .description('say how databases get to Serverless v2: which path, how long, how much write gap, what first')
    .option('--state <file...>', 'outputs of `aws rds describe-…`: clusters, instances, snapshots, and what is around them (docs/plan.md)', [])
    .option('--live <cluster...>', 'describe these clusters in the account that the AWS configuration of this shell leads to')
    .option('--to <version>', 'engine version to reach, or the beginning of one, such as 16 or 3.10 (default: the nearest with Serverless v2)')
    .option('--prefer <which>', `of several versions at the same distance: ${PREFERENCES.join(', ')}`, 'newest')
    .option('--capacity <min-max>', 'capacity range in ACUs, such as 0.5-16 (default: derived from the classes in use)')
    .option('--readers <n>', 'readers beside the writer (default: as many as today, at least one)')
    .option('--max-write-gap <duration>', 'longest time without a writer, such as 60s or 5m')
    .option('--max-duration <duration>', 'longest time for the whole move, such as 2h')
    .option('--keep-endpoint', 'clients connect to the same endpoint afterwards')
    .option('--reversible', 'no step without a way back')
    .option('--path <name>', `only this path: ${PATH_NAMES.join(', ')}`)
    .option('--pace <pace>', `how fast AWS is: ${PACES.join(', ')}`, 'typical')
    .option('--as-of <date>', 'the day for dates of support, such as 2026-12-01 (default: the day of our tables)')
    .option('--prices <file>', 'your price list, as docs/plan.md shows it (default: us-east-1, without provisioned instances)')
    .option('--markdown', 'print Markdown for a pull request, with a timeline')
    .option('--json', 'print one JSON document (schema/plan.json)')
    .action(async (options: Options) => {
      process.exitCode = await plan(options);
    });
}

async function plan(options: Options): Promise<number> {
  const planOptions = parseOptions(options);
  const plans = (await readSources(options)).map((source) => planDocument(source, planOptions));
  if (options.json) console.log(JSON.stringify({ version: 1, plans }, null, 2));
  else console.log(plans.map(options.markdown ? printMarkdown : printPlanDocument).join('\n\n'));
  return plans.some(isRefused) ? EXIT.refused : EXIT.ok;
}

/** Something has to be done first, or nothing can be done. Where nothing is to be done, all is well. */
function isRefused({ choice, source, first }: PlanDocument): boolean {
  return first.length > 0 || (choice.picked === 'stay' && source.kind !== 'Aurora Serverless v2');
}

async function readSources({ state, live = [] }: Options): Promise<Source[]> {
  const problems: string[] = [];
  if (state.length === 0 && live.length === 0) problems.push('Say what to plan for: --state with files, or --live with the identifiers of clusters.');
  const files = readDocuments(state, problems);
  if (problems.length > 0) throw new InputError(problems);
  const sources = state.length > 0 ? await sourcesIn(files, problems) : [];
  for (const cluster of live) sources.push(...await sourcesIn(merge([files, ...await describeLive(cluster, problems)]), problems));
  if (problems.length > 0) throw new InputError(problems);
  return sources;
}

function parseOptions(options: Options): PlanOptions {
  const problems: string[] = [];
  const oneOf = <T extends string>(name: string, value: string | undefined, allowed: readonly T[]): T | undefined => {
    if (value === undefined || allowed.includes(value as T)) return value as T | undefined;
    problems.push(`--${name} takes one of ${allowed.join(', ')}, got ${value}.`);
    return undefined;
  };
  const parsed: PlanOptions = {
    to: parseVersion(options.to, problems),
    prefer: oneOf('prefer', options.prefer, PREFERENCES),
    path: oneOf<PathName>('path', options.path, PATH_NAMES),
    pace: oneOf<Pace>('pace', options.pace, PACES),
    capacity: options.capacity === undefined ? undefined : parseCapacity(options.capacity),
    readers: options.readers === undefined ? undefined : Number(options.readers),
    maxWriteGapSeconds: parseDuration('max-write-gap', options.maxWriteGap, problems),
    maxDurationSeconds: parseDuration('max-duration', options.maxDuration, problems),
    keepEndpoint: options.keepEndpoint,
    reversible: options.reversible,
    today: options.asOf,
    prices: options.prices === undefined ? undefined : readPrices(options.prices, problems),
  };
  if (parsed.readers !== undefined && !(Number.isInteger(parsed.readers) && parsed.readers >= 0 && parsed.readers <= 15)) {
    problems.push(`--readers takes a whole number from 0 to 15, got ${options.readers}.`);
  }
  if (options.asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.asOf)) problems.push(`--as-of takes a day such as 2026-12-01, got ${options.asOf}.`);
  if (problems.length > 0) throw new InputError(problems);
  return parsed;
}
