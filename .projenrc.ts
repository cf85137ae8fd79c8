import { awscdk, javascript, JsonFile } from 'projen';
import { layerOverrides } from './projenrc/layers';

// The lowest release that has everything we use (`serverlessV2AutoPauseDuration`). Users may have any newer 2.x.
const LOWEST_CDK = '2.201.0';
const NEWEST_CDK = '2.276.0';

// The simulator reads and writes the wire with the shapes that these clients export: internals, so pinned exactly.
const AWS_SDK = {
  'client-application-auto-scaling': '3.1141.0',
  'client-cloudformation': '3.1169.0',
  'client-cloudwatch': '3.1162.0',
  'client-rds': '3.1169.0',
  'client-rds-data': '3.1143.0',
  'client-sfn': '3.1162.0',
  'client-ssm': '3.1169.0',
};

/** Examples and tests import the package by its name. */
const OURSELVES = { '^cdk-aurora-serverless-v2$': '<rootDir>/src' };

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-aurora-serverless-v2',
  description: 'Model, plan, rehearse and perform the move of Amazon Aurora databases to Aurora Serverless v2 with the AWS CDK',
  author: 'The cdk-aurora-serverless-v2 authors',
  authorAddress: 'cdk-aurora-serverless-v2@users.noreply.github.com',
  repositoryUrl: 'https://github.com/cdk-aurora-serverless-v2/cdk-aurora-serverless-v2.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-aurora-serverless-v2 authors',
  keywords: ['aws', 'cdk', 'aurora', 'serverless-v2', 'rds', 'migration', 'simulator'],
  defaultReleaseBranch: 'main',
  stability: 'experimental',

  cdkVersion: LOWEST_CDK,
  constructsVersion: '10.5.0',
  jsiiVersion: '~5.9.0',
  minNodeVersion: '20.0.0',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    compilerOptions: { noEmit: true, baseUrl: '.', paths: { 'cdk-aurora-serverless-v2': ['./src'] } },
    include: ['src/**/*.ts', 'test/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts', 'projenrc/**/*.ts', '.projenrc.ts'],
  },

  publishToPypi: { distName: 'cdk-aurora-serverless-v2', module: 'cdk_aurora_serverless_v2' },
  publishToMaven: {
    javaPackage: 'io.github.cdkauroraserverlessv2',
    mavenGroupId: 'io.github.cdk-aurora-serverless-v2',
    mavenArtifactId: 'cdk-aurora-serverless-v2',
  },
  publishToNuget: { dotNetNamespace: 'CdkAuroraServerlessV2', packageId: 'CdkAuroraServerlessV2' },
  publishToGo: { moduleName: 'github.com/cdk-aurora-serverless-v2/cdk-aurora-serverless-v2-go' },

  bin: { 'cdk-aurora-serverless-v2': 'bin/cdk-aurora-serverless-v2' },
  devDeps: [
    'typescript@~5.9.3',
    '@types/node@^20',
    '@aws-sdk/core@3.981.0',
    '@smithy/core@3.41.0',
    '@smithy/types',
    ...Object.entries(AWS_SDK).map(([client, version]) => `@aws-sdk/${client}@${version}`),
    '@aws-lambda-powertools/logger@^2',
    '@aws-lambda-powertools/metrics@^2',
    '@inquirer/confirm@^5',
    'cli-table3',
    'commander@^14',
    'htm@^3',
    'ora@^8',
    'picocolors',
    'preact@^10',
    'preact-render-to-string@^6',
    'seedrandom',
    'semver@^7',
    'tsconfig-paths',
    'yaml@^2',
    '@types/seedrandom',
    '@types/semver',
    '@aws-cdk/aws-service-spec',
    '@aws-cdk/cloudformation-diff',
    '@stryker-mutator/api@^9',
    '@stryker-mutator/core@^9',
    'expect@^30',
    'jest-circus@^30',
    'piscina@^5',
    'ajv@^8',
    'asl-validator@^4',
    'aws-cdk@2.1148.1',
    'cdk-nag@2.37.55',
    'fast-check@^4',
    'playwright-core',
    `aws-cdk-lib-newest@npm:aws-cdk-lib@${NEWEST_CDK}`,
  ],

  eslintOptions: { dirs: ['src'], devdirs: ['test', 'projenrc', 'examples', 'bench'] },
  lambdaAutoDiscover: false,
  integrationTestAutoDiscover: false,
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    junitReporting: false,
    jestConfig: {
      testTimeout: 300_000,
      // By default one core stays idle, which on two cores is half of them.
      maxWorkers: '100%',
      collectCoverage: false,
      setupFiles: ['<rootDir>/test/support/environment.ts'],
      moduleNameMapper: OURSELVES,
      // A run of the mutants that was interrupted leaves a copy of the project there.
      modulePathIgnorePatterns: ['<rootDir>/coverage/'],
    },
  },
  sampleCode: false,
  github: false,
  release: false,
  buildWorkflow: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  gitignore: ['cdk.out', '/reports', '*.tgz', '.jsii.tabl.json'],
});

