import { groupsFor } from './carried-groups';
import type { PlannedStep } from './planned-path';
import { aws, waitForCluster, waitForNew } from './shell';
import { clusterOptions, createMembers, membersOf, namesOf, networkChecks, type PathSubject, scalingOption } from './subject';
import { timing } from './timings';

const MASTER = 'admin_user';

/** An empty Serverless v2 cluster to copy into. */
export function newCluster(subject: PathSubject): PlannedStep {
  const { target, engine, version } = namesOf(subject);
  const { settings } = subject.source;
  const groups = groupsFor(subject, version);
  return {
    step: 'create cluster',
    changes: [`an empty cluster ${target} on ${version} with serverless members`],
    commands: [
      ...groups.commands,
      aws('rds create-db-cluster', {
        'db-cluster-identifier': target,
        engine,
        'engine-version': version,
        ...clusterOptions(subject),
        'db-cluster-parameter-group-name': groups.cluster,
        'storage-encrypted': true,
        'kms-key-id': settings?.kmsKey,
        'master-username': settings?.masterUsername ?? MASTER,
        'manage-master-user-password': true,
        ...scalingOption(subject),
      }),
      waitForCluster(target),
      ...createMembers(subject, target, target, groups.instance),
      ...waitForNew(membersOf(subject, target)),
    ],
    checks: networkChecks(subject),
    ...timing(['createCluster', 'createInstance'], subject.pace),
    reversible: true,
  };
}
