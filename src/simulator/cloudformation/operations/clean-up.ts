import type { SimulatedAccount } from '../../account';
import { isCustomResource } from '../providers';
import { inventedPhysicalId } from '../providers/custom-resource';
import type { Deployed } from '../resource';
import type { Stack } from '../stack';
import { GraphRun } from './graph';
import type { ResourceOperation } from './resource-operation';
import type { DeletionPolicy } from '../templates/template';

const ATTEMPTS = 3;

/** A physical resource that is to go. */
export interface Obsolete extends Deployed {
  readonly logicalId: string;
  readonly policy?: DeletionPolicy;
  /** Does its logical id go with it, or has a new resource taken it? */
  readonly isGoing: boolean;
  /** Is it an undoing of the operation that made it? */
  readonly isUndone?: boolean;
}

/** Databases without a policy leave a snapshot behind when they are deleted, and nothing when they are replaced. */
function policyOf({ policy, definition, isUndone }: Obsolete): DeletionPolicy {
  if (policy === 'RetainExceptOnCreate') return isUndone ? 'Delete' : 'Retain';
  if (policy) return policy;
  const { Type, Properties = {} } = definition;
  const isDatabase = Type === 'AWS::RDS::DBCluster' || (Type === 'AWS::RDS::DBInstance' && Properties.DBClusterIdentifier === undefined);
  return isDatabase && !isUndone ? 'Snapshot' : 'Delete';
}

/** Deletes what is left over, users before what they use. What does not go is tried three times and then left there. */
export class CleanUp {
  constructor(private readonly account: SimulatedAccount, private readonly stack: Stack, private readonly resources: ResourceOperation) {}

  /** True when something is left. */
  async run(obsolete: readonly Obsolete[], attempts = ATTEMPTS): Promise<boolean> {
    let left = [...obsolete];
    for (let attempt = 1; left.length > 0 && attempt <= attempts; attempt++) left = await this.attempt(left);
    return left.length > 0;
  }

  private async attempt(obsolete: readonly Obsolete[]): Promise<Obsolete[]> {
    const failed: Obsolete[] = [];
    const byKey = new Map(obsolete.map((resource, index) => [`${resource.logicalId}/${index}`, resource]));
    const keys = [...byKey.keys()];
    await new GraphRun({
      nodes: keys,
      before: (key) => {
        const { logicalId } = byKey.get(key)!;
        return keys.filter((other) => byKey.get(other)!.dependencies.includes(logicalId) && !failed.includes(byKey.get(other)!));
      },
      run: async (key) => {
        const resource = byKey.get(key)!;
        const usersFailed = failed.some(({ dependencies }) => dependencies.includes(resource.logicalId));
        if (usersFailed || !await this.delete(resource)) failed.push(resource);
      },
    }, this.account.clock, this.account.profile.cloudFormation.independentResources).run();
    return failed;
  }

  private async delete(obsolete: Obsolete): Promise<boolean> {
    const policy = policyOf(obsolete);
    const resource = { ...obsolete, physicalId: this.physicalIdOf(obsolete) };
    if (resource.physicalId === undefined) {
      this.tell(resource, 'DELETE_COMPLETE');
      return true;
    }
    if (policy === 'Retain') {
      this.tell(resource, 'DELETE_SKIPPED');
      return true;
    }
    this.tell(resource, 'DELETE_IN_PROGRESS');
    try {
      await this.resources.delete(resource.logicalId, resource, policy === 'Snapshot');
    } catch (error) {
      this.tell(resource, 'DELETE_FAILED', (error as Error).message);
      return false;
    }
    this.tell(resource, 'DELETE_COMPLETE');
    return true;
  }

  /** A function may have made something before it could say what. */
  private physicalIdOf({ physicalId, definition, logicalId }: Obsolete): string | undefined {
    if (physicalId !== undefined || !isCustomResource(definition.Type)) return physicalId;
    return inventedPhysicalId({ account: this.account, stackName: this.stack.name, logicalId });
  }

  private tell(resource: Obsolete, status: string, reason?: string): void {
    if (resource.isGoing) this.stack.setResource(resource.logicalId, resource, status, reason);
    else this.stack.record({ logicalId: resource.logicalId, physicalId: resource.physicalId, type: resource.definition.Type, status, reason });
  }
}