// 1.13.0 is published without the bindings of some platforms, and `npm ci` insists on all of them.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// Everything inside: a run on a laptop and a run in Lambda use the same bytes.
const bundling = { externals: [], sourcemap: false, minify: true, keepNames: true, logLevel: javascript.BundleLogLevel.WARNING };


for (const name of ['advance', 'set-goal', 'writer-handover', 'orphaned-members']) {
  new awscdk.LambdaFunction(project, {
    cdkDeps: project.cdkDeps,
    entrypoint: `src/handlers/${name}.lambda.ts`,
    runtime: awscdk.LambdaRuntime.NODEJS_22_X,
    awsSdkConnectionReuse: false,
    bundlingOptions: bundling,
  });
}

project.bundler.addBundle('src/cli/main.ts', { ...bundling, platform: 'node', target: 'node20' });
project.bundler.addBundle('src/cli/driver.ts', { ...bundling, platform: 'node', target: 'node20' });
project.bundler.addBundle('src/simulator/lambda/bootstrap.ts', { ...bundling, platform: 'node', target: 'node20' });

// One configuration for the types of everything: sources, tests and examples.
project.tryFindObjectFile('.eslintrc.json')?.addOverride('parserOptions', {
  ecmaVersion: 2022, sourceType: 'module', project: './tsconfig.dev.json', projectService: undefined,
});
project.tryFindObjectFile('.eslintrc.json')?.addOverride('settings.import/resolver.typescript.project', './tsconfig.dev.json');
for (const override of layerOverrides()) project.eslint?.addOverride(override);
project.eslint?.addRules({ 'no-template-curly-in-string': ['error'] });
for (const path of ['src/runtime/aws/**', 'src/simulator/**', 'src/cli/**', 'examples/**']) project.eslint?.allowDevDeps(path);

/** Loading the package must cost next to nothing beside aws-cdk-lib. */
const LAZY_EXPORTS = 'ts-node --transpile-only --project projenrc/tsconfig.json projenrc/lazy-exports.ts';
project.compileTask.exec(`${LAZY_EXPORTS} lib/index.js`);

/** A stack whose Serverless v1 cluster AWS has converted: its next deployment would replace the database. */
const STUCK = 'examples/adopt/v1-converted';

project.addTask('demo', {
  description: 'Repair a stuck stack, then synthesize the example app and rehearse its deployment',
  steps: [
    { spawn: project.bundler.bundleTask.name },
    {
      exec: `node bin/cdk-aurora-serverless-v2 adopt --template ${STUCK}/template.json --state ${STUCK}/stack.json ${STUCK}/stack-resources.json ${STUCK}/clusters.json ${STUCK}/instances.json --out reports/stuck-stack`,
    },
    {
      exec: 'ts-node --transpile-only --project tsconfig.dev.json -r tsconfig-paths/register examples/first-move/app.ts',
      env: { CDK_OUTDIR: 'examples/first-move/cdk.out' },
    },
    {
      exec: 'node bin/cdk-aurora-serverless-v2 rehearse --deploy examples/first-move/cdk.out --state examples/first-move/state/*.json --html reports/first-move.html',
      receiveArgs: true,
    },
  ],
});

