import { groupsFor, groupsIn, type RunbookGroups } from './carried-groups';
import { costOfBothSides, hourly } from './cost';
import { enableDataApi } from './data-api';
import type { PathDescription, PlannedStep } from './planned-path';
import { assign, aws, nameIn, shown, until, wait, waitForCluster, waitForInstance, waitForNew } from './shell';
import { createMembers, hopsOf, membersOf, namesOf, type PathSubject, scalingOption } from './subject';
import { growing, timing, writeGapOf } from './timings';
import { becomeWriter, upgradeTo } from './walk';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import { instancesHourUsd, PRICES } from '../../capacity/prices';
import { conversionClass } from '../conversion-class';
import { total } from '../durations';
import { convertedInstanceIdentifier } from '../names';

/** A green copy becomes serverless while the blue one works, then both change their names. */
export function blueGreen(subject: PathSubject): PathDescription {
  const { source, prices = PRICES } = subject;
  const { engine } = namesOf(subject);
  const isV1 = source.kind === 'Aurora Serverless v1';
  const { steps: upgrades, version, groups } = upgradesBefore(subject);
  const before = [...(isV1 ? [leaveServerlessV1(subject)] : []), ...upgrades];
  const steps: PlannedStep[] = [
    ...(before.length > 0 ? [safetySnapshot(subject)] : []),
    ...before,
    createGreen(subject, version, groups),
    makeServerless(subject),
    switchOver(subject),
    deleteBlue(subject),
  ];
  const copied = source.members.map(({ instanceClass }) => instanceClass).filter((name) => name !== SERVERLESS_CLASS);
  const [first] = before;
  return {
    path: 'blue/green',
    madeBy: 'a person',
    steps,
    restStates: [
      `as it is today, on ${source.engineVersion}`,
      ...(isV1 ? [`provisioned, on ${source.engineVersion}`] : []),
      ...hopsOf(subject).slice(0, -1).map((hop) => `provisioned, on ${hop}`),
      'blue works, green follows it',
      'green has taken over, blue is read-only',
    ],
    wayBack: `${first ? `Until "${first.step}": nothing has changed; behind it the cluster stays ${isV1 ? 'provisioned' : 'on the new version'}, and the safety snapshot holds what was before. ` : ''}`
      + 'Until the switchover: delete the deployment with its target. A switchover that takes too long rolls itself back. Behind it there is no way back that keeps new writes.',
    keepsEndpoint: true,
    copiesEverything: true,
    fence: 'made by AWS: green accepts no writes until the switchover, which first stops those to blue; blue is read-only until the deployment is deleted, and goes right behind it.',
    clients: [
      'Reconnect at the switchover: names and endpoints move to the green cluster; DNS may be cached for 5 seconds at most.',
      ...(before.length > 0 ? ['Stop writing during each conversion or upgrade before it, for minutes.'] : []),
      'Make no schema changes on blue meanwhile (PostgreSQL), and none that replication cannot carry.',
      `Switch ${engine === 'aurora-mysql' ? 'the binary log' : 'logical replication'} off again behind it, if the cluster is to pause.`,
    ],
    cost: `${costOfBothSides(subject, total(steps.slice(0, -1).map(({ takes }) => takes)))}; and the green copies of ${copied.join(', ') || 'the converted instance'} cost `
      + `${copied.length > 0 ? hourly(instancesHourUsd(prices, copied)) : 'its price again'} until they are deleted`,
  };
}

function safetySnapshot({ source: { identifier, storageGib }, pace }: PathSubject): PlannedStep {
  const snapshot = `${identifier}-before-v2`;
  return {
    step: 'safety snapshot',
    changes: [`create snapshot ${snapshot}`],
    commands: [
      aws('rds create-db-cluster-snapshot', { 'db-cluster-identifier': identifier, 'db-cluster-snapshot-identifier': snapshot }),
      wait('db-cluster-snapshot-available', { 'db-cluster-snapshot-identifier': snapshot }),
    ],
    ...growing('snapshot', 'snapshot', storageGib, pace),
    reversible: true,
  };
}

function leaveServerlessV1({ source: { identifier, cluster }, pace }: PathSubject): PlannedStep {
  return {
    step: 'convert engine mode',
    changes: ['a Serverless v1 cluster has no green one: it becomes provisioned first'],
    commands: [
      aws('rds modify-db-cluster', {
        'db-cluster-identifier': identifier, 'engine-mode': 'provisioned', 'allow-engine-mode-change': true, 'db-cluster-instance-class': conversionClass(cluster!),
      }),
      until(shown(identifier, 'EngineMode'), 'provisioned'),
      waitForInstance(convertedInstanceIdentifier(identifier)),
      waitForCluster(identifier),
    ],
    ...timing('convert', pace),
    writeGap: writeGapOf('convert', pace),
    reversible: false,
  };
}

/** A green cluster reaches one upgrade only: the others come before it. */
function upgradesBefore(subject: PathSubject): { steps: PlannedStep[]; version: string; groups: RunbookGroups } {
  const { old } = namesOf(subject);
  let version = subject.source.engineVersion;
  let groups = groupsFor(subject, version);
  const steps: PlannedStep[] = [];
  for (const hop of hopsOf(subject).slice(0, -1)) {
    const next = groupsFor(subject, hop, groupsIn(subject, version, groups));
    steps.push({ ...upgradeTo(subject, old, { from: version, to: hop, groups: next }), writeGap: writeGapOf('upgrade', subject.pace), reversible: false });
    [version, groups] = [hop, next];
  }
  return { steps, version, groups };
}

