import type { WriteGap } from '../rehearse/deployment-report';
import type { Engine } from '../rehearse/report';
import { clock } from '../terminal';

/** `28.7 seconds` */
export function inSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} seconds`;
}

/** When writes stopped, for how long, and which call stopped them. */
export function gapText(cluster: string, { fromSeconds, seconds, cause }: WriteGap): string {
  const because = cause
    ? `${cause.call}${cause.subject === undefined ? '' : ` on ${cause.subject}`}, called by ${cause.by} at ${clock(cause.atSeconds)}, stopped them`
    : 'no call stopped them: AWS did by itself';
  return `Writes to ${cluster} stopped at ${clock(fromSeconds)} for ${inSeconds(seconds)}: ${because}.`;
}

/** What a cluster is, in one line. */
export function engineText({ engine: name, engineVersion, engineMode, members }: Engine): string {
  const list = members.map(({ identifier, instanceClass, writer }) => `${identifier} (${instanceClass}${writer ? ', writer' : ''})`);
  return `${name} ${engineVersion}, ${engineMode}: ${list.join(', ') || 'no DB instances'}`;
}
