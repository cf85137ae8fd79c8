import { withStackTags } from './stack-tags';
import type { SimulatedAccount } from '../../account';
import { AwsError } from '../../wire/aws-error';
import { STACK_TYPE, type Stack, type StackOutput, type StackSource } from '../stack';
import { evaluate, type Evaluated } from '../templates/evaluate';
import { resolve } from '../templates/intrinsics';
import { dependenciesOf } from '../templates/references';
import { invalid, type Template } from '../templates/template';
import { changedProperties, isSame } from '../update-behaviour';
import { CleanUp, type Obsolete } from './clean-up';
import { GraphRun } from './graph';
import { type Attempt, type Change, requireModelledProperties, ResourceOperation, type Wanted } from './resource-operation';
import { rollBack } from './roll-back';
import { scopeOf } from './scope';

/** What CloudFormation says of the operation: the first word of the stack's statuses. */
export type Kind = 'CREATE' | 'UPDATE' | 'IMPORT';

class Cancelled extends Error {}

/** Takes a stack from what is deployed to a template, and back if that fails. */
export class StackOperation {
  /** What was done, in the order in which it was begun. */
  readonly changes: Change[] = [];
  /** What is not simulated, though the operation came upon it. */
  readonly notSimulated: string[] = [];
  readonly startedAtMillis: number;
  readonly resources: ResourceOperation;
  /** What a rollback has brought back already, and what it leaves to the clean-up. */
  readonly reverted = new Set<string>();
  /** What a person has decided to leave as it is. */
  readonly skipped = new Set<string>();
  readonly leftBehind: Obsolete[] = [];
  private readonly attempts = new Map<string, Attempt>();
  private readonly before: Pick<Stack, 'source' | 'outputs' | 'imports' | 'tags'>;
  private run?: GraphRun;
  private isOver = false;
  private readonly imported = new Set<string>();

  /** @param physicalIds of existing resources, by the logical ids under which they are to be imported */
  constructor(
    readonly account: SimulatedAccount,
    readonly stack: Stack,
    readonly kind: Kind,
    readonly target: StackSource,
    private readonly physicalIds: ReadonlyMap<string, string> = new Map(),
  ) {
    this.startedAtMillis = account.clock.now;
    this.before = { source: stack.source, outputs: stack.outputs, imports: stack.imports, tags: stack.tags };
    this.resources = new ResourceOperation(account, stack, (logicalId) => this.attempts.get(logicalId)!, (change) => this.changes.push(change));
    stack.operation = this;
  }

  /** From the first event to the last. */
  async perform(): Promise<void> {
    const { stack, kind } = this;
    stack.target = this.target;
    stack.setStatus(`${kind}_IN_PROGRESS`, 'User Initiated');
    try {
      await this.apply();
    } catch (error) {
      if (!this.isOver) await this.rollBack(this.failureOf(error));
      return;
    }
    if (kind !== 'CREATE') stack.setStatus(`${kind}_COMPLETE_CLEANUP_IN_PROGRESS`);
    const left = await this.cleanUp();
    stack.setStatus(`${kind}_COMPLETE`, left ? 'Update successful. One or more resources could not be deleted.' : undefined);
  }

  /** Creates and changes what the template wants, and changes the outputs: everything that can be taken back. */
  async apply(): Promise<void> {
    const { stack, target } = this;
    stack.target = target;
    const scope = scopeOf(this.account, stack, target, (name) => this.imported.add(name));
    stack.imports = new Set([...stack.imports, ...this.imported]);
    const wanted = evaluate(target.template, scope);
    const before = (logicalId: string) => dependenciesOf(wanted.resources[logicalId], wanted.resources);
    await this.through(Object.keys(wanted.resources), before, async (logicalId) => {
      const definition = wanted.resources[logicalId];
      const properties = withStackTags(definition.Type, resolve(definition.Properties ?? {}, scope) as Wanted['properties'], stack.tags);
      await this.bring({ logicalId, definition, properties, dependencies: before(logicalId) });
    });
    const outputs = this.outputsOf(wanted, scope);
    this.requireFreeExports(outputs);
    stack.outputs = outputs;
    stack.imports = this.imported;
    stack.source = target;
    stack.target = undefined;
  }

