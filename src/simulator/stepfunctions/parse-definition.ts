import { COMPARISONS } from './choices';
import type { ChoiceRule, Definition, State } from './definition';
import { notSimulated } from '../wire/aws-error';

const COMMON = ['Type', 'Comment', 'InputPath', 'OutputPath'];
const GOING = [...COMMON, 'Next', 'End'];
const WORKING = [...GOING, 'Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch'];

/** What is modelled of each state. */
const FIELDS: Readonly<Record<State['Type'], readonly string[]>> = {
  Task: [...WORKING, 'Resource', 'TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'],
  Parallel: [...WORKING, 'Branches'],
  Map: [...WORKING, 'ItemProcessor', 'Iterator', 'ItemsPath', 'ItemSelector', 'MaxConcurrency', 'MaxConcurrencyPath'],
  Choice: [...COMMON, 'Choices', 'Default'],
  Wait: [...GOING, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Pass: [...GOING, 'Parameters', 'Result', 'ResultPath'],
  Succeed: COMMON,
  Fail: ['Type', 'Comment', 'Error', 'Cause', 'ErrorPath', 'CausePath'],
};
const MACHINE = ['Comment', 'StartAt', 'States', 'TimeoutSeconds', 'Version', 'QueryLanguage'];
const RETRIER = ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy', 'Comment'];
const CATCHER = ['ErrorEquals', 'Next', 'ResultPath', 'Comment'];
const RULE = ['Variable', 'And', 'Or', 'Not', 'Next', 'Comment', ...COMPARISONS];

/** Reads a definition; any field or value that is not modelled is named. */
export function parseDefinition(text: string): Definition {
  const definition = JSON.parse(text) as Definition & { Version?: string; QueryLanguage?: string };
  only(MACHINE, definition, 'The state machine');
  oneOf(definition.Version, '1.0', 'The state machine with Version');
  oneOf(definition.QueryLanguage, 'JSONPath', 'The state machine with QueryLanguage');
  checkStates(definition);
  return definition;
}

function checkStates(definition: Definition): void {
  for (const [name, state] of Object.entries(definition.States)) {
    if (!(state.Type in FIELDS)) throw notSimulated(`State ${name} of type ${state.Type}`);
    only(FIELDS[state.Type], state, `State ${name}`);
    checkParts(name, state);
  }
}

function checkParts(name: string, state: State): void {
  if (state.Type === 'Choice') state.Choices.forEach((rule) => checkRule(rule, `A choice of state ${name}`));
  if (state.Type !== 'Task' && state.Type !== 'Parallel' && state.Type !== 'Map') return;
  for (const retrier of state.Retry ?? []) {
    only(RETRIER, retrier, `A retrier of state ${name}`);
    oneOf(retrier.JitterStrategy, 'NONE', `A retrier of state ${name} with JitterStrategy`);
  }
  for (const catcher of state.Catch ?? []) only(CATCHER, catcher, `A catcher of state ${name}`);
  if (state.Type === 'Parallel') state.Branches.forEach((branch) => checkBranch(branch, `A branch of state ${name}`));
  if (state.Type === 'Map') {
    const { ProcessorConfig, ...processor } = state.ItemProcessor ?? {};
    oneOf(ProcessorConfig?.Mode, 'INLINE', `State ${name} with ProcessorConfig Mode`);
    checkBranch((state.Iterator ?? processor) as Definition, `The item processor of state ${name}`);
  }
}

function checkBranch(branch: Definition, where: string): void {
  only(['StartAt', 'States', 'Comment'], branch, where);
  checkStates(branch);
}

function checkRule(rule: ChoiceRule, where: string): void {
  only(RULE, rule, where);
  for (const part of [...rule.And ?? [], ...rule.Or ?? [], ...rule.Not ? [rule.Not] : []]) checkRule(part, where);
}

function only(known: readonly string[], fields: object, where: string): void {
  const unknown = Object.keys(fields).filter((field) => !known.includes(field));
  if (unknown.length > 0) throw notSimulated(`${where} with ${unknown.join(', ')}`);
}

function oneOf(value: string | undefined, modelled: string, what: string): void {
  if (value !== undefined && value !== modelled) throw notSimulated(`${what} ${value}`);
}
