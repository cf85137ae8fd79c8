import type { Plan } from '../../planner/plan';
import type { SecondsRange } from '../../planner/durations';
import { clock, columns } from '../terminal';

/** The plan as a table: what is to happen, how long it takes, and where the point of no return is. */
export function printPlan({ steps, takes, writeGap }: Plan): string {
  const rows = steps.map((step) => [
    step.step, step.changes.join('\n'), minutes(step.takes), step.writeGap ? seconds(step.writeGap) : '', step.reversible ? '' : 'no way back',
  ]);
  return columns([...rows, ['', '', minutes(takes), seconds(writeGap), '']], {
    head: ['plan', '', 'takes', 'write gap', ''], colAligns: ['left', 'left', 'right', 'right', 'left'],
  });
}

function minutes({ leastSeconds, mostSeconds }: SecondsRange): string {
  return `${clock(leastSeconds)} to ${clock(mostSeconds)}`;
}

function seconds({ leastSeconds, mostSeconds }: SecondsRange): string {
  return `${leastSeconds} to ${mostSeconds} s`;
}
