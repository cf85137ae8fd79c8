import type { SwitchoverBlueGreenDeploymentRequest, SwitchoverBlueGreenDeploymentResponse } from '@aws-sdk/client-rds';
import type { Deployment } from './deployment';
import { guardrail } from './guardrails';
import type { SimulatedAccount } from '../../account';
import type { Operation } from '../../event-log';
import { operation } from '../../wire/service';
import { giveName } from '../clusters/rename';
import { setStatusOfAll } from '../clusters/stop-start';
import { fault, invalidParameterValue } from '../faults';
import { giveInstanceName } from '../instances/modify-instance';

const SHORTEST_SECONDS = 30;
const USUAL_SECONDS = 300;
const LONGEST_SECONDS = 3600;
const MILLIS = 1000;

export const switchoverBlueGreenDeployment = operation<SwitchoverBlueGreenDeploymentRequest, SwitchoverBlueGreenDeploymentResponse>(
  ['BlueGreenDeploymentIdentifier', 'SwitchoverTimeout'],
  (account, input) => {
    const deployment = account.blueGreenDeployments.find(input.BlueGreenDeploymentIdentifier);
    const timeout = input.SwitchoverTimeout ?? USUAL_SECONDS;
    if (timeout < SHORTEST_SECONDS || timeout > LONGEST_SECONDS) {
      throw invalidParameterValue(`Invalid SwitchoverTimeout ${timeout}. It must be from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS} seconds.`);
    }
    if (!['AVAILABLE', 'SWITCHOVER_FAILED'].includes(deployment.status)) {
      throw fault('InvalidBlueGreenDeploymentStateFault', `The blue/green deployment ${deployment.identifier} is ${deployment.status} and cannot be switched over.`);
    }
    begin(account, deployment, timeout);
    return { BlueGreenDeployment: deployment.shape };
  },
);

/** Either everything takes place in time, or nothing has changed. */
function begin(account: SimulatedAccount, deployment: Deployment, timeoutSeconds: number): void {
  const { blue, green, identifier } = deployment;
  const reason = guardrail(account, deployment, timeoutSeconds);
  const checks = account.draw('switchoverChecks', identifier);
  const outage = account.draw('switchoverOutage', identifier) + (green.follows?.lagMillis ?? 0);
  const doing = account.begin('switch over', blue.identifier, [green.last.deployment, blue.last.failover, green.last.failover]);
  Object.assign(deployment, { phase: 'SWITCHOVER_IN_PROGRESS', statusDetails: undefined });
  if (reason) {
    account.during(doing, checks, () => fail(account, deployment, reason));
    return;
  }
  blue.last.deployment = green.last.deployment = doing;
  account.events.add('switchoverStarted', identifier, blue.identifier, green.identifier);
  account.events.add('clusterSwitchoverStarted', blue.identifier, blue.identifier, green.identifier);
  for (const cluster of [blue, green]) setStatusOfAll(account, cluster, 'modifying');
  const timeout = timeoutSeconds * MILLIS;
  if (checks < timeout) account.clock.schedule(checks, () => stopBlue(deployment, doing));
  if (checks + outage <= timeout) account.during(doing, checks + outage, () => finish(account, deployment, doing));
  else account.during(doing, timeout, () => rollBack(account, deployment, doing, 'it took longer than its timeout.'));
}

function stopBlue(deployment: Deployment, doing: Operation): void {
  deployment.isMoving = true;
  deployment.blue.stopWrites(doing);
}

function fail(account: SimulatedAccount, deployment: Deployment, reason: string): void {
  const { identifier, blue, green } = deployment;
  account.events.add('switchoverCanceled', identifier, reason);
  account.events.add('clusterSwitchoverCanceled', blue.identifier, blue.identifier, green.identifier, reason);
  Object.assign(deployment, { isMoving: false, phase: account.profile.statusAfterFailedSwitchover, statusDetails: `Switchover canceled: ${reason}` });
}

/** What broke meanwhile ends it, too. */
function finish(account: SimulatedAccount, deployment: Deployment, doing: Operation): void {
  if (deployment.problem) rollBack(account, deployment, doing, deployment.problem);
  else complete(account, deployment, doing);
}

function rollBack(account: SimulatedAccount, deployment: Deployment, doing: Operation, reason: string): void {
  const { blue, green } = deployment;
  if (deployment.isMoving && blue.writer) blue.resumeWrites(doing, blue.writer);
  for (const cluster of [blue, green]) setStatusOfAll(account, cluster, 'available');
  fail(account, deployment, `${reason} All changes were rolled back.`);
}

/** Green has received everything, takes blue's names and accepts writes; blue only reads until the record is deleted. */
function complete(account: SimulatedAccount, deployment: Deployment, doing: Operation): void {
  const { blue, green } = deployment;
  const [name, greenName] = [blue.identifier, green.identifier];
  account.replication.stopFollowing(green, 'everything');
  account.replication.follow(blue, {
    source: () => undefined,
    lagMillis: Infinity,
    readOnlyBecause: `is the old side of the blue/green deployment ${deployment.identifier}`,
  });
  delete green.shape.ReplicationSourceIdentifier;
  moveNames(account, deployment);
  green.shape.TagList = blue.shape.TagList;
  for (const cluster of [blue, green]) setStatusOfAll(account, cluster, 'available');
  account.proxies.follow(blue, green);
  account.disconnectClients(blue.volume);
  blue.endOutage(doing, name);
  Object.assign(deployment, { isMoving: false, hasSwitched: true, phase: 'SWITCHOVER_COMPLETED' });
  account.events.add('switchoverCompleted', deployment.identifier);
  account.events.add('clusterSwitchoverCompleted', name, name, greenName, name, blue.identifier, greenName, name);
}

/** Resource ids stay where they are. A member without a partner keeps its name. */
function moveNames(account: SimulatedAccount, { blue, green, pairs }: Deployment): void {
  const name = blue.identifier;
  const names = pairs.map((pair) => ({ ...pair, name: pair.blue.identifier }));
  const suffix = oldSuffix(account, [name, ...names.map((pair) => pair.name)]);
  giveName(account, blue, name + suffix);
  for (const pair of names) giveInstanceName(account, pair.blue, pair.name + suffix);
  giveName(account, green, name);
  for (const pair of names) giveInstanceName(account, pair.green, pair.name);
}

/** `-old1`, or the next number that is free for everybody. */
function oldSuffix(account: SimulatedAccount, names: string[]): string {
  let number = 1;
  const isTaken = (name: string) => account.clusters.has(name) || account.instances.has(name);
  while (names.some((name) => isTaken(`${name}-old${number}`))) number++;
  return `-old${number}`;
}
