import { advance } from './advance';
import type { Ports } from './ports';
import type { Answer, TurnRequest, TurnResult } from '../contract/turn';

export interface DriveOptions {
  readonly ports: Ports;
  readonly clusterResourceId: string;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly onTurn?: (turn: TurnResult) => void;
  /** Asks whoever decides. Without it a move that has a question ends with it. */
  readonly ask?: (turn: TurnResult) => Promise<Answer>;
}

/** Turns the loop until the move has ended. The machine in AWS does the same with its states. */
export async function drive({ ports, clusterResourceId, sleep, onTurn, ask }: DriveOptions): Promise<TurnResult> {
  let request: TurnRequest = { clusterResourceId };
  for (;;) {
    const turn = await advance(ports, request);
    onTurn?.(turn);
    if (turn.status === 'running') {
      await sleep(turn.waitSeconds);
      request = turn;
    } else if (ask && turn.status.startsWith('waiting')) {
      request = { ...turn, answer: await ask(turn) };
    } else {
      return turn;
    }
  }
}
