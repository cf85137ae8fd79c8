import { type Side, sides } from './clients';
import { costOfBothSides } from './cost';
import { FENCE, fenceStep, openFence, pointClients } from './fence';
import { newCluster } from './new-cluster';
import type { PathDescription, PlannedStep } from './planned-path';
import { assign, aws, given, type Options, until, untilLow, variable, nameIn } from './shell';
import { namesOf, type PathSubject } from './subject';
import { copying, timing } from './timings';
import { total } from '../durations';

const EVERYTHING = '{"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","object-locator":{"schema-name":"%","table-name":"%"},"rule-action":"include"}]}';
const REPLICATION = { variable: 'dms security group', who: 'the replication instance of DMS' };
const INSTANCE_CLASS = 'dms.r6i.large';
/** For its logs, and for changes that wait for their table. */
const STORAGE_GIB = 100;
const LARGEST_LATENCY_SECONDS = 5;

/** A full load, then every change, until the clients move. */
export function dms(subject: PathSubject): PathDescription {
  const { old, target } = namesOf(subject);
  const making = [newCluster(subject), replicationInstance(subject), load(subject), stopReading(subject)];
  const cutting = [fenceStep(subject, REPLICATION), lastChanges(subject), pointClients(subject, target)];
  return {
    path: 'DMS',
    madeBy: 'a person',
    steps: [...making, ...cutting.map((step) => ({ ...step, writeGap: step.takes }))],
    restStates: ['as it is today', `${target} follows ${old}`, `clients use ${target}, ${old} is closed`],
    wayBack: `Until clients write to the new cluster: stop the task and ${openFence(subject)}. Behind it: none that keeps new writes.`,
    keepsEndpoint: false,
    copiesEverything: false,
    fence: FENCE,
    clients: ['Write nothing from the fence until the last change has arrived; then connect to the endpoint of the new cluster.'],
    cost: `${costOfBothSides(subject, total([...making, ...cutting].map(({ takes }) => takes)))}; and the replication instance of DMS`,
  };
}

function replicationInstance(subject: PathSubject): PlannedStep {
  const { old, target } = namesOf(subject);
  const subnets = aws('rds describe-db-subnet-groups', {
    'db-subnet-group-name': subject.source.settings?.subnetGroup ?? given('subnet group'), 'query': 'DBSubnetGroups[0].Subnets[].SubnetIdentifier', 'output': 'text',
  });
  const group = { 'replication-subnet-group-identifier': target };
  return {
    step: 'create replication instance',
    changes: [`a replication instance ${target} of DMS beside ${old}`],
    commands: [
      `${aws('dms create-replication-subnet-group', { ...group, 'replication-subnet-group-description': `Between ${old} and ${target}` })} --subnet-ids $(${subnets})`,
      assign('INSTANCE', aws('dms create-replication-instance', {
        'replication-instance-identifier': target,
        'replication-instance-class': INSTANCE_CLASS,
        'allocated-storage': STORAGE_GIB,
        ...group,
        'vpc-security-group-ids': given(REPLICATION.variable),
        'no-publicly-accessible': true,
        'query': 'ReplicationInstance.ReplicationInstanceArn',
        'output': 'text',
      })),
      'aws dms wait replication-instance-available --filters "Name=replication-instance-arn,Values=$INSTANCE"',
    ],
    checks: [`Set ${variable(REPLICATION.variable)} to a security group that both sides admit.`],
    ...timing('createInstance', subject.pace),
    reversible: true,
  };
}

function load(subject: PathSubject): PlannedStep {
  const { source, pace } = subject;
  const { old, target, engine } = namesOf(subject);
  const isMysql = engine === 'aurora-mysql';
  const { old: from, new: to, commands, checks } = sides(subject);
  const [plainName, auroraName] = isMysql ? ['mysql', 'aurora'] : ['postgres', 'aurora-postgresql'];
  return {
    step: 'full load and changes',
    changes: [`every table of ${old}, then every change`],
    commands: [
      ...commands,
      assign('SOURCE', endpoint(`${target}-source`, from, { 'endpoint-type': 'source', 'engine-name': source.engine.startsWith('aurora') ? auroraName : plainName }, isMysql)),
      assign('TARGET', endpoint(`${target}-target`, to, { 'endpoint-type': 'target', 'engine-name': auroraName }, isMysql)),
      assign('TASK', aws('dms create-replication-task', {
        'replication-task-identifier': target,
        'migration-type': 'full-load-and-cdc',
        'source-endpoint-arn': '"$SOURCE"',
        'target-endpoint-arn': '"$TARGET"',
        'replication-instance-arn': '"$INSTANCE"',
        'table-mappings': EVERYTHING,
        'query': 'ReplicationTask.ReplicationTaskArn',
        'output': 'text',
      })),
      waitForTask('ready'),
      ...start('start-replication'),
      until(`aws dms describe-replication-tasks --filters ${THE_TASK} --query 'ReplicationTasks[0].ReplicationTaskStats.FullLoadProgressPercent' --output text`, '100', 60),
      ...untilCurrent(target),
    ],
    checks: [
      ...checks,
      ...(isMysql ? [] : ['Set DATABASE to the name of the database, on both sides; a task reads one.']),
      isMysql ? 'The source needs binlog_format = ROW, and keeps its binary log for a day.' : 'The source needs rds.logical_replication = 1 and a free replication slot.',
      'Sequences, indexes, users and routines are not copied: create them by hand.',
    ],
    ...copying('DMS', source.storageGib, pace),
    reversible: true,
  };
}

function endpoint(identifier: string, { host, port, user, password }: Side, options: Options, isMysql: boolean): string {
  return aws('dms create-endpoint', {
    'endpoint-identifier': identifier,
    ...options,
    'server-name': host,
    port,
    'username': user,
    password,
    'database-name': isMysql ? undefined : given('DATABASE'),
    'query': 'Endpoint.EndpointArn',
    'output': 'text',
  });
}

/** Its own connections would hide those of clients. */
function stopReading({ pace }: PathSubject): PlannedStep {
  return {
    step: 'stop reading',
    changes: ['DMS closes its connections; it goes on later where it was'],
    commands: stop(),
    ...timing('command', pace),
    reversible: true,
  };
}

function lastChanges(subject: PathSubject): PlannedStep {
  return {
    step: 'last changes',
    changes: ['everything that was written before the fence arrives'],
    commands: [...start('resume-processing'), ...untilCurrent(namesOf(subject).target), ...stop()],
    ...timing('lag', subject.pace),
    reversible: true,
  };
}

const THE_TASK = '"Name=replication-task-arn,Values=$TASK"';

function start(type: 'start-replication' | 'resume-processing'): string[] {
  return [aws('dms start-replication-task', { 'replication-task-arn': '"$TASK"', 'start-replication-task-type': type }), waitForTask('running')];
}

function stop(): string[] {
  return [aws('dms stop-replication-task', { 'replication-task-arn': '"$TASK"' }), waitForTask('stopped')];
}

function waitForTask(state: 'ready' | 'running' | 'stopped'): string {
  return `aws dms wait replication-task-${state} --filters ${THE_TASK}`;
}

/** Nothing waits to be written, and what is read is of this moment. */
function untilCurrent(target: string): string[] {
  const dimensions = { ReplicationInstanceIdentifier: target, ReplicationTaskIdentifier: nameIn('TASK') };
  return [untilLow('AWS/DMS', 'CDCLatencySource', dimensions, LARGEST_LATENCY_SECONDS), untilLow('AWS/DMS', 'CDCIncomingChanges', dimensions)];
}
