import Table from 'cli-table3';

const BORDERS = [
  'top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right',
  'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle',
];

/** Columns without lines around them. */
export function columns(rows: readonly (readonly string[])[], options: { head?: string[]; colAligns?: ('left' | 'right')[] } = {}): string {
  const table = new Table({
    ...options,
    style: { 'head': [], 'border': [], 'padding-left': 2, 'padding-right': 0 },
    chars: Object.fromEntries(BORDERS.map((name) => [name, ''])),
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

/** Lines of at most so many characters, where there are spaces. */
export function wrapped(text: string, width: number): string {
  return text.replace(new RegExp(`(?![^\\n]{1,${width}}$)([^\\n]{1,${width}})\\s`, 'g'), '$1\n');
}

/** `21:07` */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
