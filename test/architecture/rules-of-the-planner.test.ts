import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { RULES } from '../../src/planner/rules';

const folder = path.join(__dirname, '../../src/planner/rules');
const files = readdirSync(folder).filter((file) => !['index.ts', 'rule.ts'].includes(file));

test('each file has one rule', () => {
  const codes = files.map((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^ {2}code: '(\w+)',$/gm)].map(([, code]) => code));
  expect(codes.every((found) => found.length === 1)).toBe(true);
  expect(codes.flat().sort()).toEqual(RULES.map(({ code }) => code).sort());
});

test('docs/rules.md has a section for each, and for each question to SQL', () => {
  const sections = [...readFileSync(path.join(__dirname, '../../docs/rules.md'), 'utf8').matchAll(/^## (\w+)$/gm)].map(([, code]) => code);
  const checks = [...readFileSync(path.join(__dirname, '../../src/planner/sql-checks.ts'), 'utf8').matchAll(/code: '(\w+)'/g)].map(([, code]) => code);
  expect([...sections].sort()).toEqual([...RULES.map(({ code }) => code), ...checks].sort());
});
