import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as sdk from '@aws-sdk/client-rds';
import { coverage } from './coverage';
import { withCoverage } from './coverage-document';
import { GROUPS } from './steps';

/** Waiters of operations that are not simulated. */
const NOT_MODELLED = /TenantDatabase|StackRefactor|TypeRegistration/;

describe('the steps that all clients do', () => {
  test('call every operation that the simulated services offer', () => {
    expect(coverage().filter(({ clients }) => clients.length === 0).map(({ service, operation }) => `${service}:${operation}`)).toEqual([]);
  });

  test('send every parameter that is modelled', () => {
    const unsent = coverage().flatMap(({ service, operation, unsent: names }) => names.map((name) => `${service}:${operation} ${name}`));
    expect(unsent).toEqual([]);
  });

  test('use every waiter of what is modelled', () => {
    const waiters = [...Object.keys(sdk), ...Object.keys(cloudFormation)].filter((name) => name.startsWith('waitUntil') && !NOT_MODELLED.test(name));
    const used = new Set(GROUPS.flatMap(({ steps }) => steps.flatMap((step) => step.kind === 'wait' && !step.fails ? [`waitUntil${step.waiter}`] : [])));
    expect([...used].sort()).toEqual(waiters.sort());
  });
});

test('docs/simulator.md holds the coverage table that the suite writes', () => {
  const file = path.join(__dirname, '../../docs/simulator.md');
  const document = readFileSync(file, 'utf8');
  if (process.env.UPDATE_COVERAGE) writeFileSync(file, withCoverage(document));
  else expect(document).toBe(withCoverage(document));
});
