import type { StackSource } from '../stack';
import { parameterValues, type ParameterValues } from '../templates/evaluate';
import { checkReferences } from '../templates/references';
import { parseTemplate } from '../templates/template';

/** Reads and checks a template and gives it its parameters. */
export function sourceOf(text: string, given: ParameterValues = {}): StackSource {
  const template = parseTemplate(text);
  checkReferences(template);
  return { text, template, parameters: parameterValues(template, given) };
}
