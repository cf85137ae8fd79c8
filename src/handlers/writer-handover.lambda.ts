import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import type { CustomResourceRequest } from '../contract/custom-resource';
import type { ReceivedWriterHandoverProperties } from '../contract/writer-handover';
import { handoverPorts } from '../runtime/aws/clients';
import { answer } from '../runtime/aws/custom-resource-answer';
import { onHandoverEvent } from '../runtime/handover/writer-handover-resource';

const logger = new Logger({ serviceName: 'writer-handover' });
const ports = handoverPorts();

/** The custom resource: turns the loop until a staying member is the writer, then answers CloudFormation. */
export async function handler(event: CustomResourceRequest<ReceivedWriterHandoverProperties>): Promise<void> {
  const { RequestType: requestType, RequestId: requestId, LogicalResourceId: logicalId } = event;
  const result = await onHandoverEvent({
    ports,
    sleep: (seconds) => sleep(seconds * 1000),
    onTurn: ({ status, step, message, waitSeconds }) => logger.info(message, { requestType, requestId, status, step, waitSeconds }),
  }, event);
  logger.info('answer to CloudFormation', { requestType, requestId, logicalId, ...result });
  await answer(event, result);
}
