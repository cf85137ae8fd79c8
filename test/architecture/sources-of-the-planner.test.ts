import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { RULES } from '../../src/planner/rules';

const ROOT = path.join(__dirname, '../..');
const text = readFileSync(path.join(ROOT, 'docs/sources.md'), 'utf8');
/** The rows with five cells: those that tell a difference. */
const ROWS = text.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('|---')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
  .filter((cells) => cells.length > 2 && cells[0] !== 'document');
const NOTHING = 'nothing of ours depends on it';

test('docs/sources.md has no empty cell', () => {
  expect(ROWS.length).toBeGreaterThan(50);
  expect(ROWS.filter((cells) => cells.length !== 5 || cells.includes(''))).toEqual([]);
});

test.each(ROWS)('%s %s: it is said where, by which page of AWS, and what of ours holds to it', (document, _says, _we, fact, shown) => {
  expect(document).toMatch(/^00[0-4]:\d+(, 00[0-4]:\d+)*$/);
  const pages = [...fact.matchAll(/\[([^\]]+)\]/g)].map(([, page]) => page);
  expect(pages.filter((page) => !text.includes(`\n[${page}]: https://`))).toEqual([]);
  expect(pages.length > 0 || fact.startsWith('none newer: ')).toBe(true);
  const names = [...shown.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  expect(names.length > 0 || shown === NOTHING).toBe(true);
  const isThere = (name: string) => RULES.some(({ code }) => code === name) || existsSync(path.join(ROOT, 'test', `${name}.test.ts`));
  expect(names.filter((name) => !isThere(name))).toEqual([]);
});

test('every page of AWS at its end is used', () => {
  const pages = [...text.matchAll(/^\[([^\]]+)\]: /gm)].map(([, page]) => page);
  const body = text.slice(0, text.indexOf('\n['));
  expect(pages.filter((page) => !body.includes(`[${page}]`))).toEqual([]);
});
