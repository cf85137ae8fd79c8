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
  /** By role, the policies that are attached to it, by their names. */
  private readonly roles = new Map<string, Map<string, Policy>>();
  /** By function and machine. */
  private readonly assumed = new Map<string, string>();

  constructor(private readonly account: SimulatedAccount) {}

  /** @param principal the access key with which it signs */
  attach(principal: string, policy: Policy): void {
    this.policies.set(principal, policy);
  }

  /** A role that is known here may do what its policies allow, and nothing else. */
  putRole(role: string): void {
    if (!this.roles.has(role)) this.roles.set(role, new Map());
  }

  putRolePolicy(role: string, name: string, policy: Policy): void {
    this.roles.get(role)?.set(name, policy);
  }

  deleteRolePolicy(name: string): void {
    for (const policies of this.roles.values()) policies.delete(name);
  }

  /** A function or a machine signs as itself and acts as the role. */
  assume(principal: string, role: string): void {
    this.assumed.set(principal, role);
  }

  /** The policies of the roles of functions and machines, by principal. */
  get ofAssumedRoles(): Map<string, Policy> {
    return new Map([...this.assumed].flatMap(([name, role]) => this.roles.has(role) ? [[name, this.policyOfRole(role)] as const] : []));
  }

  private policyOfRole(role: string): Policy {
    return { Statement: [...this.roles.get(role)!.values()].flatMap(({ Statement }) => Statement) };
  }

  private policyOf(principal: string): Policy | undefined {
    const role = this.assumed.get(principal);
    return this.policies.get(principal) ?? (role !== undefined && this.roles.has(role) ? this.policyOfRole(role) : undefined);
  }

  require(principal: string | undefined, call: Call): void {
    if (principal === undefined || !this.policyOf(principal)) return;
    this.requireAll(principal, requirementsOf(this.account, call), call.service === 'rds-data' ? 'AccessDeniedException' : 'AccessDenied');
  }

  requireAll(principal: string, requests: readonly Request[], code = 'AccessDenied'): void {
    const policy = this.policyOf(principal);
    if (!policy) return;
    for (const request of requests) {
      this.used.push({ principal, ...request });
      if (!allows(policy, request)) {
        throw new AwsError(code, `User: arn:aws:iam::${this.account.accountId}:user/${principal} is not authorized to perform: ${request.action} `
          + `on resource: ${request.resource} because no identity-based policy allows the ${request.action} action`, 403);
      }
    }
  }
}
