import type { TimelineEvent, WriteGap } from './deployment-report';
import type { SimulatedAccount } from '../../simulator/account';
import { START_OF_TIME } from '../../simulator/clock';
import { WRITE_INTERVAL_MILLIS } from '../../simulator/data/writing-client';
import type { CallEntry, LogEntry, Operation } from '../../simulator/event-log';
import type { Execution } from '../../simulator/stepfunctions/execution';

const seconds = (atMillis: number) => (atMillis - START_OF_TIME) / 1000;

/** What was there before anything happened: to be asked for as soon as the account is loaded. */
export function beginningOf(account: SimulatedAccount): TimelineEvent[] {
  const at = { atSeconds: seconds(account.clock.now) };
  return [...account.clusters.values()].flatMap((cluster) => {
    const { identifier, shape, members } = cluster;
    const byItself = cluster.destination.acceptsWrites ? identifier : undefined;
    const writer = members.find(({ IsClusterWriter }) => IsClusterWriter)?.DBInstanceIdentifier ?? byItself;
    return [
      { ...at, type: 'cluster-status' as const, subject: identifier, status: shape.Status! },
      ...account.instancesOf(cluster).map((instance) => (
        { ...at, type: 'member-status' as const, subject: instance.identifier, status: instance.shape.DBInstanceStatus!, cluster: identifier })),
      { ...at, type: 'role' as const, cluster: identifier, writer },
    ];
  });
}

/** Everything that has happened, in order. */
export function timelineOf(account: SimulatedAccount, beginning: readonly TimelineEvent[]): TimelineEvent[] {
  const clusterOf = membership(account, beginning);
  const events = [
    ...beginning,
    ...account.log.entries.flatMap((entry) => eventsOf(entry, clusterOf).map((event) => ({ atSeconds: seconds(entry.atMillis), ...event }))),
    ...[...account.executions.values()].flatMap(machineEvents),
    ...account.clients.flatMap(({ cluster }) => writeGapsOf(account, cluster)
      .map((gap) => ({ atSeconds: gap.fromSeconds, type: 'write-gap' as const, cluster, ...gap }))),
  ];
  return events.sort((a, b) => a.atSeconds - b.atSeconds);
}

type Happening = TimelineEvent extends infer Event ? Event extends TimelineEvent ? Omit<Event, 'atSeconds'> : never : never;

/** Operations that show in the status of an instance while they last. */
const MEMBER_STATUS: Readonly<Record<string, string>> = {
  'create instance': 'creating',
  'delete instance': 'deleting',
  'reboot instance': 'rebooting',
  'change instance class': 'modifying',
  'rename instance': 'renaming',
};

function eventsOf(entry: LogEntry, clusterOf: ReadonlyMap<string, string>): Happening[] {
  switch (entry.type) {
    case 'call': {
      const { service, operation, by, outcome } = entry;
      return [{ type: 'call', call: `${service}:${operation}`, by: by === undefined || by === 'SIMULATED' ? 'the driver' : by, subject: subjectOf(entry), outcome }];
    }
    case 'status': {
      const { subject, status } = entry;
      const cluster = clusterOf.get(subject);
      return [cluster === undefined ? { type: 'cluster-status', subject, status } : { type: 'member-status', subject, status, cluster }];
    }
    case 'operation-started': return memberStatus(entry.operation, MEMBER_STATUS[entry.operation.kind], clusterOf);
    case 'operation-ended': {
      const { kind } = entry.operation;
      return kind in MEMBER_STATUS ? memberStatus(entry.operation, kind === 'delete instance' ? 'deleted' : 'available', clusterOf) : [];
    }
    case 'writer': return [{ type: 'role', cluster: entry.cluster, writer: entry.instance }];
    case 'outage-started': return [{ type: 'role', cluster: entry.cluster }];
    case 'fault': return [{ type: 'fault', kind: entry.kind, subject: entry.operation }];
    case 'stack-event': {
      const { stackName: stack, logicalId, resourceType, physicalId, status, reason } = entry;
      return [{ type: 'stack-event', stack, logicalId, resourceType, physicalId, status, reason }];
    }
    default: return [];
  }
}

