import type { SimulatedAccount } from '../account';

/** The Availability Zones of the Region, as far as it matters. */
export function zones(account: SimulatedAccount): string[] {
  return ['a', 'b', 'c'].map((letter) => account.region + letter);
}
