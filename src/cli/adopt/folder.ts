import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Adoption } from './adoption';
import { python } from './code/python';
import { stackCode } from './code/stack-code';
import { typescript } from './code/typescript';
import { templateFile } from './commands';
import type { Proof } from './proof';
import { readme, type Written } from './readme';
import { resourcesToImport } from './resources-to-import';
import type { StackSource } from '../../simulator/cloudformation/stack';
import type { Template } from '../../simulator/cloudformation/templates/template';

const MEMORY = 'adoption.json';

/** What CloudFormation forgets: how the stack was before the first deployment. */
export interface Memory {
  readonly stackName: string;
  readonly cluster: string;
  readonly parameters: StackSource['parameters'];
  readonly physicalIds: Readonly<Record<string, string>>;
  readonly template: Template;
}

export function readMemory(folder: string): Memory | undefined {
  const file = path.join(folder, MEMORY);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Memory : undefined;
}

/** Everything that a reviewer wants to see, and what the commands need. */
export function writeFolder(folder: string, written: Written): void {
  mkdirSync(folder, { recursive: true });
  const { situation: { stackName, source, physicalIds }, adoption, proof } = written;
  const { steps, match } = adoption;
  const code = stackCode(stackName, source.template, adoption);
  const memory: Memory = {
    stackName,
    cluster: match.live.cluster.DBClusterIdentifier!,
    parameters: source.parameters,
    physicalIds: Object.fromEntries([...physicalIds].sort()),
    template: source.template,
  };
  const write = (name: string, content: unknown) =>
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  steps.forEach((step, index) => write(templateFile(index, step), step.template));
  write(MEMORY, memory);
  write('resource-mapping.json', Object.fromEntries(resourcesToImport(adoption).map(({ LogicalResourceId, ResourceIdentifier }) => [LogicalResourceId, ResourceIdentifier])));
  write('resources-to-import.json', resourcesToImport(adoption));
  write('around.template.json', around(adoption));
  write('stack.ts', typescript(code));
  write('stack.py', python(code));
  write('proof.json', summary(proof));
  write('README.md', readme(written));
}

/** The report without what did not change. */
function summary({ notRehearsed, report: { timeline: _, steps, ...report } }: Proof): object {
  const changed = steps.map((step) => ({
    ...step,
    stacks: step.stacks.map(({ reason, ...stack }) => ({ ...stack, resources: stack.resources.filter(({ action }) => action !== 'unchanged') })),
  }));
  return { ...report, notRehearsed, steps: changed };
}

/** What only the CDK adds: it adds it again. */
const OF_THE_CDK = ['BootstrapVersion', 'CheckBootstrapVersion', 'CDKMetadata', 'CDKMetadataAvailable'];

/** The last template with placeholders for the database, which others refer to. */
function around({ steps, adopted }: Adoption): object {
  const { Resources, ...sections } = steps.at(-1)!.template;
  const own = (section: object) => Object.fromEntries(Object.entries(section).filter(([id]) => !OF_THE_CDK.includes(id)));
  const resources = Object.entries(own(Resources)).map(([id, resource]) => [id, id in adopted ? { Type: adopted[id].Type } : resource]);
  const others = Object.entries(sections).map(([section, content]) => [section, typeof content === 'object' ? own(content) : content] as const)
    .filter(([, content]) => typeof content !== 'object' || Object.keys(content).length > 0);
  return { ...Object.fromEntries(others), Resources: Object.fromEntries(resources) };
}
