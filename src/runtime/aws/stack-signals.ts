import { GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { SignalPort } from '../ports';
import { call, isRefusal } from './refusals';

/** Signals to wait conditions. Their URLs lie encrypted in Parameter Store and appear nowhere else. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-waitcondition.html */
export function stackSignals(client: SSMClient): SignalPort {
  return {
    async keep(name, url) {
      await call(() => client.send(new PutParameterCommand({ Name: name, Value: url, Type: 'SecureString', Overwrite: true })));
    },
    async send(name, { success, uniqueId, reason }) {
      const url = await read(client, name);
      if (url === undefined) return;
      const body = JSON.stringify({ Status: success ? 'SUCCESS' : 'FAILURE', UniqueId: uniqueId, Data: reason.slice(0, 1000), Reason: reason.slice(0, 1000) });
      // A URL whose day is over answers with an error: then nobody waits any more.
      await fetch(url, { method: 'PUT', body: Buffer.from(body) });
    },
  };
}

async function read(client: SSMClient, name: string): Promise<string | undefined> {
  try {
    return (await call(() => client.send(new GetParameterCommand({ Name: name, WithDecryption: true })))).Parameter?.Value;
  } catch (error) {
    if (isRefusal(error, 'ParameterNotFound')) return undefined;
    throw error;
  }
}
