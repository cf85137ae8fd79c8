import { readdirSync, readFileSync } from 'node:fs';
import type { DBCluster } from '@aws-sdk/client-rds';
import { adopt } from '../../../src/cli/adopt/adopt';
import type { Situation } from '../../../src/cli/adopt/situation';
import { compare } from '../../../src/cli/guard/compare';
import { EXAMPLES, newFolder, situationOf } from '../../support/adoption';

type Change = (situation: Situation) => Situation;

const withCluster = (change: Partial<DBCluster>): Change => ({ clusters: [{ cluster, instances }], ...situation }) =>
  ({ ...situation, clusters: [{ cluster: { ...cluster, ...change }, instances }] });
const inRollback = (failed: Record<string, string>, added: [string, string][] = []): Change => (situation) => ({
  ...situation,
  failedRollback: { failed: new Map(Object.entries(failed)), added: added.map(([type, physicalId]) => ({ logicalId: 'Added', type, physicalId })) },
});

/** Every refusal of `adopt`, from an example and what is wrong with it. */
const REFUSED: Record<string, [example: string, change: Change, remedy: RegExp]> = {
  ADOPT_STILL_V1: ['v1-converted', withCluster({ EngineMode: 'serverless' }), /`plan`, then `run`/],
  ADOPT_NOT_AVAILABLE: ['v1-converted', withCluster({ Status: 'upgrading' }), /Wait/],
  ADOPT_NO_MEMBERS: [
    'v1-converted',
    ({ clusters: [{ cluster }], ...situation }) => ({ ...situation, clusters: [{ cluster: { ...cluster, DBClusterMembers: [] }, instances: [] }] }),
    /Add a member/,
  ],
  ADOPT_REPLICA: ['v1-converted', withCluster({ ReplicationSourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:cluster:source' }), /promote-read-replica/],
  ADOPT_ANOTHER_ENGINE: ['v1-converted', withCluster({ Engine: 'aurora-postgresql', EngineVersion: '15.7' }), /--cluster/],
  ADOPT_STACK_STATUS: ['v1-converted', (situation) => ({ ...situation, status: 'UPDATE_IN_PROGRESS' }), /Wait/],
  ADOPT_ROLLBACK_DELETES: ['rollback-failed', inRollback({}, [['AWS::RDS::DBInstance', 'shop-dbwriter9bd1608d-5q6r7s8t9u0v']]), /fail over/],
  // What was only cancelled cannot be skipped: the old parameter group does not fit the new version.
  ADOPT_NOT_PROVEN: ['rollback-failed', inRollback({ Db5D02A0A9: 'Resource update cancelled' }), /describe everything again/],
};

test.each(Object.entries(REFUSED))('refuses with %s, before anything is written', async (code, [example, change, remedy]) => {
  const folder = newFolder();
  const { refusals } = await adopt(change(await situationOf(example)), folder);
  expect(refusals).toContainEqual({ code, message: expect.any(String), remedy: expect.stringMatching(remedy) });
  expect(readdirSync(folder)).toEqual([]);
});

test('refuses with ADOPT_STACK_CHANGED what is none of the folder\'s templates, and leaves the folder as it is', async () => {
  const folder = newFolder();
  const situation = await situationOf('v1-converted');
  await adopt(situation, folder);
  const before = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const { Outputs: _, ...template } = situation.source.template;
  const { refusals } = await adopt({ ...situation, source: { ...situation.source, template } }, folder);
  expect(refusals.map(({ code }) => code)).toEqual(['ADOPT_STACK_CHANGED']);
  expect(readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'))).toEqual(before);
});

test('every code of `adopt` in the documentation is one of these', () => {
  const documented = readFileSync('docs/errors.md', 'utf8').match(/ADOPT_[A-Z_0-9]+/g);
  expect([...new Set(documented)].sort()).toEqual([...Object.keys(REFUSED), 'ADOPT_STACK_CHANGED'].sort());
});

test('names each way out when the rollback deletes the cluster itself', async () => {
  const { refusals } = await adopt(inRollback({}, [['AWS::RDS::DBCluster', 'shop-db5d02a0a9-8k3jq0x2vw1p']])(await situationOf('rollback-failed')), newFolder());
  expect(refusals[0]).toMatchObject({ code: 'ADOPT_ROLLBACK_DELETES', remedy: expect.stringContaining('--deletion-protection') });
});

test('another cluster of the stack that has drifted is no reason to refuse', async () => {
  const situation = await situationOf('v1-converted');
  const [{ cluster, instances }] = situation.clusters;
  const other = { cluster: { ...cluster, DBClusterIdentifier: 'other', DBClusterMembers: [], Port: 3307 }, instances: [] };
  const { template } = situation.source;
  const Resources = { ...template.Resources, Other: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', Port: 3306 } } };
  const { refusals } = await adopt({
    ...situation,
    clusters: [{ cluster, instances }, other],
    physicalIds: new Map([...situation.physicalIds, ['Other', 'other']]),
    source: { ...situation.source, template: { ...template, Resources } },
  }, newFolder(), cluster.DBClusterIdentifier);
  expect(refusals).toEqual([]);
});

test.each(EXAMPLES)('guard finds no danger in any deployment of %s', async (example) => {
  const { adoption: { steps } } = await adopt(await situationOf(example), newFolder());
  const stacks = steps.map(({ template }) => [{ name: 'Shop', template, nested: {} }]);
  const verdicts = stacks.slice(1).map((next, index) => compare(stacks[index], next).findings.filter(({ code }) => code.startsWith('DATA_')));
  expect(verdicts.flat()).toEqual([]);
});
