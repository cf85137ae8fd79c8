import { fail, type Rule } from './rule';
import { SERVERLESS_CLASS, vcpus } from '../../capacity/instance-class';
import { supportOn, type SupportPhase } from '../../capacity/lifecycle';
import { LIFECYCLE } from '../../capacity/lifecycle-data';
import { type Prices, PRICES } from '../../capacity/prices';
import { featuresOf, instanceClassesOf, majorVersionOf, type Source } from '../source/source';
import { auroraEngine } from '../versions/engine-version';

const PAID = ['extended', 'extended-third-year', 'ended'];

/** What the database costs as it is; snapshots and servers outside AWS pay nothing. */
export const extendedSupport: Rule = {
  code: 'EXTENDED_SUPPORT',
  weight: 'warning',
  judge({ source, goal, today, prices = PRICES }) {
    const { kind, engine, engineVersion } = source;
    const support = supportOn(today, engine, engineVersion);
    if (!support || !PAID.includes(support.phase) || kind.endsWith('snapshot') || kind === 'self-managed server') return undefined;
    const afterwards = supportOn(today, auroraEngine(engine), goal.engineVersion ?? engineVersion);
    return fail(
      `Standard support of ${engine} ${engineVersion} ended ${support.when}. ${consequence(source, support.phase, prices)}`,
      afterwards && PAID.includes(afterwards.phase) ? 'Upgrade on the way (--to).' : 'The version to which the move leads has standard support: the sooner, the better.',
    );
  },
};

function consequence(source: Source, phase: SupportPhase, prices: Prices): string {
  const { extendedSupportPricing: [first, third] = [], endOfExtendedSupport: end } = LIFECYCLE[source.engine][majorVersionOf(source)];
  if (phase === 'ended') return `Extended Support ended on ${end}, too: AWS upgrades it to another major version by itself.`;
  if (featuresOf(source).extendedSupport === false) return 'It is not enrolled in Extended Support: AWS upgrades it to another major version by itself.';
  const rise = third === undefined ? '' : phase === 'extended' ? `, about twice as much from ${third} on` : `, about twice as much since ${third}`;
  return `${payer(source)} pays for Extended Support since ${first}${rise}, until it ends on ${end}; while it waits in a rest state, too: ${costOf(instanceClassesOf(source), phase, prices)}.`;
}

function payer({ kind, identifier }: Source): string {
  return kind === 'Aurora Serverless v1' ? 'Serverless v1 pays nothing for that, but the provisioned cluster that it becomes does: it' : identifier;
}

/** What its vCPUs cost an hour today, and its ACUs. */
function costOf(instanceClasses: readonly string[], phase: SupportPhase, { extendedSupportVcpuHour: price, region }: Prices): string {
  const provisioned = instanceClasses.filter((instanceClass) => instanceClass !== SERVERLESS_CLASS);
  const perAcu = 'for every ACU-hour, at a price that is not known here';
  if (provisioned.length === 0 && instanceClasses.length > 0) return perAcu;
  const counts = provisioned.map(vcpus);
  const count = counts.every((known) => known !== undefined) ? counts.reduce((sum, known) => sum + known, 0) : 0;
  const perVcpu = !price || count === 0 ? 'for every vCPU and hour, at a price that is not known here'
    : `${(count * (phase === 'extended' ? price.firstTwoYears : price.thirdYear)).toFixed(2)} USD an hour for ${count} vCPUs (${region})`;
  return provisioned.length === instanceClasses.length ? perVcpu : `${perVcpu}; and ${perAcu}`;
}
