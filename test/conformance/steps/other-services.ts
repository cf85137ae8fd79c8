import { ASKING_MACHINE_ARN, MACHINE_ARN } from '../account';
import { autoScaling, cloudwatch, from, type Group, pass, rds, ssm, stepfunctions, strike, wait } from '../step';

const START = new Date('2026-12-01T00:00:00Z');
const END = new Date('2026-12-01T00:10:00Z');
const cpu = { Namespace: 'AWS/RDS', MetricName: 'CPUUtilization', Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'provisioned-instance-1' }] };
const query = (MetricName: string) => ({ Id: MetricName.toLowerCase(), MetricStat: { Metric: { ...cpu, MetricName }, Period: 60, Stat: 'Maximum' } });

export const METRICS: Group = {
  name: 'metrics',
  steps: [
    pass(3600),
    cloudwatch('GetMetricStatistics', { ...cpu, StartTime: START, EndTime: END, Period: 300, Statistics: ['Average', 'Maximum', 'Minimum', 'Sum', 'SampleCount'] }, {
      gives: {
        Label: 'CPUUtilization',
        Datapoints: [
          { Timestamp: '2026-12-01T00:00:00.000Z', Average: 40, Maximum: 40, Minimum: 40, Sum: 200, SampleCount: 5 },
          { Timestamp: '2026-12-01T00:05:00.000Z', SampleCount: 5 },
        ],
      },
    }),
    cloudwatch('GetMetricStatistics', { ...cpu, MetricName: 'FreeableMemory', StartTime: START, EndTime: END, Period: 60, Statistics: ['Average'] }, { fails: 'NotSimulated' }),
    cloudwatch('GetMetricData', {
      StartTime: START, EndTime: END, ScanBy: 'TimestampAscending', MetricDataQueries: [query('DatabaseConnections'), query('ServerlessDatabaseCapacity')],
    }, {
      gives: {
        MetricDataResults: [
          { Id: 'databaseconnections', StatusCode: 'Complete', Values: Array(10).fill(expect.any(Number)) }, { Id: 'serverlessdatabasecapacity', Timestamps: [], Values: [] },
        ],
      },
    }),
    cloudwatch('GetMetricData', { StartTime: START, EndTime: END, MetricDataQueries: [{ ...query('CPUUtilization'), Label: 'a label' }] }, { fails: 'NotSimulated' }),
    cloudwatch('GetMetricData', { StartTime: START, EndTime: END, MetricDataQueries: [{ Id: 'sum', Expression: 'a + b' }] }, { fails: 'NotSimulated' }),
    strike('throttle:operation=monitoring:GetMetricData'),
    cloudwatch('GetMetricData', { StartTime: START, EndTime: END, MetricDataQueries: [query('CPUUtilization')] }, { fails: 'ThrottlingException' }),
  ],
};

const readers = { ServiceNamespace: 'rds', ResourceId: 'cluster:mysql-80', ScalableDimension: 'rds:cluster:ReadReplicaCount' } as const;

export const AUTO_SCALING: Group = {
  name: 'auto scaling',
  steps: [
    autoScaling('DescribeScalableTargets', { ServiceNamespace: 'rds' }, { gives: { ScalableTargets: [] } }),
    autoScaling('RegisterScalableTarget', { ...readers, MinCapacity: 1 }, { fails: 'ValidationException' }),
    autoScaling('RegisterScalableTarget', { ...readers, MinCapacity: 4, MaxCapacity: 3 }, { fails: 'ValidationException' }),
    autoScaling('RegisterScalableTarget', { ...readers, ResourceId: 'cluster:nobody', MinCapacity: 1, MaxCapacity: 3 }, { fails: 'ValidationException' }),
    autoScaling('RegisterScalableTarget', { ...readers, MinCapacity: 1, MaxCapacity: 3 }, { gives: { ScalableTargetARN: expect.stringContaining(':scalable-target/') } }),
    autoScaling('RegisterScalableTarget', { ...readers, MaxCapacity: 5 }),
    autoScaling('RegisterScalableTarget', { ...readers, ResourceId: 'cluster:sample-cluster', MinCapacity: 0, MaxCapacity: 1 }),
    autoScaling('DescribeScalableTargets', { ServiceNamespace: 'rds', ResourceIds: ['cluster:mysql-80'], ScalableDimension: readers.ScalableDimension }, {
      gives: { ScalableTargets: [{ ...readers, MinCapacity: 1, MaxCapacity: 5, CreationTime: START.toISOString() }] },
    }),
    autoScaling('DescribeScalableTargets', { ServiceNamespace: 'rds', MaxResults: 1 }, { gives: { ScalableTargets: [readers], NextToken: expect.any(String) } }),
    autoScaling('DescribeScalableTargets', { ServiceNamespace: 'rds', MaxResults: 1, NextToken: from('DescribeScalableTargets.NextToken') }, {
      gives: { ScalableTargets: [{ ResourceId: 'cluster:sample-cluster' }] },
    }),
    autoScaling('DescribeScalableTargets', { ServiceNamespace: 'ecs' }, { fails: 'NotSimulated' }),
    autoScaling('DeregisterScalableTarget', readers),
    autoScaling('DeregisterScalableTarget', readers, { fails: 'ObjectNotFoundException' }),
    autoScaling('PutScalingPolicy', { ...readers, PolicyName: 'p' }, { fails: 'NotSimulated' }),
  ],
};

