import * as rds from 'aws-cdk-lib/aws-rds';
import { MemberMetrics } from './member-metrics';
import type { CapacityRange } from '../capacity/capacity-range';
import { predictedMaxConnections } from '../capacity/connections';
import { SERVERLESS_CLASS } from '../capacity/instance-class';
import { rangeOf } from '../cluster/checks/read-cluster';

export interface MonitoredMember {
  readonly metrics: MemberMetrics;
  readonly serverless: boolean;
  readonly promotionTier?: number;
}

/** What dashboards and alarms need to know of a cluster. */
export interface MonitoredCluster {
  readonly members: readonly MonitoredMember[];
  readonly range?: CapacityRange;
  readonly maxConnections?: number;
}

/** The members of a cluster of this app by their construct ids, those of another one by their identifiers. */
export function monitored(cluster: rds.IDatabaseCluster): MonitoredCluster {
  const resource = cluster.node.defaultChild;
  if (!(resource instanceof rds.CfnDBCluster)) {
    return { members: cluster.instanceIdentifiers.map((id, index) => ({ metrics: new MemberMetrics(`member ${index + 1}`, id), serverless: true })) };
  }
  const members = cluster.node.children.flatMap((child) => {
    const instance = child instanceof rds.CfnDBInstance ? child : child.node.defaultChild;
    return instance instanceof rds.CfnDBInstance ? [{
      metrics: new MemberMetrics(child.node.id, instance.ref),
      serverless: instance.dbInstanceClass === SERVERLESS_CLASS,
      promotionTier: instance.promotionTier,
    }] : [];
  });
  const range = rangeOf(resource);
  if (range === undefined || range === 'unknown') return { members };
  return { members, range, maxConnections: predictedMaxConnections(resource.engine ?? '', range) };
}
