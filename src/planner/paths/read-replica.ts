import { costOfBothSides } from './cost';
import { FENCE, fenceStep, pointClients } from './fence';
import type { PathDescription, PlannedStep } from './planned-path';
import { createMembers, namesOf, type PathSubject, scalingOption } from './subject';
import { copying, timing } from './timings';
import { total } from '../durations';

/** An Aurora cluster that replicates from a DB instance of RDS, and is promoted. */
export function readReplica(subject: PathSubject): PathDescription {
  const { source, pace } = subject;
  const { old, target, engine, version } = namesOf(subject);
  const lag = engine === 'aurora-mysql' ? 'AuroraBinlogReplicaLag' : 'RDSToAuroraPostgreSQLReplicaLag';
  const promote = timing('promote', pace);
  const making: PlannedStep[] = [
    {
      step: 'create replica',
      changes: [`cluster ${target}, a replica of ${old}`],
      commands: [
        `aws rds create-db-cluster --db-cluster-identifier ${target} --engine ${engine} --engine-version ${version} --replication-source-identifier ${source.arn} ${scalingOption(subject)}`,
        ...createMembers(subject, target),
      ],
      ...copying('read replica', source.storageGib, pace),
      reversible: true,
    },
  ];
  const cutting: PlannedStep[] = [
    fenceStep(subject),
    {
      step: 'promote',
      changes: [`${target} stops replicating and accepts writes`],
      commands: [`# when ${lag} of ${target} is 0`, `aws rds promote-read-replica-db-cluster --db-cluster-identifier ${target}`],
      ...promote,
      reversible: false,
    },
    pointClients(subject, target),
  ];
  return {
    path: 'read replica',
    madeBy: 'a person',
    steps: [...making, ...cutting.map((step) => ({ ...step, writeGap: step.takes }))],
    restStates: ['as it is today', `${target} follows ${old}`, `${target} is promoted, ${old} is closed`],
    wayBack: 'Until the promotion: delete the replica and open the fence. Behind it: none that keeps new writes.',
    keepsEndpoint: false,
    copiesEverything: true,
    fence: FENCE,
    clients: ['Write nothing from the fence to the promotion; then connect to the endpoint of the new cluster.'],
    cost: costOfBothSides(subject, total([...making, ...cutting].map(({ takes }) => takes))),
  };
}
