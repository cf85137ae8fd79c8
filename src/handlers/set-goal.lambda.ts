import type { CustomResourceRequest } from '../contract/custom-resource';
import { ENV_STATE_MACHINE_ARN } from '../contract/environment';
import type { ReceivedMigrationProperties } from '../contract/migration-resource';
import { enginePorts } from '../runtime/aws/clients';
import { answer } from '../runtime/aws/custom-resource-answer';
import { awsEngine } from '../runtime/aws/sfn-engine';
import { onMigrationEvent } from '../runtime/migration-resource';

/** There is no later turn here: the SDK repeats what AWS throttles. */
const ports = { ...enginePorts({ maxAttempts: 5 }), engine: awsEngine(process.env[ENV_STATE_MACHINE_ARN]!) };

/** The custom resource: sets the goal, starts the engine and answers CloudFormation at once. */
export async function handler(event: CustomResourceRequest<ReceivedMigrationProperties>): Promise<void> {
  await answer(event, await onMigrationEvent(ports, event));
}
