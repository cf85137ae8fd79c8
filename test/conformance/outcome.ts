/** What came of one step, the same for every client: times as ISO 8601, nothing that is undefined or, as the AWS CLI prints it, null. */
export type Outcome = { readonly output: unknown } | { readonly error: ErrorOutcome };

export interface ErrorOutcome {
  readonly code: string;
  readonly message: string;
  /** The AWS CLI does not print it. */
  readonly status?: number;
}

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export function normalized(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, item) => {
    if (item === null) return undefined;
    return typeof item === 'string' && ISO_8601.test(item) ? new Date(item).toISOString() : item;
  });
}
