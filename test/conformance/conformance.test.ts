import type { Outcome } from './outcome';
import { PYTHON_CLIENTS, type PythonRun, runWithPython, whyNoPython } from './python-clients';
import { SdkClient } from './sdk-client';
import { forPython, type Step } from './step';
import { GROUPS } from './steps';

const NAMES = { boto3: 'boto3', cli: 'the AWS CLI' };
const groups = GROUPS.map((group) => [group.name, group.steps] as const);

describe('the real clients of the SDK', () => {
  test.each(groups)('%s: every answer has the SDK\'s shape and the expected facts', async (name, steps) => {
    const { outcomes, problems } = await withSdk(name, steps);
    expect(together(steps, outcomes)).toEqual(expected(steps));
    expect(problems).toEqual([]);
  });
});

const missing = whyNoPython();

describe.each(PYTHON_CLIENTS)(missing ? `%s is skipped: ${missing}` : '%s', (client) => {
  let runs: Map<string, PythonRun>;
  beforeAll(async () => {
    if (!missing) runs = await python();
  }, 300_000);

  (missing ? test.skip : test).each(groups)(`%s: ${NAMES[client]} gets what the SDK gets`, async (name, all) => {
    const steps = forPython(all);
    const { outcomes, problems } = runs.get(`${client} ${name}`)!;
    const { outcomes: wanted } = await withSdk(name, steps);
    expect(together(steps, outcomes)).toEqual(together(steps, client === 'cli' ? wanted.map(withoutStatus) : wanted));
    expect(problems).toEqual([]);
  });
});

/** Each group once, and once more without the steps that the others do not know. */
const ofSdk = new Map<string, Promise<{ outcomes: Outcome[]; problems: string[] }>>();
function withSdk(name: string, steps: readonly Step[]) {
  const key = `${name} ${steps.length}`;
  const run = async () => {
    const sdk = await SdkClient.start();
    return { outcomes: await sdk.run(steps), problems: sdk.problems };
  };
  ofSdk.set(key, ofSdk.get(key) ?? run());
  return ofSdk.get(key)!;
}

/** Both clients run in one process. */
let running: Promise<Map<string, PythonRun>> | undefined;
function python(): Promise<Map<string, PythonRun>> {
  running ??= runWithPython(GROUPS);
  return running;
}

/** Each outcome under the name of its step. */
function together(steps: readonly Step[], outcomes: readonly Outcome[]) {
  return named(steps).map((name, index) => ({ name, ...outcomes[index] }));
}

function expected(steps: readonly Step[]) {
  const names = named(steps);
  return steps.filter(hasOutcome).map((step, index) => ({ name: names[index], ...expectation(step) }));
}

function expectation(step: Step): object {
  if (step.kind === 'wait') return { output: step.fails ? 'did not happen' : 'waited' };
  if (step.kind === 'call' && step.fails) return { error: expect.objectContaining({ code: step.fails }) };
  return { output: step.kind === 'call' && step.gives ? containing(step.gives) : expect.anything() };
}

/** The members that are named; lists have as many items. */
function containing(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || 'asymmetricMatch' in part) return part;
  if (Array.isArray(part)) return part.map(containing);
  return expect.objectContaining(Object.fromEntries(Object.entries(part).map(([name, value]) => [name, containing(value)])));
}

function named(steps: readonly Step[]): string[] {
  return steps.filter(hasOutcome).map((step, index) => `${index + 1} ${step.kind === 'call' ? step.operation : step.kind === 'wait' ? step.waiter : ''}`);
}

function hasOutcome(step: Step): boolean {
  return step.kind === 'call' || step.kind === 'wait';
}

function withoutStatus(outcome: Outcome): Outcome {
  return 'error' in outcome ? { error: { code: outcome.error.code, message: outcome.error.message } } : outcome;
}
