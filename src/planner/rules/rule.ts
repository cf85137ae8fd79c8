import type { Prices } from '../../capacity/prices';
import type { Goal } from '../goal';
import type { PathName } from '../paths/planned-path';
import type { Source } from '../source/source';

/** What a rule judges: a database, what it is to become, and on which path. */
export interface Subject {
  readonly source: Source;
  readonly goal: Goal;
  readonly path: PathName;
  /** `2026-11-21` */
  readonly today: string;
  /** Ours, if absent. */
  readonly prices?: Prices;
}

/** Nothing means pass. What cannot be told comes with the command or the query that tells it. */
export type Judgement =
  | { readonly kind: 'fail'; readonly message: string; readonly remedy: string }
  | { readonly kind: 'cannot tell'; readonly message: string; readonly remedy: string };

/**
 * `impossible`: this path can never be taken. `blocker`: not before somebody has done something. `warning`: somebody has to
 * know.
 */
export type Weight = 'impossible' | 'blocker' | 'warning';

/** One reason why a move cannot begin, or that somebody has to know before it does. `docs/rules.md` explains each. */
export interface Rule {
  readonly code: string;
  readonly weight: Weight;
  /** All, if absent. */
  readonly paths?: readonly PathName[];
  /** What cannot be told stands in the way, too: nothing that cannot be undone begins on a guess. */
  readonly mustBeTold?: true;
  readonly judge: (subject: Subject) => Judgement | undefined;
}

export function fail(message: string, remedy: string): Judgement {
  return { kind: 'fail', message, remedy };
}

export function cannotTell(message: string, remedy: string): Judgement {
  return { kind: 'cannot tell', message, remedy };
}
