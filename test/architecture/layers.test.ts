import * as path from 'node:path';
// The table is written for the configuration format of projen, which only this class reads.
import { LegacyESLint } from 'eslint/use-at-your-own-risk';

const ROOT = path.join(__dirname, '../..');

// The rules at hand need no types, and the files need not exist.
const eslint = new LegacyESLint({
  cwd: ROOT,
  ignore: false,
  overrideConfig: {
    parserOptions: { projectService: false, project: null },
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/return-await': 'off' },
  },
});

/** The rules of the import table that this line would break if it stood in this file. */
async function broken(file: string, code: string): Promise<string[]> {
  const [{ messages }] = await eslint.lintText(code, { filePath: path.join(ROOT, 'src', file) });
  const ours = ['@typescript-eslint/no-restricted-imports', 'no-restricted-globals', 'no-restricted-properties', 'no-restricted-syntax'];
  return messages.map(({ ruleId }) => ruleId ?? 'parse').filter((rule) => ours.includes(rule) || rule === 'parse');
}

describe('the import table is a lint error', () => {
  test.each([
    ['capacity/x.ts', "import '../planner/decide';"],
    ['capacity/x.ts', "import 'fs';"],
    ['planner/x.ts', "import '../contract/record';"],
    ['planner/steps/x.ts', "import '../../runtime/advance';"],
    ['planner/x.ts', "import '@aws-sdk/client-rds';"],
    ['planner/x.ts', 'Date.now();'],
    ['planner/x.ts', 'new Date();'],
    ['planner/x.ts', 'Math.random();'],
    ['planner/x.ts', 'process.env.X;'],
    ['planner/x.ts', 'performance.now();'],
    ['planner/x.ts', 'crypto.randomUUID();'],
    ['planner/x.ts', 'globalThis.setTimeout(() => {});'],
    ['planner/x.ts', 'setImmediate(() => {});'],
    ['planner/x.ts', 'Date();'],
    ['planner/x.ts', "void import('node:fs');"],
    ['contract/x.ts', "import { decide } from '../planner/decide';"],
    ['runtime/x.ts', "import { RDSClient } from '@aws-sdk/client-rds';"],
    ['runtime/x.ts', "import './aws/clients';"],
    ['runtime/aws/x.ts', "import '../../simulator/account';"],
    ['runtime/aws/x.ts', "import 'aws-cdk-lib';"],
    ['handlers/x.lambda.ts', "import '../planner/decide';"],
    ['handlers/x.lambda.ts', "import 'aws-cdk-lib/aws-rds';"],
    ['simulator/x.ts', "import '../planner/decide';"],
    ['simulator/rds/x.ts', "import type { Goal } from '../../planner/goal';"],
    ['cli/x.ts', "import '../cluster/serverless-v2-cluster';"],
    ['cli/x.ts', "import 'constructs';"],
    ['cluster/x.ts', "import '../runtime/advance';"],
    ['cluster/x.ts', "import '../migration/migration-engine';"],
    ['cluster/x.ts', "import '@aws-sdk/client-rds';"],
    ['migration/x.ts', "import '../handlers/advance.lambda';"],
    ['migration/x.ts', "import '..';"],
  ])('src/%s: %s', async (file, code) => {
    expect(await broken(file, code)).toHaveLength(1);
  });

  test.each([
    ['planner/x.ts', "import '../capacity/capacity-range';"],
    ['planner/x.ts', 'new Date(0);'],
    ['contract/x.ts', "import type { Goal } from '../planner/goal';"],
    ['runtime/x.ts', "import '../planner/decide';"],
    ['runtime/aws/x.ts', "import '@aws-sdk/client-rds';"],
    ['handlers/x.lambda.ts', "import '../runtime/aws/clients';"],
    ['simulator/rds/x.ts', "import './cluster';"],
    ['simulator/rds/x.ts', "import '@aws-sdk/client-rds';"],
    ['cli/x.ts', "import '../simulator/account';"],
    ['migration/x.ts', "import '../handlers/advance-function';"],
    ['migration/x.ts', "import '../cluster/serverless-v2-capacity';"],
  ])('but not src/%s: %s', async (file, code) => {
    expect(await broken(file, code)).toEqual([]);
  });
});
