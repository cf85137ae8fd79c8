import type { PlannedStep } from './planned-path';
import { createMembers, namesOf, type PathSubject, scalingOption } from './subject';
import { timing } from './timings';

/** An empty Serverless v2 cluster to copy into. */
export function newCluster(subject: PathSubject): PlannedStep {
  const { target, engine, version } = namesOf(subject);
  const port = engine === 'aurora-postgresql' ? 5432 : 3306;
  return {
    step: 'create cluster',
    changes: [`an empty cluster ${target} on ${version} with serverless members`],
    commands: [
      `aws rds create-db-cluster --db-cluster-identifier ${target} --engine ${engine} --engine-version ${version} --port ${port} --storage-encrypted `
        + `--master-username admin_user --manage-master-user-password ${scalingOption(subject)}`,
      ...createMembers(subject, target),
    ],
    ...timing('createInstance', subject.pace),
    reversible: true,
  };
}
