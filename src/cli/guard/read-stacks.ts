import { existsSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { parseTemplate, type Template } from '../../simulator/cloudformation/templates/template';
import { AwsError } from '../../simulator/wire/aws-error';
import { InputError } from '../input-error';

/** A stack as it would be deployed, with its nested stacks by logical id. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
  readonly nested: Readonly<Record<string, Stack>>;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, {
    readonly type: string;
    readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly directoryName?: string };
  }>>;
}

/** Reads a template file, or every stack of a `cdk.out` folder, its stages included. */
export function readStacks(source: string): Stack[] {
  if (!existsSync(source)) throw new InputError([`There is no ${source}. Give a template file or a cdk.out folder.`]);
  if (!statSync(source).isDirectory()) return [readStack('', source)];
  const stacks = readFolder(source);
  if (stacks.length === 0) throw new InputError([`${source} has no stacks.`]);
  return stacks;
}

function readFolder(folder: string): Stack[] {
  const file = path.join(folder, 'manifest.json');
  if (!existsSync(file)) throw new InputError([`There is no ${file}: ${folder} is not the output of \`cdk synth\`.`]);
  const { artifacts = {} } = JSON.parse(read(file)) as Manifest;
  return Object.entries(artifacts).flatMap(([id, { type, properties = {} }]) => {
    if (type === 'cdk:cloud-assembly') return readFolder(path.join(folder, properties.directoryName!));
    return type === 'aws:cloudformation:stack' ? [readStack(properties.stackName ?? id, path.join(folder, properties.templateFile!))] : [];
  });
}

function readStack(name: string, file: string): Stack {
  const template = parse(file);
  const nested = Object.entries(template.Resources).flatMap(([logicalId, resource]) => {
    const asset = (resource as { Metadata?: Record<string, string> }).Metadata?.['aws:asset:path'];
    return resource.Type === 'AWS::CloudFormation::Stack' && asset
      ? [[logicalId, readStack(logicalId, path.join(path.dirname(file), asset))] as const] : [];
  });
  return { name, template, nested: Object.fromEntries(nested) };
}

function parse(file: string): Template {
  const text = read(file);
  try {
    return parseTemplate(text);
  } catch (error) {
    if (error instanceof AwsError) throw new InputError([`${file} is not a template that can be read: ${error.message}`]);
    throw error;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError([`Cannot read ${file}: ${(error as NodeJS.ErrnoException).code}.`]);
  }
}