const LONG = 'x'.repeat(5000);
const parameter = (number: number) => ({ Name: `/moves/shop/${String(number).padStart(2, '0')}`, Value: `ä ${number}` });

export const PARAMETERS: Group = {
  name: 'parameters',
  steps: [
    ssm('PutParameter', { Name: '/moves/shop', Value: 'above', Type: 'String', Description: 'a move', Tier: 'Standard' }, { gives: { Version: 1, Tier: 'Standard' } }),
    ssm('PutParameter', { Name: '/moves/shop', Value: 'again', Type: 'String' }, { fails: 'ParameterAlreadyExists' }),
    ssm('PutParameter', { Name: '/moves/shop', Value: 'again', Type: 'String', Overwrite: true }, { gives: { Version: 2 } }),
    ssm('PutParameter', { Name: '/moves/long', Value: LONG, Type: 'String' }, { fails: 'ValidationException' }),
    ssm('PutParameter', { Name: '/moves/long', Value: LONG, Type: 'String', Tier: 'Intelligent-Tiering' }, { gives: { Tier: 'Advanced' } }),
    ...Array.from({ length: 3 }, (_, number) => ssm('PutParameter', { ...parameter(number), Type: 'String' })),
    ssm('GetParameter', { Name: '/moves/shop', WithDecryption: true }, { gives: { Parameter: { Name: '/moves/shop', Value: 'again', Version: 2 } } }),
    ssm('GetParameter', { Name: '/moves/none' }, { fails: 'ParameterNotFound' }),
    ssm('GetParametersByPath', { Path: '/moves/shop', MaxResults: 2 }, {
      gives: { Parameters: [{ ...parameter(0), Version: 1, Type: 'String', LastModifiedDate: START.toISOString() }, parameter(1)], NextToken: expect.any(String) },
    }),
    ssm('GetParametersByPath', { Path: '/moves/shop', MaxResults: 2, NextToken: from('GetParametersByPath.NextToken') }, { gives: { Parameters: [parameter(2)] } }),
    ssm('GetParametersByPath', { Path: '/moves', Recursive: true }, { gives: { Parameters: Array(5).fill(expect.anything()) } }),
    ssm('GetParametersByPath', { Path: '/moves', MaxResults: 11 }, { fails: 'ValidationException' }),
    ssm('DeleteParameter', { Name: '/moves/shop' }, { fails: 'NotSimulated' }),
  ],
};

const first = `${MACHINE_ARN.replace(':stateMachine:', ':execution:')}:first`;
const TOKEN = from('GetExecutionHistory.events.2.taskScheduledEventDetails.parameters.Message');
/** Starts a machine that waits for somebody; its history has the token. */
const ask = (name: string) => [
  stepfunctions('StartExecution', { stateMachineArn: ASKING_MACHINE_ARN, name }),
  pass(1),
  stepfunctions('GetExecutionHistory', { executionArn: from('StartExecution.executionArn') }),
];

