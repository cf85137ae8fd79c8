import { type Middle, rehearse, type Rehearsed } from './rehearsal';
import { describedSource, type ExhaustiveSource } from './sources';

export interface Counts {
  readonly cases: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Cases that did not end as they must. */
  readonly wrong: readonly string[];
}

/** Which API calls: every n-th, from the one with this offset. */
export interface Selection {
  readonly every: number;
  readonly offset?: number;
  /** Only the faults that are named like that. */
  readonly fault?: string;
}

/** Stops before and after each selected API call, then resumes or asks for the way back. */
export async function stopEverywhere(source: ExhaustiveSource, selection: Selection): Promise<Counts> {
  const tally = new Tally();
  const cluster = await describedSource(source);
  const undisturbed = await rehearse(cluster, source.wishes, { seed: 1 });
  for (const call of calls(selection, undisturbed)) {
    for (const performed of [false, true]) {
      for (const then of ['resume', 'restore'] as const) {
        const middle = { ...stoppedAt(undisturbed, call, performed), restore: then === 'restore' };
        const rehearsed = await rehearse(cluster, source.wishes, { seed: 1, middle });
        tally.add(`${source.name}, stopped ${performed ? 'after' : 'before'} call ${call}, ${then}`, rehearsed, [then === 'resume' ? 'migrated' : 'restored']);
      }
    }
  }
  return tally.counts;
}

/** What goes wrong once and is over, and what does not go away: each at any call. */
const AT_A_CALL: readonly [fault: string, allowed: readonly string[]][] = [
  ...[
    'throttle', 'server-error', 'reset-before', 'reset-after', 'slow:seconds=30', 'stale:seconds=60', 'slow:seconds=30,count=100000', 'stale:seconds=60,count=100000',
  ].map((fault) => [fault, ['migrated']] as [string, string[]]),
  ...['throttle:count=100000', 'server-error:count=100000', 'reset-before:count=100000', 'reset-after:count=100000']
    .map((fault) => [fault, ['migrated', 'restored', 'parked']] as [string, string[]]),
];
const AT_A_MOMENT = ['zone-failure', 'maintenance'];
/** What strikes some changes only: `after` spares so many of those. */
const AT_A_CHANGE = [
  'quota:operation=rds:CreateDBInstance,count=100000', 'insufficient-capacity:count=100000', 'insufficient-capacity:detail=later', 'precheck-failure:count=100000',
  'stuck', 'status:detail=incompatible-network',
  ...['InvalidDBClusterStateFault', 'KMSKeyNotAccessibleFault'].map((detail) => `refuse:operation=rds:ModifyDBCluster,count=100000,detail=${detail}`),
];

/** Each kind of fault that can strike any call, at each selected one. */
export async function faultsAtCalls(source: ExhaustiveSource, selection: Selection): Promise<Counts> {
  const tally = new Tally();
  const cluster = await describedSource(source);
  const undisturbed = await rehearse(cluster, source.wishes, { seed: 1 });
  for (const call of calls(selection, undisturbed)) {
    const middle = turnOf(undisturbed, call);
    for (const [kind, allowed] of AT_A_CALL.filter(([name]) => name.includes(selection.fault ?? ''))) {
      const fault = withOption(kind, `after=${call - 1}`);
      const rehearsed = await rehearse(cluster, source.wishes, { seed: 1, faults: [fault], middle });
      if (rehearsed.struck) tally.add(`${source.name}, ${fault}`, rehearsed, allowed);
    }
    const moment = (undisturbed.recorded[call - 1].atMillis - undisturbed.recorded[0].atMillis) / 1000;
    for (const kind of AT_A_MOMENT.filter((name) => name.includes(selection.fault ?? ''))) {
      const fault = withOption(kind, `seconds=${moment}`);
      tally.add(`${source.name}, ${fault}`, await rehearse(cluster, source.wishes, { seed: 1, faults: [fault], middle }), ['migrated', 'restored']);
    }
  }
  return tally.counts;
}

/** The kinds of faults that strike certain changes, at each of those. */
export async function faultsAtChanges(source: ExhaustiveSource, { fault: wanted = '' }: Pick<Selection, 'fault'> = {}): Promise<Counts> {
  const tally = new Tally();
  const cluster = await describedSource(source);
  for (const fault of AT_A_CHANGE.filter((name) => name.includes(wanted))) {
    for (let spared = 0; ; spared++) {
      const struck = withOption(fault, `after=${spared}`);
      const rehearsed = await rehearse(cluster, source.wishes, { seed: 1, faults: [struck] });
      if (!rehearsed.struck) break;
      tally.add(`${source.name}, ${struck}`, rehearsed, ['migrated', 'restored', 'parked']);
    }
  }
  return tally.counts;
}

/** A new driver, after another was stopped at its n-th call, of which nobody knows whether it was performed. */
function stoppedAt({ recorded }: Rehearsed, call: number, performed: boolean): Middle {
  return { before: recorded.slice(0, performed ? call : call - 1), atMillis: recorded[call - 1].atMillis };
}

/** The driver, where the turn begins in which it makes its n-th call. */
function turnOf({ recorded, turns }: Rehearsed, call: number): Middle {
  const { calls: before, atMillis, turn } = turns.filter(({ calls: made }) => made < call).at(-1)!;
  return { before: recorded.slice(0, before), atMillis, turn };
}

/** Outcomes and wrong cases of several counts. */
export function addUp(counts: readonly Counts[]): Counts {
  const outcomes: Record<string, number> = {};
  for (const [outcome, number] of counts.flatMap((one) => Object.entries(one.outcomes))) outcomes[outcome] = (outcomes[outcome] ?? 0) + number;
  return { cases: counts.reduce((sum, { cases }) => sum + cases, 0), outcomes, wrong: counts.flatMap(({ wrong }) => wrong) };
}

function calls({ every, offset = 0 }: Selection, { recorded }: Rehearsed): number[] {
  const chosen = [];
  for (let call = 1 + offset % every; call <= recorded.length; call += every) chosen.push(call);
  return chosen;
}

function withOption(fault: string, option: string): string {
  return fault + (fault.includes(':') ? ',' : ':') + option;
}

class Tally {
  private cases = 0;
  private readonly outcomes: Record<string, number> = {};
  private readonly wrong: string[] = [];

  add(name: string, { outcome, problems, violated, measured }: Rehearsed, allowed: readonly string[]): void {
    this.cases++;
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    if (!allowed.includes(outcome) || violated.length > 0 || measured.writesLost > 0) {
      this.wrong.push(`${name}: ${[outcome, ...problems, ...violated].join(' | ')}, ${measured.writesLost} writes lost`);
    }
  }

  get counts(): Counts {
    return { cases: this.cases, outcomes: this.outcomes, wrong: this.wrong };
  }
}
