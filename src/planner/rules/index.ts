import type { Problem } from '../decision';
import { capacity } from './capacity';
import { engine } from './engine';
import { engineMode } from './engine-mode';
import { engineVersion } from './engine-version';
import { members } from './members';
import type { Rule, Subject } from './rule';
import { running } from './running';
import { writer } from './writer';

const RULES: readonly Rule[] = [engine, engineVersion, engineMode, running, writer, capacity, members];

/** All reasons at once. */
export function problemsOf(subject: Subject): Problem[] {
  return RULES.map((rule) => rule(subject)).filter((problem) => problem !== undefined);
}
