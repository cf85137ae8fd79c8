import { parseEngineVersion } from './engine-version';
import { LIFECYCLE, LIFECYCLE_AS_OF } from './lifecycle-data';

export type SupportPhase = 'standard' | 'minor-ended' | 'extended' | 'extended-third-year' | 'ended';

export interface Support {
  readonly phase: SupportPhase;
  /** Days until standard support of the major version, or of the minor one if that is sooner, ends; negative once it has. */
  readonly daysLeft: number;
  readonly endOfStandardSupport: string;
  /** `on 2026-08-31`, or `before 2026-09-30` where the calendar does not say the day any more. */
  readonly when: string;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** Where a version is in its life on a day (`2026-11-21`); undefined for a version that is not in the calendar. */
export function supportOn(today: string, engine: string, version: string): Support | undefined {
  const { major, minor } = parseEngineVersion(engine, version);
  const life = LIFECYCLE[engine]?.[major];
  if (!life) return undefined;
  const minorKey = engine === 'aurora-mysql' ? minor.slice(0, 2).join('.') : String(minor[0]);
  const isRetired = life.retired?.includes(minorKey) ?? false;
  const minorEnd = isRetired ? LIFECYCLE_AS_OF : life.minors?.[minorKey];
  const [, thirdYear] = life.extendedSupportPricing ?? [];
  const phase = (): SupportPhase => {
    if (life.endOfExtendedSupport !== undefined && today > life.endOfExtendedSupport) return 'ended';
    if (thirdYear !== undefined && today >= thirdYear) return 'extended-third-year';
    if (today > life.endOfStandardSupport) return 'extended';
    return minorEnd !== undefined && today > minorEnd ? 'minor-ended' : 'standard';
  };
  const minorEndsFirst = minorEnd !== undefined && today <= life.endOfStandardSupport;
  const end = minorEndsFirst ? minorEnd : life.endOfStandardSupport;
  return { phase: phase(), daysLeft: daysBetween(today, end), endOfStandardSupport: end, when: isRetired && minorEndsFirst ? `before ${end}` : `on ${end}` };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY);
}
