import { AwsError } from '../wire/aws-error';

/** Who waits for a token to come back. */
export interface TokenHolder {
  succeed(output: unknown): void;
  fail(error: string, cause: string): void;
  beat(): void;
}

/** The tokens of tasks that wait for somebody outside. */
export class TaskTokens {
  private readonly holders = new Map<string, TokenHolder | undefined>();

  issue(): string {
    const token = `task-token-${String(this.holders.size + 1).padStart(6, '0')}`;
    this.holders.set(token, undefined);
    return token;
  }

  hold(token: string, holder: TokenHolder): void {
    this.holders.set(token, holder);
  }

  /** The task has ended: nobody waits any more. */
  release(token: string): void {
    this.holders.set(token, undefined);
  }

  isHeld(token: string): boolean {
    return this.holders.get(token) !== undefined;
  }

  holder(token: string): TokenHolder {
    if (!this.holders.has(token)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    const holder = this.holders.get(token);
    if (!holder) throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    return holder;
  }
}
