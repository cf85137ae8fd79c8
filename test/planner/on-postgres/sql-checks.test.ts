import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ROWS } from '../../../src/planner/sql-check-rows';

const FOLDER = '/usr/lib/postgresql';
const installed = existsSync(FOLDER) ? readdirSync(FOLDER).sort().at(-1) : undefined;
/** PostgreSQL does not run as root. */
const owner = process.getuid?.() === 0 && existsSync('/etc/passwd') ? /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) : undefined;
const canRun = installed !== undefined && owner !== null;
const user = owner ? { uid: Number(owner[1]), gid: Number(owner[2]) } : {};

let data: string;

function run(program: string, args: readonly string[], input = ''): { readonly out: string; readonly errors: string } {
  const { stdout, stderr, status } = spawnSync(path.join(FOLDER, installed!, 'bin', program), args, { ...user, input, encoding: 'utf8', cwd: data, env: {} });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return { out: stdout, errors: stderr.split('\n').filter((line) => line.includes('ERROR')).join('\n') };
}

/** One statement a line, without a server: nobody listens. */
const ask = (database: string, ...statements: string[]) => run('postgres', ['--single', '-D', data, database], `${statements.join('\n')}\n`);
const query = (code: string) => ROWS.find((row) => row.code === code)!.query;

/** Where a PostgreSQL is installed, it says whether it understands the queries; there is no MySQL to ask. */
(canRun ? describe : describe.skip)('PostgreSQL itself', () => {
  beforeAll(() => {
    data = mkdtempSync(path.join(tmpdir(), 'sql-checks-'));
    if (owner) chownSync(data, user.uid!, user.gid!);
    run('initdb', ['-D', data, '--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C']);
  }, 60_000);
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  test.each(ROWS.filter(({ engine }) => engine === 'postgres').map(({ code }) => code))('understands %s', (code) => {
    expect(ask('postgres', query(code)).errors).toBe('');
  });

  test('finds what is asked for', () => {
    ask('postgres', 'CREATE TABLE keyless (callback regproc, class regclass);', 'CREATE TABLE keyed (id int PRIMARY KEY);', 'SELECT lo_create(0);');
    expect(ask('postgres', query('POSTGRES_TABLES_WITHOUT_PRIMARY_KEY')).out).toMatch(/keyless/);
    expect(ask('postgres', query('POSTGRES_TABLES_WITHOUT_PRIMARY_KEY')).out).not.toMatch(/keyed/);
    expect(ask('postgres', query('POSTGRES_REG_TYPES')).out).toMatch(/callback/);
    expect(ask('postgres', query('POSTGRES_REG_TYPES')).out).not.toMatch(/"class"/);
    expect(ask('postgres', query('POSTGRES_LARGE_OBJECTS')).out).toMatch(/count = "1"/);
    ask('postgres', "UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'template1';");
    expect(ask('postgres', query('POSTGRES_INVALID_DATABASES')).out).toMatch(/template1/);
    expect(ask('postgres', query('POSTGRES_WAL_LEVEL')).out).toMatch(/replica/);
  });
});
