import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as sdk from '@aws-sdk/client-rds';
import { coverage } from './coverage';
import { withCoverage } from './coverage-document';
import { GROUPS } from './steps';

describe('the steps that all clients do', () => {
  test('call every operation that the simulated services offer', () => {
    expect(coverage().filter(({ clients }) => clients.length === 0).map(({ service, operation }) => `${service}:${operation}`)).toEqual([]);
  });

  test('send every parameter that is modelled', () => {
    const unsent = coverage().flatMap(({ service, operation, unsent: names }) => names.map((name) => `${service}:${operation} ${name}`));
    expect(unsent).toEqual([]);
  });

  test('use every waiter of what is modelled', () => {
    const waiters = Object.keys(sdk).filter((name) => name.startsWith('waitUntil') && !name.includes('TenantDatabase')).map((name) => name.slice('waitUntil'.length));
    const used = new Set(GROUPS.flatMap(({ steps }) => steps.flatMap((step) => step.kind === 'wait' && !step.fails ? [step.waiter] : [])));
    expect([...used].sort()).toEqual(waiters.sort());
  });
});

test('docs/simulator.md holds the coverage table that the suite writes', () => {
  const file = path.join(__dirname, '../../docs/simulator.md');
  const document = readFileSync(file, 'utf8');
  if (process.env.UPDATE_COVERAGE) writeFileSync(file, withCoverage(document));
  else expect(document).toBe(withCoverage(document));
});
