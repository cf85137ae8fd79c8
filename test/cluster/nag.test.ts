import { readFileSync, writeFileSync } from 'node:fs';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagSuppressions, NIST80053R5Checks } from 'cdk-nag';
import { ENVIRONMENT, MYSQL, POSTGRES } from './support';
import { ServerlessV2Cluster } from '../../src';

/** What the packs find on a default cluster, and why it is not ours to decide. */
const ACKNOWLEDGED: Record<string, string> = {
  'AwsSolutions-IAM4': 'the function of the CDK that sets the retention of logs has such a role; `cloudwatchLogsExports: []` leaves it out',
  'AwsSolutions-IAM5': 'the function of the CDK that sets the retention of logs has such a role; `cloudwatchLogsExports: []` leaves it out',
  'HIPAA.Security-IAMNoInlinePolicy': 'the function of the CDK that sets the retention of logs has such a role; `cloudwatchLogsExports: []` leaves it out',
  'NIST.800.53.R5-IAMNoInlinePolicy': 'the function of the CDK that sets the retention of logs has such a role; `cloudwatchLogsExports: []` leaves it out',
  'AwsSolutions-SMG4': 'clients must be able to take a new password first; `rotation` is one property',
  'HIPAA.Security-SecretsManagerRotationEnabled': 'clients must be able to take a new password first; `rotation` is one property',
  'NIST.800.53.R5-SecretsManagerRotationEnabled': 'clients must be able to take a new password first; `rotation` is one property',
  'HIPAA.Security-SecretsManagerUsingKMSKey': 'a key of your own costs extra and needs a policy for whoever reads; `credentials` takes one',
  'NIST.800.53.R5-SecretsManagerUsingKMSKey': 'a key of your own costs extra and needs a policy for whoever reads; `credentials` takes one',
  'HIPAA.Security-RDSEnhancedMonitoringEnabled': 'it costs extra for each member; `monitoringInterval` switches it on',
  'NIST.800.53.R5-RDSEnhancedMonitoringEnabled': 'it costs extra for each member; `monitoringInterval` switches it on',
  'HIPAA.Security-RDSInBackupPlan': 'Aurora keeps backups by itself; AWS Backup is a decision for a whole account',
  'NIST.800.53.R5-RDSInBackupPlan': 'Aurora keeps backups by itself; AWS Backup is a decision for a whole account',
  'HIPAA.Security-RDSLoggingEnabled': 'the general log of Aurora MySQL holds whole statements, passwords among them; `cloudwatchLogsExports` takes it',
  'NIST.800.53.R5-RDSLoggingEnabled': 'the general log of Aurora MySQL holds whole statements, passwords among them; `cloudwatchLogsExports` takes it',
  'AwsSolutions-RDS11': 'another port hides nothing behind a security group; `port` sets one',
  'AwsSolutions-RDS14': 'backtrack costs extra for each change; `backtrackWindow` switches it on',
};

function findings(engine: typeof POSTGRES, acknowledged: string[]): string[] {
  const app = new App();
  const stack = new Stack(app, 'Stack', ENVIRONMENT);
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
  new ServerlessV2Cluster(stack, 'Db', { engine, vpc, storageEncrypted: true });
  for (const pack of [new AwsSolutionsChecks(), new HIPAASecurityChecks(), new NIST80053R5Checks()]) Aspects.of(app).add(pack);
  NagSuppressions.addStackSuppressions(stack, acknowledged.map((id) => ({ id, reason: ACKNOWLEDGED[id] })));
  const annotations = Annotations.fromStack(stack);
  const entries = [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())];
  return [...new Set(entries.map(({ entry }) => /^([A-Z]\w+\d?[\w.-]*?-\w+)(?:\[|:)/.exec(String(entry.data))?.[1]).filter((id) => id !== undefined))].sort();
}

test.each([['Aurora PostgreSQL', POSTGRES], ['Aurora MySQL', MYSQL]])('a default %s cluster has no finding that is not acknowledged with a reason', (_, engine) => {
  expect(findings(engine, Object.keys(ACKNOWLEDGED))).toEqual([]);
});

test('what is acknowledged is found, so that no reason outlives its rule', () => {
  const found = new Set([...findings(POSTGRES, []), ...findings(MYSQL, [])]);
  expect(Object.keys(ACKNOWLEDGED).filter((id) => !found.has(id))).toEqual([]);
});

test('docs/cluster.md has each with its reason', () => {
  const guide = readFileSync('docs/cluster.md', 'utf8');
  const rows = Object.entries(ACKNOWLEDGED).map(([id, reason]) => `| \`${id}\` | ${reason} |`).join('\n');
  const fresh = guide.replace(/(<!-- cdk-nag -->\n)[^]*?(<!-- end -->)/, (_, begin: string, end: string) => `${begin}${rows}\n${end}`);
  if (process.env.UPDATE_DOCS) writeFileSync('docs/cluster.md', fresh);
  expect(guide).toBe(fresh);
});
