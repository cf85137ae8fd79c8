import type { SimulatedAccount } from '../account';
import { upgradeByItself } from './aws-maintenance';
import type { Fault, FaultKind } from './fault';
import { failZone } from './zone-failure';
import { faultOfCode, fault as awsFault } from '../rds/faults';
import { AwsError } from '../wire/aws-error';

/** The connection broke before the caller had an answer. */
export class ConnectionReset extends Error {}

/** What goes wrong in this account, on request. */
export class Faults {
  private doomed?: string;
  private readonly armed: { readonly fault: Fault; matched: number; struck: number }[] = [];

  constructor(private readonly account: SimulatedAccount) {}

  add(fault: Fault): void {
    this.armed.push({ fault, matched: 0, struck: 0 });
    if (fault.kind === 'stale') this.account.history.keep(fault.seconds! * 1000);
    if (fault.kind === 'zone-failure') this.account.clock.schedule(fault.seconds! * 1000, () => failZone(this.account, fault.detail));
    if (fault.kind === 'replication-degraded') {
      const reason = fault.detail ?? 'data definition statements that logical replication does not carry';
      this.account.clock.schedule(fault.seconds! * 1000, () => this.account.blueGreenDeployments.degrade(reason));
    }
    if (fault.kind === 'maintenance') this.account.clock.schedule(fault.seconds! * 1000, () => upgradeByItself(this.account));
  }

  /** Before a call is performed. */
  strikeBefore(operation: string): void {
    if (this.strikes('throttle', operation)) throw new AwsError('ThrottlingException', 'Rate exceeded');
    if (this.strikes('server-error', operation)) throw new AwsError('InternalFailure', 'We encountered an internal error. Please try again.', 500);
    const refusal = this.strikes('refuse', operation)?.detail;
    if (refusal) throw faultOfCode(refusal, `${operation} is refused on request.`)!;
    if (this.strikes('reset-before', operation)) throw new ConnectionReset();
    if (this.strikes('quota', operation)) throw awsFault('InstanceQuotaExceededFault', 'The quota of DB instances in this account and Region has been reached.');
  }

  /** After a call was performed: it had its effect, and nobody learns of it. */
  strikeAfter(operation: string): void {
    if (this.strikes('reset-after', operation)) throw new ConnectionReset();
  }

  /** How much longer than usual the call takes. */
  slowMillis(operation: string): number {
    return (this.strikes('slow', operation)?.seconds ?? 0) * 1000;
  }

  /** How old what a describe shows is. */
  staleMillis(operation: string): number {
    return (this.strikes('stale', operation)?.seconds ?? 0) * 1000;
  }

  /** Throws when AWS has no capacity for such an instance in its zone. */
  requireCapacity(): void {
    const struck = this.strikes('insufficient-capacity', 'rds:CreateDBInstance');
    if (struck && struck.detail !== 'later') {
      throw awsFault('InsufficientDBInstanceCapacityFault', 'The requested DB instance class is not available in the specified Availability Zone.');
    }
    if (struck) this.doomed = 'insufficient-capacity';
  }

  /** The status in which what this call begins ends up for good; nothing where all goes well. */
  lastStatus(operation: string): string | undefined {
    const doomed = this.doomed;
    this.doomed = undefined;
    return doomed ?? this.strikes('status', operation)?.detail ?? (this.strikes('stuck', operation) ? 'modifying' : undefined);
  }

  /** Why the prechecks of a major upgrade fail. */
  precheckFailure(operation = 'rds:ModifyDBCluster'): string | undefined {
    const struck = this.strikes('precheck-failure', operation);
    return struck && (struck.detail ?? 'the prechecks found incompatibilities');
  }

  /** Why CloudFormation fails to make or change this resource, named as `Stack.LogicalId`. */
  resourceFailure(resource: string): string | undefined {
    const struck = this.strikesResource('resource-failure', resource);
    return struck && (struck.detail ?? 'This resource fails on request.');
  }

  /** Does the function behind this custom resource hang until its time is over? */
  functionTimesOut(resource: string): boolean {
    return this.strikesResource('function-timeout', resource) !== undefined;
  }

  functionIsInvokedTwice(resource: string): boolean {
    return this.strikesResource('function-twice', resource) !== undefined;
  }

  /** Does a signal to this handle never arrive? */
  signalIsLost(resource: string): boolean {
    return this.strikesResource('signal-lost', resource) !== undefined;
  }

  /** After how many seconds somebody cancels this deployment. */
  cancelledAfterSeconds(stack: string): number | undefined {
    return this.strikes('cancel', stack)?.seconds;
  }

  /** What clients do in the databases that keeps AWS from a blue/green switchover. */
  guardrail(): string | undefined {
    const struck = this.strikes('guardrail', 'rds:SwitchoverBlueGreenDeployment');
    return struck && (struck.detail ?? 'Long-running DDL operations are active on the source DB cluster.');
  }

  private strikesResource(kind: FaultKind, resource: string): Fault | undefined {
    return this.strikes(kind, resource, resource.split('.').at(-1));
  }

  private strikes(kind: FaultKind, operation: string, shortName = operation): Fault | undefined {
    for (const armed of this.armed) {
      const { fault } = armed;
      const isMeant = matches(fault.operation, operation) || matches(fault.operation, shortName);
      if (fault.kind !== kind || !isMeant || armed.struck >= fault.count) continue;
      armed.matched++;
      if (armed.matched <= fault.after) continue;
      if (fault.probability < 1 && this.account.random.fraction(`fault/${kind}/${operation}/${armed.matched}`) >= fault.probability) continue;
      armed.struck++;
      this.account.log.append({ type: 'fault', atMillis: this.account.clock.now, kind, operation });
      return fault;
    }
    return undefined;
  }
}

function matches(pattern: string, operation: string): boolean {
  return pattern.endsWith('*') ? operation.startsWith(pattern.slice(0, -1)) : pattern === operation;
}
