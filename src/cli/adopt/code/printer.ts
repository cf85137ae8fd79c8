const WIDTH = 130;

/** Writes one of several elements, which begins in this column. */
export type Item = (indent: number) => string;

/** Elements between brackets: in one line where there is room, otherwise one below the other. */
export function enclose([open, close]: readonly [string, string], items: readonly Item[], indent: number, step: number, room = 0): string {
  const inline = `${open}${items.map((item) => item(indent)).join(', ')}${close}`;
  if (items.length === 0 || (!inline.includes('\n') && indent + room + inline.length <= WIDTH)) return inline;
  const lines = items.map((item) => `${' '.repeat(indent + step)}${item(indent + step)},`);
  return [open.trimEnd(), ...lines, `${' '.repeat(indent)}${close.trimStart()}`].join('\n');
}

/** JSON values need no words of a language but for truth and nothing. */
export interface Literals {
  readonly text: (value: string) => string;
  readonly words: { readonly true: string; readonly false: string; readonly null: string };
  readonly key: (name: string) => string;
  readonly braces: readonly [string, string];
  readonly step: number;
}

export function json(value: unknown, literals: Literals, indent: number): string {
  const { text, words, key, braces, step } = literals;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return words[`${value}`];
  if (Array.isArray(value)) return enclose(['[', ']'], value.map((element): Item => (at) => json(element, literals, at)), indent, step);
  if (value === null || value === undefined) return words.null;
  return enclose(braces, Object.entries(value).map(([name, element]): Item => (at) => `${key(name)}: ${json(element, literals, at)}`), indent, step);
}
