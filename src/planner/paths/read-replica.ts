import { groupsFor } from './carried-groups';
import { costOfBothSides } from './cost';
import { dataApiChecks } from './data-api';
import { FENCE, fenceStep, openFence, pointClients } from './fence';
import type { PathDescription, PlannedStep } from './planned-path';
import { aws, shown, until, untilLow, waitForCluster, waitForNew } from './shell';
import { clusterOptions, createMembers, membersOf, namesOf, networkChecks, type PathSubject, scalingOption } from './subject';
import { copying, timing } from './timings';
import { total } from '../durations';

/** Before the fence: clients wait for the rest. */
const LARGEST_LAG_SECONDS = 60;

/** An Aurora cluster that replicates from a DB instance of RDS, and is promoted. */
export function readReplica(subject: PathSubject): PathDescription {
  const { source, pace } = subject;
  const { old, target, engine, version } = namesOf(subject);
  const lag = engine === 'aurora-mysql' ? 'AuroraBinlogReplicaLag' : 'RDSToAuroraPostgreSQLReplicaLag';
  const groups = groupsFor(subject, version);
  const [first, ...further] = membersOf(subject, target);
  const making: PlannedStep[] = [
    {
      step: 'create replica',
      changes: [`cluster ${target}, a replica of ${old}, with its first member`],
      commands: [
        ...groups.commands,
        aws('rds create-db-cluster', {
          'db-cluster-identifier': target,
          engine,
          'engine-version': version,
          'replication-source-identifier': source.arn,
          ...clusterOptions(subject),
          'db-cluster-parameter-group-name': groups.cluster,
          'storage-encrypted': source.settings?.encrypted,
          'kms-key-id': source.settings?.encrypted ? source.settings.kmsKey : undefined,
          ...scalingOption(subject),
        }),
        waitForCluster(target),
        ...createMembers(subject, target, target, groups.instance, (index) => index === 0),
        ...waitForNew([first]),
        untilLow('AWS/RDS', lag, { DBInstanceIdentifier: first }, LARGEST_LAG_SECONDS),
      ],
      checks: [...networkChecks(subject), 'A waiter of the AWS CLI gives up after half an hour: run it again until the copy is made.'],
      ...copying('read replica', source.storageGib, pace),
      reversible: true,
    },
  ];
  const cutting: PlannedStep[] = [
    fenceStep(subject),
    {
      step: 'promote',
      changes: [`${target} has everything, stops replicating and accepts writes`],
      commands: [
        untilLow('AWS/RDS', lag, { DBInstanceIdentifier: first }),
        aws('rds promote-read-replica-db-cluster', { 'db-cluster-identifier': target }),
        until(shown(target, 'ReplicationSourceIdentifier || `"none"`'), 'none'),
        waitForCluster(target),
      ],
      checks: [`A lag of -1 says that replication has stopped: do not promote, ${openFence(subject)}, and begin again.`],
      ...timing(['lag', 'promote'], pace),
      reversible: false,
    },
    pointClients(subject, target),
  ];
  const growing: PlannedStep[] = further.length === 0 ? [] : [{
    step: 'create members',
    changes: further.map((name) => `create ${name} (db.serverless)`),
    commands: [...createMembers(subject, target, target, groups.instance, (index) => index > 0), ...waitForNew(further)],
    checks: dataApiChecks(subject),
    ...timing('createInstance', pace),
    reversible: true,
  }];
  return {
    path: 'read replica',
    madeBy: 'a person',
    steps: [...making, ...cutting.map((step) => ({ ...step, writeGap: step.takes })), ...growing],
    restStates: ['as it is today', `${target} follows ${old}`, `${target} is promoted, ${old} is closed`],
    wayBack: `Until the promotion: delete the replica and ${openFence(subject)}. Behind it: none that keeps new writes.`,
    keepsEndpoint: false,
    copiesEverything: true,
    fence: FENCE,
    clients: ['Write nothing from the fence to the promotion; then connect to the endpoint of the new cluster.'],
    cost: costOfBothSides(subject, total([...making, ...cutting].map(({ takes }) => takes))),
  };
}
