import type { SimulatedAccount } from '../account';
import { type Policy, type Request, allows } from './policy';
import { requirementsOf } from './requirements';
import type { Call } from '../invariants/invariant';
import { AwsError } from '../wire/aws-error';

/** What a principal asked for: the raw material for comparing a policy with its use. */
export interface UsedPermission extends Request {
  readonly principal: string;
}

/** Checks calls against the policies of their principals. Who has no policy here may do everything. */
export class Permissions {
  readonly used: UsedPermission[] = [];
  private readonly policies = new Map<string, Policy>();

  constructor(private readonly account: SimulatedAccount) {}

  /** @param principal the access key with which it signs */
  attach(principal: string, policy: Policy): void {
    this.policies.set(principal, policy);
  }

  require(principal: string | undefined, call: Call): void {
    const policy = this.policies.get(principal ?? '');
    if (!policy) return;
    for (const request of requirementsOf(this.account, call)) {
      this.used.push({ principal: principal!, ...request });
      if (!allows(policy, request)) {
        throw new AwsError('AccessDenied', `User: arn:aws:iam::${this.account.accountId}:user/${principal} is not authorized to perform: ${request.action} `
          + `on resource: ${request.resource} because no identity-based policy allows the ${request.action} action`, 403);
      }
    }
  }
}
