import * as sdk from '@aws-sdk/client-rds';
import { ERROR_TABLE } from './error-table';
import { SdkClient } from './sdk-client';
import { GROUPS } from './steps';

/** Errors of the simulator itself, and of AWS in general. */
const IN_NO_ROW = ['NotSimulated', 'InternalFailure'];

describe('an error has the code on the wire, the HTTP status and the class of the SDK that AWS documents', () => {
  const seen = new Map<string, any[]>();

  beforeAll(async () => {
    for (const { steps } of GROUPS) {
      const client = await SdkClient.start();
      await client.run(steps);
      for (const error of client.errors) {
        if (error instanceof sdk.RDSServiceException) seen.set(codeOf(error), [...seen.get(codeOf(error)) ?? [], error]);
      }
    }
  });

  test.each(ERROR_TABLE.map(({ code, status, sdkClass, onRequest }) => [code, status, sdkClass, onRequest ? 'on request' : 'by itself']))('%s, %d, %s: %s', (code, status, sdkClass) => {
    const errors = seen.get(code as string) ?? [];
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect([error.constructor, error.$metadata.httpStatusCode]).toEqual([sdk[sdkClass as keyof typeof sdk], status]);
      expect(error.message.length).toBeGreaterThan(0);
    }
  });

  test('and no code is answered that the table does not have', () => {
    expect([...seen.keys()].filter((code) => !ERROR_TABLE.some((row) => row.code === code) && !IN_NO_ROW.includes(code))).toEqual([]);
  });
});

/** RDS errors carry their code beside the SDK's name for it. */
function codeOf(error: any): string {
  return error.Error.Code;
}
