import { readFileSync, statSync } from 'node:fs';
import type { FailedRollback } from '../../simulator/cloudformation/load-stack';
import { sourceOf } from '../../simulator/cloudformation/operations/source';
import type { StackSource } from '../../simulator/cloudformation/stack';
import { AwsError } from '../../simulator/wire/aws-error';
import { InputError } from '../input-error';
import { readStacks } from '../rehearse/synthesized-app';
import { type DescribedCluster, readJson, readStateFiles } from '../state-files';

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

export const ROLLBACK_FAILED = 'UPDATE_ROLLBACK_FAILED';

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
  const documents = state.map((file) => ({ file, content: readJson(file, problems) as Described | undefined }));
  if (problems.length > 0) throw new InputError(problems);
  const ofStacks = documents.filter(({ content }) => content?.Stacks ?? content?.StackResources);
  const resources = ofStacks.flatMap(({ content }) => content!.StackResources ?? []);
  const name = stackName ?? resources[0]?.StackName;
  if (name === undefined) {
    throw new InputError(['The state does not say which stack this is. Add the output of `aws cloudformation describe-stack-resources --stack-name NAME`.']);
  }
  const own = resources.filter(({ StackName }) => StackName === name);
  const stack = ofStacks.flatMap(({ content }) => content!.Stacks ?? []).find(({ StackName }) => StackName === name);
  const parameters = Object.fromEntries((stack?.Parameters ?? []).map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]));
  const status = stack?.StackStatus ?? 'CREATE_COMPLETE';
  const source = readSource(template, name, parameters);
  return {
    stackName: name,
    status,
    source,
    physicalIds: new Map(own.filter(exists).map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId])),
    ...(status === ROLLBACK_FAILED ? { failedRollback: failedRollbackOf(source, own) } : {}),
    clusters: await readStateFiles(documents.filter((document) => !ofStacks.includes(document)).map(({ file }) => file)),
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

function readSource(template: string, stackName: string, parameters: Readonly<Record<string, string>>): StackSource {
  try {
    return sourceOf(textOf(template, stackName), parameters);
  } catch (error) {
    if (error instanceof AwsError) throw new InputError([`${template}: ${error.message}`]);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new InputError([`There is no ${template}. Give the deployed template, or a cdk.out folder.`]);
    throw error;
  }
}

function textOf(template: string, stackName: string): string {
  if (!statSync(template).isDirectory()) return readFileSync(template, 'utf8');
  const stacks = readStacks(template);
  const found = stacks.find(({ name }) => name === stackName);
  if (!found) throw new InputError([`${template} has no stack ${stackName}. It has: ${stacks.map(({ name }) => name).join(', ')}.`]);
  return found.text;
}
