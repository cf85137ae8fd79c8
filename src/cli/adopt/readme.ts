import type { Adoption } from './adoption';
import { awsCommands, cdkCommands } from './commands';
import type { Difference } from './differences';
import type { Proof } from './proof';
import { resourcesToImport } from './resources-to-import';
import type { AdoptionStep } from './sequence';
import type { Situation } from './situation';
import type { DeployedStack } from '../rehearse/deployment-report';

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

/** What a reviewer reads first. */
export function readme({ situation: { stackName, physicalIds }, adoption, done, first, proof }: Written): string {
  const { match, differences, steps } = adoption;
  const kept = resourcesToImport(adoption).flatMap(({ ResourceIdentifier }) => Object.values(ResourceIdentifier));
  const { report, objections, notRehearsed } = proof;
  const section = (title: string, step: AdoptionStep, index: number) => {
    const cdk = cdkCommands(stackName, step);
    const alternative = ['', `or, ${step.skipped ? 'with the CDK' : 'with `stack.ts` or `stack.py` in the app'}:`, '', '```sh', ...cdk, '```'];
    return [
      `## ${title}`, '', `It ${step.does}.`, '', '```sh', ...awsCommands(stackName, index, step), '```', ...(cdk.length > 0 ? alternative : []), '',
    ];
  };
  return [
    `# ${match.live.cluster.DBClusterIdentifier} comes back under ${stackName}`,
    '',
    ...table(differences),
    '',
    ...first.flatMap((step) => [...section(`First: ${step.name}`, step, 0), ...AFTER_FIRST, '']),
    ...steps.flatMap((step, index) => section(`${index + 1}. ${step.name}${index < done ? ' (done)' : ''}`, step, index)),
    ...leftBehind(match.released.flatMap((logicalId) => physicalIds.get(logicalId) ?? []).filter((physicalId) => !kept.includes(physicalId))),
    'Secret attachments cannot be imported. They stay in the stack: what they point to becomes a value, and a reference again.',
    '',
    '## Rehearsed',
    '',
    ...report.steps.map(({ source, outcome, writeGapSeconds, stacks }) => `- ${source}: ${outcome}, write gap ${writeGapSeconds} s, ${stacks.map(outcomeOf).join(', ')}`),
    '',
    ...(notRehearsed.length > 0 ? [`Kept as the template says it, compared with nothing and not rehearsed: ${notRehearsed.join(', ')}.`, ''] : []),
    ...(objections.length === 0 ? [PROVEN] : objections.map((objection) => `- **${objection}**`)),
    '',
  ].join('\n');
}

const PROVEN = 'Nothing replaced, deleted or created, nothing lost, no write gap, no drift, and the last deployment is empty.';

function outcomeOf({ status, operation }: DeployedStack): string {
  return operation === 'none' ? 'nothing to do' : status;
}

function leftBehind(resources: readonly string[]): string[] {
  return resources.length === 0 ? [] : [`No longer in the stack afterwards, and not deleted where it still exists: ${resources.join(', ')}.`, ''];
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
