import type { TurnResult } from './turn';

/** The namespace of our metrics in CloudWatch. */
export const METRIC_NAMESPACE = 'CdkAuroraServerlessV2';

/** Members that are in the cluster but not in the stack, by cluster. */
export const METRIC_ORPHANED_MEMBERS = 'OrphanedMembers';
export const DIMENSION_CLUSTER = 'DBClusterIdentifier';

/** All others are by engine. */
export const DIMENSION_ENGINE = 'Engine';
/** How far a move is: the number of its step. */
export const METRIC_STAGE = 'Stage';
/** For how long AWS has shown no progress. */
export const METRIC_UNCHANGED = 'UnchangedTime';
/** 1 while a person or a function is asked. */
export const METRIC_WAITING = 'WaitingForAnswer';
/** 1 when AWS blocks both ways. */
export const METRIC_PARKED = 'Parked';
export const METRIC_ELAPSED = 'ElapsedTime';
/** The most that it can have been; the report names the method. */
export const METRIC_WRITE_GAP = 'WriteGapAtMost';

const STAGES: readonly TurnResult['step'][] = [
  'observe', 'await window', 'record', 'safety snapshot', 'convert engine mode', 'parameter groups', 'upgrade engine', 'set capacity range', 'create members',
  'await approval', 'warm target', 'fail over', 'confirm roles', 'data api', 'verify', 'keep members', 'remove members', 'finish',
];
/** As long as the user wants. */
const WAITS_FOR_US: readonly TurnResult['step'][] = ['await window', 'await approval', 'verify', 'keep members'];

interface Metric {
  readonly name: string;
  readonly unit: 'Count' | 'Seconds' | 'None';
  readonly value: number;
}

export function metricsOf({ step, status, unchangedSeconds, report }: TurnResult): Metric[] {
  return [
    { name: METRIC_STAGE, unit: 'None', value: STAGES.indexOf(step) },
    { name: METRIC_UNCHANGED, unit: 'Seconds', value: WAITS_FOR_US.includes(step) ? 0 : unchangedSeconds },
    { name: METRIC_WAITING, unit: 'Count', value: Number(status.startsWith('waiting')) },
    { name: METRIC_PARKED, unit: 'Count', value: Number(status === 'parked') },
    ...(report ? [
      { name: METRIC_ELAPSED, unit: 'Seconds', value: report.elapsedSeconds } as const,
      { name: METRIC_WRITE_GAP, unit: 'Seconds', value: report.writeGap.mostSeconds } as const,
    ] : []),
  ];
}
