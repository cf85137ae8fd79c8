import { GetParametersByPathCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { RecordPort } from '../ports';
import { call, isRefusal } from './refusals';

/** The record in Parameter Store. */
export function ssmRecord(client: SSMClient): RecordPort {
  const put = (name: string, value: string, overwrite: boolean) => call(() => client.send(new PutParameterCommand({
    Name: name, Value: value, Type: 'String', Overwrite: overwrite, Tier: 'Intelligent-Tiering',
  })));
  return {
    async read(path) {
      const entries: Record<string, string> = {};
      let NextToken: string | undefined;
      do {
        const page = await call(() => client.send(new GetParametersByPathCommand({ Path: path, Recursive: true, NextToken })));
        for (const { Name, Value } of page.Parameters ?? []) entries[Name!] = Value!;
        NextToken = page.NextToken;
      } while (NextToken);
      return entries;
    },
    async create(name, value) {
      try {
        await put(name, value, false);
        return true;
      } catch (error) {
        if (isRefusal(error, 'ParameterAlreadyExists')) return false;
        throw error;
      }
    },
    async replace(name, value) {
      await put(name, value, true);
    },
  };
}
