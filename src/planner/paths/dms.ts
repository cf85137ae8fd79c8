import { costOfBothSides } from './cost';
import { FENCE, fenceStep, pointClients } from './fence';
import { newCluster } from './new-cluster';
import type { PathDescription, PlannedStep } from './planned-path';
import { namesOf, type PathSubject } from './subject';
import { copying } from './timings';
import { total } from '../durations';

const EVERYTHING = '{"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","object-locator":{"schema-name":"%","table-name":"%"},"rule-action":"include"}]}';

/** A full load, then every change, until the clients move. */
export function dms(subject: PathSubject): PathDescription {
  const { source, pace } = subject;
  const { old, target, engine } = namesOf(subject);
  const prepare = engine === 'aurora-mysql' ? 'binlog_format = ROW' : 'rds.logical_replication = 1, and a replication slot';
  const making: PlannedStep[] = [
    newCluster(subject),
    {
      step: 'full load and changes',
      changes: [`every table of ${old}, then every change; the source needs ${prepare}`],
      commands: [
        `aws dms create-replication-task --replication-task-identifier ${target} --migration-type full-load-and-cdc --source-endpoint-arn SOURCE --target-endpoint-arn TARGET `
          + `--replication-instance-arn INSTANCE --table-mappings '${EVERYTHING}'`,
        'aws dms start-replication-task --replication-task-arn TASK --start-replication-task-type start-replication',
        '# CDCLatencySource and CDCLatencyTarget near 0; sequences, indexes, users and routines are not copied: create them by hand',
      ],
      ...copying('DMS', source.storageGib, pace),
      reversible: true,
    },
  ];
  const cutting = [fenceStep(subject), pointClients(subject, target)];
  return {
    path: 'DMS',
    madeBy: 'a person',
    steps: [...making, ...cutting.map((step) => ({ ...step, writeGap: step.takes }))],
    restStates: ['as it is today', `${target} follows ${old}`, `clients use ${target}, ${old} is closed`],
    wayBack: 'Until clients write to the new cluster: stop the task and open the fence. Behind it: none that keeps new writes.',
    keepsEndpoint: false,
    copiesEverything: false,
    fence: FENCE,
    clients: ['Write nothing from the fence until the last change has arrived; then connect to the endpoint of the new cluster.'],
    cost: `${costOfBothSides(subject, total([...making, ...cutting].map(({ takes }) => takes)))}; and the replication instance of DMS`,
  };
}
