import type { SimulatedAccount } from './account';
import { AwsError } from './wire/aws-error';

/** A token bucket. AWS documents that it throttles, not when: a parameter of the profile. */
export interface Throttling {
  readonly callsPerSecond: number;
  readonly burst: number;
}

export class Throttle {
  private readonly buckets = new Map<string, { tokens: number; atMillis: number }>();

  constructor(private readonly account: SimulatedAccount) {}

  /** Takes a token of the service's bucket, or throws as AWS does. */
  take(service: string): void {
    const { callsPerSecond, burst } = this.account.profile.throttling;
    const now = this.account.clock.now;
    const bucket = this.buckets.get(service) ?? { tokens: burst, atMillis: now };
    const tokens = Math.min(burst, bucket.tokens + (now - bucket.atMillis) / 1000 * callsPerSecond);
    this.buckets.set(service, { tokens: Math.max(0, tokens - 1), atMillis: now });
    if (tokens < 1) throw new AwsError('ThrottlingException', 'Rate exceeded');
  }
}
