import confirm from '@inquirer/confirm';
import colors from 'picocolors';
import { findMove, goalToDrive, isUnderWay } from './live-move';
import { progress } from './progress';
import type { Report } from '../../contract/report';
import type { Answer, TurnResult } from '../../contract/turn';
import { planFromHere } from '../../planner/plan-from-here';
import type { Wishes } from '../../planner/propose-goal';
import { drive } from '../../runtime/drive';
import { patiently } from '../../runtime/patiently';
import { writeGoal } from '../../runtime/perform';
import type { Ports } from '../../runtime/ports';
import { EXIT } from '../exit-status';
import { InputError } from '../input-error';
import { printPlan } from '../rehearse/print-plan';
import { clock } from '../terminal';

export interface RunOptions {
  readonly ports: Ports;
  readonly cluster: string;
  readonly wishes: Wishes;
  readonly asks: boolean;
  readonly goesBack: boolean;
  readonly sleep: (seconds: number) => Promise<void>;
}

const STATUS: Record<string, number> = { migrated: EXIT.ok, restored: EXIT.restored, refused: EXIT.refused };

/** The same loop as the engine's, from here. It keeps nothing: whatever happens to it, the next run continues. */
export async function run({ ports, cluster, wishes, asks, goesBack, sleep }: RunOptions): Promise<number> {
  const move = await findMove(ports, cluster, sleep);
  const goal = goalToDrive(move, wishes, goesBack);
  const isResumed = isUnderWay(move) && goal === move.record.goal;
  const { takes, steps, problems, ...rest } = planFromHere(goal, isResumed ? move.observation : { ...move.observation, marks: [] });
  console.log(printPlan({ takes, steps, problems, ...rest }));
  if (problems.length > 0) return refuse(problems);
  if (isResumed) console.log('A move is under way: it is resumed.');
  else if (asks && !await agreed(goesBack ? `Take ${cluster} back?` : `Move ${cluster}?`)) return EXIT.refused;
  if (!isResumed) await patiently(sleep, () => writeGoal({ ports, goal, clusterResourceId: move.clusterResourceId }));

  const shown = await progress(takes.mostSeconds);
  const last = await drive({
    ports,
    clusterResourceId: move.clusterResourceId,
    sleep,
    onTurn: (turn) => shown.show(turn),
    ask: (turn) => {
      shown.pause();
      return answer(turn, asks);
    },
  });
  shown.end();
  return conclude(last);
}

async function agreed(message: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new InputError(['There is no terminal to ask at. Look at the plan, and say --yes.']);
  return confirm({ message, default: false });
}

async function answer({ status, message }: TurnResult, asks: boolean): Promise<Answer> {
  const accepted = !asks || await agreed(message);
  return { question: status === 'waiting for approval' ? 'approval' : 'verification', accepted, detail: asks ? 'at the terminal' : 'by --yes' };
}

function refuse(problems: Report['problems']): number {
  for (const { code, message, remedy } of problems) console.error(colors.red(`✘ [${code}] ${message} ${remedy}`));
  return EXIT.refused;
}

function conclude({ status, problems, report }: TurnResult): number {
  if (problems.length > 0) refuse(problems);
  if (report) {
    console.log(`${report.cluster} ${status} after ${clock(report.elapsedSeconds)}.`);
    console.log(`Nobody could write for ${report.writeGap.leastSeconds} to ${report.writeGap.mostSeconds} s, measured ${report.writeGap.method}.`);
  }
  return STATUS[status] ?? EXIT.failed;
}
