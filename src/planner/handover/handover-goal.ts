/** Who is to write, asked for by one event of CloudFormation. Written down once; the way back is in it. */
export interface HandoverGoal {
  /** The event's request id. */
  readonly request: string;
  readonly startedAtSeconds: number;
  /** The member that must become the writer; without it whoever stays may remain the writer. */
  readonly target?: string;
  /** Who stays, the preferred one first. */
  readonly staying: readonly string[];
  /** Whom CloudFormation deletes afterwards. */
  readonly leaving: readonly string[];
  /** A deletion has no way back: AWS would fail over anyway, and to whom it likes. */
  readonly isDeletion: boolean;
  readonly before: WriterAndTiers;
  readonly limits: HandoverLimits;
}

export interface WriterAndTiers {
  readonly writer?: string;
  readonly tiers: Readonly<Record<string, number>>;
}

export interface HandoverLimits {
  readonly largestReplicaLagMillis: number;
  /** Absent: the size of the writer, as far as the capacity range allows. */
  readonly leastCapacityAcu?: number;
  /** Absent: nobody looks at transactions. Otherwise how old they may be, and with which secret to ask. */
  readonly transactions?: { readonly mostSeconds: number; readonly secret: string };
  /** So long the target may take to become warm. */
  readonly warmUpSeconds: number;
}
