import { type ProposedGoal, proposeGoal, type Wishes } from './propose-goal';
import type { Source } from './source/source';
import { auroraEngine, compareVersions } from './versions/engine-version';
import { isLongTermSupport } from './versions/long-term-support';
import { routeTo } from './versions/upgrade-route';

/** The same wishes, with all the versions that are allowed, each a version or the beginning of one. */
export type WishesOfSeveral = Omit<Wishes, 'to'> & { readonly to?: string | readonly string[] };

/** The goal with the best of the allowed versions: fewest upgrades first, then what is preferred, then the newest. */
export function proposeBestGoal(source: Source, { to, ...wishes }: WishesOfSeveral): ProposedGoal | undefined {
  if (to === undefined || typeof to === 'string') return proposeGoal(source, { ...wishes, to });
  const engine = auroraEngine(source.engine);
  const version = ({ goal }: ProposedGoal) => goal.engineVersion ?? source.engineVersion;
  const hops = (proposed: ProposedGoal) => source.engine === engine
    ? routeTo(engine, source.engineVersion, version(proposed), source.upgradeTargets)?.length ?? Infinity : 0;
  const preferred = (proposed: ProposedGoal) => Number(wishes.prefer === 'long-term-support' && isLongTermSupport(engine, version(proposed)));
  return to
    .map((one) => proposeGoal(source, { ...wishes, to: one }))
    .filter((proposed) => proposed !== undefined)
    .sort((a, b) => compareNumbers(hops(a), hops(b)) || preferred(b) - preferred(a) || compareVersions(engine, version(b), version(a)))[0];
}

/** Infinity is as far as Infinity. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
