import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateDBClusterCommand, DescribeDBClustersCommand, ModifyDBClusterCommand } from '@aws-sdk/client-rds';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { DeleteParameterCommand } from '@aws-sdk/client-ssm';
import { parseDefinition } from '../../src/simulator/stepfunctions/definition';
import { exampleAccount } from '../support/simulated-account';

describe('what is not modelled answers NotSimulated and names it', () => {
  test.each([
    ['an operation of RDS', 'rds:CreateDBCluster', ({ rds }: Account) => rds.send(new CreateDBClusterCommand({ DBClusterIdentifier: 'x', Engine: 'aurora-mysql' }))],
    ['a parameter', 'rds:ModifyDBCluster with BackupRetentionPeriod', ({ rds }: Account) => rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', BackupRetentionPeriod: 9 }))],
    ['a filter', 'Filter clone-group-id', ({ rds }: Account) => rds.send(new DescribeDBClustersCommand({ Filters: [{ Name: 'clone-group-id', Values: ['x'] }] }))],
    ['an operation of SSM', 'ssm:DeleteParameter', ({ ssm }: Account) => ssm.send(new DeleteParameterCommand({ Name: '/x' }))],
    ['an operation of Step Functions', 'states:ListStateMachines', ({ sfn }: Account) => sfn.send(new ListStateMachinesCommand({}))],
    ['a metric', 'The metric CPUUtilization', ({ cloudWatch }: Account) => cloudWatch.send(new GetMetricDataCommand({
      StartTime: new Date(Date.UTC(2026, 10, 30)),
      EndTime: new Date(Date.UTC(2026, 11, 1)),
      MetricDataQueries: [{
        Id: 'a', MetricStat: { Period: 60, Stat: 'Maximum', Metric: { Namespace: 'AWS/RDS', MetricName: 'CPUUtilization', Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'x' }] } },
      }],
    }))],
  ])('%s', async (_, name, send: (account: Account) => Promise<unknown>) => {
    await expect(send(await exampleAccount())).rejects.toMatchObject({
      name: 'NotSimulated', message: `${name} is not simulated.`, $metadata: { httpStatusCode: 501 },
    });
  });

  test.each([
    ['a type of state', { A: { Type: 'Parallel', Branches: [] } }, 'State A of type Parallel'],
    ['a field of a state', { A: { Type: 'Wait', Timestamp: '2026-12-01T00:00:00Z' } }, 'State A with Timestamp'],
    ['a comparison', { A: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'A' }] } }, 'A choice of state A with NumericEquals'],
  ])('%s of a state machine', (_, States, name) => {
    expect(() => parseDefinition(JSON.stringify({ StartAt: 'A', States }))).toThrow(`${name} is not simulated.`);
  });
});

type Account = Awaited<ReturnType<typeof exampleAccount>>;
