import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Adoption } from './adoption';
import { python } from './code/python';
import { stackCode } from './code/stack-code';
import { typescript } from './code/typescript';
import { awsCommands, cdkCommands, templateFile } from './commands';
import type { Difference } from './differences';
import type { Proof } from './proof';
import type { AdoptionStep } from './sequence';
import type { Situation } from './situation';
import type { StackSource } from '../../simulator/cloudformation/stack';

const MEMORY = 'adoption.json';

/** What CloudFormation forgets: how the stack was before the first deployment. */
export interface Memory {
  readonly stackName: string;
  readonly cluster: string;
  readonly source: StackSource;
  readonly physicalIds: Readonly<Record<string, string>>;
}

export function readMemory(folder: string): Memory | undefined {
  const file = path.join(folder, MEMORY);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Memory : undefined;
}

export interface Written {
  /** As it was before the first deployment. */
  readonly situation: Situation;
  readonly adoption: Adoption;
  /** How many steps are done. */
  readonly done: number;
  /** What has to be done before the others. */
  readonly first: readonly AdoptionStep[];
  readonly proof: Proof;
}

/** Everything that a reviewer wants to see, and what the commands need. */
export function writeFolder(folder: string, written: Written): void {
  mkdirSync(folder, { recursive: true });
  const { situation: { stackName, source, physicalIds }, adoption, proof } = written;
  const { steps, match } = adoption;
  const code = stackCode(stackName, source.template, adoption);
  const memory: Memory = { stackName, cluster: match.live.cluster.DBClusterIdentifier!, source, physicalIds: Object.fromEntries(physicalIds) };
  const write = (name: string, content: unknown) =>
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  steps.forEach((step, index) => write(templateFile(index, step), step.template));
  write(MEMORY, memory);
  write('resource-mapping.json', Object.fromEntries(identifiers(adoption).map(({ LogicalResourceId, ResourceIdentifier }) => [LogicalResourceId, ResourceIdentifier])));
  write('resources-to-import.json', identifiers(adoption));
  write('around.template.json', around(adoption));
  write('stack.ts', typescript(code));
  write('stack.py', python(code));
  write('proof.json', proof.report);
  write('README.md', readme(written));
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

/** As `aws cloudformation create-change-set --resources-to-import` takes them. */
function identifiers({ adopted }: Adoption) {
  return Object.entries(adopted).map(([LogicalResourceId, { Type: ResourceType, Properties = {} }]) => {
    const name = ResourceType === 'AWS::RDS::DBCluster' ? 'DBClusterIdentifier' : 'DBInstanceIdentifier';
    return { ResourceType, LogicalResourceId, ResourceIdentifier: { [name]: String(Properties[name]) } };
  });
}

export function readme({ situation: { stackName }, adoption: { match, differences, steps }, done, first, proof: { report, objections } }: Written): string {
  const section = (title: string, step: AdoptionStep, index: number) => [
    `## ${title}`, '', `It ${step.does}.`, '', '```sh', ...awsCommands(stackName, index, step), '```',
    ...(cdkCommands(stackName, step).length > 0 ? ['', `or, ${step.skipped ? 'with the CDK' : 'with `stack.ts` or `stack.py` in the app'}:`, '', '```sh', ...cdkCommands(stackName, step), '```'] : []), '',
  ];
  return [
    `# ${match.live.cluster.DBClusterIdentifier} comes back under ${stackName}`,
    '',
    ...table(differences),
    '',
    ...first.flatMap((step) => [...section(`First: ${step.name}`, step, 0), ...AFTER_FIRST, '']),
    ...steps.flatMap((step, index) => section(`${index + 1}. ${step.name}${index < done ? ' (done)' : ''}`, step, index)),
    'Secret attachments cannot be imported. They stay in the stack: what they point to becomes a value, and a reference again.',
    '',
    '## Rehearsed',
    '',
    ...report.steps.map(({ source, outcome, writeGapSeconds, stacks }) => `- ${source}: ${outcome}, write gap ${writeGapSeconds} s, ${stacks.map(({ status, operation }) => operation === 'none' ? 'nothing to do' : status).join(', ')}`),
    ...(objections.length === 0 ? ['', 'Nothing replaced, deleted or created, nothing lost, no write gap, no drift, and the last deployment is empty.'] : ['', ...objections.map((objection) => `- **${objection}**`)]),
    '',
  ].join('\n');
}

const AFTER_FIRST = [
  'What is not skipped is rolled back once more: if that fails again, repair what its status reason says.',
  'What the failed update had added is deleted, unless it is in use.',
];

function table(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return ['The template says what is there, and the stack does not own it yet, or by other names.'];
  return [
    '| resource | property | the template says | there is | CloudFormation would answer with |',
    '|---|---|---|---|---|',
    ...differences.map(({ logicalId, property, template, live, answer }) => `| ${logicalId} | ${property} | ${show(template)} | ${show(live)} | ${answer} |`),
  ];
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
