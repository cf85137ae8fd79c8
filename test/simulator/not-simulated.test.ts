import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateIntegrationCommand, DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { DeleteParameterCommand } from '@aws-sdk/client-ssm';
import { NormalizedSchema } from '@smithy/core/schema';
import { SimulatedAccount } from '../../src/simulator/account';
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
      const others = unmodelled(input, models);
      test(`${service.name}:${name} (${others.length} parameters)`, async () => {
        const { account } = await exampleAccount();
        for (const { path, value } of others) {
          expect(() => service.call(account, name, value)).toThrow(`${service.name}:${name} with ${path} is not simulated.`);
        }
      });
    }
  }
});

describe('a filter that is not modelled is named, also where there is nothing to filter', () => {
  for (const service of SERVICES.values()) {
    for (const { name, models } of service.modelledOperations().filter((operation) => operation.models.includes('Filters'))) {
      test(`${service.name}:${name}`, () => {
        const group = models.find((model) => model.endsWith('ParameterGroupName'));
        const input = { Filters: [{ Name: 'no-such-filter', Values: ['x'] }], ...(group ? { [group]: 'default.aurora-mysql8.0' } : {}) };
        const call = () => service.call(new SimulatedAccount(), name, input);
        expect(call).toThrow('Filter no-such-filter is not simulated.');
      });
    }
  }
});

interface Unmodelled {
  /** `MetricDataQueries.Expression` */
  readonly path: string;
  /** An input with nothing else. */
  readonly value: Record<string, unknown>;
}

function unmodelled(schema: NormalizedSchema, models: readonly string[]): Unmodelled[] {
  return [...schema.structIterator()].flatMap(([name, member]): Unmodelled[] => {
    if (models.includes(name)) return [];
    const inside = models.filter((model) => model.startsWith(`${name}.`)).map((model) => model.slice(name.length + 1));
    if (inside.length === 0) return [{ path: name, value: { [name]: valueOf(member) } }];
    const structure = member.isListSchema() ? member.getValueSchema() : member;
    return unmodelled(structure, inside).map(({ path, value }) => ({ path: `${name}.${path}`, value: { [name]: member.isListSchema() ? [value] : value } }));
  });
}

/** Some value of that shape. */
function valueOf(schema: NormalizedSchema): unknown {
  if (schema.isListSchema()) return [];
  if (schema.isStructSchema() || schema.isMapSchema()) return {};
  return schema.isBooleanSchema() ? true : schema.isNumericSchema() ? 1 : 'x';
}

type Account = Awaited<ReturnType<typeof exampleAccount>>;
