import type { TimelineEvent, WriteGap } from '../rehearse/deployment-report';
import { clock } from '../terminal';
import type { Lane, Mark, Span } from './picture';
import { gapText } from './words';

type Of<Type extends TimelineEvent['type']> = Extract<TimelineEvent, { type: Type }>;

const CALM = ['available', 'CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE', 'DELETE_COMPLETE', 'SUCCEEDED'];
const BAD = /fail(ed|ure)|FAILED|ROLLBACK|incompatible|insufficient|inaccessible|storage-full/;
const GONE = ['deleted', 'DELETE_COMPLETE'];

/** The lanes of everything that happened, from what is deployed down to the single call. */
export function lanesOf(timeline: readonly TimelineEvent[], endsAtSeconds: number): Lane[] {
  return [
    ...stackLanes(timeline, endsAtSeconds), ...machineLanes(timeline, endsAtSeconds), ...clusterLanes(timeline, endsAtSeconds),
    ...callLanes(timeline), ...faultLanes(timeline),
  ];
}

function ofType<Type extends TimelineEvent['type']>(timeline: readonly TimelineEvent[], type: Type): Of<Type>[] {
  return timeline.filter((event): event is Of<Type> => event.type === type);
}

function kindOf(status: string): Span['kind'] {
  return CALM.includes(status) ? 'calm' : BAD.test(status) ? 'bad' : 'busy';
}

/** One bar for each status, until the next one. */
function spansOf(subject: string, statuses: readonly { readonly atSeconds: number; readonly status: string }[], end: number): Span[] {
  const changes = statuses.filter(({ status }, index) => status !== statuses[index - 1]?.status);
  return changes.map(({ atSeconds, status }, index): Span => {
    const toSeconds = changes[index + 1]?.atSeconds ?? end;
    return { fromSeconds: atSeconds, toSeconds, kind: kindOf(status), label: status, text: `${subject} is ${status} from ${clock(atSeconds)} to ${clock(toSeconds)}` };
  }).filter(({ label, fromSeconds, toSeconds }) => toSeconds > fromSeconds && !GONE.includes(label));
}

function stackLanes(timeline: readonly TimelineEvent[], end: number): Lane[] {
  const events = ofType(timeline, 'stack-event');
  return unique(events.map(({ stack }) => stack)).map((stack): Lane => {
    const own = events.filter((event) => event.stack === stack);
    return {
      title: stack,
      group: 'Deployment',
      spans: spansOf(stack, own.filter(({ logicalId }) => logicalId === stack), end),
      marks: own.filter(({ logicalId, status }) => logicalId !== stack && !status.endsWith('IN_PROGRESS')).map(({ atSeconds, logicalId, resourceType, status, reason }): Mark => ({
        atSeconds,
        kind: BAD.test(status) ? 'failure' : 'event',
        text: `${clock(atSeconds)} ${logicalId} (${resourceType}) ${status}${reason === undefined ? '' : `: ${reason}`}`,
      })),
    };
  });
}

function machineLanes(timeline: readonly TimelineEvent[], end: number): Lane[] {
  const runs = ofType(timeline, 'machine');
  return unique(runs.map(({ machine, execution }) => `${machine} ${execution}`)).map((run): Lane => {
    const isIts = (event: { readonly machine: string; readonly execution: string }) => `${event.machine} ${event.execution}` === run;
    const [ending] = runs.filter((event) => isIts(event) && event.status !== 'RUNNING');
    const states = ofType(timeline, 'machine-state').filter(isIts).map(({ atSeconds, state }) => ({ atSeconds, status: state }));
    const spans = spansOf('The machine', states, ending?.atSeconds ?? end).map((span): Span => ({ ...span, kind: 'step' }));
    const marks: Mark[] = ending ? [{
      atSeconds: ending.atSeconds, kind: ending.status === 'SUCCEEDED' ? 'event' : 'failure', text: `${clock(ending.atSeconds)} the machine ${ending.status}`,
    }] : [];
    return { title: run.split(' ')[1], group: 'Machine', spans, marks };
  });
}