project.addTask('bench', {
  description: 'Measure what docs/benchmarks.md reports',
  steps: [
    { spawn: project.bundler.bundleTask.name },
    // The library as it is published, file by file: what loading it takes is measured.
    { exec: 'tsc src/index.ts --outDir assets/bench/lib --module commonjs --moduleResolution node --target es2022 --skipLibCheck --noCheck' },
    { exec: `${LAZY_EXPORTS} assets/bench/lib/index.js` },
    {
      exec: 'esbuild --bundle bench/main.ts --platform=node --target=node20 --outfile=assets/bench/main.js --log-level=warning'
        + ' --external:aws-cdk-lib --external:constructs --external:esbuild',
    },
    { exec: 'node assets/bench/main.js', receiveArgs: true, env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' } },
  ],
});

project.addTask('crash-matrix', {
  description: 'Kill the driver after every API call of the example and show that every move ends well',
  steps: [
    { spawn: project.bundler.bundleTask.name },
    // The Serverless v1 cluster: its path holds every step of the other one.
    { exec: 'node bin/cdk-aurora-serverless-v2 rehearse --crash-after each --state examples/first-move/state/sample-cluster.*.json', receiveArgs: true },
  ],
});

project.addTask('handover-matrix', {
  description: 'Fail, cancel, double and interleave handovers at every resource, minute and API call and show that each ends well',
  exec: 'jest --ci test/runtime/handover/interleavings test/scenarios/handover- --testTimeout=1800000',
  env: { CASES: 'all' },
});

project.addTask('engine-matrix', {
  description: 'Kill engines after each API call, set opposite goals and start a second driver at each turn and show that each ends well',
  exec: 'jest --ci test/scenarios/engine-killed test/scenarios/drivers --testTimeout=1800000',
  env: { CASES: 'all' },
});

project.addTask('exhaustive', {
  description: 'Compare plans with rehearsals, stop after each API call, let each fault strike at each (agree, stops, faults; --every, --seeds, --source, --profile)',
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  steps: [
    { exec: 'esbuild --bundle test/exhaustive/main.ts test/exhaustive/worker.ts --external:piscina --platform=node --target=node20 --outdir=assets/exhaustive --log-level=warning' },
    { exec: 'node assets/exhaustive/main.js', receiveArgs: true },
  ],
});

// Outside of the tests: it takes long, and what survives has to be looked at by a person (docs/mutation.md).
new JsonFile(project, 'stryker.config.json', {
  marker: false,
  obj: {
    testRunner: 'in-process',
    plugins: ['./test/mutation/in-process-runner.mjs'],
    buildCommand: 'esbuild --bundle test/planner/*.test.ts test/planner/strange/*.test.ts --outdir=assets/mutation --entry-names=[name] --platform=node --target=node20 --log-level=warning',
    mutate: ['src/planner/**/*.ts', '!src/planner/versions/*-targets.ts'],
    coverageAnalysis: 'perTest',
    // A busy machine is no endless loop.
    timeoutMS: 30_000,
    concurrency: 2,
    ignoreStatic: true,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    jsonReporter: { fileName: 'coverage/mutation.json' },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    tempDirName: 'coverage/stryker',
    thresholds: { high: 90, low: 85, break: 85 },
  },
});
project.addTask('mutation', { description: 'Change the planner in small ways and see whether a test notices', exec: 'stryker run', receiveArgs: true });

project.addTask('test:newest-cdk', {
  description: 'Run the tests of the constructs with the newest aws-cdk-lib',
  steps: [
    { spawn: project.bundler.bundleTask.name },
    { exec: `jest --ci test/cluster test/monitoring test/migration --moduleNameMapper='${JSON.stringify({ ...OURSELVES, '^aws-cdk-lib((?:/.*)?)$': 'aws-cdk-lib-newest$1' })}'` },
  ],
});

project.addTask('rosetta', {
  description: 'Compile the examples in the documentation of the API',
  exec: 'jsii-rosetta extract --strict',
});

const typecheck = project.addTask('typecheck', { description: 'Check the types of sources, tests and examples', exec: 'tsc -p tsconfig.dev.json' });
project.testTask.prependSpawn(typecheck);
project.testTask.prependSpawn(project.bundler.bundleTask);

for (const path of [
  '/.ci', '/reports', '/rosetta', '/.jsii.tabl.json', '/docs', '/examples', '/bench', '/CONTRIBUTING.md', '/jest.config.json', '/stryker.config.json',
]) {
  project.npmignore?.exclude(path);
}

project.synth();
