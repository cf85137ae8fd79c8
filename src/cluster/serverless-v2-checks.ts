import { Annotations, type IAspect } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import type { IConstruct } from 'constructs';
import { readCluster, Surroundings } from './checks/read-cluster';
import { findingsOn } from './checks/rules';

/**
 * Warns of everything about Aurora Serverless v2 that synthesizes and surprises later: clusters that never pause, readers
 * that are small at a failover, ranges that the engine version does not have, support that ends.
 *
 * Every `ServerlessV2Cluster` has these checks. Add them to an app to have them for each plain `rds.DatabaseCluster` and
 * `CfnDBCluster`, too, alone or beside the packs of cdk-nag.
 *
 * Each warning has an id that can be acknowledged: `Annotations.of(db).acknowledgeWarning(id, reason)`.
 *
 * @example
 * Aspects.of(this).add(new ServerlessV2Checks());
 */
export class ServerlessV2Checks implements IAspect {
  private static readonly checked = new WeakSet<IConstruct>();

  /**
   * Called by the CDK for each construct.
   */
  public visit(node: IConstruct): void {
    if (!(node instanceof rds.CfnDBCluster) || ServerlessV2Checks.checked.has(node)) return;
    ServerlessV2Checks.checked.add(node);
    const cluster = readCluster(node, Surroundings.of(node));
    if (!cluster.engine.startsWith('aurora')) return;
    // At the resource: not all versions of the CDK see an acknowledgement at the very construct that warns later.
    const owner = Annotations.of(node);
    for (const { id, message } of findingsOn(today(), cluster)) owner.addWarningV2(id, message);
    if (cluster.unknown.length > 0) owner.addInfo(`Not checked because synth does not know it: ${cluster.unknown.join(', ')}.`);
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
