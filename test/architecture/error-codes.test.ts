import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as environment from '../../src/contract/environment';

const ROOT = path.join(__dirname, '../..');
const CODE = /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g;
/** Words in capitals with underscores that are no error codes, the environment variables of the handlers among them. */
const OTHERS: string[] = [...Object.values(environment), 'TIMED_OUT', 'READ_ONLY', 'DELETE_SKIPPED', 'IN_SYNC', 'SWITCHOVER_COMPLETED'];
const STATUS_OF_A_STACK = /^((CREATE|UPDATE|DELETE|IMPORT|ROLLBACK|UPDATE_ROLLBACK)_)?(IN_PROGRESS|COMPLETE|FAILED)$/;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map((entry) => path.join(entry.parentPath, entry.name));
}

/** The simulated AWS speaks AWS's own words; ours in it are what must never happen. */
const isOurs = (file: string) => !file.includes('/src/simulator/') || file.includes('/src/simulator/invariants/');

test('docs/errors.md lists every code that can be told, and no other', () => {
  const told = new Set(sources(path.join(ROOT, 'src')).filter(isOurs).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(CODE)].map(([, code]) => code)));
  const listed = new Set([...readFileSync(path.join(ROOT, 'docs/errors.md'), 'utf8').matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, code]) => code));
  const codes = [...told].filter((code) => !OTHERS.includes(code) && !STATUS_OF_A_STACK.test(code)).sort();
  expect([...listed].sort()).toEqual(codes);
});
