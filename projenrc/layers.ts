/**
 * Who may import whom, as the design's table says it. Everything that is not listed here is a lint error.
 */
interface Layer {
  /** The files of the layer, relative to `src/`. */
  readonly files: string;
  readonly except?: string;
  /** Other folders of `src/` that it may import. */
  readonly may: string[];
  /** Folders of which it may import the types, not the values. */
  readonly mayTypes?: string[];
  /** Packages that it may import; the others of `GUARDED_PACKAGES` are forbidden. */
  readonly packages?: string[];
  /** Files that only other layers may import. */
  readonly mayNot?: string[];
  /** No clock, no I/O, no randomness. */
  readonly pure?: boolean;
}

const LAMBDA_SOURCES = ['**/*.lambda'];
const CDK = ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'];
const SDK = ['@aws-sdk/*', '@smithy/*'];
const TERMINAL = ['commander', 'cli-table3', 'picocolors', 'ora', '@inquirer/*'];
const NODE = ['node:*', 'fs', 'fs/*', 'path', 'os', 'http', 'https', 'net', 'child_process', 'crypto', 'worker_threads'];
const GUARDED_PACKAGES = [...CDK, ...SDK, ...TERMINAL, ...NODE];

const FOLDERS = [
  'capacity', 'planner', 'contract', 'runtime', 'handlers', 'simulator', 'cli', 'cluster', 'monitoring', 'migration',
];

const LAYERS: Layer[] = [
  { files: 'capacity/**', may: [], pure: true },
  { files: 'planner/**', may: ['capacity'], pure: true },
  { files: 'contract/**', may: [], mayTypes: ['planner', 'capacity'], pure: true },
  { files: 'runtime/**', except: 'runtime/aws/**', may: ['contract', 'planner', 'capacity'], mayNot: ['./aws/*', '../aws/*'] },
  { files: 'runtime/aws/**', may: ['contract', 'planner', 'capacity'], packages: [...SDK, ...NODE] },
  { files: 'handlers/*.lambda.ts', may: ['runtime', 'contract'], packages: NODE },
  { files: 'simulator/**', may: [], packages: [...SDK, ...NODE] },
  { files: 'cli/**', may: ['planner', 'capacity', 'contract', 'runtime', 'simulator'], packages: [...SDK, ...TERMINAL, ...NODE] },
  { files: 'cluster/**', may: ['contract', 'planner', 'capacity', 'handlers'], packages: CDK, mayNot: LAMBDA_SOURCES },
  { files: 'monitoring/**', may: ['cluster', 'contract', 'planner', 'capacity', 'handlers'], packages: CDK, mayNot: LAMBDA_SOURCES },
  { files: 'migration/**', may: ['monitoring', 'cluster', 'contract', 'planner', 'capacity', 'handlers'], packages: [...CDK, ...NODE], mayNot: LAMBDA_SOURCES },
];

const PURE = 'a pure folder has no clock, no randomness and no I/O: take the value as an argument';
const PURITY_RULES = {
  'no-restricted-globals': ['error', ...[
    'process', 'console', 'performance', 'crypto', 'fetch', 'Buffer', 'require', 'globalThis', 'global',
    'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask',
  ].map((name) => ({ name, message: PURE }))],
  'no-restricted-properties': ['error',
    { object: 'Date', property: 'now', message: PURE },
    { object: 'Math', property: 'random', message: PURE }],
  'no-restricted-syntax': ['error',
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: PURE },
    { selector: 'CallExpression[callee.name="Date"]', message: PURE },
    { selector: 'ImportExpression', message: PURE }],
};

/** One ESLint override per layer. */
export function layerOverrides(): { files: string[]; excludedFiles?: string[]; rules: Record<string, unknown> }[] {
  return LAYERS.map((layer) => {
    const name = layer.files.replace('/**', '');
    const own = layer.files.split('/')[0];
    const forbidden = FOLDERS.filter((folder) => folder !== own && !layer.may.includes(folder));
    const byType = forbidden.filter((folder) => layer.mayTypes?.includes(folder));
    const never = forbidden.filter((folder) => !layer.mayTypes?.includes(folder));
    const packages = GUARDED_PACKAGES.filter((guarded) => !layer.packages?.includes(guarded));
    const reach = (folders: string[]) => `^(\\.\\./)+(${folders.join('|')})/`;
    return {
      files: [`src/${layer.files}`],
      ...(layer.except ? { excludedFiles: [`src/${layer.except}`] } : {}),
      rules: {
        '@typescript-eslint/no-restricted-imports': ['error', {
          patterns: [
            { regex: reach(never), message: `src/${name} may not import this folder (projenrc/layers.ts)` },
            ...(byType.length ? [{ regex: reach(byType), allowTypeImports: true, message: `src/${name} may import only types from there (projenrc/layers.ts)` }] : []),
            ...(layer.mayNot ? [{ group: layer.mayNot, message: `src/${name} may not import this file (projenrc/layers.ts)` }] : []),
            { group: packages, message: `src/${name} may not import this package (projenrc/layers.ts)` },
            { regex: '^\\.\\.(/\\.\\.)*(/index)?$', message: 'the public index is for users, not for us' },
          ],
        }],
        ...(layer.pure ? PURITY_RULES : {}),
      },
    };
  });
}
