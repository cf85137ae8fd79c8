import { notSimulated } from '../wire/aws-error';

/** A state machine in the Amazon States Language, as far as it is modelled. @see https://states-language.net/spec.html */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State = TaskState | ChoiceState | WaitState | PassState | EndState | FailState;

interface Common {
  readonly Comment?: string;
  readonly InputPath?: string;
  readonly OutputPath?: string;
}

interface Going {
  readonly Next?: string;
  readonly End?: boolean;
}

export interface TaskState extends Common, Going {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly ResultPath?: string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string;
}

export interface ChoiceState extends Common {
  readonly Type: 'Choice';
  readonly Choices: readonly Choice[];
  readonly Default?: string;
}

export interface Choice {
  readonly Variable: string;
  readonly StringEquals: string;
  readonly Next: string;
}

export interface WaitState extends Common, Going {
  readonly Type: 'Wait';
  readonly Seconds?: number;
  readonly SecondsPath?: string;
}

export interface PassState extends Common, Going {
  readonly Type: 'Pass';
}

export interface EndState extends Common {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Comment?: string;
  readonly Error?: string;
  readonly Cause?: string;
  readonly ErrorPath?: string;
  readonly CausePath?: string;
}

const FIELDS: Record<string, readonly string[]> = {
  machine: ['Comment', 'StartAt', 'States', 'TimeoutSeconds'],
  Task: ['Type', 'Comment', 'InputPath', 'OutputPath', 'Next', 'End', 'Resource', 'ResultPath', 'Retry', 'Catch'],
  Choice: ['Type', 'Comment', 'InputPath', 'OutputPath', 'Choices', 'Default'],
  Wait: ['Type', 'Comment', 'InputPath', 'OutputPath', 'Next', 'End', 'Seconds', 'SecondsPath'],
  Pass: ['Type', 'Comment', 'InputPath', 'OutputPath', 'Next', 'End'],
  Succeed: ['Type', 'Comment', 'InputPath', 'OutputPath'],
  Fail: ['Type', 'Comment', 'Error', 'Cause', 'ErrorPath', 'CausePath'],
  choice: ['Variable', 'StringEquals', 'Next', 'Comment'],
  retrier: ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'Comment'],
  catcher: ['ErrorEquals', 'Next', 'ResultPath', 'Comment'],
};

/** Reads a definition; any field that is not modelled is named. */
export function parseDefinition(text: string): Definition {
  const definition = JSON.parse(text) as Definition;
  check('machine', definition, 'The state machine');
  for (const [name, state] of Object.entries(definition.States)) {
    if (!(state.Type in FIELDS)) throw notSimulated(`State ${name} of type ${state.Type}`);
    check(state.Type, state, `State ${name}`);
    if (state.Type === 'Choice') state.Choices.forEach((choice) => check('choice', choice, `A choice of state ${name}`));
    if (state.Type === 'Task') {
      state.Retry?.forEach((retrier) => check('retrier', retrier, `A retrier of state ${name}`));
      state.Catch?.forEach((catcher) => check('catcher', catcher, `A catcher of state ${name}`));
    }
  }
  return definition;
}

function check(kind: string, fields: object, where: string): void {
  const unknown = Object.keys(fields).filter((field) => !FIELDS[kind].includes(field));
  if (unknown.length > 0) throw notSimulated(`${where} with ${unknown.join(', ')}`);
}
