/** So much of JMESPath as runbooks use: fields, indexes, lists, one filter, `max`, `length`, `||`, `|` and `<=`. */
export function select(value: any, query: string): any {
  const [first, ...then] = query.split(' | ');
  return then.reduce((selected, next) => one(selected, next), one(value, first));
}

function one(value: any, expression: string): any {
  const [, left, most] = /^(.*) <= `(\d+)`$/.exec(expression) ?? [];
  if (left !== undefined) {
    const number = one(value, left);
    return number === null ? null : number <= Number(most);
  }
  const [wanted, otherwise] = expression.split(' || ');
  if (otherwise !== undefined) return one(value, wanted) || JSON.parse(otherwise.slice(1, -1));
  const [, call, argument] = /^(max|length)\((.*)\)$/.exec(expression) ?? [];
  if (call === 'length') return one(value, argument).length;
  if (call === 'max') return one(value, argument).reduce((most_: number | null, each: number) => Math.max(most_ ?? each, each), null);
  return follow(value, expression);
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
