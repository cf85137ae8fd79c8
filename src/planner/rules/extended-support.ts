import { fail, type Rule } from './rule';
import { parseEngineVersion } from '../../capacity/engine-version';
import { vcpus } from '../../capacity/instance-class';
import { supportOn, type SupportPhase } from '../../capacity/lifecycle';
import { LIFECYCLE } from '../../capacity/lifecycle-data';
import { type Prices, PRICES } from '../../capacity/prices';
import { auroraEngine, instanceClassesOf } from '../source/source';

const PAID = ['extended', 'extended-third-year', 'ended'];

export const extendedSupport: Rule = {
  code: 'EXTENDED_SUPPORT',
  weight: 'warning',
  judge({ source, today, prices = PRICES }) {
    const name = auroraEngine(source.engine);
    const support = supportOn(today, name, source.engineVersion);
    if (!support || !PAID.includes(support.phase)) return undefined;
    const life = LIFECYCLE[name][parseEngineVersion(name, source.engineVersion).major];
    const [first, third] = life.extendedSupportPricing ?? [];
    return fail(
      `Standard support of ${name} ${source.engineVersion} ended on ${life.endOfStandardSupport}. A provisioned cluster pays for Extended Support per vCPU and hour `
        + `since ${first}${third ? `, about twice as much from ${third}` : ''}, until it ends on ${life.endOfExtendedSupport}; while it waits in a rest state, too: `
        + `${costOf(instanceClassesOf(source), support.phase, prices)}.`,
      'Upgrade on the way (--to).',
    );
  },
};

/** What its vCPUs cost an hour today. */
function costOf(instanceClasses: readonly string[], phase: SupportPhase, { extendedSupportVcpuHour: price, region }: Prices): string {
  const counts = instanceClasses.map(vcpus);
  const count = counts.every((known) => known !== undefined) ? counts.reduce((sum, known) => sum + known, 0) : 0;
  if (!price || count === 0) return 'at a price that is not known here';
  const usd = count * (phase === 'extended' ? price.firstTwoYears : price.thirdYear);
  return `${usd.toFixed(2)} USD an hour for ${count} vCPUs (${region})`;
}
