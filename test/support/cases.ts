/** `npm run handover-matrix` and `npm run engine-matrix` take every case; the tests take every n-th. */
const TAKES_ALL = process.env.CASES === 'all';

export function few<T>(cases: readonly T[], every: number): T[] {
  return TAKES_ALL ? [...cases] : cases.filter((_, index) => index % every === every - 1);
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Counts the cases of a file that ended well, by their kind, and prints them when its tests have ended. */
export function countCases(title: string): (kind: string, name: string | number) => void {
  const kinds = new Map<string, (string | number)[]>();
  afterAll(() => {
    const all = [...kinds.values()].flat().length;
    const lines = [...kinds].map(([kind, names]) => `  ${String(names.length).padStart(5)} ${kind}: ${together(names).join(', ')}`);
    process.stdout.write(`${all} ${title}\n${lines.join('\n')}\n`);
  });
  return (kind, name) => void kinds.set(kind, [...kinds.get(kind) ?? [], name]);
}

/** `1-3, 7` for 1, 2, 3 and 7. */
function together(names: readonly (string | number)[]): string[] {
  const runs: { first: string | number; last: string | number }[] = [];
  for (const name of names) {
    const run = runs.at(-1);
    if (run && typeof name === 'number' && run.last === name - 1) run.last = name;
    else runs.push({ first: name, last: name });
  }
  return runs.map(({ first, last }) => first === last ? String(first) : `${first}-${last}`);
}
