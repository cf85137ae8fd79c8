import { fail, type Rule } from './rule';
import { parseEngineVersion } from '../../capacity/engine-version';
import { supportOn } from '../../capacity/lifecycle';
import { LIFECYCLE } from '../../capacity/lifecycle-data';
import { auroraEngine } from '../source/source';

const PAID = ['extended', 'extended-third-year', 'ended'];

export const extendedSupport: Rule = {
  code: 'EXTENDED_SUPPORT',
  weight: 'warning',
  judge({ source, today }) {
    const name = auroraEngine(source.engine);
    const support = supportOn(today, name, source.engineVersion);
    if (!support || !PAID.includes(support.phase)) return undefined;
    const life = LIFECYCLE[name][parseEngineVersion(name, source.engineVersion).major];
    const [first, third] = life.extendedSupportPricing ?? [];
    return fail(
      `Standard support of ${name} ${source.engineVersion} ended on ${life.endOfStandardSupport}. A provisioned cluster pays for Extended Support per vCPU and hour `
        + `since ${first}${third ? `, about twice as much from ${third}` : ''}, until it ends on ${life.endOfExtendedSupport}; while it waits in a rest state, too.`,
      'Upgrade on the way (--to).',
    );
  },
};
