import { type Duration, durationOf, type Estimate, inOrder, type Pace, paced } from '../durations';

interface Timing {
  readonly takes: Duration;
  readonly source: string;
}

const HOUR = 3600;

/** What a person's steps take. */
const TIMINGS = {
  snapshot: { takes: [120, 180, 240], source: 'measured by users: 2 to 4 minutes for a small cluster; grows with the data' },
  convert: { takes: [180, 300, 480], source: 'AWS: a few minutes' },
  createGreen: { takes: [900, 1800, 3600], source: 'assumed: AWS says nothing; a copy of the volume, and an upgrade of the copy' },
  createCluster: { takes: [60, 120, 300], source: 'assumed: 1 to 5 minutes for an empty cluster' },
  createInstance: { takes: [300, 420, 600], source: 'assumed: 5 to 10 minutes' },
  failover: { takes: [10, 20, 60], source: 'AWS: typically under 35 seconds' },
  switchover: { takes: [30, 60, 300], source: 'AWS: usually under a minute, rolled back after 300 seconds' },
  deleteInstance: { takes: [300, 400, 600], source: 'measured by users: 5 to 10 minutes for an instance' },
  deleteCluster: { takes: [300, 400, 900], source: 'measured by users: 5 to 10 minutes for an instance' },
  restore: { takes: [600, 720, 900], source: 'measured by a user: 10 to 15 minutes' },
  upgrade: { takes: [900, 1140, 1500], source: 'measured by a user: 18 to 20 minutes for a small cluster; depends on the schema' },
  fence: { takes: [300, 420, 720], source: 'a restart, and five minutes without a connection' },
  promote: { takes: [30, 90, 300], source: 'assumed' },
  lag: { takes: [60, 300, 900], source: 'assumed: until five minutes were without lag' },
  command: { takes: [0, 20, 60], source: 'one call' },
  cutover: { takes: [30, 120, 600], source: 'assumed: how fast your clients follow a new name' },
} as const satisfies Record<string, { takes: Estimate; source: string }>;

type TimingName = keyof typeof TIMINGS;

/** How long all of these take, one after the other. */
export function timing(names: TimingName | readonly TimingName[], pace: Pace): Timing {
  const known = [names].flat().map((name) => TIMINGS[name as TimingName]);
  return { takes: inOrder(known.map(({ takes }) => durationOf(paced(takes, pace)))), source: sources(known) };
}

/** How long nobody can write during a person's step. */
const WRITE_GAPS = { convert: [20, 30, 40], upgrade: [180, 420, 720], switchover: [5, 25, 60] } as const satisfies Record<string, Estimate>;

export function writeGapOf(name: keyof typeof WRITE_GAPS, pace: Pace): Duration {
  return durationOf(paced(WRITE_GAPS[name], pace));
}

/** What grows with the data, in GiB an hour. */
const THROUGHPUT = {
  'read replica': { slowest: 170, fastest: 510, source: 'AWS: several hours per TiB' },
  'DMS': { slowest: 20, fastest: 200, source: 'assumed: 20 to 200 GiB an hour' },
  'dump and restore': { slowest: 10, fastest: 60, source: 'assumed: 10 to 60 GiB an hour' },
  // Volumes are copied by what stores them; the first copy of an RDS instance is written anew.
  'snapshot': { slowest: 1000, fastest: 10_000, source: 'assumed: 1 to 10 TiB an hour more' },
  'volume': { slowest: 500, fastest: 5000, source: 'assumed: 0.5 to 5 TiB an hour more' },
} as const;

export const ASSUMED_STORAGE_GIB = 100;
const LEAST_COPY_SECONDS = 600;

export function copying(path: 'read replica' | 'DMS' | 'dump and restore', storageGib: number | undefined, pace: Pace): Timing {
  return throughput(path, storageGib, LEAST_COPY_SECONDS, pace);
}

/** What takes its time even without data, and longer with it. */
export function growing(names: TimingName | readonly TimingName[], what: 'snapshot' | 'volume', storageGib: number | undefined, pace: Pace): Timing {
  const [empty, data] = [timing(names, pace), throughput(what, storageGib, 0, pace)];
  return { takes: inOrder([empty.takes, data.takes]), source: sources([empty, data]) };
}

function throughput(name: keyof typeof THROUGHPUT, storageGib: number | undefined, leastSeconds: number, pace: Pace): Timing {
  const { slowest, fastest, source } = THROUGHPUT[name];
  const gib = storageGib ?? ASSUMED_STORAGE_GIB;
  const seconds = (perHour: number) => leastSeconds + Math.round(gib / perHour * HOUR);
  const [least, most] = [seconds(fastest), seconds(slowest)];
  return { takes: durationOf(paced([least, (least + most) / 2, most], pace)), source: `${source}, for ${gib} GiB` };
}

function sources(known: readonly { readonly source: string }[]): string {
  return [...new Set(known.map(({ source }) => source))].join('; ');
}
