import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** What must work, and be shown, and be tested. */
const WANTED = {
  model: [
    'MySQL and PostgreSQL, 8.4 and 18 included', 'versions without `db.serverless`', 'I/O-Optimized', 'custom endpoints', 'backtrack', 'local write forwarding',
    'Extended Support', 'names that never block a replacement',
  ],
  capacity: ['range, half-ACU steps', '0 with auto-pause and delay', 'limits by engine version', 'blockers', 'floors', 'predicted connections', 'presets', 'schedules'],
  members: ['mixed', 'all tiers', 'scale with the writer', 'zone spread', 'ordered updates', 'role-neutral names', 'legacy ids kept'],
  connectivity: ['proxy', 'Data API', 'IAM authentication', 'secrets and rotation', 'managed password', 'TLS', 'stable names'],
  security: ['the defaults'],
  backup: ['retention, windows', 'final snapshot', 'restore from snapshot', 'point in time', 'clone for a rehearsal'],
  monitoring: ['metrics', 'dashboard', 'alarms', 'budget', 'insights'],
};

const DOCS = path.join(__dirname, '../../docs');
const guide = readFileSync(path.join(DOCS, 'cluster.md'), 'utf8');
const table = /## What is shown where[^\n]*\n([^]*?)\n## /.exec(guide)![1];
const rows = [...table.matchAll(/^\| (\w*) ?\| ([^|]+) \| \[([^\]]+)\]\(#([^)]+)\) \| \[[^\]]+\]\(([^)]+)\): ([^|]+) \|$/gm)]
  .map(([, group, row, section, anchor, file, test]) => ({ group, row, section, anchor, file, test }));

test('the table has every row', () => {
  expect(rows.map(({ row }) => row)).toEqual(Object.values(WANTED).flat());
  expect(rows.map(({ group }) => group).filter((group) => group !== '')).toEqual(Object.keys(WANTED));
});

test.each(rows)('$row: is in a section with an example that compiles', ({ section, anchor }) => {
  expect(anchor).toBe(section.toLowerCase().replace(/ /g, '-'));
  const begin = guide.search(new RegExp(`^##+ ${section}$`, 'm'));
  expect(begin).toBeGreaterThan(0);
  const [text] = guide.slice(begin + section.length).split(/^##+ /m);
  expect(text).toContain('```ts\n');
});

test.each(rows)('$row: is tested', ({ file, test: name }) => {
  const testFile = path.join(DOCS, file);
  expect(existsSync(testFile)).toBe(true);
  expect(readFileSync(testFile, 'utf8')).toContain(name);
});
