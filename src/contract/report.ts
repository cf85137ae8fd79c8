import type { Problem } from '../planner/decision';

/** What happened so far, from the record and from what AWS shows. It claims only what was seen. */
export interface Report {
  readonly cluster: string;
  readonly clusterResourceId: string;
  readonly status: string;
  readonly goal: string;
  readonly startedAt?: string;
  readonly reportedAt: string;
  readonly elapsedSeconds: number;
  readonly before?: DatabaseReport;
  readonly now?: DatabaseReport;
  readonly events: readonly { readonly at: string; readonly what: string }[];
  /** Between these two lies for how long nobody could write. */
  readonly writeGap: { readonly leastSeconds: number; readonly mostSeconds: number; readonly method: string };
  readonly problems: readonly Problem[];
  /** What is still to come. */
  readonly plan: readonly { readonly step: string; readonly changes: readonly string[] }[];
}

export interface DatabaseReport {
  readonly engine: string;
  readonly engineVersion: string;
  readonly engineMode: string;
  readonly members: readonly { readonly identifier: string; readonly instanceClass: string; readonly isWriter: boolean }[];
}
