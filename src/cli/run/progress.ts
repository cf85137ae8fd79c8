import type { TurnResult } from '../../contract/turn';
import { clock } from '../terminal';

export interface Progress {
  show(turn: TurnResult): void;
  /** While somebody is asked. */
  pause(): void;
  end(): void;
}

/** A line that lives on a terminal; plain lines, one for each step and change, in a pipeline. */
export async function progress(mostSeconds: number): Promise<Progress> {
  const { default: ora } = await import('ora');
  const spinner = process.stderr.isTTY ? ora({ stream: process.stderr, discardStdin: false }) : undefined;
  let begunAtSeconds: number | undefined;
  let last = '';
  return {
    show({ step, message, atSeconds }) {
      begunAtSeconds ??= atSeconds;
      const elapsed = atSeconds - begunAtSeconds;
      const end = new Date((begunAtSeconds + mostSeconds) * 1000).toISOString().slice(11, 16);
      const line = `${clock(elapsed)}  ${step}: ${message}`;
      if (spinner) spinner.start(`${line}  (expected end: before ${end} UTC)`);
      else if (`${step}: ${message}` !== last) console.log(line);
      last = `${step}: ${message}`;
    },
    pause: () => spinner?.stop(),
    end: () => spinner?.stop(),
  };
}
