import { rehearse, type Rehearsed, type Stop } from './rehearsal';
import { describedSource, type ExhaustiveSource, SOURCES } from './sources';

export interface Counts {
  readonly cases: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Cases that did not end as they must. */
  readonly wrong: readonly string[];
}

/** Stops after each (or every n-th) API call of each source, then resumes or asks for the way back. */
export async function stopEverywhere(every: number, offset = 0, sources = SOURCES): Promise<Counts> {
  const tally = new Tally();
  for (const source of sources) {
    const cluster = await describedSource(source);
    const undisturbed = await rehearse(cluster, source.wishes, { seed: 1 });
    for (let call = 1 + offset % every; call <= undisturbed.calls; call += every) {
      for (const performed of [false, true]) {
        for (const then of ['resume', 'restore'] as const) {
          const stop: Stop = { call, performed, then };
          const rehearsed = await rehearse(cluster, source.wishes, { seed: 1, stop });
          tally.add(`${source.name}, stopped ${performed ? 'after' : 'before'} call ${call}, ${then}`, rehearsed, then === 'resume' ? ['migrated'] : ['restored', 'migrated']);
        }
      }
    }
  }
  return tally.counts;
}

/** What goes wrong once and is over, and what does not go away. */
const ONE_CALL = ['throttle', 'server-error', 'reset-before', 'reset-after', 'slow:seconds=30', 'stale:seconds=60'];
const LASTING = [
  'throttle:count=100000', 'server-error:count=100000', 'reset-before:count=100000', 'reset-after:count=100000', 'quota:operation=rds:CreateDBInstance,count=100000',
  'stuck', 'status:detail=incompatible-network', 'insufficient-capacity:count=100000', 'insufficient-capacity:detail=later', 'precheck-failure:count=100000',
];
const AT_A_MOMENT = ['zone-failure', 'maintenance'];

/** Each kind of fault at each (or every n-th) API call of each source. */
export async function faultsEverywhere(every: number, offset = 0, sources: readonly ExhaustiveSource[] = SOURCES): Promise<Counts> {
  const tally = new Tally();
  for (const source of sources) {
    const cluster = await describedSource(source);
    const undisturbed = await rehearse(cluster, source.wishes, { seed: 1 });
    for (let call = 1 + offset % every; call <= undisturbed.calls; call += every) {
      const moment = Math.round(undisturbed.measured.elapsedSeconds * call / undisturbed.calls);
      const faults = [
        ...ONE_CALL.map((fault) => [with_(fault, `after=${call}`), ['migrated']] as const),
        ...LASTING.map((fault) => [with_(fault, `after=${call}`), ['migrated', 'restored', 'parked']] as const),
        ...AT_A_MOMENT.map((fault) => [with_(fault, `seconds=${moment}`), ['migrated', 'restored']] as const),
      ];
      for (const [fault, allowed] of faults) tally.add(`${source.name}, ${fault}`, await rehearse(cluster, source.wishes, { seed: 1, faults: [fault] }), allowed);
    }
  }
  return tally.counts;
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
