/** `aurora` is what `aurora-mysql` was called before version 2. */
export function differenceInEngine(declared: unknown, live: string): boolean {
  return typeof declared === 'string' && declared !== live && !(declared === 'aurora' && live === 'aurora-mysql');
}
