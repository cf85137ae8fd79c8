import { parseYaml } from './yaml';
import { AwsError, notSimulated } from '../../wire/aws-error';

/** A template as it was written: intrinsic functions in their long form, nothing resolved. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, ParameterDeclaration>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, OutputDeclaration>>;
}

export interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: unknown;
  readonly AllowedValues?: readonly unknown[];
  readonly NoEcho?: boolean | string;
}

export interface OutputDeclaration {
  readonly Value: unknown;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: DeletionPolicy;
  readonly UpdateReplacePolicy?: DeletionPolicy;
  readonly CreationPolicy?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Rules', 'Mappings', 'Conditions', 'Transform', 'Resources', 'Outputs', 'Hooks'];
const NOT_MODELLED = ['Transform', 'Hooks'];
const ATTRIBUTES = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'CreationPolicy', 'Metadata', 'UpdatePolicy'];
const POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];

/** Reads a template of either form. `{` begins JSON. */
export function parseTemplate(text: string): Template {
  let template: unknown;
  try {
    template = text.trimStart().startsWith('{') ? JSON.parse(text) : parseYaml(text);
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw invalid(`Template format error: ${(error as Error).message}`);
  }
  return checked(template);
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

function checked(value: unknown): Template {
  if (typeof value !== 'object' || value === null) throw invalid('Template format error: unsupported structure.');
  const sections = Object.keys(value);
  const unknown = sections.filter((section) => !SECTIONS.includes(section));
  if (unknown.length > 0) throw invalid(`Invalid template property or properties [${unknown.join(', ')}]`);
  const notModelled = sections.filter((section) => NOT_MODELLED.includes(section));
  if (notModelled.length > 0) throw notSimulated(`A template with ${notModelled.join(', ')}`);
  const template = value as Template;
  if (typeof template.Resources !== 'object' || template.Resources === null) throw invalid('Template format error: At least one Resources member must be defined.');
  for (const [logicalId, resource] of Object.entries(template.Resources)) checkResource(logicalId, resource);
  return template;
}

function checkResource(logicalId: string, resource: TemplateResource): void {
  if (!resource?.Type) throw invalid(`Template format error: [/Resources/${logicalId}] Every Resources object must contain a Type member.`);
  const unknown = Object.keys(resource).filter((attribute) => !ATTRIBUTES.includes(attribute));
  if (unknown.length > 0) throw invalid(`Invalid template resource property '${unknown[0]}'`);
  for (const attribute of ['DeletionPolicy', 'UpdateReplacePolicy'] as const) {
    const policy = resource[attribute];
    if (policy !== undefined && !POLICIES.includes(policy)) throw notSimulated(`${attribute} ${JSON.stringify(policy)} of ${logicalId}`);
  }
}