function memberStatus({ subject }: Operation, status: string | undefined, clusterOf: ReadonlyMap<string, string>): Happening[] {
  return status === undefined ? [] : [{ type: 'member-status', subject, status, cluster: clusterOf.get(subject) }];
}

/** The clusters of all members that ever were. */
function membership(account: SimulatedAccount, beginning: readonly TimelineEvent[]): Map<string, string> {
  const clusterOf = new Map<string, string>();
  for (const event of beginning) if (event.type === 'member-status' && event.cluster) clusterOf.set(event.subject, event.cluster);
  for (const { instance, cluster } of account.log.ofType('writer')) clusterOf.set(instance, cluster);
  for (const { input } of account.log.ofType('call')) {
    if (input.DBInstanceIdentifier && input.DBClusterIdentifier) clusterOf.set(String(input.DBInstanceIdentifier), String(input.DBClusterIdentifier));
  }
  return clusterOf;
}

function subjectOf({ input }: CallEntry): string | undefined {
  const named = input.TargetDBInstanceIdentifier ?? input.DBInstanceIdentifier ?? input.DBClusterSnapshotIdentifier ?? input.DBClusterIdentifier
    ?? input.Name ?? input.Path ?? input.stateMachineArn;
  return named === undefined ? undefined : String(named);
}

function machineEvents({ machine, name, history, status, startedAtMillis, stoppedAtMillis }: Execution): TimelineEvent[] {
  const identity = { machine: machine.arn.split(':').at(-1)!, execution: name };
  const states = history.events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails).map(({ timestamp, stateEnteredEventDetails }) => (
    { atSeconds: seconds(timestamp!.getTime()), type: 'machine-state' as const, ...identity, state: stateEnteredEventDetails!.name! }));
  const end = stoppedAtMillis === undefined ? [] : [
    { atSeconds: seconds(stoppedAtMillis), type: 'machine' as const, ...identity, status: status === 'SUCCEEDED' ? 'SUCCEEDED' as const : 'FAILED' as const },
  ];
  return [{ atSeconds: seconds(startedAtMillis), type: 'machine', ...identity, status: 'RUNNING' }, ...states, ...end];
}

/** The times during which no write of a cluster's client was acknowledged, each with the call that stopped the writes. */
export function writeGapsOf(account: SimulatedAccount, cluster: string): WriteGap[] {
  const writes = account.log.ofType('writes').filter((entry) => entry.cluster === cluster);
  const gaps: [number, number][] = [];
  let last: number | undefined;
  for (const { acknowledged, from, to } of writes) {
    if (!acknowledged) continue;
    if (last !== undefined && from > last + 1) gaps.push([last, from]);
    last = to - 1;
  }
  const end = writes.at(-1);
  if (end && !end.acknowledged && last !== undefined) gaps.push([last, end.to]);
  return gaps.map(([from, to]) => {
    const [fromSeconds, toSeconds] = [from, to].map((write) => write * WRITE_INTERVAL_MILLIS / 1000);
    return { fromSeconds, toSeconds, seconds: (to - from) * WRITE_INTERVAL_MILLIS / 1000, cause: causeOf(account, cluster, fromSeconds, toSeconds) };
  });
}

/** AWS's operation that took the writer away, and the call that began it: the first one in the log after the beginning. */
function causeOf(account: SimulatedAccount, cluster: string, fromSeconds: number, toSeconds: number): WriteGap['cause'] {
  const { entries } = account.log;
  const outage = account.log.ofType('outage-started')
    .find((entry) => entry.cluster === cluster && seconds(entry.atMillis) >= fromSeconds && seconds(entry.atMillis) <= toSeconds);
  // A cluster that is deleted has no outage: it has an end.
  const begun = entries.findIndex((entry) => entry.type === 'operation-started' && (outage
    ? entry.operation.id === outage.operation
    : entry.operation.kind === 'delete cluster' && entry.operation.subject === cluster));
  if (begun < 0) return undefined;
  const call = entries.slice(begun).find((entry) => entry.type === 'call');
  if (call?.type !== 'call' || call.atMillis !== entries[begun].atMillis) return undefined;
  const [event] = eventsOf(call, new Map());
  return event.type === 'call' ? { call: event.call, by: event.by, subject: event.subject, atSeconds: seconds(call.atMillis) } : undefined;
}
