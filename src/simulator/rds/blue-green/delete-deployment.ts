import type { DeleteBlueGreenDeploymentRequest, DeleteBlueGreenDeploymentResponse } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Operation } from '../../event-log';
import { operation } from '../../wire/service';
import { AURORA_MYSQL } from '../catalog/engine-versions';
import { requireUnprotected } from '../clusters/create-cluster';
import { fault } from '../faults';
import type { Deployment } from './deployment';

export const deleteBlueGreenDeployment = operation<DeleteBlueGreenDeploymentRequest, DeleteBlueGreenDeploymentResponse>(
  ['BlueGreenDeploymentIdentifier', 'DeleteTarget'],
  (account, input) => {
    const deployment = account.blueGreenDeployments.find(input.BlueGreenDeploymentIdentifier);
    validate(account, deployment, input.DeleteTarget ?? false);
    Object.assign(deployment, { phase: 'DELETING', deleteTime: new Date(account.clock.now) });
    const doing = account.begin('delete blue/green deployment', deployment.blue.identifier, [deployment.green.last.deployment]);
    const targetIsGone = input.DeleteTarget ? deleteTarget(account, deployment) : 0;
    account.during(doing, Math.max(targetIsGone, account.draw('deleteDeployment', deployment.identifier)), () => {
      release(account, deployment, doing);
      account.blueGreenDeployments.remove(deployment);
      account.events.add('deploymentDeleted', deployment.identifier);
    });
    return { BlueGreenDeployment: deployment.shape };
  },
);

function validate(account: SimulatedAccount, deployment: Deployment, deletesTarget: boolean): void {
  const { identifier, status, green } = deployment;
  if (['PROVISIONING', 'SWITCHOVER_IN_PROGRESS', 'DELETING'].includes(status)) {
    throw fault('InvalidBlueGreenDeploymentStateFault', `The blue/green deployment ${identifier} is ${status} and cannot be deleted.`);
  }
  if (!deletesTarget) return;
  if (deployment.hasSwitched) {
    throw fault('InvalidBlueGreenDeploymentStateFault', `DeleteTarget cannot be specified: the blue/green deployment ${identifier} is ${status}, and its target is in production.`);
  }
  if (account.clusters.get(green.identifier) === green) requireUnprotected(green);
}

/** The green side with all its members. @returns after how many milliseconds it is gone */
function deleteTarget(account: SimulatedAccount, { green }: Deployment): number {
  const { identifier } = green;
  if (account.clusters.get(identifier) !== green) return 0;
  const millis = account.draw('deleteInstance', identifier);
  green.setStatus('deleting');
  for (const instance of account.instancesOf(green)) instance.shape.DBInstanceStatus = 'deleting';
  account.clock.schedule(millis, () => {
    account.catchUpClients();
    for (const instance of account.instancesOf(green)) account.instances.delete(instance.identifier);
    account.clusters.delete(identifier);
  });
  return millis;
}

/** Nobody keeps the sides apart any more: an old side accepts writes again, a green one of Aurora PostgreSQL is promoted. */
function release(account: SimulatedAccount, { blue, green, hasSwitched }: Deployment, doing: Operation): void {
  if (hasSwitched) {
    account.replication.stopFollowing(blue, 'what has arrived');
    if (blue.writer) blue.resumeWrites(doing, blue.writer);
  } else if (green.shape.Engine !== AURORA_MYSQL) {
    account.replication.stopFollowing(green, 'what has arrived');
  }
}
