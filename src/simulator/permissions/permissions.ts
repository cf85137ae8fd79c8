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
  private readonly rolesOfFunctions = new Map<string, string>();

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

  /** The function signs as itself and acts as the role. */
  assume(functionName: string, role: string): void {
    this.rolesOfFunctions.set(functionName, role);
  }

  /** The policies of the functions' roles, by function. */
  get ofFunctions(): Map<string, Policy> {
    return new Map([...this.rolesOfFunctions].flatMap(([name, role]) => this.roles.has(role) ? [[name, this.policyOfRole(role)] as const] : []));
  }

  private policyOfRole(role: string): Policy {
    return { Statement: [...this.roles.get(role)!.values()].flatMap(({ Statement }) => Statement) };
  }

  private policyOf(principal: string): Policy | undefined {
    const role = this.rolesOfFunctions.get(principal);
    return this.policies.get(principal) ?? (role !== undefined && this.roles.has(role) ? this.policyOfRole(role) : undefined);
  }

  require(principal: string | undefined, call: Call): void {
    const policy = this.policyOf(principal ?? '');
    if (!policy) return;
    for (const request of requirementsOf(this.account, call)) {
      this.used.push({ principal: principal!, ...request });
      if (!allows(policy, request)) {
        throw new AwsError(call.service === 'rds-data' ? 'AccessDeniedException' : 'AccessDenied', `User: arn:aws:iam::${this.account.accountId}:user/${principal} is not authorized to perform: ${request.action} `
          + `on resource: ${request.resource} because no identity-based policy allows the ${request.action} action`, 403);
      }
    }
  }
}
