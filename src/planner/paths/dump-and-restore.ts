import { sides } from './clients';
import { costOfBothSides } from './cost';
import { FENCE, fenceStep, openFence, pointClients } from './fence';
import { newCluster } from './new-cluster';
import type { PathDescription, PlannedStep } from './planned-path';
import { given } from './shell';
import { namesOf, type PathSubject } from './subject';
import { copying } from './timings';

const DUMP_HOST = { variable: 'dump host group', who: 'the host on which the dump runs' };

/** Everything as text or archive, out of the one and into the other. */
export function dumpAndRestore(subject: PathSubject): PathDescription {
  const { source, pace } = subject;
  const { target, engine } = namesOf(subject);
  const { commands, checks } = engine === 'aurora-mysql' ? mysql(subject) : postgres(subject);
  const copy: PlannedStep = {
    step: 'dump and restore',
    changes: [`everything from the old side into ${target}`],
    commands,
    checks,
    ...copying('dump and restore', source.storageGib, pace),
    reversible: true,
  };
  const gap = [fenceStep(subject, DUMP_HOST), copy, pointClients(subject, target)].map((step) => ({ ...step, writeGap: step.takes }));
  return {
    path: 'dump and restore',
    madeBy: 'a person',
    steps: [newCluster(subject), ...gap],
    restStates: ['as it is today', `clients use ${target}, the old side is closed`],
    wayBack: `Until clients write to the new cluster: ${openFence(subject)}. Behind it: none that keeps new writes.`,
    keepsEndpoint: false,
    copiesEverything: true,
    fence: FENCE,
    clients: ['Write nothing from the fence until the restore has ended; then connect to the endpoint of the new cluster.'],
    cost: costOfBothSides(subject, copy.takes),
  };
}

function mysql(subject: PathSubject): Pick<PlannedStep, 'commands' | 'checks'> {
  const { old, new: fresh, commands, checks } = sides(subject);
  return {
    commands: [
      ...commands,
      `MYSQL_PWD=${old.password} mysqldump --host ${old.host} --port ${old.port} --user ${old.user} --databases \${DATABASES:?} --single-transaction `
        + `--routines --triggers --events --set-gtid-purged=OFF | MYSQL_PWD=${fresh.password} mysql --host ${fresh.host} --port ${fresh.port} --user ${fresh.user}`,
    ],
    checks: [...checks, 'Set DATABASES to the names of the databases, without mysql, sys, information_schema and performance_schema.', 'Users are not among them: create them by hand.'],
  };
}

function postgres(subject: PathSubject): Pick<PlannedStep, 'commands' | 'checks'> {
  const { old, new: fresh, commands, checks } = sides(subject);
  const at = ({ host, port, user }: typeof old) => `--host ${host} --port ${port} --username ${user}`;
  const [read, write] = [`PGPASSWORD=${old.password}`, `PGPASSWORD=${fresh.password}`];
  return {
    commands: [
      ...commands,
      `${read} pg_dumpall ${at(old)} --database postgres --roles-only --no-role-passwords | ${write} psql ${at(fresh)} --dbname postgres`,
      `${read} pg_dump ${at(old)} --format directory --jobs 4 --file dump ${given('database')}`,
      `${write} pg_restore ${at(fresh)} --jobs 4 --create --dbname postgres dump`,
      `${write} vacuumdb ${at(fresh)} --analyze-only --dbname ${given('database')}`,
    ],
    checks: [
      ...checks,
      'Set DATABASE to the name of the database; begin again at pg_dump for each further one, with another directory.',
      'Roles that are there already are told and stay; passwords of roles are not readable: set them by hand.',
    ],
  };
}
