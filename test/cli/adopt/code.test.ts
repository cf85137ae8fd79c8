import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { EXAMPLES, fileOf } from '../../support/adoption';
import { JsiiPython } from '../../support/jsii-python';

const ROOT = path.join(__dirname, '../../..');

describe('the generated TypeScript', () => {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile).config, ts.sys, ROOT);
  const files = EXAMPLES.map((example) => fileOf(example, 'adoption/stack.ts'));
  /** A file in memory, with an option that does not exist. */
  const wrong = fileOf(EXAMPLES[0], 'adoption/wrong.ts');
  const host = ts.createCompilerHost(options);
  const wrongText = readFileSync(files[0], 'utf8').replace('defaultDatabaseName:', 'defaultDatabase:');
  const program = ts.createProgram([...files, wrong], options, {
    ...host,
    fileExists: (name) => name === wrong || host.fileExists(name),
    getSourceFile: (name, ...rest) =>
      name === wrong ? ts.createSourceFile(name, wrongText, ts.ScriptTarget.ES2022) : host.getSourceFile(name, ...rest),
  });
  const problems = (file: string) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));

  test.each(EXAMPLES)('of %s has no type errors against this package and aws-cdk-lib', (example) => {
    expect(problems(fileOf(example, 'adoption/stack.ts'))).toEqual([]);
  }, 120_000);

  test('and this check sees an option that does not exist', () => {
    expect(problems(wrong)).toEqual([expect.stringContaining('defaultDatabase')]);
  });
});

const python = spawnSync('python3', ['--version']).status === 0 ? 'python3' : undefined;
if (!python) console.warn('SKIPPED: the generated Python is not looked at, for there is no python3.');

(python ? describe : describe.skip)('the generated Python', () => {
  let jsii: JsiiPython;
  beforeAll(() => {
    jsii = new JsiiPython();
  }, 180_000);

  const textOf = (example: string) => readFileSync(fileOf(example, 'adoption/stack.py'), 'utf8');

  test.each(EXAMPLES)('of %s is Python, and calls only what jsii gives to Python, by its names', (example) => {
    const names = jsii.namesIn(textOf(example));
    expect(jsii.unknown(names)).toEqual([]);
    expect(names.calls.length).toBeGreaterThan(10);
    expect(names.constants).toContain('RemovalPolicy.RETAIN');
  });

  test('and this check sees wrong classes, methods, arguments, constants and syntax', () => {
    const text = textOf('v1-converted');
    const changed = (from: string, to: string) => {
      expect(text).toContain(from);
      return jsii.unknown(jsii.namesIn(text.replace(from, to)));
    };
    expect(changed('port=', 'database_port=')).toEqual(['ServerlessV2Cluster(database_port=)']);
    expect(changed('storage_encrypted=', 'storageEncrypted=')).toEqual(['ServerlessV2Cluster(storageEncrypted=)']);
    expect(changed('            engine=rds.DatabaseClusterEngine', '            port=rds.DatabaseClusterEngine')).toContain('ServerlessV2Cluster() without engine');
    expect(changed('Credentials.from_password', 'Credentials.fromPassword')).toEqual(['rds.Credentials.fromPassword']);
    expect(changed('rds.SubnetGroup.', 'rds.Subnets.')).toEqual(['rds.Subnets.from_subnet_group_name']);
    expect(changed('RemovalPolicy.RETAIN', 'RemovalPolicy.KEEP')).toEqual(['RemovalPolicy.KEEP']);
    expect(changed('try_remove_child', 'remove_child')).toEqual(['around.node.remove_child']);
    expect(changed('.of("8.0.mysql_aurora.3.10.0", "8.0")', '.of("8.0", "8.0", "8")')).toEqual(['rds.AuroraMysqlEngineVersion.of with 3 arguments']);
    expect(() => changed('deletion_protection=True', 'deletion_protection=true,,')).toThrow(/SyntaxError/);
  });
});
