import { notSimulated } from '../wire/aws-error';

/** An identity-based policy, as far as it is modelled. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Policy {
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** One permission that a call needs. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

export function allows({ Statement }: Policy, request: Request): boolean {
  const applying = Statement.filter((statement) => appliesTo(statement, request));
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny');
}

function appliesTo(statement: Statement, { action, resource, context = {} }: Request): boolean {
  return [statement.Action].flat().some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()))
    && [statement.Resource].flat().some((pattern) => like(pattern, resource))
    && Object.entries(statement.Condition ?? {}).every(([operator, keys]) => {
      if (operator !== 'StringEquals') throw notSimulated(`The condition operator ${operator}`);
      return Object.entries(keys).every(([key, values]) => [values].flat().includes(context[key] ?? ''));
    });
}

/** `*` stands for any text, `?` for one character. */
function like(pattern: string, text: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}
