/** Something is wrong with what the user gave us: told in full, without a stack trace, with exit status 2. */
export class InputError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'InputError';
  }
}
