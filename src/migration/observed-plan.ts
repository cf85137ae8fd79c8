import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Names, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Problem } from '../planner/decision';
import { expectedOf, type Expected } from '../planner/expected';
import type { Goal } from '../planner/goal';
import type { Observation } from '../planner/observation';
import { plan } from '../planner/plan';
import { findingsOf, isUntold } from '../planner/rules';
import type { Described } from '../planner/source/described';
import { clusterFacts, memberFacts } from '../planner/source/facts';
import { observedSource } from '../planner/source/observed-source';
import { knownUpgradeTargets, TABLES_AS_OF } from '../planner/versions/upgrade-targets';

/** What was said of a cluster in files: a first look at it, or why there is none. */
export type Observed = { readonly observation: Observation } | { readonly problem: Problem };

export function observeFiles(clusterIdentifier: string, files: readonly string[]): Observed {
  const read = (file: string): Described => JSON.parse(readFileSync(file, 'utf8')) as Described;
  let contents: Described[];
  try {
    contents = files.map(read);
  } catch (error) {
    return unreadable((error as Error).message);
  }
  const isOfCluster = ({ DBClusterIdentifier }: Described) => DBClusterIdentifier === clusterIdentifier;
  const cluster: Described | undefined = contents.flatMap(({ DBClusters = [] }) => DBClusters as Described[]).find(isOfCluster);
  if (!cluster) return unreadable(`${files.join(', ')} do not describe the cluster ${clusterIdentifier}`);
  const instances = contents.flatMap(({ DBInstances = [] }) => DBInstances as Described[]).filter(isOfCluster);
  const missing = ((cluster.DBClusterMembers ?? []) as Described[])
    .filter(({ DBInstanceIdentifier: id }) => !instances.some(({ DBInstanceIdentifier }) => DBInstanceIdentifier === id));
  if (missing.length > 0) return unreadable(`${missing.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier).join(', ')} are not described`);
  return {
    observation: {
      observedAtSeconds: 0,
      cluster: clusterFacts(cluster),
      members: instances.map((instance) => ({ ...memberFacts(instance, cluster), capacityAcu: [] })),
      upgradeTargets: knownUpgradeTargets(cluster.Engine),
      marks: [],
      settled: { reads: 0, seconds: 0 },
    },
  };
}

export function expectedIn({ cluster, members }: Observation): Expected {
  return expectedOf(cluster!, members);
}

/** What stands in the way already now. What cannot be told here is asked when the move is to begin. */
export function problemsOfPlan(goal: Goal, observation: Observation): readonly Problem[] {
  const untold = findingsOf({ source: observedSource(observation), goal, path: 'in place', today: TABLES_AS_OF }).filter(isUntold).map(({ code }) => code);
  return plan(goal, observation).problems.filter(({ code }) => !untold.includes(code));
}

/** Into the cloud assembly, where a reviewer finds it. */
export function writePlan(scope: Construct, goal: Goal, observation: Observation): void {
  const folder = Stage.of(scope)?.outdir;
  if (folder) writeFileSync(path.join(folder, `${Names.uniqueId(scope)}.plan.json`), `${JSON.stringify(plan(goal, observation), null, 2)}\n`);
}

function unreadable(reason: string): Observed {
  return {
    problem: {
      code: 'OBSERVATION_UNREADABLE',
      message: `The source cannot be read: ${reason}.`,
      remedy: 'Save the output of `aws rds describe-db-clusters` and `aws rds describe-db-instances` as JSON, for this cluster and all of its members.',
    },
  };
}
