import { costOfBothSides } from './cost';
import { FENCE, fenceStep, pointClients } from './fence';
import type { PathDescription, PlannedStep } from './planned-path';
import { createMembers, hopsOf, isMajorMove, namesOf, type PathSubject, scalingOption } from './subject';
import { timing } from './timings';
import { total } from '../durations';

const TEMPORARY_CLASS = 'db.r6g.large';

/** A new cluster from a snapshot; what is written behind the snapshot is not in it. */
export function snapshotRestore(subject: PathSubject): PathDescription {
  const { source, goal, pace } = subject;
  const { old, target, engine, version } = namesOf(subject);
  const isSnapshot = source.kind.endsWith('snapshot');
  const isInstance = source.kind === 'RDS instance' || source.kind === 'instance snapshot';
  const snapshot = isSnapshot ? (isInstance ? source.arn ?? old : old) : `${old}-before-v2`;
  // A volume is restored with one upgrade at most; the others follow on the new cluster.
  const [first = version, ...further] = hopsOf(subject);
  const taking: PlannedStep[] = isSnapshot ? [] : [
    fenceStep(subject),
    {
      step: 'snapshot',
      changes: [`create snapshot ${snapshot} of what nobody changes any more`],
      commands: [isInstance
        ? `aws rds create-db-snapshot --db-instance-identifier ${old} --db-snapshot-identifier ${snapshot}`
        : `aws rds create-db-cluster-snapshot --db-cluster-identifier ${old} --db-cluster-snapshot-identifier ${snapshot}`],
      ...timing('snapshot', pace),
      reversible: true,
    },
  ];
  const provisioned = isMajorMove(subject) || engine !== source.engine;
  const [command, restore, create, upgrade, failover] = (['command', 'restore', 'createInstance', 'upgrade', 'failover'] as const).map((name) => timing(name, pace));
  const making: PlannedStep[] = [
    {
      step: 'restore',
      changes: [`a provisioned cluster ${target} on ${first} from the snapshot`],
      commands: [
        `aws rds restore-db-cluster-from-snapshot --db-cluster-identifier ${target} --snapshot-identifier ${snapshot} --engine ${engine} --engine-version ${first} ${scalingOption(subject)}`,
      ],
      ...restore,
      reversible: true,
    },
    ...(provisioned ? [{
      step: 'finish the upgrade',
      changes: ['a provisioned writer, with which the last stage of the upgrade runs'],
      commands: [`aws rds create-db-instance --db-instance-identifier ${target}-first --db-cluster-identifier ${target} --db-instance-class ${TEMPORARY_CLASS} --engine ${engine}`],
      ...upgrade,
      reversible: true,
    }] : []),
    ...further.map((hop): PlannedStep => ({
      step: `upgrade to ${hop}`,
      changes: [`upgrade ${target} to ${hop}`],
      commands: [`aws rds modify-db-cluster --db-cluster-identifier ${target} --engine-version ${hop} --allow-major-version-upgrade --apply-immediately`],
      ...upgrade,
      reversible: true,
    })),
    { step: 'create members', changes: goal.members.map(({ name }) => `create ${target}-${name} (db.serverless)`), commands: createMembers(subject, target), ...create, reversible: true },
    ...(provisioned ? [{
      step: 'fail over',
      changes: ['a serverless member becomes the writer, the first one goes'],
      commands: [
        `aws rds failover-db-cluster --db-cluster-identifier ${target} --target-db-instance-identifier ${target}-${goal.members[0]?.name}`,
        `aws rds delete-db-instance --db-instance-identifier ${target}-first --skip-final-snapshot`,
      ],
      ...failover,
      reversible: true,
    }] : []),
    { step: 'settings', changes: ['what a restore cannot ask for'], commands: settings(subject, target), ...command, reversible: true },
  ];
  const steps = [...taking, ...making, pointClients(subject, target)];
  // From the fence to the cutover nobody writes; a snapshot alone has no writers.
  const withGap = isSnapshot ? steps : steps.map((step) => ({ ...step, writeGap: step.takes }));
  return {
    path: 'snapshot restore',
    madeBy: 'a person',
    steps: withGap,
    restStates: ['as it is today', `${target} is ready, nobody uses it`, `clients use ${target}, the old one is kept`],
    wayBack: isSnapshot ? 'Delete the new cluster.' : 'Until clients write to the new cluster: open the fence and delete the new cluster. Behind it: none that keeps new writes.',
    keepsEndpoint: false,
    copiesEverything: true,
    ...(isSnapshot ? {} : { fence: FENCE }),
    clients: ['Write nothing from the snapshot on; then connect to the endpoint of the new cluster.', 'IAM authentication and proxies need the new cluster, too.'],
    cost: costOfBothSides(subject, total(making.map(({ takes }) => takes))),
  };
}

function settings({ source: { cluster } }: PathSubject, target: string): string[] {
  return [
    ...(cluster?.dataApi ? [`aws rds enable-http-endpoint --resource-arn ARN_OF_${target}`] : []),
    ...(cluster?.features?.managedPassword ? [`aws rds modify-db-cluster --db-cluster-identifier ${target} --manage-master-user-password`] : []),
    `aws rds modify-db-cluster --db-cluster-identifier ${target} --deletion-protection`,
  ];
}
