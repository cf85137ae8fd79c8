import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { identifierOf } from '../../../src/simulator/cloudformation/update-behaviour';
import { adoptExample, readJson, synthesizeCode } from '../../support/adoption';

const CDK = path.join(__dirname, '../../../node_modules/.bin/cdk');
const cdk = (folder: string, ...args: string[]) => spawnSync(CDK, [...args, '--ci', '--no-color', '--no-notices'], { cwd: folder, encoding: 'utf8' });

test('the CDK\'s own diff between the generated code and the last template is empty, and one with the first is not', async () => {
  const { folder } = await adoptExample('v1-converted');
  synthesizeCode(folder, 'Shop');
  const diff = (template: string) => cdk(folder, 'diff', 'Shop', '--app', 'cdk.out', '--fail', '--template', template);
  expect(diff('5-check.template.json')).toMatchObject({ status: 0, stdout: expect.stringMatching(/no differences/i) });
  const release = diff('2-release.template.json');
  expect(release.status).toBe(1);
  expect(release.stdout).toContain('AWS::RDS::DBCluster Db');
}, 120_000);

test('the mapping has the form that `cdk import` documents: identifiers by logical id', async () => {
  const { folder, result: { adoption: { adopted } } } = await adoptExample('v1-converted');
  expect(cdk(folder, 'import', '--help').stdout).toContain('{"MyResource":{"TableName":"my-table"}}');
  const mapping = Object.entries<object>(readJson(folder, 'resource-mapping.json'));
  expect(mapping.map(([logicalId, identifier]) => [logicalId, Object.keys(identifier)]))
    .toEqual(Object.entries(adopted).map(([logicalId, { Type }]) => [logicalId, identifierOf(Type)]));
}, 60_000);
