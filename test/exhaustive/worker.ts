import { type Agreement, agreement } from './agreement';
import { SOURCES } from './sources';
import { type Counts, faultsAtCalls, faultsAtChanges, type Selection, stopEverywhere } from './stops';
import type { ProfileName } from '../../src/simulator/profiles';

/** A piece that one thread does. */
export type Work =
  | { readonly section: 'agree'; readonly source: string; readonly profile: ProfileName; readonly seeds: number }
  | { readonly section: 'stops' | 'faults at calls'; readonly source: string; readonly selection: Selection }
  | { readonly section: 'faults at changes'; readonly source: string; readonly selection: Pick<Selection, 'fault'> };

export default async function work(piece: Work): Promise<Agreement | Counts> {
  const source = SOURCES.find(({ name }) => name === piece.source)!;
  switch (piece.section) {
    case 'agree': return agreement(source, piece.profile, piece.seeds);
    case 'stops': return stopEverywhere(source, piece.selection);
    case 'faults at calls': return faultsAtCalls(source, piece.selection);
    case 'faults at changes': return faultsAtChanges(source, piece.selection);
  }
}
