import type { TurnRequest, TurnResult } from '../contract/turn';
import { advance } from '../runtime/advance';
import { awsPorts } from '../runtime/aws/clients';

const ports = awsPorts();

/** One turn of the loop. The machine waits and calls again, with what this one answered. */
export async function handler(request: TurnRequest): Promise<TurnResult> {
  return advance(ports, request);
}
