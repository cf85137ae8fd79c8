/** So much of JMESPath as runbooks use: fields, indexes, lists, one filter, `min`, `max`, `length`, `||`, `&&`, `|` and comparisons with a number. */
export function select(value: any, query: string): any {
  const [first, ...then] = query.split(' | ');
  return then.reduce((selected, next) => one(selected, next), one(value, first));
}

function one(value: any, expression: string): any {
  const [first, ...others] = expression.split(' && ');
  return others.reduce((left, next) => left && compared(value, next), compared(value, first));
}

function compared(value: any, expression: string): any {
  const [, left, sign, bound] = /^(.*) (<=|>=) `(\d+)`$/.exec(expression) ?? [];
  if (left === undefined) return plain(value, expression);
  const number = plain(value, left);
  if (number === null) return null;
  return sign === '<=' ? number <= Number(bound) : number >= Number(bound);
}

function plain(value: any, expression: string): any {
  const [wanted, otherwise] = expression.split(' || ');
  if (otherwise !== undefined) return follow(value, wanted) || JSON.parse(otherwise.slice(1, -1));
  const [, call, argument] = /^(min|max|length)\((.*)\)$/.exec(expression) ?? [];
  if (call === undefined) return follow(value, expression);
  const list: number[] = follow(value, argument);
  if (call === 'length') return list.length;
  return list.length === 0 ? null : Math[call as 'min' | 'max'](...list);
}

const STEP = /^\.?(?:(\w+)|\[(\d+)\]|\[(\?!?)(\w+)\]|(\[\])|\[([\w,]+)\])/;

function follow(value: any, path: string): any {
  const found = STEP.exec(path);
  if (path === '') return value ?? null;
  if (!found) throw new Error(`Not a query that this knows: ${path}`);
  const [whole, field, index, filter, condition, list, fields] = found;
  const rest = path.slice(whole.length);
  if (field !== undefined) return follow(value?.[field], rest);
  if (index !== undefined) return follow(value?.[Number(index)], rest);
  if (fields !== undefined) return follow(fields.split(',').map((name: string) => value[name] ?? null), rest);
  if (list === undefined && filter === undefined) throw new Error(`Not a query that this knows: ${path}`);
  return (value ?? []).filter((item: any) => !filter || Boolean(item[condition]) === (filter === '?')).map((item: any) => follow(item, rest)).filter((item: any) => item !== null);
}

/** As `--output text` prints it. */
export function cliText(value: any): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (!Array.isArray(value)) return String(value);
  return value.some(Array.isArray) ? value.map(cliText).join('\n') : value.map(cliText).join('\t');
}
