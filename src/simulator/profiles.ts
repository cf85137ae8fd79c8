import { type Duration, type Durations, type Profile, TYPICAL } from './profile';

/** How AWS may behave: its speed, and each thing that it does not document. */
export const PROFILES = {
  'typical': TYPICAL,
  'fast': { ...TYPICAL, durations: scaled(({ minimum, typical }) => [minimum / 2, minimum, typical]) },
  'slow': { ...TYPICAL, durations: scaled(({ typical, maximum }) => [typical, maximum, 2 * maximum]) },
  'data-api-survives-conversion': { ...TYPICAL, dataApiSurvivesConversion: true },
  'conversion-moves-minor-version': { ...TYPICAL, conversionMovesMinorVersion: true },
  'paused-clusters-do-not-convert': { ...TYPICAL, pausedClustersConvert: false },
  'serverless-v1-can-be-restored': { ...TYPICAL, serverlessV1CanBeRestored: true },
  'closed-groups-break-connections': { ...TYPICAL, closedGroupsBreakConnections: true },
  'available-once': { ...TYPICAL, availableTwice: false },
  'cloudformation-one-by-one': { ...TYPICAL, cloudFormation: { ...TYPICAL.cloudFormation, independentResources: 'one after the other' } },
  'cloudformation-shows-last-template': { ...TYPICAL, cloudFormation: { ...TYPICAL.cloudFormation, templateWhileUpdating: 'the last' } },
  'late-descriptions': { ...TYPICAL, durations: { ...TYPICAL.durations, statusLag: lag(5, 15, 30), roleLag: lag(5, 15, 30) } },
  'strict-throttling': { ...TYPICAL, throttling: { callsPerSecond: 1, burst: 5 } },
  'clients-cache-dns': { ...TYPICAL, clientDnsCacheSeconds: 30 },
  'lagging-replicas': { ...TYPICAL, replicaLagMillis: 900 },
  'slow-replication': { ...TYPICAL, replicationLagMillis: { replica: 60_000, blueGreen: 60_000, global: 60_000 } },
  'failed-switchovers-read-available': { ...TYPICAL, statusAfterFailedSwitchover: 'AVAILABLE' },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;

function scaled(scale: (duration: Duration) => [number, number, number]): Durations {
  return Object.fromEntries(Object.entries(TYPICAL.durations).map(([name, duration]: [string, Duration]) => {
    const [minimum, typical, maximum] = scale(duration);
    return [name, { ...duration, minimum, typical, maximum }];
  })) as unknown as Durations;
}

function lag(minimum: number, typical: number, maximum: number): Duration {
  return { minimum, typical, maximum, source: 'no page of AWS says how late a describe may be' };
}