export const STATE_MACHINES: Group = {
  name: 'state machines',
  steps: [
    stepfunctions('StartExecution', { stateMachineArn: MACHINE_ARN, name: 'first', input: '{"a":1}' }, {
      gives: { executionArn: expect.stringMatching(/:execution:wait:first$/), startDate: START.toISOString() },
    }),
    stepfunctions('StartExecution', { stateMachineArn: MACHINE_ARN, name: 'first', input: '{"a":2}' }, { fails: 'ExecutionAlreadyExists' }),
    stepfunctions('StartExecution', { stateMachineArn: `${MACHINE_ARN}-2` }, { fails: 'StateMachineDoesNotExist' }),
    pass(30),
    stepfunctions('DescribeExecution', { executionArn: first }, { gives: { status: 'RUNNING', input: '{"a":1}' } }),
    pass(60),
    stepfunctions('DescribeExecution', { executionArn: first }, { gives: { status: 'SUCCEEDED', output: '{"a":1}' } }),
    stepfunctions('GetExecutionHistory', { executionArn: first, maxResults: 2, reverseOrder: true }, {
      gives: { events: [{ type: 'ExecutionSucceeded' }, { type: 'WaitStateExited' }], nextToken: expect.any(String) },
    }),
    stepfunctions('GetExecutionHistory', { executionArn: first, maxResults: 2, reverseOrder: true, nextToken: from('GetExecutionHistory.nextToken') }, {
      gives: { events: [{ type: 'WaitStateEntered' }, { type: 'ExecutionStarted' }] },
    }),
    stepfunctions('DescribeExecution', { executionArn: `${first}-2` }, { fails: 'ExecutionDoesNotExist' }),
    stepfunctions('StartExecution', { stateMachineArn: MACHINE_ARN, name: 'second' }),
    pass(1),
    stepfunctions('StopExecution', { executionArn: from('StartExecution.executionArn'), error: 'Stopped', cause: 'by hand' }),
    stepfunctions('ListExecutions', { stateMachineArn: MACHINE_ARN, statusFilter: 'ABORTED' }, { gives: { executions: [{ name: 'second', status: 'ABORTED' }] } }),
    stepfunctions('ListExecutions', { stateMachineArn: MACHINE_ARN, maxResults: 1 }, { gives: { executions: [{ name: 'second' }] } }),
    stepfunctions('ListExecutions', { stateMachineArn: MACHINE_ARN, maxResults: 1, nextToken: from('ListExecutions.nextToken') }, { gives: { executions: [{ name: 'first' }] } }),

    ...ask('approved'),
    stepfunctions('SendTaskHeartbeat', { taskToken: TOKEN }),
    stepfunctions('SendTaskSuccess', { taskToken: TOKEN, output: '{"ok":true}' }),
    pass(1),
    stepfunctions('DescribeExecution', { executionArn: from('StartExecution.executionArn') }, { gives: { status: 'SUCCEEDED', output: '{"ok":true}' } }),
    ...ask('denied'),
    stepfunctions('SendTaskFailure', { taskToken: TOKEN, error: 'Denied', cause: 'not today' }),
    pass(1),
    stepfunctions('DescribeExecution', { executionArn: from('StartExecution.executionArn') }, { gives: { status: 'FAILED', error: 'Denied', cause: 'not today' } }),
    stepfunctions('SendTaskSuccess', { taskToken: 'nobody', output: '{}' }, { fails: 'InvalidToken' }),
    stepfunctions('ListStateMachines', {}, { fails: 'NotSimulated' }),
  ],
};

export const FAULTS: Group = {
  name: 'faults',
  steps: [
    strike('throttle:operation=rds:DescribeDBClusters'),
    rds('DescribeDBClusters', {}, { fails: 'ThrottlingException' }),
    strike('server-error:operation=rds:DescribeDBClusters'),
    rds('DescribeDBClusters', {}, { fails: 'InternalFailure' }),
    rds('CreateIntegration', { SourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80', TargetArn: 'arn:aws:redshift-serverless:eu-west-1:123456789012:namespace/x', IntegrationName: 'x' }, { fails: 'NotSimulated' }),
    strike('status:operation=rds:CreateDBInstance,detail=incompatible-network'),
    rds('CreateDBInstance', { DBInstanceIdentifier: 'stuck', DBClusterIdentifier: 'mysql-80', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql' }),
    pass(900),
    rds('DescribeDBInstances', { DBInstanceIdentifier: 'stuck' }, { gives: { DBInstances: [{ DBInstanceStatus: 'incompatible-network' }] } }),
    rds('DeleteDBInstance', { DBInstanceIdentifier: 'provisioned-instance-1' }),
    rds('RebootDBInstance', { DBInstanceIdentifier: 'provisioned-instance-2' }),
    wait('DBInstanceDeleted', { DBInstanceIdentifier: 'provisioned-instance-2' }, { fails: true }),
  ],
};