function createGreen(subject: PathSubject, from: string, present: RunbookGroups): PlannedStep {
  const { source, pace } = subject;
  const { old, target } = namesOf(subject);
  const to = hopsOf(subject).at(-1);
  const groups = to === undefined ? present : groupsFor(subject, to, groupsIn(subject, from, present));
  return {
    step: 'create green',
    changes: [`a green cluster beside ${old}${to === undefined ? '' : `, upgraded to ${to}`}, kept up to date by replication`],
    commands: [
      ...(to === undefined ? [] : groups.commands),
      aws('rds create-blue-green-deployment', {
        'blue-green-deployment-name': target,
        'source': source.arn,
        'target-engine-version': to,
        'target-db-cluster-parameter-group-name': to && groups.cluster,
        'target-db-parameter-group-name': to && groups.instance,
      }),
      assign('DEPLOYMENT', aws('rds describe-blue-green-deployments', {
        filters: `Name=blue-green-deployment-name,Values=${target}`, query: 'BlueGreenDeployments[0].BlueGreenDeploymentIdentifier', output: 'text',
      })),
      until(deployment('Status'), 'AVAILABLE', 60),
      assign('GREEN', deployment('Target')),
    ],
    checks: ['INVALID_CONFIGURATION means that the upgrade failed its prechecks, or that replication degraded: StatusDetails says which. Delete the deployment with its target.'],
    ...growing('createGreen', 'volume', source.storageGib, pace),
    reversible: true,
  };
}

/** What AWS shows of the deployment. */
function deployment(field: 'Status' | 'Source' | 'Target'): string {
  return aws('rds describe-blue-green-deployments', {
    'blue-green-deployment-identifier': '"$DEPLOYMENT"', 'query': `BlueGreenDeployments[0].${field}`, 'output': 'text',
  });
}

const GREEN = nameIn('GREEN');
const BLUE = nameIn('BLUE');

/** New members keep their names at the switchover; those of the copies go with the copies. */
function makeServerless(subject: PathSubject): PlannedStep {
  const { target } = namesOf(subject);
  const members = membersOf(subject, target);
  return {
    step: 'make green serverless',
    changes: ['serverless members in the green cluster, one of which becomes its writer; the copied ones go'],
    commands: [
      assign('COPIES', shown(GREEN, 'DBClusterMembers[].DBInstanceIdentifier')),
      aws('rds modify-db-cluster', { 'db-cluster-identifier': GREEN, ...scalingOption(subject) }),
      // What AWS shows of a new range is there before the cluster begins to change.
      'sleep 60',
      waitForCluster(GREEN),
      ...createMembers(subject, GREEN, target, groupOfMembers(subject)),
      ...waitForNew(members),
      ...becomeWriter(GREEN, members[0]),
      ...deleteMembers('COPIES'),
    ],
    ...timing(['createInstance', 'failover', 'deleteInstance'], subject.pace),
    reversible: true,
  };
}

/** The custom group of the instances in the family in which the green cluster is. */
function groupOfMembers(subject: PathSubject): string | undefined {
  const { version } = namesOf(subject);
  return groupsFor(subject, version).instance;
}

function deleteMembers(variable: string): string[] {
  return [
    `for MEMBER in $${variable}; do aws rds delete-db-instance --db-instance-identifier "$MEMBER" --skip-final-snapshot; done`,
    `for MEMBER in $${variable}; do aws rds wait db-instance-deleted --db-instance-identifier "$MEMBER"; done`,
  ];
}

function switchOver(subject: PathSubject): PlannedStep {
  const { source, pace } = subject;
  return {
    step: 'switch over',
    changes: ['blue and green change their names; blue takes no writes any more'],
    commands: [
      'aws rds switchover-blue-green-deployment --blue-green-deployment-identifier "$DEPLOYMENT" --switchover-timeout 300',
      until(deployment('Status'), 'SWITCHOVER_COMPLETED', 10),
      ...(source.cluster?.dataApi ? [enableDataApi(subject, source.identifier)] : []),
    ],
    checks: ['SWITCHOVER_FAILED, or AVAILABLE with StatusDetails, means that AWS rolled it back: nothing has changed, and it can be tried again.'],
    ...timing('switchover', pace),
    writeGap: writeGapOf('switchover', pace),
    reversible: false,
  };
}

function deleteBlue({ source, pace }: PathSubject): PlannedStep {
  const snapshot = `${source.identifier}-old-final`;
  return {
    step: 'delete blue',
    changes: ['the deployment, then the members of blue and blue itself, when nobody misses them'],
    commands: [
      assign('BLUE', deployment('Source')),
      // Were the writer the first to go, a reader would take over.
      `LEFT="$(${shown(BLUE, 'DBClusterMembers[?!IsClusterWriter].DBInstanceIdentifier')}) $(${shown(BLUE, 'DBClusterMembers[?IsClusterWriter].DBInstanceIdentifier')})"`,
      'aws rds delete-blue-green-deployment --blue-green-deployment-identifier "$DEPLOYMENT"',
      until('aws rds describe-blue-green-deployments --filters "Name=blue-green-deployment-identifier,Values=$DEPLOYMENT" --query \'length(BlueGreenDeployments)\' --output text', '0', 10),
      ...deleteMembers('LEFT'),
      ...(source.cluster?.features?.deletionProtection ? [aws('rds modify-db-cluster', { 'db-cluster-identifier': BLUE, 'no-deletion-protection': true }), waitForCluster(BLUE)] : []),
      aws('rds delete-db-cluster', { 'db-cluster-identifier': BLUE, 'final-db-snapshot-identifier': snapshot }),
      wait('db-cluster-deleted', { 'db-cluster-identifier': BLUE }),
    ],
    ...timing(['deleteInstance', 'deleteCluster'], pace),
    reversible: false,
    isAfterwards: true,
  };
}
