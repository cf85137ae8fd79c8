import { durationInWords as inWords } from './duration-in-words';
import { isImpossible } from './paths';
import { type PathName, type PlannedPath } from './paths/planned-path';

/** What the user does not accept more, or less, of. */
export interface Limits {
  readonly maxWriteGapSeconds?: number;
  readonly maxDurationSeconds?: number;
  readonly keepEndpoint?: boolean;
  /** No step without a way back. */
  readonly reversible?: boolean;
  readonly path?: PathName;
}

export interface Choice {
  readonly picked: PathName | 'stay';
  readonly reason: string;
  /** Of every other path. */
  readonly whyNot: readonly { readonly path: PathName; readonly reason: string }[];
}

/** The first criterion in which two paths differ decides. */
const MERITS: readonly { readonly of: (path: PlannedPath) => number; readonly words: (better: PlannedPath, worse: PlannedPath) => string }[] = [
  { of: ({ madeBy }) => Number(madeBy !== 'the loop'), words: ({ path }) => `${path} runs by itself, step by step, and can be resumed` },
  { of: ({ keepsEndpoint }) => Number(!keepsEndpoint), words: ({ path }) => `${path} keeps the endpoint` },
  { of: ({ copiesEverything }) => Number(!copiesEverything), words: ({ path }) => `${path} copies everything, not tables only` },
  {
    of: ({ writeGap }) => writeGap.mostSeconds,
    words: (better, worse) => `${better.path} keeps writers away for ${inWords(better.writeGap.mostSeconds)} at most, ${worse.path} for up to ${inWords(worse.writeGap.mostSeconds)}`,
  },
  {
    of: ({ takes }) => takes.mostSeconds,
    words: (better, worse) => `${better.path} takes ${inWords(better.takes.mostSeconds)} at most, ${worse.path} up to ${inWords(worse.takes.mostSeconds)}`,
  },
];

/** Ranks what is possible within the limits, picks the best, and says of every other why not. */
export function choose(paths: readonly PlannedPath[], limits: Limits, nothingToDo: boolean): Choice {
  if (nothingToDo) {
    const reason = 'it is on Serverless v2 already, with all that was asked for';
    return { picked: 'stay', reason: `Nothing to do: ${reason}.`, whyNot: paths.map(({ path }) => ({ path, reason })) };
  }
  const judged = paths.map((path) => ({ path, against: reasonsAgainst(path, limits) }));
  const [best, ...others] = judged.filter(({ against }) => against.length === 0).map(({ path }) => path).sort(byMerit);
  const excluded = judged.filter(({ against }) => against.length > 0).map(({ path, against }) => ({ path: path.path, reason: against.join(' ') }));
  if (!best) return { picked: 'stay', reason: 'No path is possible within the limits.', whyNot: excluded };
  return {
    picked: best.path,
    reason: others.length === 0 ? `The only path that is possible within the limits is ${best.path}.` : `Of ${others.length + 1} possible paths: ${advantage(best, others[0])}.`,
    whyNot: [...others.map((other) => ({ path: other.path, reason: `${advantage(best, other)}.` })), ...excluded],
  };
}

function reasonsAgainst(path: PlannedPath, limits: Limits): string[] {
  if (limits.path !== undefined && limits.path !== path.path) return [`The path ${limits.path} was asked for.`];
  if (isImpossible(path.findings)) {
    return path.findings.filter(({ kind, weight }) => kind === 'fail' && weight === 'impossible').map(({ code, message }) => `${code}: ${message}`);
  }
  const { maxWriteGapSeconds: gap = Infinity, maxDurationSeconds: duration = Infinity } = limits;
  return [
    path.writeGap.mostSeconds > gap && `Nobody can write for up to ${moreThan(path.writeGap.mostSeconds, gap)}.`,
    path.takes.mostSeconds > duration && `It takes up to ${moreThan(path.takes.mostSeconds, duration)}.`,
    limits.keepEndpoint && !path.keepsEndpoint && 'The endpoint changes.',
    limits.reversible && path.pointOfNoReturn !== undefined && `There is no way back behind "${path.pointOfNoReturn}".`,
  ].filter((reason) => typeof reason === 'string');
}

/** In seconds where words would hide the difference. */
function moreThan(seconds: number, limit: number): string {
  const [actual, most] = [inWords(seconds), inWords(limit)];
  return actual === most ? `${seconds} s, more than ${limit} s` : `${actual}, more than ${most}`;
}

function byMerit(a: PlannedPath, b: PlannedPath): number {
  for (const { of } of MERITS) if (of(a) !== of(b)) return of(a) - of(b);
  return 0;
}

function advantage(better: PlannedPath, worse: PlannedPath): string {
  const merit = MERITS.find(({ of }) => of(better) !== of(worse)) ?? MERITS.at(-1)!;
  return merit.words(better, worse);
}
