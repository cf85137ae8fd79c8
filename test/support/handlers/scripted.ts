import { setTimeout as sleep } from 'node:timers/promises';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** What the handler does with an event: properties `OnCreate`, `OnUpdate` and `OnDelete` of the resource. */
export interface Script {
  readonly sleepSeconds?: string;
  /** It never answers. */
  readonly silent?: string;
  readonly throws?: string;
  readonly fails?: string;
  readonly physicalId?: string;
  /** Bytes of data in the response. */
  readonly bytes?: string;
}

interface Event {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Record<string, unknown>;
  readonly OldResourceProperties?: Record<string, unknown>;
}

const ssm = new SSMClient();

/** A custom resource that does what its properties say, and writes each event that it gets to Parameter Store. */
export async function handler(event: Event): Promise<void> {
  const { RequestType, RequestId, StackId, LogicalResourceId, PhysicalResourceId, ResourceProperties, OldResourceProperties } = event;
  const script = (ResourceProperties[`On${RequestType}`] ?? {}) as Script;
  const seen = { RequestType, LogicalResourceId, PhysicalResourceId, version: ResourceProperties.Version, before: OldResourceProperties?.Version };
  await ssm.send(new PutParameterCommand({ Name: `/events/${RequestId}/${LogicalResourceId}`, Value: JSON.stringify(seen), Type: 'String', Overwrite: true }));
  if (script.throws) throw new Error(script.throws);
  if (script.sleepSeconds) await sleep(Number(script.sleepSeconds) * 1000);
  if (script.silent) return;
  await fetch(event.ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({
      StackId,
      RequestId,
      LogicalResourceId,
      Status: script.fails ? 'FAILED' : 'SUCCESS',
      Reason: script.fails,
      PhysicalResourceId: script.physicalId ?? PhysicalResourceId ?? `made-by-${LogicalResourceId}`,
      Data: { Version: ResourceProperties.Version, Filling: 'x'.repeat(Number(script.bytes ?? 0)) },
    }),
  });
}
