import { createHash } from 'node:crypto';
import { CfnWaitCondition, CfnWaitConditionHandle, CustomResource, Duration, Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface HeldStackProps {
  readonly timeout: Duration;
  /** Whatever the stack waits for: a wait condition waits once, so another goal needs another one. */
  readonly goal: object;
}

const HASH_LENGTH = 8;

/** Lets CloudFormation wait for a signal. */
export class HeldStack extends Construct {
  private readonly condition: CfnWaitCondition;
  private readonly handle: CfnWaitConditionHandle;

  constructor(scope: Construct, id: string, { timeout, goal }: HeldStackProps) {
    super(scope, id);
    const hash = createHash('sha256').update(JSON.stringify(Stack.of(this).resolve({ goal, id: Names.uniqueId(this) }))).digest('hex').slice(0, HASH_LENGTH);
    this.handle = new CfnWaitConditionHandle(this, `Handle${hash}`);
    this.condition = new CfnWaitCondition(this, `Condition${hash}`, { handle: this.handle.ref, count: 1, timeout: timeout.toSeconds().toString() });
  }

  /** Where the signal goes. A secret. */
  get url(): string {
    return this.handle.ref;
  }

  /** The signal can come only when this is there. */
  waitFor(resource: CustomResource): void {
    this.condition.node.addDependency(resource);
  }
}
