import { costOfBothSides } from './cost';
import { FENCE, fenceStep, pointClients } from './fence';
import { newCluster } from './new-cluster';
import type { PathDescription, PlannedStep } from './planned-path';
import { namesOf, type PathSubject } from './subject';
import { copying } from './timings';

/** Everything as text or archive, out of the one and into the other. */
export function dumpAndRestore(subject: PathSubject): PathDescription {
  const { source, pace } = subject;
  const { target, engine } = namesOf(subject);
  const copy: PlannedStep = {
    step: 'dump and restore',
    changes: [`everything from the old side into ${target}`],
    commands: engine === 'aurora-mysql'
      ? ['mysqldump --host OLD --user USER --password --databases DATABASE… --single-transaction --routines --triggers --events --set-gtid-purged=OFF | mysql --host NEW --user USER --password']
      : ['pg_dumpall --host OLD --roles-only --no-role-passwords | psql --host NEW', 'pg_dump --host OLD --format directory --jobs 4 --file dump DATABASE', 'pg_restore --host NEW --jobs 4 --dbname DATABASE dump'],
    ...copying('dump and restore', source.storageGib, pace),
    reversible: true,
  };
  const gap = [fenceStep(subject), copy, pointClients(subject, target)].map((step) => ({ ...step, writeGap: step.takes }));
  return {
    path: 'dump and restore',
    madeBy: 'a person',
    steps: [newCluster(subject), ...gap],
    restStates: ['as it is today', `clients use ${target}, the old side is closed`],
    wayBack: 'Until clients write to the new cluster: open the fence. Behind it: none that keeps new writes.',
    keepsEndpoint: false,
    copiesEverything: true,
    fence: FENCE,
    clients: ['Write nothing from the fence until the restore has ended; then connect to the endpoint of the new cluster.'],
    cost: costOfBothSides(subject, copy.takes),
  };
}
