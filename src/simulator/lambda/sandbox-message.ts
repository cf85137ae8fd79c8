/** Says which sandbox makes a request. */
export const SANDBOX_HEADER = 'x-simulated-sandbox';

/** The last that a sandbox writes to each of its streams for an event: by then its logs are complete. */
export const END_OF_LOGS = '\u0000end of logs\u0000';

/** What a sandbox is told: an event, or that the time for which it waited is over. */
export type Order = { readonly event: unknown } | { readonly sleptMillis: number };

export type InvocationResult =
  | { readonly result: unknown }
  | { readonly failure: { readonly errorType: string; readonly errorMessage: string; readonly trace: string[] } };

/** A function that waits for nothing but the time and the answers to its requests. */
export interface Idle {
  /** Until it goes on by itself. Nothing when it never does. */
  readonly millis?: number;
  /** Requests to the simulated AWS, and how many of them are answered, as far as it knows. */
  readonly sent: number;
  readonly answered: number;
}

/** What a sandbox says. */
export type SandboxMessage =
  | { readonly kind: 'result'; readonly result: InvocationResult }
  | { readonly kind: 'idle' } & Idle;
