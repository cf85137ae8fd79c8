import type { PlannedStep } from './planned-path';
import { assign, aws, given, untilLow, variable, waitForInstance } from './shell';
import { namesOf, type PathSubject, portOf } from './subject';
import { timing } from './timings';

export const FENCE = 'The old side is closed before the copy is final: a new security group in place of its own lets nobody in, a restart drops the connections '
  + 'that are left, and five minutes without a connection prove the silence.';

/** Who still gets in, because the copy is made by it: the members of a security group that only you know. */
export interface Admitted {
  readonly variable: string;
  readonly who: string;
}

/** Two sides must never accept writes for the same data. */
export function fenceStep(subject: PathSubject, admitted?: Admitted): PlannedStep {
  const { source, pace } = subject;
  const step = { step: 'fence', changes: ['nobody writes to the old side any more'], ...timing('fence', pace), reversible: true };
  if (source.kind === 'self-managed server') {
    return {
      ...step,
      checks: [`Close the firewall before ${source.identifier} to everybody but ${admitted?.who ?? 'yourself'}, stop its clients, end their connections, and look that none comes back for five minutes.`],
    };
  }
  const group = `${namesOf(subject).target}-fence`;
  const { vpc, subnetGroup } = source.settings ?? {};
  const writer = writerOf(subject);
  return {
    ...step,
    commands: [
      ...(vpc ? [] : [assign('VPC', aws('rds describe-db-subnet-groups', {
        'db-subnet-group-name': subnetGroup ?? given('subnet group'), 'query': 'DBSubnetGroups[0].VpcId', 'output': 'text',
      }))]),
      assign('FENCE', aws('ec2 create-security-group', {
        'group-name': group, 'description': `Closes ${source.identifier} while it is copied`, 'vpc-id': vpc ?? '"$VPC"', 'query': 'GroupId', 'output': 'text',
      })),
      ...(admitted ? [aws('ec2 authorize-security-group-ingress', {
        'group-id': '"$FENCE"', 'protocol': 'tcp', 'port': portOf(subject), 'source-group': given(admitted.variable),
      })] : []),
      ...setGroups(subject, ['"$FENCE"']),
      ...(writer ? [
        waitForInstance(writer),
        aws('rds reboot-db-instance', { 'db-instance-identifier': writer }),
        waitForInstance(writer),
      ] : []),
      untilLow('AWS/RDS', 'DatabaseConnections', writer ? { DBInstanceIdentifier: writer } : { DBClusterIdentifier: source.identifier }),
    ],
    ...(writer && !admitted ? {} : {
      checks: [
        ...(admitted ? [`Set ${variable(admitted.variable)} to the security group of ${admitted.who}; nothing else may be in it.`] : []),
        ...(writer ? [] : ['Serverless v1 cannot be restarted: end the connections that are left by SQL, with mysql.rds_kill or pg_terminate_backend.']),
      ],
    }),
  };
}

/** How the old side is opened again. */
export function openFence(subject: PathSubject): string {
  const { kind, settings } = subject.source;
  if (kind === 'self-managed server') return 'open its firewall';
  return `open the fence: \`${setGroups(subject, settings?.securityGroups ?? [given('old security group')]).join(' ')}\``;
}

function setGroups({ source: { cluster, identifier } }: PathSubject, groups: readonly string[]): string[] {
  return [cluster
    ? aws('rds modify-db-cluster', { 'db-cluster-identifier': identifier, 'vpc-security-group-ids': groups })
    : aws('rds modify-db-instance', { 'db-instance-identifier': identifier, 'vpc-security-group-ids': groups, 'apply-immediately': true })];
}

/** The instance that accepts writes; a Serverless v1 cluster shows none. */
function writerOf({ source: { cluster, members, identifier } }: PathSubject): string | undefined {
  return cluster ? members.find(({ isWriter }) => isWriter)?.identifier : identifier;
}

/** From a snapshot nobody leaves a database that could be written to. */
export function pointClients({ source, pace }: PathSubject, target: string): PlannedStep {
  return {
    step: 'cut over',
    changes: [`clients connect to ${target}`],
    checks: [`Change the name that your clients use to the endpoint of ${target}.`],
    ...timing('cutover', pace),
    reversible: source.kind.endsWith('snapshot'),
  };
}
