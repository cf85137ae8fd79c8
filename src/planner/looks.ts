/** When the loop looks whether AWS is done: not before it can be, then regularly. */
export interface Looks {
  readonly notBeforeSeconds: number;
  readonly thenEverySeconds: number;
}

const looks = (notBeforeSeconds: number, thenEverySeconds: number): Looks => ({ notBeforeSeconds, thenEverySeconds });

/** After which change. Whatever else there is to wait for takes seconds, and is looked at at once. */
export const LOOKS = {
  'create-safety-snapshot': looks(120, 10),
  'convert-engine-mode': looks(180, 15),
  'upgrade-engine': looks(120, 20),
  'create-member': looks(300, 20),
  'delete-member': looks(300, 20),
} as const;
