import type { Match } from './match';
import type { Situation } from './situation';

/** Why a database cannot be adopted, and the way out. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const SETTLED = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

/** Everything that stands in the way, before anything is changed. */
export function refusals({ stackName, status, source, failedRollback }: Situation, { live: { cluster, instances }, clusterId }: Match): Refusal[] {
  const name = cluster.DBClusterIdentifier!;
  const declared = source.template.Resources[clusterId]?.Properties?.Engine;
  const busy = instances.filter(({ DBInstanceStatus }) => DBInstanceStatus !== 'available').map((member) => `${member.DBInstanceIdentifier} is ${member.DBInstanceStatus}`);
  const identifiers = [cluster.DBClusterIdentifier, ...instances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)];
  const doomed = failedRollback?.added.filter(({ physicalId }) => identifiers.includes(physicalId)).map(({ physicalId }) => physicalId) ?? [];
  const refused: [boolean, Refusal][] = [
    [cluster.EngineMode === 'serverless', {
      code: 'ADOPT_STILL_V1', message: `${name} is a Serverless v1 cluster: there is nothing to adopt yet.`, remedy: 'Move it first: `plan`, then `run`.',
    }],
    [cluster.Status !== 'available' || busy.length > 0, {
      code: 'ADOPT_NOT_AVAILABLE', message: [`${name} is ${cluster.Status}`, ...busy].join(', ') + '.', remedy: 'Wait until everything is available and describe it again.',
    }],
    [instances.length === 0, {
      code: 'ADOPT_NO_MEMBERS', message: `${name} has no DB instances: nobody can use it.`, remedy: 'Add a member, or give the output of `aws rds describe-db-instances`.',
    }],
    [cluster.ReplicationSourceIdentifier !== undefined, {
      code: 'ADOPT_REPLICA',
      message: `${name} is a replica of ${cluster.ReplicationSourceIdentifier}: in a stack it would be promoted or left behind by accident.`,
      remedy: 'Promote it with `aws rds promote-read-replica-db-cluster` and stop its source first.',
    }],
    [isAnotherEngine(declared, cluster.Engine!), {
      code: 'ADOPT_ANOTHER_ENGINE',
      message: `${clusterId} is ${String(declared)} in the template, ${name} is ${cluster.Engine}: it is another database.`,
      remedy: 'Name the right one with --cluster, or give the database a stack of its own.',
    }],
    [doomed.length > 0, {
      code: 'ADOPT_ROLLBACK_DELETES',
      message: `${doomed.join(', ')} came with the update that failed: CloudFormation deletes ${doomed.length > 1 ? 'them' : 'it'} at the end of the rollback of ${stackName}.`,
      remedy: doomed.includes(name)
        ? `Protect the cluster with \`aws rds modify-db-cluster --db-cluster-identifier ${name} --deletion-protection\`, continue the rollback, describe everything again, and repeat this command.`
        : 'Add members of the same class and promotion tier by hand, fail over to one of them, delete these by hand, describe everything again, and repeat this command.',
    }],
    [!SETTLED.test(status) && failedRollback === undefined, {
      code: 'ADOPT_STACK_STATUS',
      message: `Stack ${stackName} is ${status}: it takes no deployment.`,
      remedy: 'Wait for its end, or repair it, and describe it again.',
    }],
  ];
  return refused.filter(([isSo]) => isSo).map(([, refusal]) => refusal);
}

/** `aurora` is what `aurora-mysql` was called before version 2. */
function isAnotherEngine(declared: unknown, live: string): boolean {
  return typeof declared === 'string' && declared !== live && !(declared === 'aurora' && live === 'aurora-mysql');
}
