import { type Call, forPython, SIGNING_NAMES, type Step } from './step';
import { GROUPS } from './steps';
import { SERVICES } from '../../src/simulator/endpoint';

/** What the steps do with one operation that the simulator offers. */
export interface Covered {
  /** `rds`, `ssm`, `monitoring`, `states`: as requests are signed. */
  readonly service: string;
  readonly operation: string;
  /** What it models: parameters, or members of them (`MetricDataQueries.Id`). */
  readonly models: readonly string[];
  /** What of it no step sends. */
  readonly unsent: readonly string[];
  /** What of it boto3 and the AWS CLI do not know yet. */
  readonly newerThanPython: readonly string[];
  readonly filters: readonly string[];
  readonly clients: readonly string[];
  readonly errors: readonly string[];
}

export function coverage(): Covered[] {
  return [...SERVICES.values()].flatMap((service) => service.modelledOperations().map(({ name, models }): Covered => {
    const isOurs = (step: Step): step is Call => step.kind === 'call' && SIGNING_NAMES[step.service] === service.name && step.operation === name;
    const steps = GROUPS.flatMap((group) => group.steps);
    const calls = steps.filter(isOurs);
    const callsOfPython = forPython(calls).filter(isOurs);
    const isSent = (model: string, by: readonly Call[]) => by.some(({ input }) => isIn(input, model.split('.')));
    return {
      service: service.name,
      operation: name,
      models,
      unsent: models.filter((model) => !isSent(model, calls)),
      newerThanPython: models.filter((model) => isSent(model, calls) && !isSent(model, callsOfPython)),
      filters: unique(calls.filter(({ fails }) => fails !== 'NotSimulated').flatMap(filtersOf)),
      clients: [...calls.length > 0 ? ['SDK'] : [], ...callsOfPython.length > 0 ? ['boto3', 'AWS CLI'] : []],
      errors: unique(calls.flatMap(({ fails }) => fails ?? [])),
    };
  }));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function isIn(value: unknown, [name, ...rest]: string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => isIn(item, [name, ...rest]));
  if (typeof value !== 'object' || value === null || !(name in value)) return false;
  return rest.length === 0 || isIn((value as Record<string, unknown>)[name], rest);
}

function filtersOf({ input }: Call): string[] {
  return ((input as { Filters?: { Name: string }[] }).Filters ?? []).map(({ Name }) => Name);
}
