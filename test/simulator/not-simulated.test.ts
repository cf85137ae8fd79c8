import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateIntegrationCommand, DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { DeleteParameterCommand } from '@aws-sdk/client-ssm';
import { NormalizedSchema } from '@smithy/core/schema';
import { SERVICES } from '../../src/simulator/endpoint';
import { parseDefinition } from '../../src/simulator/stepfunctions/parse-definition';
import { exampleAccount } from '../support/simulated-account';

describe('what is not modelled answers NotSimulated and names it', () => {
  test.each([
    ['an operation of RDS', 'rds:CreateIntegration', ({ rds }: Account) => rds.send(new CreateIntegrationCommand({ SourceArn: 'a', TargetArn: 'b', IntegrationName: 'c' }))],
    ['a filter', 'Filter clone-group-id', ({ rds }: Account) => rds.send(new DescribeDBClustersCommand({ Filters: [{ Name: 'clone-group-id', Values: ['x'] }] }))],
    ['an operation of SSM', 'ssm:DeleteParameter', ({ ssm }: Account) => ssm.send(new DeleteParameterCommand({ Name: '/x' }))],
    ['an operation of Step Functions', 'states:ListStateMachines', ({ sfn }: Account) => sfn.send(new ListStateMachinesCommand({}))],
    ['a metric', 'The metric FreeableMemory', ({ cloudWatch }: Account) => cloudWatch.send(new GetMetricDataCommand({
      StartTime: new Date(Date.UTC(2026, 10, 30)),
      EndTime: new Date(Date.UTC(2026, 11, 1)),
      MetricDataQueries: [{
        Id: 'a', MetricStat: { Period: 60, Stat: 'Maximum', Metric: { Namespace: 'AWS/RDS', MetricName: 'FreeableMemory', Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'x' }] } },
      }],
    }))],
  ])('%s', async (_, name, send: (account: Account) => Promise<unknown>) => {
    await expect(send(await exampleAccount())).rejects.toMatchObject({
      name: 'NotSimulated', message: `${name} is not simulated.`, $metadata: { httpStatusCode: 501 },
    });
  });

  test.each([
    ['the query language', { A: { Type: 'Succeed' } }, 'The state machine with QueryLanguage JSONata', { QueryLanguage: 'JSONata' }],
    ['a type of state', { A: { Type: 'Cloud' } }, 'State A of type Cloud'],
    ['a field of a state', { A: { Type: 'Pass', Assign: {} } }, 'State A with Assign'],
    ['a field of a retrier', { A: { Type: 'Task', Retry: [{ ErrorEquals: [], JitterStrategy: 'FULL' }] } }, 'A retrier of state A with JitterStrategy FULL'],
    ['a comparison', { A: { Type: 'Choice', Choices: [{ Not: { Variable: '$.a', NumericNear: 1 }, Next: 'A' }] } }, 'A choice of state A with NumericNear'],
    ['a field in a branch', { A: { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed', Output: 1 } } }] } }, 'State B with Output'],
    ['a field of Map', { A: { Type: 'Map', ToleratedFailureCount: 1 } }, 'State A with ToleratedFailureCount'],
    ['distributed Map', { A: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } } } }, 'State A with ProcessorConfig Mode DISTRIBUTED'],
  ])('%s of a state machine', (_, States, name, more: object = {}) => {
    expect(() => parseDefinition(JSON.stringify({ StartAt: 'A', States, ...more }))).toThrow(`${name} is not simulated.`);
  });
});

describe('every parameter of the SDK\'s shapes that is not modelled is named', () => {
  for (const service of SERVICES.values()) {
    for (const { name, models, input } of service.modelledOperations()) {
      const others = [...input.structIterator()].filter(([parameter]) => !models.includes(parameter));
      test(`${service.name}:${name} (${others.length} parameters)`, async () => {
        const { account } = await exampleAccount();
        for (const [parameter, schema] of others) {
          expect(() => service.call(account, name, { [parameter]: valueOf(schema) })).toThrow(`${service.name}:${name} with ${parameter} is not simulated.`);
        }
      });
    }
  }
});

/** Some value of that shape. */
function valueOf(schema: NormalizedSchema): unknown {
  if (schema.isListSchema()) return [];
  if (schema.isStructSchema() || schema.isMapSchema()) return {};
  return schema.isBooleanSchema() ? true : schema.isNumericSchema() ? 1 : 'x';
}

type Account = Awaited<ReturnType<typeof exampleAccount>>;
