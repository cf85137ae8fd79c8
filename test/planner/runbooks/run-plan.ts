import type { Started } from './sources';
import type { PathName, PlannedStep } from '../../../src/planner/paths/planned-path';
import type { PlanDocument, PlanOptions } from '../../../src/planner/plan-document';
import type { SimulatedAccount } from '../../../src/simulator/account';
import type { Cluster } from '../../../src/simulator/rds/cluster';
import { type OtherServices, type Ran, runInShell } from '../../support/runbook-shell';
import { planOf } from '../documents/plan-for';

/** What only the reader of a runbook knows. */
export const KNOWN: Record<string, string> = {
  SUBNET_GROUP: 'databases',
  SECURITY_GROUP: 'sg-0f3a5b7c9d1e2f304',
  DUMP_HOST_GROUP: 'sg-dump',
  DMS_SECURITY_GROUP: 'sg-dms',
  OLD_PASSWORD: 'it\'s "secret"',
  DATABASES: 'shop stock',
  DATABASE: 'shop',
};

export const FENCE = 'sg-fence';
/** The parameters of RDS families are not in the catalogue of the simulator: what is set in this group is said here. */
export const GROUP_OF_RDS = 'of-rds';

export interface Run extends Ran {
  readonly plan: PlanDocument;
  readonly steps: readonly PlannedStep[];
  readonly cluster?: Cluster;
}

/** Makes the plan of what is described, and does what it says, line by line. */
export async function runPlan({ account, documents, old }: Started, path: PathName, options: PlanOptions = {}): Promise<Run> {
  const plan = await planOf(documents, { ...options, path });
  const { steps } = plan.paths.find((candidate) => candidate.path === path)!;
  const ran = await runInShell(account, steps.flatMap(({ commands = [] }) => commands), KNOWN, otherServices(account));
  const cluster = account.clusters.get(path === 'blue/green' ? old! : nameOf(steps));
  // From the cutover on clients write to the new cluster.
  if (cluster && path !== 'blue/green') account.addClient(cluster.identifier);
  account.clock.advanceTo(account.clock.now + 60_000);
  account.watch.close(['DATA_IS_KEPT', 'ONE_WRITER']);
  return { ...ran, plan, steps, cluster };
}

function nameOf(steps: readonly PlannedStep[]): string {
  return /clients connect to (\S+)/.exec(steps.find(({ step }) => step === 'cut over')!.changes[0])![1];
}

/** EC2, Secrets Manager and DMS are not simulated: each command has the answer that AWS would print, and closed groups close. */
function otherServices(account: SimulatedAccount): OtherServices {
  return (words) => {
    const [tool, service, command] = words;
    if (tool !== 'aws') return '';
    if (service === 'ec2' && command === 'create-security-group') {
      account.closedSecurityGroups.add(FENCE);
      return `${FENCE}\n`;
    }
    if (service === 'ec2' || command === 'wait' && service === 'dms') return '';
    if (service === 'secretsmanager') return 'new-password\n';
    if (service === 'dms') return words.join(' ').includes('FullLoadProgressPercent') ? '100\n' : `arn:aws:dms:eu-west-1:123456789012:${command}:MADE-UP\n`;
    if (command === 'describe-db-parameters' && words.includes(GROUP_OF_RDS)) return 'max_connections\t500\n';
    return words.includes('AWS/DMS') ? 'True\n' : undefined;
  };
}

/** What the cluster is at the end. */
export function endOf(account: SimulatedAccount, { cluster }: Run) {
  if (!cluster) return undefined;
  const { shape } = cluster;
  const members = account.instancesOf(cluster);
  const writer = account.instances.get(cluster.writer!)!;
  const groups = [shape.DBClusterParameterGroup!, writer.shape.DBParameterGroups![0].DBParameterGroupName!];
  return {
    engineVersion: shape.EngineVersion,
    classes: members.map((member) => member.shape.DBInstanceClass),
    subnetGroup: shape.DBSubnetGroup,
    securityGroups: shape.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
    port: shape.Port,
    groups,
    parameters: Object.fromEntries((['cluster', 'instance'] as const).flatMap((kind, index) =>
      [...account.parameterGroups.find(kind, groups[index])!.settings].map(([name, { value }]) => [name, value]))),
    dataApi: shape.HttpEndpointEnabled,
    writes: cluster.acceptsWrites,
    violations: account.watch.violations.filter(({ code }) => ['DATA_IS_KEPT', 'ONE_WRITER'].includes(code)),
  };
}
