import { advance } from './advance';
import type { Ports } from './ports';
import type { TurnResult } from '../contract/turn';

export interface DriveOptions {
  readonly ports: Ports;
  readonly clusterResourceId: string;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly onTurn?: (turn: TurnResult) => void;
}

/** Turns the loop until the move has ended. The machine in AWS does the same with its states. */
export async function drive({ ports, clusterResourceId, sleep, onTurn }: DriveOptions): Promise<TurnResult> {
  let turn = await advance(ports, { clusterResourceId });
  onTurn?.(turn);
  while (turn.status === 'running') {
    await sleep(turn.waitSeconds);
    turn = await advance(ports, turn);
    onTurn?.(turn);
  }
  return turn;
}
