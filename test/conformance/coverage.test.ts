import * as sdk from '@aws-sdk/client-rds';
import { coverage } from './coverage';
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
