import { TEMPLATE, TEMPLATE_URL } from '../account';
import { cloudformation, from, type Group, pass, rds, wait } from '../step';

const shop = { StackName: 'shop' };
const ROLE = { RoleARN: 'arn:aws:iam::123456789012:role/deploy' };
const TAGS = { Tags: [{ Key: 'team', Value: 'shop' }] };
const CAPABILITIES = { Capabilities: ['CAPABILITY_IAM' as const] };
const retention = (ParameterValue: string) => ({ Parameters: [{ ParameterKey: 'Retention', ParameterValue }] });
const same = { UsePreviousTemplate: true, Parameters: [{ ParameterKey: 'Retention', UsePreviousValue: true }] };
const waitFor = (waiter: string, input: object = shop) => wait(waiter, input, { service: 'cloudformation' });
const ADOPTED = JSON.stringify({
  Resources: { Db: { Type: 'AWS::RDS::DBCluster', DeletionPolicy: 'Retain', Properties: { DBClusterIdentifier: 'mysql-80', Engine: 'aurora-mysql' } } },
});

const WITH_ROLE = JSON.stringify({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } } } });

export const STACKS: Group = {
  name: 'stacks',
  steps: [
    cloudformation('DescribeStacks', shop, { fails: 'ValidationError' }),
    cloudformation('CreateStack', { ...shop, ...retention('7'), ...TAGS, ...CAPABILITIES, ...ROLE, TemplateBody: TEMPLATE, ClientRequestToken: 'first' }, {
      gives: { StackId: expect.stringMatching(/^arn:aws:cloudformation:eu-west-1:123456789012:stack\/shop\//) },
    }),
    cloudformation('CreateStack', { ...shop, TemplateBody: TEMPLATE, ClientRequestToken: 'first' }, { gives: { StackId: expect.stringMatching(/stack\/shop\//) } }),
    cloudformation('CreateStack', { ...shop, TemplateBody: TEMPLATE }, { fails: 'AlreadyExistsException' }),
    cloudformation('CreateStack', { StackName: 'other', TemplateBody: TEMPLATE, ClientRequestToken: 'first' }, { fails: 'TokenAlreadyExistsException' }),
    cloudformation('CreateStack', { StackName: 'other', TemplateBody: WITH_ROLE }, { fails: 'InsufficientCapabilitiesException' }),
    cloudformation('CreateStack', { StackName: 'other', TemplateBody: TEMPLATE, Tags: [{ Key: 'aws:x', Value: 'y' }] }, { fails: 'ValidationError' }),
    cloudformation('DescribeStacks', shop, { gives: { Stacks: [{ ...shop, ...TAGS, ...ROLE, ...CAPABILITIES, StackStatus: 'CREATE_IN_PROGRESS' }] } }),
    waitFor('StackExists'),
    waitFor('StackCreateComplete'),
    cloudformation('DescribeStacks', {}, {
      gives: { Stacks: [{ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputKey: 'Endpoint', ExportName: 'shop-endpoint' }], ...retention('7') }] },
    }),
    cloudformation('DescribeStackEvents', shop, { gives: { StackEvents: expect.any(Array) } }),
    cloudformation('DescribeStackEvents', { ...shop, NextToken: '100' }, { gives: { StackEvents: [] } }),
    cloudformation('DescribeStackResources', shop, { gives: { StackResources: [{ LogicalResourceId: 'Topic' }, { LogicalResourceId: 'Db', ResourceStatus: 'CREATE_COMPLETE' }] } }),
    cloudformation('DescribeStackResources', { PhysicalResourceId: from('DescribeStackResources.StackResources.1.PhysicalResourceId'), LogicalResourceId: 'Db' }, {
      gives: { StackResources: [{ LogicalResourceId: 'Db', ResourceType: 'AWS::RDS::DBCluster' }] },
    }),
    cloudformation('DescribeStackResource', { ...shop, LogicalResourceId: 'Db' }, { gives: { StackResourceDetail: { LogicalResourceId: 'Db' } } }),
    cloudformation('DescribeStackResource', { ...shop, LogicalResourceId: 'None' }, { fails: 'ValidationError' }),
    cloudformation('ListStackResources', shop, { gives: { StackResourceSummaries: [{ LogicalResourceId: 'Topic' }, { LogicalResourceId: 'Db' }] } }),
    cloudformation('ListExports', {}, { gives: { Exports: [{ Name: 'shop-endpoint' }] } }),
    cloudformation('GetTemplate', { ...shop, TemplateStage: 'Original' }, { gives: { TemplateBody: TEMPLATE } }),

    cloudformation('UpdateStack', { ...shop, ...same }, { fails: 'ValidationError' }),
    cloudformation('UpdateStack', { ...shop, ...retention('9'), ...TAGS, ...CAPABILITIES, ...ROLE, TemplateURL: TEMPLATE_URL, ClientRequestToken: 'second' }),
    cloudformation('UpdateStack', { ...shop, ...retention('10'), TemplateBody: TEMPLATE }, { fails: 'ValidationError' }),
    waitFor('StackUpdateComplete'),
    cloudformation('UpdateStack', { ...shop, ...retention('11'), TemplateBody: TEMPLATE }),
    pass(5),
    cloudformation('CancelUpdateStack', { ...shop, ClientRequestToken: 'third' }),
    waitFor('StackRollbackComplete'),
    cloudformation('DescribeStacks', shop, { gives: { Stacks: [retention('9')] } }),
    cloudformation('ContinueUpdateRollback', { ...shop, ...ROLE, ResourcesToSkip: ['Db'], ClientRequestToken: 'fourth' }, { fails: 'ValidationError' }),

    rds('DescribeDBClusters', { Filters: [{ Name: 'engine', Values: ['aurora-postgresql'] }] }),
    rds('ModifyDBCluster', { DBClusterIdentifier: from('DescribeStackResource.StackResourceDetail.PhysicalResourceId'), BackupRetentionPeriod: 20 }),
    cloudformation('DetectStackDrift', shop),
    cloudformation('DescribeStackDriftDetectionStatus', { StackDriftDetectionId: from('DetectStackDrift.StackDriftDetectionId') }, {
      gives: { StackDriftStatus: 'DRIFTED', DriftedStackResourceCount: 1 },
    }),
    cloudformation('DescribeStackResourceDrifts', { ...shop, StackResourceDriftStatusFilters: ['MODIFIED'] }, {
      gives: { StackResourceDrifts: [{ LogicalResourceId: 'Db', PropertyDifferences: [{ PropertyPath: '/BackupRetentionPeriod', ActualValue: '20' }] }] },
    }),

    cloudformation('DeleteStack', { ...shop, ...ROLE, RetainResources: ['Topic'], ClientRequestToken: 'last' }),
    waitFor('StackDeleteComplete'),
    cloudformation('DescribeStacks', shop, { fails: 'ValidationError' }),
  ],
};

const change = { ...shop, ChangeSetName: 'change' };

export const CHANGE_SETS: Group = {
  name: 'change sets',
  steps: [
    cloudformation('CreateStack', { ...shop, TemplateURL: TEMPLATE_URL }),
    waitFor('StackCreateComplete'),
    cloudformation('CreateChangeSet', {
      ...change,
      ...retention('5'),
      ...TAGS,
      ...CAPABILITIES,
      ...ROLE,
      ChangeSetType: 'UPDATE',
      TemplateURL: TEMPLATE_URL,
      ClientToken: 'first',
      Description: 'keeps backups longer',
      IncludeNestedStacks: false,
    }),
    waitFor('ChangeSetCreateComplete', change),
    cloudformation('DescribeChangeSet', { ...change, IncludePropertyValues: true }, {
      gives: {
        Status: 'CREATE_COMPLETE',
        ExecutionStatus: 'AVAILABLE',
        Changes: [{ ResourceChange: { LogicalResourceId: 'Db', Action: 'Modify', Replacement: 'False', Scope: ['Properties', 'Tags'], Details: [{ Target: { Name: 'BackupRetentionPeriod' } }, { Target: { Attribute: 'Tags' } }], BeforeContext: expect.any(String) } }],
        Description: 'keeps backups longer',
        ...TAGS,
      },
    }),
    cloudformation('GetTemplate', change, { gives: { TemplateBody: TEMPLATE } }),
    cloudformation('ExecuteChangeSet', { ...change, ClientRequestToken: 'second' }),
    waitFor('StackUpdateComplete'),
    cloudformation('CreateChangeSet', { ...shop, ...same, ChangeSetName: 'nothing' }),
    cloudformation('DescribeChangeSet', { ...shop, ChangeSetName: 'nothing' }, { gives: { Status: 'FAILED', StatusReason: expect.any(String) } }),
    cloudformation('ExecuteChangeSet', { ...shop, ChangeSetName: 'nothing' }, { fails: 'InvalidChangeSetStatus' }),
    cloudformation('DeleteChangeSet', { ...shop, ChangeSetName: 'nothing' }),
    cloudformation('DescribeChangeSet', { ...shop, ChangeSetName: 'nothing' }, { fails: 'ChangeSetNotFound' }),
    cloudformation('CreateChangeSet', { ...shop, ...same, ChangeSetName: 'as-usual', DeploymentConfig: { Mode: 'STANDARD', DisableRollback: false } }, { newerThanPython: true }),

    cloudformation('CreateChangeSet', {
      StackName: 'adopted',
      ChangeSetName: 'adopt',
      ChangeSetType: 'IMPORT',
      TemplateBody: ADOPTED,
      ResourcesToImport: [{ ResourceType: 'AWS::RDS::DBCluster', LogicalResourceId: 'Db', ResourceIdentifier: { DBClusterIdentifier: 'mysql-80' } }],
    }),
    cloudformation('ExecuteChangeSet', { StackName: 'adopted', ChangeSetName: 'adopt' }),
    waitFor('StackImportComplete', { StackName: 'adopted' }),
    cloudformation('CreateChangeSet', { StackName: 'other', ChangeSetName: 'x', ChangeSetType: 'CREATE', TemplateBody: ADOPTED.replace('mysql-80', 'sample-cluster'), ImportExistingResources: true }),
    cloudformation('DescribeChangeSet', { StackName: 'other', ChangeSetName: 'x' }, { gives: { Changes: [{ ResourceChange: { Action: 'Import' } }] } }),
  ],
};
