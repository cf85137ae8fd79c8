import type { Volume } from './volume';

/** Who answers under a name. */
export interface Address {
  readonly volume: Volume;
  readonly instance: string;
}

/**
 * The address that a client got for a name: it goes on using it for new connections until it expires. Times are numbers of
 * writes, of which every one without a connection asks for the name again once the address has expired.
 */
export class NameCache {
  private known?: Address;
  private knownSince = 0;

  constructor(private readonly lifetime: number) {}

  /** The first write from this one on that finds the way when the name leads there. */
  firstWriteTo({ volume, instance }: Address, from: number): number {
    return this.known?.volume === volume && this.known.instance === instance ? from : this.expiry(from);
  }

  /** The name led there while these writes had no connection. */
  asked(address: Address, from: number, to: number): void {
    const expiry = this.expiry(from);
    if (expiry >= to) return;
    this.known = address;
    this.knownSince = this.lifetime === 0 ? to - 1 : expiry + Math.floor((to - 1 - expiry) / this.lifetime) * this.lifetime;
  }

  private expiry(from: number): number {
    return this.known === undefined ? from : Math.max(from, this.knownSince + this.lifetime);
  }
}
