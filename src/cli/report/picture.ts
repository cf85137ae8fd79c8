/** What a report shows, before it is drawn on a terminal or in HTML. Times are seconds since the beginning. */
export interface Picture {
  readonly title: string;
  readonly outcome: { readonly text: string; readonly good: boolean };
  readonly summary: readonly string[];
  /** The numbers that matter, the most important first. */
  readonly numbers: readonly { readonly label: string; readonly value: string; readonly note?: string; readonly bad?: boolean }[];
  readonly problems: readonly string[];
  readonly endsAtSeconds: number;
  readonly lanes: readonly Lane[];
}

export interface Lane {
  readonly title: string;
  readonly group: 'Deployment' | 'Machine' | 'Driver' | 'Cluster' | 'Members' | 'Writes' | 'API calls' | 'Faults';
  /** The cluster that it is about, where it is about one. */
  readonly cluster?: string;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
}

/** Something that lasts. */
export interface Span {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly kind: 'calm' | 'busy' | 'bad' | 'step' | 'writer' | 'writes' | 'gap';
  /** Stands in the bar where there is room. */
  readonly label: string;
  /** The whole of it in words. */
  readonly text: string;
}

/** Something that happens at a moment. */
export interface Mark {
  readonly atSeconds: number;
  readonly kind: 'look' | 'change' | 'refused' | 'event' | 'failure' | 'fault';
  readonly text: string;
}

/** The gaps of a picture, for whoever wants to see them from near, each with the lanes that concern its cluster. */
export function gapsOf({ lanes }: Picture): { readonly gap: Span; readonly lanes: readonly Lane[] }[] {
  return lanes.flatMap(({ cluster, spans }) => spans.filter(({ kind }) => kind === 'gap')
    .map((gap) => ({ gap, lanes: lanes.filter((lane) => lane.cluster === undefined || lane.cluster === cluster) })));
}
