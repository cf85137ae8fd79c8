import type { SimulatedAccount } from '../../../simulator/account';
import { START_OF_TIME } from '../../../simulator/clock';
import type { Change } from '../../../simulator/cloudformation/operations/resource-operation';
import type { StackResource } from '../../../simulator/cloudformation/resource';
import type { Stack } from '../../../simulator/cloudformation/stack';
import { holdsData } from '../../../simulator/cloudformation/update-behaviour';
import type { DeployedResource, DeployedStack } from '../deployment-report';

const seconds = (atMillis: number) => (atMillis - START_OF_TIME) / 1000;

const OPERATIONS = { CREATE: 'create', UPDATE: 'update', IMPORT: 'import' } as const;
const DONE = { create: 'created', update: 'updated', replace: 'replaced', import: 'imported' } as const;

/** A stack that a deployment found as it should be. */
export function unchangedStack(account: SimulatedAccount, name: string): DeployedStack {
  const now = account.clock.secondsSinceStart;
  const { status } = account.cloudFormation.require(name);
  return { name, operation: 'none', status, startedAtSeconds: now, endedAtSeconds: now, resources: [] };
}

/** What CloudFormation did to a stack and to each of its resources since that moment. */
export function stackReport(account: SimulatedAccount, stack: Stack, sinceMillis: number): DeployedStack {
  const changes = new Map((stack.operation?.changes ?? []).map((change) => [change.logicalId, change]));
  const wasRolledBack = stack.status.includes('ROLLBACK');
  const resources = [...stack.resources.values()]
    .filter(({ status, changedAtMillis }) => !isGone(status) || changedAtMillis >= sinceMillis)
    .map((resource): DeployedResource => {
      const change = changes.get(resource.logicalId);
      const isSkipped = stack.operation?.skipped.has(resource.logicalId);
      const failure = failureOf(stack, resource.logicalId, sinceMillis);
      const invocations = account.log.ofType('invocation')
        .filter(({ subject, atMillis }) => subject === `${stack.name}.${resource.logicalId}` && atMillis >= sinceMillis).length;
      return {
        logicalId: resource.logicalId,
        type: resource.type,
        physicalId: resource.physicalId,
        action: isSkipped ? 'skipped' : failure !== undefined ? 'failed' : wasRolledBack && change ? 'rolled back' : actionOf(resource, change),
        properties: change?.properties ?? [],
        holdsData: holdsData(resource.type),
        reason: failure ?? replacementOf(stack, change, resource, sinceMillis),
        ...(invocations > 0 ? { invocations } : {}),
      };
    });
  return {
    name: stack.name,
    operation: stack.status.startsWith('DELETE') ? 'delete' : OPERATIONS[stack.operation?.kind ?? 'UPDATE'],
    status: stack.status,
    reason: stack.firstFailure(sinceMillis)?.reason ?? stack.reason,
    startedAtSeconds: seconds(sinceMillis),
    endedAtSeconds: seconds(stack.events.at(-1)!.atMillis),
    resources,
  };
}

function isGone(status: string): boolean {
  return status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED';
}

function actionOf({ status }: StackResource, change: Change | undefined): DeployedResource['action'] {
  if (status === 'DELETE_COMPLETE') return 'deleted';
  if (status === 'DELETE_SKIPPED') return 'retained';
  return change ? DONE[change.kind] : 'unchanged';
}

function failureOf({ events }: Stack, logicalId: string, sinceMillis: number): string | undefined {
  return events.find((event) => event.logicalId === logicalId && event.atMillis >= sinceMillis && event.status.endsWith('_FAILED'))?.reason;
}

/** What became of the one whose place was taken. */
function replacementOf({ events }: Stack, change: Change | undefined, { physicalId }: StackResource, sinceMillis: number): string | undefined {
  if (change?.kind !== 'replace') return undefined;
  const end = events.filter((event) => event.logicalId === change.logicalId && event.atMillis >= sinceMillis
    && event.physicalId === change.before?.physicalId && event.physicalId !== physicalId).at(-1);
  return end && `${change.before!.physicalId} was ${end.status === 'DELETE_SKIPPED' ? 'retained' : end.status === 'DELETE_COMPLETE' ? 'deleted' : 'left behind'}`;
}