function clusterLanes(timeline: readonly TimelineEvent[], end: number): Lane[] {
  const members = ofType(timeline, 'member-status');
  const roles = ofType(timeline, 'role');
  const clusters = unique([...ofType(timeline, 'cluster-status').map(({ subject }) => subject), ...roles.map(({ cluster }) => cluster)])
    .filter((subject) => roles.some(({ cluster }) => cluster === subject));
  return clusters.flatMap((cluster): Lane[] => {
    const ofIt = members.filter((event) => event.cluster === cluster);
    const inOffice = terms(roles.filter((event) => event.cluster === cluster), cluster, end);
    return [
      {
        title: cluster,
        group: 'Cluster',
        cluster,
        spans: [...spansOf(cluster, ofType(timeline, 'cluster-status').filter(({ subject }) => subject === cluster), end), ...inOffice(cluster)],
        marks: [],
      },
      ...unique(ofIt.map(({ subject }) => subject)).map((member): Lane => ({
        title: member,
        group: 'Members',
        cluster,
        spans: [...spansOf(member, ofIt.filter(({ subject }) => subject === member), end), ...inOffice(member)],
        marks: [],
      })),
      writesLane(cluster, ofType(timeline, 'write-gap').filter((event) => event.cluster === cluster), end),
    ];
  });
}

/** When somebody is the writer. Serverless v1 has no members: its cluster writes by itself. */
function terms(roles: readonly Of<'role'>[], cluster: string, end: number): (name: string) => Span[] {
  return (name) => roles.flatMap(({ atSeconds, writer }, index): Span[] => {
    const toSeconds = roles[index + 1]?.atSeconds ?? end;
    if (writer !== name || (roles[index - 1]?.writer === writer && index > 0 && roles[index - 1].atSeconds === atSeconds)) return [];
    const who = name === cluster ? 'The Serverless v1 compute' : name;
    return [{ fromSeconds: atSeconds, toSeconds, kind: 'writer', label: 'writer', text: `${who} is the writer from ${clock(atSeconds)} to ${clock(toSeconds)}` }];
  });
}

function writesLane(cluster: string, gaps: readonly WriteGap[], end: number): Lane {
  const bounds = [0, ...gaps.flatMap(({ fromSeconds, toSeconds }) => [fromSeconds, toSeconds]), end];
  const accepted = Array.from({ length: bounds.length / 2 }, (_, index): Span => {
    const [fromSeconds, toSeconds] = [bounds[2 * index], bounds[2 * index + 1]];
    return { fromSeconds, toSeconds, kind: 'writes', label: index === 0 ? 'writes accepted' : '', text: `Writes to ${cluster} are accepted from ${clock(fromSeconds)} to ${clock(toSeconds)}` };
  }).filter(({ fromSeconds, toSeconds }) => toSeconds > fromSeconds);
  const stopped = gaps.map((gap): Span => (
    { fromSeconds: gap.fromSeconds, toSeconds: gap.toSeconds, kind: 'gap', label: `${gap.seconds.toFixed(1)} s`, text: gapText(cluster, gap) }));
  return { title: `writes to ${cluster}`, group: 'Writes', cluster, spans: [...accepted, ...stopped], marks: [] };
}

const LOOKS = /:(Describe|Get|List)/;

function callLanes(timeline: readonly TimelineEvent[]): Lane[] {
  const calls = ofType(timeline, 'call');
  return unique(calls.map(({ by }) => by)).map((by): Lane => ({
    title: by,
    group: 'API calls',
    spans: [],
    marks: calls.filter((event) => event.by === by).map(({ atSeconds, call, subject, outcome }): Mark => ({
      atSeconds,
      kind: outcome !== 'ok' ? 'refused' : LOOKS.test(call) ? 'look' : 'change',
      text: `${clock(atSeconds)} ${call}${subject === undefined ? '' : ` on ${subject}`}${outcome === 'ok' ? '' : `: ${outcome}`}`,
    })),
  }));
}

function faultLanes(timeline: readonly TimelineEvent[]): Lane[] {
  const faults = ofType(timeline, 'fault');
  if (faults.length === 0) return [];
  return [{
    title: 'faults',
    group: 'Faults',
    spans: [],
    marks: faults.map(({ atSeconds, kind, subject }): Mark => ({ atSeconds, kind: 'fault', text: `${clock(atSeconds)} fault: ${kind} on ${subject}` })),
  }];
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