  /** Deletes what the template no longer wants, and what was replaced. */
  async cleanUp(): Promise<boolean> {
    const { stack } = this;
    const wanted = evaluate(this.target.template, scopeOf(this.account, stack, this.target)).resources;
    const removed: Obsolete[] = [...stack.resources.values()]
      .filter(({ logicalId, status }) => !(logicalId in wanted) && status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED')
      .map((resource) => ({ ...resource, policy: resource.definition.DeletionPolicy, isGoing: true }));
    const replaced = this.changes.flatMap(({ logicalId, before }): Obsolete[] => {
      const isOther = before && before.physicalId !== undefined && before.physicalId !== stack.resources.get(logicalId)?.physicalId;
      return isOther ? [{ ...before, policy: before.definition.UpdateReplacePolicy ?? 'Delete', isGoing: false }] : [];
    });
    for (const { logicalId } of this.changes.filter((change) => change.before?.type === STACK_TYPE)) {
      await this.account.cloudFormation.find(stack.resources.get(logicalId)!.physicalId)?.operation?.cleanUpAsChild();
    }
    return new CleanUp(this.account, stack, this.resources).run([...removed, ...replaced]);
  }

  /** Undoes everything. */
  async rollBack(reason: string): Promise<void> {
    Object.assign(this.stack, this.before);
    await rollBack(this, reason);
  }

  /** The clean-up of a nested stack comes with that of its parent. */
  async cleanUpAsChild(): Promise<void> {
    this.stack.setStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    await this.cleanUp();
    this.stack.setStatus('UPDATE_COMPLETE');
  }

  /** Somebody has had enough. */
  cancel(): void {
    this.stop(new Cancelled('User Initiated'));
  }

  /** The stack is to be deleted: nothing of this operation is waited for, and nothing undone. */
  abandon(): void {
    this.isOver = true;
    this.stop(new Cancelled('The stack is deleted.'));
  }

  leaveBehind(obsolete: Obsolete): void {
    this.leftBehind.push(obsolete);
  }

  /** Nobody waits for what is under way. */
  stop(error: Error): void {
    this.abandonUnfinished();
    this.run?.stop(error);
  }

  /** Does something for many resources, as their dependencies allow; what is under way when one fails is abandoned. */
  async through(nodes: readonly string[], before: (node: string) => readonly string[], run: (node: string) => Promise<void>): Promise<void> {
    const { clock, profile } = this.account;
    this.run = new GraphRun({ nodes, before, run: (node) => this.guarded(node, run) }, clock, profile.cloudFormation.independentResources);
    try {
      await this.run.run();
    } finally {
      this.abandonUnfinished();
      this.run = undefined;
    }
  }

  private async guarded(logicalId: string, run: (node: string) => Promise<void>): Promise<void> {
    const attempt = { isAbandoned: false };
    this.attempts.set(logicalId, attempt);
    try {
      await run(logicalId);
    } catch (error) {
      if (attempt.isAbandoned) return;
      this.fail(logicalId, error);
      throw error;
    }
  }

  private async bring(wanted: Wanted): Promise<void> {
    const { logicalId, definition } = wanted;
    const before = this.stack.resources.get(logicalId);
    const isThere = before && before.status !== 'DELETE_COMPLETE' && before.status !== 'DELETE_SKIPPED';
    const physicalId = this.physicalIds.get(logicalId);
    if (!isThere && physicalId !== undefined) return this.resources.import(wanted, physicalId);
    if (!isThere) return this.resources.create(wanted);
    const changes = changedProperties(before.properties, wanted.properties).length > 0 || definition.Type === STACK_TYPE;
    if (changes) return this.resources.update(before, wanted);
    this.stack.keep(logicalId, { definition, dependencies: wanted.dependencies });
  }

  private fail(logicalId: string, error: unknown): void {
    const resource = this.stack.resources.get(logicalId);
    const reason = this.reasonOf(error);
    const verb = resource?.status.split('_')[0] ?? 'CREATE';
    const physicalId = (error as { physicalId?: string }).physicalId ?? resource?.physicalId;
    if (resource) this.stack.setResource(logicalId, { ...resource, physicalId }, `${verb}_FAILED`, reason);
    else this.stack.record({ logicalId, type: this.target.template.Resources[logicalId].Type, status: 'CREATE_FAILED', reason });
  }

  private reasonOf(error: unknown): string {
    if (error instanceof AwsError && error.code === 'NotSimulated') this.notSimulated.push(error.message);
    return (error as Error).message;
  }

  /** The sentence about the stack. */
  private failureOf(error: unknown): string {
    const failed = [...this.stack.resources.values()].filter(({ status, changedAtMillis }) => status.endsWith('_FAILED') && changedAtMillis >= this.startedAtMillis);
    if (error instanceof Cancelled || failed.length === 0) return this.reasonOf(error);
    return `The following resource(s) failed to ${this.kind.toLowerCase()}: [${failed.map(({ logicalId }) => logicalId).join(', ')}]. `;
  }

  private abandonUnfinished(): void {
    for (const logicalId of this.run?.unfinished ?? []) {
      const resource = this.stack.resources.get(logicalId);
      const attempt = this.attempts.get(logicalId)!;
      if (attempt.isAbandoned || !resource?.status.endsWith('_IN_PROGRESS')) continue;
      attempt.isAbandoned = true;
      const isUpdate = resource.status.startsWith('UPDATE');
      this.stack.setResource(logicalId, resource, isUpdate ? 'UPDATE_FAILED' : 'CREATE_FAILED', `Resource ${isUpdate ? 'update' : 'creation'} cancelled`);
      if (resource.type === STACK_TYPE) this.account.cloudFormation.find(resource.physicalId)?.operation?.stop(new Cancelled('Resource update cancelled'));
    }
  }

  private outputsOf({ outputs }: Evaluated, scope: ReturnType<typeof scopeOf>): StackOutput[] {
    return Object.entries(outputs).map(([key, declaration]) => ({
      key,
      declaration,
      value: String(resolve(declaration.Value, scope)),
      ...(declaration.Export ? { exportName: String(resolve(declaration.Export.Name, scope)) } : {}),
    }));
  }

  /** Names are unique, and what somebody imports stays as it is. */
  private requireFreeExports(outputs: readonly StackOutput[]): void {
    const { cloudFormation } = this.account;
    for (const { exportName } of outputs) {
      const owner = exportName === undefined ? undefined : cloudFormation.exports.get(exportName)?.stack;
      if (owner && owner !== this.stack) throw invalid(`Export with name ${exportName} is already exported by stack ${owner.name}.`);
    }
    for (const { exportName, value } of this.stack.outputs) {
      if (exportName === undefined) continue;
      const now = outputs.find((output) => output.exportName === exportName);
      const importers = isSame(now?.value, value) ? [] : cloudFormation.importersOf(exportName, this.stack);
      if (importers.length > 0) throw invalid(`Export ${exportName} cannot be ${now ? 'updated' : 'deleted'} as it is in use by ${importers.join(', ')}`);
    }
  }
}

/** Refuses before anything happens: what is not modelled, and types that change. */
export function requireDeployable(stack: Stack | undefined, template: Template, resources: Evaluated['resources']): void {
  for (const [logicalId, definition] of Object.entries(resources)) requireModelledProperties(logicalId, definition);
  const changed = [...stack?.resources.values() ?? []].filter(({ logicalId, type, status }) =>
    status !== 'DELETE_COMPLETE' && template.Resources[logicalId] && template.Resources[logicalId].Type !== type).map(({ logicalId }) => logicalId);
  if (changed.length > 0) {
    throw invalid(`Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.join(', ')}]`);
  }
}
