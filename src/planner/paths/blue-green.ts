import { costOfBothSides, hourly } from './cost';
import type { PathDescription, PlannedStep } from './planned-path';
import { createMembers, hopsOf, namesOf, type PathSubject, scalingOption } from './subject';
import { timing, writeGapOf } from './timings';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import { instancesHourUsd, PRICES } from '../../capacity/prices';
import { conversionClass } from '../conversion-class';
import { total } from '../durations';

/** A green copy becomes serverless while the blue one works, then both change their names. */
export function blueGreen(subject: PathSubject): PathDescription {
  const { source, goal, pace, prices = PRICES } = subject;
  const { old, engine } = namesOf(subject);
  const isV1 = source.kind === 'Aurora Serverless v1';
  const hops = hopsOf(subject);
  const steps: PlannedStep[] = [
    ...(isV1 || hops.length > 1 ? [safetySnapshot(subject)] : []),
    ...(isV1 ? [leaveServerlessV1(subject)] : []),
    ...hops.slice(0, -1).map((version): PlannedStep => ({
      step: `upgrade to ${version}`,
      changes: [`a green cluster reaches one upgrade only: ${version} comes before it`],
      commands: [`aws rds modify-db-cluster --db-cluster-identifier ${old} --engine-version ${version} --allow-major-version-upgrade --apply-immediately`],
      ...timing('upgrade', pace),
      writeGap: writeGapOf('upgrade', pace),
      reversible: false,
    })),
    {
      step: 'create green',
      changes: [`a green cluster beside ${old}${hops.length > 0 ? `, upgraded to ${hops.at(-1)}` : ''}, kept up to date by replication`],
      commands: [
        `aws rds create-blue-green-deployment --blue-green-deployment-name ${old}-v2 --source ${source.arn}`
          + (hops.length > 0 ? ` --target-engine-version ${hops.at(-1)} --target-db-cluster-parameter-group-name GROUP_OF_THE_NEW_FAMILY` : ''),
        'aws rds describe-blue-green-deployments --blue-green-deployment-identifier bgd-…   # until AVAILABLE; no waiter exists',
      ],
      ...timing('createGreen', pace),
      reversible: true,
    },
    {
      step: 'make green serverless',
      changes: ['serverless members in the green cluster, one of which becomes its writer; its provisioned ones go'],
      commands: [
        `aws rds modify-db-cluster --db-cluster-identifier GREEN ${scalingOption(subject)}`,
        ...createMembers(subject, 'GREEN'),
        `aws rds failover-db-cluster --db-cluster-identifier GREEN --target-db-instance-identifier GREEN-${goal.members[0]?.name}`,
        'aws rds delete-db-instance --db-instance-identifier GREEN_PROVISIONED --skip-final-snapshot   # each of them',
      ],
      ...timing('createInstance', pace),
      reversible: true,
    },
    {
      step: 'switch over',
      changes: ['blue and green change their names; blue takes no writes any more'],
      commands: ['aws rds switchover-blue-green-deployment --blue-green-deployment-identifier bgd-… --switchover-timeout 300'],
      ...timing('switchover', pace),
      writeGap: writeGapOf('switchover', pace),
      reversible: false,
    },
    {
      step: 'delete blue',
      changes: [`the deployment, then the members of ${old}-old1 and the cluster itself, when nobody misses them`],
      commands: [
        'aws rds delete-blue-green-deployment --blue-green-deployment-identifier bgd-…',
        `aws rds delete-db-cluster --db-cluster-identifier ${old}-old1 --final-db-snapshot-identifier ${old}-old1-final`,
      ],
      ...timing('deleteCluster', pace),
      reversible: false,
    },
  ];
  const copied = source.members.map(({ instanceClass }) => instanceClass).filter((name) => name !== SERVERLESS_CLASS);
  return {
    path: 'blue/green',
    madeBy: 'a person',
    steps,
    restStates: [`as it is today, on ${source.engineVersion}`, 'blue works, green follows it', 'green has taken over, blue is read-only'],
    wayBack: 'Until the switchover: delete the deployment with its target. A switchover that takes too long rolls itself back. Behind it there is no way back that keeps new writes.',
    keepsEndpoint: true,
    copiesEverything: true,
    clients: [
      'Reconnect at the switchover: names and endpoints move to the green cluster; DNS may be cached for 5 seconds at most.',
      'Make no schema changes on blue meanwhile (PostgreSQL), and none that replication cannot carry.',
      `Switch ${engine === 'aurora-mysql' ? 'the binary log' : 'logical replication'} off again behind it, if the cluster is to pause.`,
    ],
    cost: `${costOfBothSides(subject, total(steps.slice(0, -1).map(({ takes }) => takes)))}; and the green copies of ${copied.join(', ') || 'the converted instance'} cost `
      + `${copied.length > 0 ? hourly(instancesHourUsd(prices, copied)) : 'its price again'} until they are deleted`,
  };
}

function safetySnapshot({ source: { identifier }, pace }: PathSubject): PlannedStep {
  const snapshot = `${identifier}-before-v2`;
  return {
    step: 'safety snapshot',
    changes: [`create snapshot ${snapshot}`],
    commands: [`aws rds create-db-cluster-snapshot --db-cluster-identifier ${identifier} --db-cluster-snapshot-identifier ${snapshot}`],
    ...timing('snapshot', pace),
    reversible: true,
  };
}

function leaveServerlessV1({ source, pace }: PathSubject): PlannedStep {
  return {
    step: 'convert engine mode',
    changes: ['a Serverless v1 cluster has no green one: it becomes provisioned first'],
    commands: [
      `aws rds modify-db-cluster --db-cluster-identifier ${source.identifier} --engine-mode provisioned --allow-engine-mode-change --db-cluster-instance-class ${conversionClass(source.cluster!)}`,
    ],
    ...timing('convert', pace),
    writeGap: writeGapOf('convert', pace),
    reversible: false,
  };
}
