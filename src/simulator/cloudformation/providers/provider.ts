import type { SimulatedAccount } from '../../account';
import { Abandoned, type Properties } from '../resource';

/** For whom a provider works. */
export interface ProviderContext {
  readonly account: SimulatedAccount;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  /** Different for each physical resource that is made. */
  readonly token: string;
  readonly isRollback: boolean;
  isAbandoned(): boolean;
  /** The resource has an identity from now on. */
  onPhysicalId(physicalId: string): void;
}

export interface Made {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface Existing {
  readonly physicalId: string;
  readonly properties: Properties;
}

export interface Deletion extends Existing {
  /** Is a last snapshot wanted? */
  readonly snapshot: boolean;
}

/** What CloudFormation does for resources of one type. Methods throw a `ResourceFailure`. */
export interface ResourceProvider {
  /** The properties that have an effect here; another is `NotSimulated`. Nothing for types that have no effect at all. */
  readonly models?: readonly string[];
  create(context: ProviderContext, properties: Properties): Promise<Made>;
  update(context: ProviderContext, existing: Existing, properties: Properties): Promise<Made>;
  delete(context: ProviderContext, deletion: Deletion): Promise<void>;
  /** The properties of what is really there; nothing when it is gone. */
  read?(account: SimulatedAccount, physicalId: string): Properties | undefined;
  /** Attributes of what is really there. */
  attributes?(account: SimulatedAccount, physicalId: string): Readonly<Record<string, unknown>>;
}

/** A name such as CloudFormation makes up. */
export function generatedName({ account, stackName, logicalId, token }: Pick<ProviderContext, 'account' | 'stackName' | 'logicalId' | 'token'>, longest = 255): string {
  const random = account.madeUp('', `${stackName}/${logicalId}/${token}`, 12);
  return `${`${stackName}-${logicalId}`.slice(0, longest - random.length - 1)}-${random}`;
}

/** Waits, unless nobody waits for the result any more. */
export async function pause({ account, isAbandoned }: ProviderContext, seconds: number): Promise<void> {
  await account.clock.sleep(seconds * 1000);
  if (isAbandoned()) throw new Abandoned();
}
