import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { RULES } from '../../src/planner/rules';
import { ROWS } from '../../src/planner/sql-check-rows';

const folder = path.join(__dirname, '../../src/planner/rules');
const files = readdirSync(folder).filter((file) => !['index.ts', 'rule.ts'].includes(file));

test('each file has one rule', () => {
  const codes = files.map((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^ {2}code: '(\w+)',$/gm)].map(([, code]) => code));
  expect(codes.every((found) => found.length === 1)).toBe(true);
  expect(codes.flat().sort()).toEqual(RULES.map(({ code }) => code).sort());
});

const sections = new Map([...readFileSync(path.join(__dirname, '../../docs/rules.md'), 'utf8').matchAll(/^## (\w+)\n([^]*?)(?=^#|$(?![^]))/gm)]
  .map(([, code, text]) => [code, text]));

test('docs/rules.md has a section for each, and for each question to SQL', () => {
  expect([...sections.keys()].sort()).toEqual([...RULES, ...ROWS].map(({ code }) => code).sort());
});

test.each(RULES.map((rule) => [rule.code, rule] as const))('the section of %s says what the rule does', (code, { weight, paths }) => {
  const text = sections.get(code)!;
  expect(text).toContain(`**${weight[0].toUpperCase()}${weight.slice(1)}**${paths ? ` on ${paths.join(', ')}` : ''}.`);
  const file = files.find((name) => readFileSync(path.join(folder, name), 'utf8').includes(`code: '${code}'`))!;
  expect(text.includes('- *Cannot tell* ')).toBe(readFileSync(path.join(folder, file), 'utf8').includes('cannotTell('));
});

test.each([...sections])('the section of %s says when it fails, what to do and where that is known from', (_, text) => {
  expect(text).toMatch(/^- \*Fails\* .{10,}\.$/m);
  expect(text).toMatch(/^- \*What to do\*: .{5,}\.$/m);
  expect(text).toMatch(/^- \*Source\*: \[[^\]]+\]\([^)]+\)$/m);
});
