import { existsSync, readFileSync, statSync } from 'node:fs';
import type { FailedRollback } from '../../simulator/cloudformation/load-stack';
import { sourceOf } from '../../simulator/cloudformation/operations/source';
import type { StackSource } from '../../simulator/cloudformation/stack';
import { AwsError } from '../../simulator/wire/aws-error';
import { InputError } from '../input-error';
import { readStacks } from '../rehearse/synthesized-app';
import { type DescribedCluster, readJson, readState, type StateDocument } from '../state-files';

/** The deployed stack and the real databases, as they were described. */
export interface Situation {
  readonly stackName: string;
  readonly status: string;
  readonly source: StackSource;
  /** By logical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
  /** In `UPDATE_ROLLBACK_FAILED`: what the rollback could not undo. */
  readonly failedRollback?: FailedRollback;
  readonly clusters: readonly DescribedCluster[];
}

export interface SituationFiles {
  readonly template: string;
  readonly state: readonly string[];
  /** @default - the stack of which the state tells */
  readonly stackName?: string;
}

const ROLLBACK_FAILED = 'UPDATE_ROLLBACK_FAILED';

interface DescribedStack {
  readonly StackName: string;
  readonly StackStatus: string;
  readonly Parameters?: readonly { readonly ParameterKey: string; readonly ParameterValue: string }[];
}

interface DescribedResource {
  readonly StackName: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
}

interface Described {
  readonly Stacks?: readonly DescribedStack[];
  readonly StackResources?: readonly DescribedResource[];
}

/** Reads `describe-stacks` and `describe-stack-resources` beside the descriptions of the databases. */
export async function readSituation({ template, state, stackName }: SituationFiles): Promise<Situation> {
  const problems: string[] = [];
  const documents = state.flatMap((file) => {
    const content = readJson(file, problems);
    return content === undefined ? [] : [{ file, content }];
  });
  if (problems.length > 0) throw new InputError(problems);
  const name = stackName ?? documents.flatMap(({ content }) => (content as Described).StackResources ?? [])[0]?.StackName;
  if (name === undefined) {
    throw new InputError(['The state does not say which stack this is. Add the output of `aws cloudformation describe-stack-resources --stack-name NAME`.']);
  }
  return situationIn(name, { file: template, text: textOf(template, name) }, documents);
}

/** @param template with the place that it comes from */
export async function situationIn(
  stackName: string, template: { readonly file: string; readonly text: string }, documents: readonly StateDocument[],
): Promise<Situation> {
  const ofStacks = documents.filter(({ content }) => (content.Stacks ?? content.StackResources) !== undefined);
  const described = ofStacks.map(({ content }) => content as Described);
  const own = described.flatMap(({ StackResources = [] }) => StackResources).filter(({ StackName }) => StackName === stackName);
  const stack = described.flatMap(({ Stacks = [] }) => Stacks).find(({ StackName }) => StackName === stackName);
  const parameters = Object.fromEntries((stack?.Parameters ?? []).map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]));
  const status = stack?.StackStatus ?? 'CREATE_COMPLETE';
  const source = readSource(template, parameters);
  return {
    stackName,
    status,
    source,
    physicalIds: new Map(own.filter(exists).map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId])),
    ...(status === ROLLBACK_FAILED ? { failedRollback: failedRollbackOf(source, own) } : {}),
    clusters: await readState(documents.filter((document) => !ofStacks.includes(document))),
  };
}

/** What is not in the template came with the update that was to be rolled back. */
function failedRollbackOf({ template }: StackSource, resources: readonly DescribedResource[]): FailedRollback {
  return {
    failed: new Map(resources
      .filter(({ ResourceStatus, LogicalResourceId }) => ResourceStatus === 'UPDATE_FAILED' && LogicalResourceId in template.Resources)
      .map(({ LogicalResourceId, ResourceStatusReason = '' }) => [LogicalResourceId, ResourceStatusReason])),
    added: resources.filter(exists).filter(({ LogicalResourceId }) => !(LogicalResourceId in template.Resources))
      .map(({ LogicalResourceId: logicalId, ResourceType: type, PhysicalResourceId: physicalId }) => ({ logicalId, type, physicalId })),
  };
}

function exists(resource: DescribedResource): resource is DescribedResource & { readonly PhysicalResourceId: string } {
  return resource.PhysicalResourceId !== undefined && resource.ResourceStatus !== 'DELETE_COMPLETE';
}

function readSource({ file, text }: { readonly file: string; readonly text: string }, parameters: Readonly<Record<string, string>>): StackSource {
  try {
    return sourceOf(text, parameters);
  } catch (error) {
    if (error instanceof AwsError) throw new InputError([`${file}: ${error.message}`]);
    throw error;
  }
}

function textOf(template: string, stackName: string): string {
  if (!existsSync(template)) throw new InputError([`There is no ${template}. Give the deployed template, or a cdk.out folder.`]);
  if (!statSync(template).isDirectory()) return withoutQuotes(readFileSync(template, 'utf8'));
  const stacks = readStacks(template);
  const found = stacks.find(({ name }) => name === stackName);
  if (!found) throw new InputError([`${template} has no stack ${stackName}. It has: ${stacks.map(({ name }) => name).join(', ')}.`]);
  return found.text;
}

/** A template in YAML is one long JSON text in the output of `aws cloudformation get-template --query TemplateBody`. */
function withoutQuotes(text: string): string {
  return /^\s*"/.test(text) ? String(JSON.parse(text)) : text;
}
