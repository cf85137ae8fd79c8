import { writeGoal } from './perform';
import type { Ports } from './ports';
import type { Goal } from '../planner/goal';

/** Gives a cluster its goal. Answers with what the cluster is called for good, or nothing where AWS does not know it. */
export async function setGoal(ports: Ports, clusterIdentifier: string, goal: Goal): Promise<string | undefined> {
  const { cluster } = await ports.database.look({ identifier: clusterIdentifier });
  if (!cluster) return undefined;
  await writeGoal({ ports, goal, clusterResourceId: cluster.resourceId });
  return cluster.resourceId;
}
