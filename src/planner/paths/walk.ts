import type { RunbookGroups } from './carried-groups';
import type { PlannedStep } from './planned-path';
import { aws, shown, until, waitForCluster } from './shell';
import { namesOf, type PathSubject } from './subject';
import { timing } from './timings';
import { familyOf } from '../versions/engine-version';

interface Hop {
  readonly from: string;
  readonly to: string;
  /** Of the version that it leads to. */
  readonly groups: RunbookGroups;
}

/** An upgrade in place of a cluster that has members, as one step of a runbook. */
export function upgradeTo(subject: PathSubject, cluster: string, { from, to, groups }: Hop): Omit<PlannedStep, 'reversible'> {
  const { engine } = namesOf(subject);
  const isMajor = familyOf(engine, from) !== familyOf(engine, to);
  return {
    step: `upgrade to ${to}`,
    changes: [`upgrade ${cluster} to ${to}`],
    commands: [
      ...groups.commands,
      aws('rds modify-db-cluster', {
        'db-cluster-identifier': cluster,
        'engine-version': to,
        'allow-major-version-upgrade': isMajor,
        'db-cluster-parameter-group-name': isMajor ? groups.cluster : undefined,
        'db-instance-parameter-group-name': isMajor ? groups.instance : undefined,
        'apply-immediately': true,
      }),
      until(shown(cluster, 'EngineVersion'), to),
      waitForCluster(cluster),
    ],
    checks: [`If it stays on ${from}, its prechecks have failed: \`${aws('rds describe-events', { 'source-type': 'db-cluster', 'source-identifier': cluster, 'duration': 120 })}\``],
    ...timing('upgrade', subject.pace),
  };
}

/** One `available` proves nothing: the roles do. */
export function becomeWriter(cluster: string, member: string): string[] {
  return [
    aws('rds failover-db-cluster', { 'db-cluster-identifier': cluster, 'target-db-instance-identifier': member }),
    until(shown(cluster, 'DBClusterMembers[?IsClusterWriter].DBInstanceIdentifier | [0]'), member, 10),
    waitForCluster(cluster),
  ];
}
