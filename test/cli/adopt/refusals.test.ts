import { readdirSync } from 'node:fs';
import type { DBCluster } from '@aws-sdk/client-rds';
import { adopt } from '../../../src/cli/adopt/adopt';
import { compare } from '../../../src/cli/guard/compare';
import { newFolder, situationOf } from '../../support/adoption';

async function refused(change: Partial<DBCluster>, status?: string) {
  const situation = await situationOf('v1-converted');
  const [{ cluster, instances }] = situation.clusters;
  const folder = newFolder();
  const { refusals } = await adopt({ ...situation, ...(status ? { status } : {}), clusters: [{ cluster: { ...cluster, ...change }, instances }] }, folder);
  expect(readdirSync(folder)).toEqual([]);
  return refusals;
}

test.each<[string, Partial<DBCluster>]>([
  ['ADOPT_STILL_V1', { EngineMode: 'serverless' }],
  ['ADOPT_NOT_AVAILABLE', { Status: 'upgrading' }],
  ['ADOPT_REPLICA', { ReplicationSourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:cluster:source' }],
  ['ADOPT_ANOTHER_ENGINE', { Engine: 'aurora-postgresql' }],
])('refuses with %s, before anything is written', async (code, change) => {
  expect((await refused(change)).map((refusal) => refusal.code)).toContain(code);
});

test('names the command that brings a stack back whose rollback failed', async () => {
  const [refusal] = await refused({}, 'UPDATE_ROLLBACK_FAILED');
  expect(refusal).toMatchObject({ code: 'ADOPT_STACK_STATUS', remedy: expect.stringContaining('continue-update-rollback --stack-name Shop --resources-to-skip Db') });
});

test('guard calls the difference of template and database a replacement, and every adopted deployment safe', async () => {
  const { adoption: { steps, differences } } = await adopt(await situationOf('v1-converted'), newFolder());
  expect(differences).toContainEqual(expect.objectContaining({ property: 'EngineMode', template: 'serverless', live: 'provisioned', answer: 'replacement' }));
  const stacks = steps.map(({ template }) => [{ name: 'Shop', template, nested: {} }]);
  const verdicts = stacks.slice(1).map((next, index) => compare(stacks[index], next).findings.filter(({ code }) => code.startsWith('DATA_')));
  expect(verdicts.flat()).toEqual([]);
});
