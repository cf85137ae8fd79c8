/** What goes wrong, on request. */
export class Faults {
  /** Throws when AWS has no capacity for such an instance. */
  requireCapacity(_cluster: string, _instanceClass: string): void {}

  /** Why the prechecks of a major upgrade of this cluster fail. */
  precheckFailure(_cluster: string): string | undefined {
    return undefined;
  }
}
