import { cloudWatchMetrics } from '../../src/runtime/aws/cloudwatch-metrics';
import { dataApiStatements } from '../../src/runtime/aws/data-api-statements';
import { rdsDatabase } from '../../src/runtime/aws/rds-database';
import { ssmRecord } from '../../src/runtime/aws/ssm-record';
import type { Ports } from '../../src/runtime/ports';
import { copyOf } from '../../src/simulator/copy';
import { ConnectionReset } from '../../src/simulator/faults/faults';
import { AwsError } from '../../src/simulator/wire/aws-error';

/** A call of a driver, before it would become bytes. */
export interface DirectCall {
  readonly service: string;
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

export interface DirectAnswer {
  readonly output: object;
  readonly date: string;
}

interface Command {
  readonly input: object;
  /** The SDK's schema of an operation: its name is the third element. */
  readonly schema: readonly unknown[];
}

type Middleware = (next: (args: object) => Promise<{ output: object; response: object }>) => (args: object) => Promise<{ output: object }>;

/**
 * The ports of production, behind which a call goes to the simulated account as the object that it is. To sign, write and read it
 * takes six times as long as all the rest; that the wire changes nothing is shown with a few moves.
 */
export function directPorts(answer: (call: DirectCall) => Promise<DirectAnswer>): Ports {
  const client = (service: string) => {
    let around: Middleware = (next) => next;
    return {
      middlewareStack: { add: (middleware: Middleware) => { around = middleware; } },
      async send({ input, schema }: Command) {
        const { output } = await around(async () => {
          const call = { service, operation: String(schema[2]), input: withoutUndefined(input) };
          const { output: answered, date } = await answer(call).catch(asSdkError);
          return { output: copyOf(answered), response: { headers: { date } } };
        })({});
        return output;
      },
    } as never;
  };
  return {
    database: rdsDatabase(client('rds')),
    metrics: cloudWatchMetrics(client('monitoring')),
    statements: dataApiStatements(client('rds-data')),
    record: ssmRecord(client('ssm')),
  };
}

/** On the wire there is nothing where there is no value. */
function withoutUndefined(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(copyOf(value)).filter(([, member]) => member !== undefined));
}

/** As the SDK tells what AWS answered instead, or that nothing did. */
function asSdkError(error: unknown): never {
  if (error instanceof AwsError) throw Object.assign(new Error(error.message), { name: error.code, $metadata: { httpStatusCode: error.status } });
  if (error instanceof ConnectionReset) throw new Error('socket hang up');
  throw error;
}
