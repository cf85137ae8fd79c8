import type { SimulatedAccount } from '../account';
import type { ChangeSet } from './change-sets';
import { Inbox } from './inbox';
import { Secrets } from './secrets';
import { Stack } from './stack';
import { invalid } from './templates/template';
import { AwsError } from '../wire/aws-error';

/** The stacks of an account, and what they share. */
export class CloudFormation {
  readonly stacks: Stack[] = [];
  readonly changeSets: ChangeSet[] = [];
  readonly inbox: Inbox;
  readonly secrets: Secrets;
  /** Folders and files of the assets, by the object key under which they would be uploaded. */
  readonly assets = new Map<string, string>();
  /** What was asked under each token of a client, and what was answered. */
  private readonly answers = new Map<string, { readonly request: string; readonly answer: object }>();
  private requests = 0;

  constructor(private readonly account: SimulatedAccount) {
    this.inbox = new Inbox(account);
    this.secrets = new Secrets(account);
  }

  /** By name, the one that exists; by id, also one that is gone. */
  find(nameOrId: string | undefined): Stack | undefined {
    return this.stacks.filter((stack) => stack.id === nameOrId || (stack.name === nameOrId && stack.exists)).at(-1);
  }

  require(nameOrId: string | undefined): Stack {
    const stack = this.find(nameOrId);
    if (!stack) throw invalid(`Stack with id ${nameOrId} does not exist`);
    return stack;
  }

  add(name: string, parent?: Stack): Stack {
    const stack = new Stack(this.account, name, this.stacks.length + 1, parent);
    this.stacks.push(stack);
    return stack;
  }

  /** By id, or by its name and that of its stack. */
  findChangeSet(nameOrId: string, stackName: string | undefined): ChangeSet | undefined {
    return this.changeSets.find(({ id, name, stack }) =>
      id === nameOrId || (name === nameOrId && (stack.name === stackName || stack.id === stackName)));
  }

  requireChangeSet(nameOrId: string, stackName: string | undefined): ChangeSet {
    const changeSet = this.findChangeSet(nameOrId, stackName);
    if (!changeSet) throw new AwsError('ChangeSetNotFound', `ChangeSet [${nameOrId}] does not exist`, 404);
    return changeSet;
  }

  /** A stack that is only thought of. */
  placeholder(name: string): Stack {
    return new Stack(this.account, name, 0);
  }

  /** The values that stacks export, by name. */
  get exports(): Map<string, { readonly value: string; readonly stack: Stack }> {
    return new Map(this.stacks.filter(({ exists }) => exists).flatMap((stack) =>
      stack.outputs.flatMap(({ exportName, value }) => exportName === undefined ? [] : [[exportName, { value, stack }] as const])));
  }

  importersOf(exportName: string, except: Stack): string[] {
    return this.stacks.filter((stack) => stack !== except && stack.exists && stack.imports.has(exportName)).map(({ name }) => name);
  }

  /** The stack to which a physical resource belongs. */
  ownerOf(type: string, physicalId: string): Stack | undefined {
    return this.stacks.find((stack) => stack.exists && [...stack.resources.values()].some((resource) =>
      resource.type === type && resource.physicalId === physicalId && resource.status !== 'DELETE_COMPLETE' && resource.status !== 'DELETE_SKIPPED'));
  }

  /** The same request under the same token is answered again and done once. */
  once<Answer extends object>(token: string | undefined, request: string, perform: () => Answer): Answer {
    const before = token === undefined ? undefined : this.answers.get(token);
    if (before && before.request !== request) throw new AwsError('TokenAlreadyExistsException', `A client request token already exists: ${token}`);
    if (before) return before.answer as Answer;
    const answer = perform();
    if (token !== undefined) this.answers.set(token, { request, answer });
    return answer;
  }

  nextRequestId(): string {
    return `00000000-0000-4000-8000-${String(++this.requests).padStart(12, '0')}`;
  }
}
