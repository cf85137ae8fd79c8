import { paced, type Pace, type SecondsRange } from '../predictions';

interface Timing {
  readonly takes: SecondsRange;
  readonly source: string;
}

const range = (leastSeconds: number, mostSeconds: number): SecondsRange => ({ leastSeconds, mostSeconds });
const HOUR = 3600;

/** What a person's steps take. */
const TIMINGS = {
  snapshot: { takes: range(120, 240), source: 'measured by users: 2 to 4 minutes for a small cluster; grows with the data' },
  convert: { takes: range(180, 480), source: 'AWS: a few minutes' },
  createGreen: { takes: range(900, 3600), source: 'assumed: AWS says nothing; a copy of the volume, and an upgrade of the copy' },
  createInstance: { takes: range(300, 600), source: 'assumed: 5 to 10 minutes' },
  failover: { takes: range(10, 60), source: 'AWS: typically under 35 seconds' },
  switchover: { takes: range(30, 300), source: 'AWS: usually under a minute, rolled back after 300 seconds' },
  deleteCluster: { takes: range(300, 900), source: 'measured by users: 5 to 10 minutes for an instance' },
  restore: { takes: range(600, 900), source: 'measured by a user: 10 to 15 minutes' },
  upgrade: { takes: range(900, 1500), source: 'measured by a user: 18 to 20 minutes for a small cluster; depends on the schema' },
  promote: { takes: range(30, 300), source: 'assumed' },
  command: { takes: range(0, 60), source: 'one call' },
  cutover: { takes: range(30, 600), source: 'assumed: how fast your clients follow a new name' },
} as const satisfies Record<string, Timing>;

export function timing(name: keyof typeof TIMINGS, pace: Pace): Timing {
  const { takes, source } = TIMINGS[name];
  return { takes: paced(takes, pace), source };
}

/** What grows with the data, in GiB an hour. */
const THROUGHPUT = {
  'read replica': { slowest: 170, fastest: 510, source: 'AWS: several hours per TiB' },
  'DMS': { slowest: 20, fastest: 200, source: 'assumed: 20 to 200 GiB an hour' },
  'dump and restore': { slowest: 10, fastest: 60, source: 'assumed: 10 to 60 GiB an hour' },
} as const;

export const ASSUMED_STORAGE_GIB = 100;
const LEAST_COPY_SECONDS = 600;

export function copying(path: keyof typeof THROUGHPUT, storageGib: number | undefined, pace: Pace): Timing {
  const { slowest, fastest, source } = THROUGHPUT[path];
  const gib = storageGib ?? ASSUMED_STORAGE_GIB;
  const seconds = (perHour: number) => LEAST_COPY_SECONDS + Math.round(gib / perHour * HOUR);
  return { takes: paced(range(seconds(fastest), seconds(slowest)), pace), source: `${source}, for ${gib} GiB` };
}
