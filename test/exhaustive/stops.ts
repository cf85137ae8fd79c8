import { type Middle, rehearse, type Rehearsed } from './rehearsal';
import { describedSource, type ExhaustiveSource, SOURCES } from './sources';

export interface Counts {
  readonly cases: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Cases that did not end as they must. */
  readonly wrong: readonly string[];
}

/** Which of the calls, and which part of them when several share the work. */
export interface Selection {
  readonly every: number;
  readonly offset?: number;
  readonly shard?: { readonly index: number; readonly of: number };
}

/** Stops after each (or every n-th) API call of each source, then resumes or asks for the way back. */
export async function stopEverywhere(selection: Selection, sources: readonly ExhaustiveSource[] = SOURCES): Promise<Counts> {
  const tally = new Tally();
  for (const source of sources) {
    const cluster = await describedSource(source);
    const undisturbed = await rehearse(cluster, source.wishes, { seed: 1 });
    for (const call of calls(selection, undisturbed.recorded.length)) {
      for (const performed of [false, true]) {
        for (const then of ['resume', 'restore'] as const) {
          const middle = { ...stoppedAt(undisturbed, call, performed), restore: then === 'restore' };
          const rehearsed = await rehearse(cluster, source.wishes, { seed: 1, middle });
          tally.add(`${source.name}, stopped ${performed ? 'after' : 'before'} call ${call}, ${then}`, rehearsed, then === 'resume' ? ['migrated'] : ['restored', 'migrated']);
        }
      }
    }
  }
  return tally.counts;
}

/** What goes wrong once and is over, and what does not go away: each at any call. */
const AT_A_CALL: readonly [fault: string, allowed: readonly string[]][] = [
  ...['throttle', 'server-error', 'reset-before', 'reset-after', 'slow:seconds=30', 'stale:seconds=60'].map((fault) => [fault, ['migrated']] as [string, string[]]),
  ...['throttle:count=100000', 'server-error:count=100000', 'reset-before:count=100000', 'reset-after:count=100000']
    .map((fault) => [fault, ['migrated', 'restored', 'parked']] as [string, string[]]),
];
/** What strikes some changes only: `after` spares so many of those. */
const AT_A_CHANGE = [
  'quota:operation=rds:CreateDBInstance,count=100000', 'insufficient-capacity:count=100000', 'insufficient-capacity:detail=later', 'precheck-failure:count=100000',
  'stuck', 'status:detail=incompatible-network',
];
const AT_A_MOMENT = ['zone-failure', 'maintenance'];

/** Each kind of fault at each (or every n-th) API call of each source, and at each change that it can strike. */
export async function faultsEverywhere(selection: Selection, sources: readonly ExhaustiveSource[] = SOURCES): Promise<Counts> {
  const tally = new Tally();
  for (const source of sources) {
    const cluster = await describedSource(source);
    const undisturbed = await rehearse(cluster, source.wishes, { seed: 1 });
    const strike = async (fault: string, allowed: readonly string[], middle?: Middle) => {
      const rehearsed = await rehearse(cluster, source.wishes, { seed: 1, faults: [fault], middle });
      if (rehearsed.struck) tally.add(`${source.name}, ${fault}`, rehearsed, allowed);
      return rehearsed.struck;
    };
    for (const call of calls(selection, undisturbed.recorded.length)) {
      const middle = turnOf(undisturbed, call);
      for (const [fault, allowed] of AT_A_CALL) await strike(with_(fault, `after=${call - 1}`), allowed, middle);
      const moment = (undisturbed.recorded[call - 1].atMillis - undisturbed.recorded[0].atMillis) / 1000;
      for (const fault of AT_A_MOMENT.map((kind) => with_(kind, `seconds=${moment}`))) {
        tally.add(`${source.name}, ${fault}`, await rehearse(cluster, source.wishes, { seed: 1, faults: [fault], middle }), ['migrated', 'restored']);
      }
    }
    for (const fault of AT_A_CHANGE.filter((_, index) => isOfShard(selection, index))) {
      for (let spared = 0; await strike(with_(fault, `after=${spared}`), ['migrated', 'restored', 'parked']);) spared++;
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

function calls({ every, offset = 0, ...selection }: Selection, last: number): number[] {
  const chosen = [];
  for (let call = 1 + offset % every; call <= last; call += every) chosen.push(call);
  return chosen.filter((_, index) => isOfShard(selection, index));
}

function isOfShard({ shard }: Pick<Selection, 'shard'>, index: number): boolean {
  return shard === undefined || index % shard.of === shard.index;
}

function with_(fault: string, option: string): string {
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
