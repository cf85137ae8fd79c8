import type { Action } from './decision';

export interface SecondsRange {
  readonly leastSeconds: number;
  readonly mostSeconds: number;
}

/** How fast AWS is: as documented, faster (half the time at best), or slower (twice the time at worst). A plan says which it rests on. */
export const PACES = ['typical', 'fast', 'slow'] as const;

export type Pace = typeof PACES[number];

export interface Prediction {
  readonly takes: SecondsRange;
  /** How long nobody accepts writes. */
  readonly writeGap?: SecondsRange;
  /** False where AWS offers no way back. */
  readonly reversible: boolean;
  readonly source: string;
}

const FACTORS: Record<Pace, readonly [least: number, most: number]> = { typical: [1, 1], fast: [0.5, 0.65], slow: [1.2, 2] };

const range = (leastSeconds: number, mostSeconds: number): SecondsRange => ({ leastSeconds, mostSeconds });
const AT_ONCE: Prediction = { takes: range(0, 10), reversible: true, source: 'one call' };

/** How long AWS takes for each change, waiting and confirming included, and what we know it from. */
const PREDICTIONS: Readonly<Record<Action['kind'] | 'upgrade-minor-version', Prediction>> = {
  'record-origin': AT_ONCE,
  'abandon': AT_ONCE,
  'set-promotion-tier': AT_ONCE,
  'close': { takes: range(5, 20), reversible: true, source: 'three equal looks' },
  'create-safety-snapshot': { takes: range(120, 260), reversible: true, source: 'measured by users: 2 to 4 minutes for a small cluster; grows with the data' },
  'convert-engine-mode': {
    takes: range(180, 510), writeGap: range(20, 41), reversible: false, source: 'AWS: a few minutes, of which about 30 seconds without a writer',
  },
  'create-parameter-group': AT_ONCE,
  'set-parameters': AT_ONCE,
  'upgrade-engine': {
    takes: range(900, 1560), writeGap: range(180, 721), reversible: false, source: 'measured by a user: 18 to 20 minutes for a small cluster; depends on the schema',
  },
  'upgrade-minor-version': { takes: range(180, 960), writeGap: range(5, 91), reversible: false, source: 'assumed: minutes, with a restart of the writer' },
  'set-capacity-range': { takes: range(5, 60), reversible: true, source: 'the CloudFormation handler waits up to 300 seconds until it is stable' },
  'create-member': { takes: range(310, 750), reversible: true, source: 'assumed: 5 to 10 minutes, then up to two minutes until its metrics show that it is warm' },
  'fail-over': { takes: range(15, 75), writeGap: range(5, 36), reversible: true, source: 'AWS: typically under 35 seconds' },
  'enable-data-api': { takes: range(2, 40), reversible: true, source: 'assumed' },
  'execute-statement': { takes: range(0, 60), reversible: true, source: 'one call; a paused writer resumes first' },
  'delete-member': { takes: range(300, 640), reversible: true, source: 'measured by users: 5 to 10 minutes' },
};

export function predictionOf(action: Action, pace: Pace = 'typical'): Prediction {
  const prediction = PREDICTIONS[action.kind === 'upgrade-engine' && !action.isMajor ? 'upgrade-minor-version' : action.kind];
  return { ...prediction, takes: paced(prediction.takes, pace), writeGap: prediction.writeGap && paced(prediction.writeGap, pace) };
}

export function paced({ leastSeconds, mostSeconds }: SecondsRange, pace: Pace): SecondsRange {
  const [least, most] = FACTORS[pace];
  return { leastSeconds: Math.floor(leastSeconds * least), mostSeconds: Math.ceil(mostSeconds * most) };
}
