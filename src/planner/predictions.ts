import type { Action } from './decision';
import { type Duration, durationOf, type Estimate, type Pace, paced } from './durations';
import { LOOKS } from './looks';

export interface Prediction {
  readonly takes: Duration;
  /** How long nobody accepts writes. */
  readonly writeGap?: Duration;
  /** False where AWS offers no way back. */
  readonly reversible: boolean;
  readonly source: string;
}

interface Timing {
  /** How long AWS takes. */
  readonly aws: Estimate;
  /** How long we take to be sure of it. */
  readonly seeing: Estimate;
  readonly writeGap?: Estimate;
  readonly reversible: boolean;
  readonly source: string;
}

const AT_ONCE: Timing = { aws: [0, 1, 2], seeing: [0, 2, 8], reversible: true, source: 'one call' };

/** How long AWS takes for each change, and what we know it from. */
const TIMINGS: Readonly<Record<Action['kind'] | 'upgrade-minor-version', Timing>> = {
  'record-origin': AT_ONCE,
  'abandon': AT_ONCE,
  'set-promotion-tier': AT_ONCE,
  'close': { aws: [0, 0, 0], seeing: [5, 12, 20], reversible: true, source: 'three equal looks' },
  'create-safety-snapshot': {
    aws: [120, 180, 240], seeing: [0, 5, 20], reversible: true, source: 'measured by users: 2 to 4 minutes for a small cluster; grows with the data',
  },
  'convert-engine-mode': {
    aws: [180, 300, 480], seeing: [0, 10, 30], writeGap: [20, 30, 40], reversible: false, source: 'AWS: a few minutes, of which about 30 seconds without a writer',
  },
  'create-parameter-group': AT_ONCE,
  'set-parameters': AT_ONCE,
  'upgrade-engine': {
    aws: [900, 1140, 1500],
    seeing: [5, 30, 60],
    writeGap: [180, 420, 720],
    reversible: false,
    source: 'measured by a user: 18 to 20 minutes for a small cluster; depends on the schema',
  },
  'upgrade-minor-version': {
    aws: [180, 420, 900], seeing: [5, 30, 60], writeGap: [5, 30, 90], reversible: false, source: 'assumed: minutes, with a restart of the writer',
  },
  'set-capacity-range': { aws: [5, 15, 40], seeing: [0, 5, 20], reversible: true, source: 'the CloudFormation handler waits up to 300 seconds until it is stable' },
  'create-member': {
    aws: [300, 420, 600], seeing: [5, 60, 150], reversible: true, source: 'assumed: 5 to 10 minutes, then up to two minutes until its metrics show that it is warm',
  },
  'fail-over': { aws: [5, 21, 45], seeing: [10, 15, 30], writeGap: [5, 18, 35], reversible: true, source: 'AWS: typically under 35 seconds' },
  'enable-data-api': { aws: [2, 5, 15], seeing: [0, 5, 25], reversible: true, source: 'assumed' },
  'execute-statement': { aws: [0, 1, 30], seeing: [0, 5, 20], reversible: true, source: 'one call; a paused writer resumes first' },
  'delete-member': { aws: [300, 400, 600], seeing: [0, 10, 40], reversible: true, source: 'measured by users: 5 to 10 minutes' },
};

/** `sideBySide`: so many of the same kind at the same time. */
export function predictionOf(action: Action, pace: Pace = 'typical', sideBySide = 1): Prediction {
  const { aws, seeing, writeGap, reversible, source } = TIMINGS[action.kind === 'upgrade-engine' && !action.isMajor ? 'upgrade-minor-version' : action.kind];
  const looks = Object.entries(LOOKS).find(([kind]) => kind === action.kind)?.[1];
  return {
    takes: durationOf(paced(aws, pace), { ...looks, seeing, sideBySide }),
    ...(writeGap ? { writeGap: durationOf(paced(writeGap, pace)) } : {}),
    reversible,
    source,
  };
}
