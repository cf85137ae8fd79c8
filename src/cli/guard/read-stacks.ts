import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { AssemblyError, readAssembly, type SynthesizedStack } from '../../simulator/cloudformation/assembly';
import { STACK_TYPE } from '../../simulator/cloudformation/stack';
import { parseTemplate, type Template } from '../../simulator/cloudformation/templates/template';
import { AwsError } from '../../simulator/wire/aws-error';
import { InputError } from '../input-error';

/** A stack as it would be deployed, with its nested stacks by logical id. */
export interface Stack {
  /** Empty for a template file. */
  readonly name: string;
  readonly template: Template;
  readonly nested: Readonly<Record<string, Stack>>;
}

/** Reads a template file, or every stack of a `cdk.out` folder, its stages included. */
export function readStacks(source: string): Stack[] {
  if (!existsSync(source)) throw new InputError([`There is no ${source}. Give a template file or a cdk.out folder.`]);
  if (!statSync(source).isDirectory()) return [readStack({ name: '', text: readFileSync(source, 'utf8'), assets: {} }, source)];
  try {
    return readFolder(source).map((stack) => readStack(stack, `Stack ${stack.name}`));
  } catch (error) {
    if (error instanceof AssemblyError) throw new InputError([error.message]);
    throw error;
  }
}

function readFolder(folder: string): SynthesizedStack[] {
  const stages = readdirSync(folder).map((name) => path.join(folder, name)).filter((entry) => existsSync(path.join(entry, 'manifest.json')));
  try {
    return [...readAssembly(folder), ...stages.flatMap(readFolder)];
  } catch (error) {
    // An app of stages alone has no stacks of its own.
    if (stages.length > 0 && existsSync(path.join(folder, 'manifest.json'))) return stages.flatMap(readFolder);
    throw error;
  }
}

function readStack({ name, text, assets }: SynthesizedStack, where: string): Stack {
  const template = parse(text, where);
  const nested = Object.entries(template.Resources).filter(([, { Type }]) => Type === STACK_TYPE).flatMap(([logicalId, { Properties }]) => {
    const url = JSON.stringify(Properties?.TemplateURL ?? '');
    const [, file] = Object.entries(assets).find(([objectKey]) => url.includes(objectKey)) ?? [];
    return file ? [[logicalId, readStack({ name: logicalId, text: readFileSync(file, 'utf8'), assets }, file)] as const] : [];
  });
  return { name, template, nested: Object.fromEntries(nested) };
}

function parse(text: string, where: string): Template {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (error instanceof AwsError) throw new InputError([`${where} is not a template that can be read: ${error.message}`]);
    throw error;
  }
}
