import { existsSync, readFileSync, statSync } from 'node:fs';
import type { SynthesizedStack } from '../../../simulator/cloudformation/assembly';
import type { Kind } from '../../../simulator/cloudformation/operations/stack-operation';
import { InputError } from '../../input-error';
import { readStacks } from '../synthesized-app';

/** One deployment of a sequence. */
export interface Step {
  /** As it was given. */
  readonly source: string;
  readonly importsExistingResources: boolean;
  readonly stacks: readonly SynthesizedStack[];
  /** @default - what each stack needs */
  readonly kind?: Kind;
  /** The step goes on with a rollback that failed, and leaves these resources as they are. @default - the step is a deployment */
  readonly skipped?: readonly string[];
}

/** Templates without an app are versions of one stack. */
const DEFAULT_STACK = 'Stack';
const FORM = /^(?:([A-Za-z][A-Za-z0-9-]*)=)?(.+?)(@import)?$/;

/** Reads `cdk.out`, `template.yaml`, `Shop=template.yaml`, each with `@import` behind it where existing resources are taken over. */
export function readSteps(texts: readonly string[]): Step[] {
  return texts.map((source) => {
    const [, name, path, marker] = FORM.exec(source) ?? [];
    if (!existsSync(path)) throw new InputError([`--deploy ${source}: there is no ${path}. Give a cdk.out folder or a template file.`]);
    const isFolder = statSync(path).isDirectory();
    if (isFolder && name !== undefined) throw new InputError([`--deploy ${source}: the stacks of a cdk.out folder have their names already. Leave ${name}= out.`]);
    const stacks = isFolder ? readStacks(path) : [{ name: name ?? DEFAULT_STACK, text: readFileSync(path, 'utf8'), assets: {} }];
    return { source, importsExistingResources: marker !== undefined, stacks };
  });
}

/** `Shop.Cluster=mysql-80`: what a resource without a name of its own is to take over. */
export function parseImports(texts: readonly string[]): Map<string, Map<string, string>> {
  const imports = new Map<string, Map<string, string>>();
  for (const text of texts) {
    const [, stack, logicalId, identifier] = /^([^.=]+)\.([^.=]+)=(.+)$/.exec(text) ?? [];
    if (identifier === undefined) throw new InputError([`--import takes STACK.LOGICALID=IDENTIFIER, such as Shop.Cluster=mysql-80, got ${text}.`]);
    imports.set(stack, (imports.get(stack) ?? new Map<string, string>()).set(logicalId, identifier.toLowerCase()));
  }
  return imports;
}

/** `Password=made-up`, for every stack that has such a parameter. */
export function parseParameters(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text) => {
    const [, name, value] = /^([A-Za-z0-9]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined) throw new InputError([`--parameter takes NAME=VALUE, got ${text}.`]);
    return [name, value];
  }));
}
