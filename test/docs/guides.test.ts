import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as ts from 'typescript';
import { ENVIRONMENT } from '../cluster/support';
import { synthesize } from '../support/synthesize';

const ROOT = path.join(__dirname, '../..');
const FIXTURE = readFileSync(path.join(ROOT, 'rosetta/default.ts-fixture'), 'utf8');
const MODIFIERS_CANNOT_APPEAR_HERE = 1184;
const GUIDES = ['docs/cluster.md', 'docs/monitoring.md'];

const examples = GUIDES.flatMap((guide) => {
  const blocks = [...readFileSync(path.join(ROOT, guide), 'utf8').matchAll(/^```ts\n([^]*?)^```/gm)];
  return blocks.map(([, code], index) => ({
    name: `${guide} ${index + 1}`,
    file: path.join(ROOT, `.example-${path.basename(guide, '.md')}-${index + 1}.ts`),
    source: FIXTURE.replace('/// here', code),
    code,
  }));
});

const templates: string[] = [];

/** What examples take for granted with `declare const`, when they are run. */
const GIVEN: Record<string, string> = {
  vpc: "new ec2.Vpc(this, 'GivenVpc')",
  db: `new ServerlessV2Cluster(this, 'GivenDb', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }), vpc, storageEncrypted: true,
    members: ['A', 'B', 'Reports'].map((id) => ServerlessV2Member.failoverTarget(id)),
  })`,
  handler: "new lambda.Function(this, 'GivenHandler', { code: lambda.Code.fromInline('x'), handler: 'index.x', runtime: lambda.Runtime.NODEJS_22_X })",
  zone: "new route53.PrivateHostedZone(this, 'GivenZone', { vpc, zoneName: 'internal' })",
  topic: "new sns.Topic(this, 'GivenTopic')",
};

test('the examples of the guides compile', () => {
  const files = new Map(examples.map(({ file, source }) => [file, source]));
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile).config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, version) => files.has(file) ? ts.createSourceFile(file, files.get(file)!, version) : getSourceFile(file, version);
  const lenient = { ...options, noEmit: true, skipLibCheck: true, noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([...files.keys()], lenient, host);
  const problems = [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      // `declare const` stands within a constructor, as in every example of the CDK.
      .filter(({ code }) => code !== MODIFIERS_CANNOT_APPEAR_HERE)
      .map(({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
  expect(problems).toEqual([]);
  expect(examples.length).toBeGreaterThan(20);
});

test.each(examples)('$name synthesizes', ({ code }) => {
  const stack = new Stack(new App(), 'Stack', ENVIRONMENT);
  const declared = [...code.matchAll(/declare const (\w+)/g)].map(([, name]) => name);
  const given = Object.entries(GIVEN).filter(([name]) => declared.includes(name) || name === 'vpc')
    .map(([name, value]) => `const ${name} = ${value};`).join('\n');
  const body = FIXTURE.replace(/class Fixture[^]*/, `export function example(this: Stack) {\n${given}\n${code.replace(/declare const .*\n/g, '')}\n}`);
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
  const { outputText } = ts.transpileModule(body, { compilerOptions });
  const exported: { example?: () => void } = {};
  new Function('exports', 'require', outputText)(exported, require);
  exported.example!.call(stack);
  const { templateFullPath, template } = (stack.node.root as App).synth().getStackByName('Stack');
  expect(template).toHaveProperty('Resources');
  templates.push(templateFullPath);
});

const cfnLint = spawnSync('cfn-lint', ['--version']).status === 0;
/** Warnings, and the engine versions, of which AWS offers newer ones than this release of cfn-lint knows. */
const IGNORED = ['W', 'E3690'];

/** The templates of every complete app, synthesized, and those that are templates already. */
function templatesOfExamples(): string[] {
  const files = (readdirSync(path.join(ROOT, 'examples'), { recursive: true }) as string[]).filter((file) => !file.includes('cdk.out')).sort();
  const apps = files.filter((file) => file.endsWith('.ts')).map((file) => synthesize(path.join('examples', file)));
  const synthesized = apps.flatMap((folder) => readdirSync(folder).filter((file) => file.endsWith('.template.json')).map((file) => path.join(folder, file)));
  return [...synthesized, ...files.filter((file) => path.basename(file) === 'template.json').map((file) => path.join(ROOT, 'examples', file))];
}

(cfnLint ? test : test.skip)(`cfn-lint finds no error in the complete examples${cfnLint ? '' : ' (cfn-lint is not on this machine)'}`, () => {
  const files = templatesOfExamples();
  const { stdout } = spawnSync('cfn-lint', ['--format', 'parseable', '--ignore-checks', ...IGNORED, '--', ...files], { encoding: 'utf8' });
  expect(files.length).toBeGreaterThan(10);
  expect(stdout).toBe('');
}, 300_000);

(cfnLint ? test : test.skip)(`cfn-lint finds no error in them${cfnLint ? '' : ' (cfn-lint is not on this machine)'}`, () => {
  const { stdout } = spawnSync('cfn-lint', ['--format', 'parseable', '--ignore-checks', ...IGNORED, '--', ...templates], { encoding: 'utf8' });
  expect(templates).toHaveLength(examples.length);
  expect(stdout).toBe('');
}, 300_000);
