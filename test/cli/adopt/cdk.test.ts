import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { identifierOf } from '../../../src/simulator/cloudformation/update-behaviour';
import { EXAMPLES, fileOf, readJson, synthesizeExamples } from '../../support/adoption';

const CDK = path.join(__dirname, '../../../node_modules/.bin/cdk');
const cdk = (folder: string, ...args: string[]) => spawnSync(CDK, [...args, '--ci', '--no-color', '--no-notices'], { cwd: folder, encoding: 'utf8' });
const CASES = ['v1-converted', 'rollback-failed', 'another-name'];

let synthesized: ReturnType<typeof synthesizeExamples>;
beforeAll(() => {
  synthesized = synthesizeExamples();
}, 120_000);

test.each(CASES)('`cdk synth` and `cdk diff --template` take the generated code and every template of %s', (example) => {
  const app = synthesized.after(example);
  expect(cdk(app, 'synth', 'Shop', '--app', app, '--quiet')).toMatchObject({ status: 0 });
  const diff = (template: string) => cdk(app, 'diff', 'Shop', '--app', app, '--fail', '--template', fileOf(example, 'adoption', template));
  expect(diff('adopted.template.json')).toMatchObject({ status: 0, stdout: expect.stringMatching(/no differences/i) });
  const released = diff('2-release.template.json');
  expect(released).toMatchObject({ status: 1, stdout: expect.stringContaining('[+] AWS::RDS::DBCluster') });
  expect(released.stdout).not.toMatch(/replace|destroy/i);
  expect(diff('1-retain.template.json').status).toBe(1);
}, 120_000);

test.each(EXAMPLES)('the mapping of %s has the form that `cdk import` takes: identifiers by logical id', (example) => {
  const resources = readJson(fileOf(example, 'adoption'), 'adopted.template.json').Resources;
  const mapping = Object.entries<Record<string, string>>(readJson(fileOf(example, 'adoption'), 'resource-mapping.json'));
  for (const [logicalId, identifier] of mapping) {
    const [name, ...others] = identifierOf(resources[logicalId].Type);
    expect(others).toEqual([]);
    expect(identifier).toEqual({ [name]: resources[logicalId].Properties[name] });
  }
  const toImport = readJson(fileOf(example, 'adoption'), 'resources-to-import.json');
  expect(toImport).toEqual(mapping.map(([LogicalResourceId, ResourceIdentifier]) =>
    ({ ResourceType: resources[LogicalResourceId].Type, LogicalResourceId, ResourceIdentifier })));
});

test('`cdk import` documents that form', () => {
  expect(cdk('.', 'import', '--help').stdout).toContain('{"MyResource":{"TableName":"my-table"}}');
  expect(cdk('.', 'import', '--help').stdout).toMatch(/--force/);
  expect(cdk('.', 'rollback', '--help').stdout).toMatch(/--orphan +Orphan the given resources/);
}, 60_000);
