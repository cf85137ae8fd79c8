import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ts from 'typescript';
import { ENVIRONMENT } from './support';

export interface Example {
  readonly title: string;
  readonly code: string;
}

/** The examples of the L2's own README that create a cluster. */
export function readmeExamples(): Example[] {
  const readme = readFileSync(path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), 'aws-rds/README.md'), 'utf8');
  let title = '';
  return readme.split(/^(?=#+ |```ts)/m).flatMap((part) => {
    title = /^#+ (.*)/.exec(part)?.[1] ?? title;
    const code = /^```ts[^\n]*\n([^]*?)```/.exec(part)?.[1];
    return code?.includes('new rds.DatabaseCluster(') ? [{ title, code: withDifferentIds(code) }] : [];
  });
}

/** Some show variants of one cluster in one block. */
function withDifferentIds(code: string): string {
  let count = 0;
  return code.replace(/(new rds\.DatabaseCluster\(\s*this, ')(\w+)'/g, (_, head: string, id: string) => `${head}${id}${count++ || ''}'`);
}

/** What the examples take for granted, made anew for each. */
const DECLARED: Record<string, (stack: Stack) => unknown> = {
  vpc: (stack) => new ec2.Vpc(stack, 'GivenVpc'),
  primaryCluster: (stack) => rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'GivenPrimary', { clusterIdentifier: 'primary' }),
  cluster: (stack) => rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'GivenCluster', { clusterIdentifier: 'other' }),
  kmsKey: (stack) => new kms.Key(stack, 'GivenKey'),
  myLogsPublishingRole: role('GivenLogsRole'),
  monitoringRole: role('GivenMonitoringRole'),
  myUserRole: role('GivenUserRole'),
  secret: (stack) => new secretsmanager.Secret(stack, 'GivenSecret'),
  fn: (stack) => new lambda.Function(stack, 'GivenFunction', {
    code: lambda.Code.fromInline('exports.handler = () => {};'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X,
  }),
};

const MODULES = { Duration, SecretValue, Stack, ec2, iam, kms, lambda, logs, rds, s3, secretsmanager };

/** Runs an example as it stands, or with the class name swapped and the encryption stated. */
export function synthesizeExample({ code }: Example, swap?: { readonly Cluster: unknown; readonly storageEncrypted: boolean }) {
  const app = new App();
  const stack = new Stack(app, 'Stack', ENVIRONMENT);
  const names = [...code.matchAll(/declare const (\w+)/g)].map(([, name]) => name);
  const undeclared = names.filter((name) => !(name in DECLARED));
  if (undeclared.length > 0) throw new Error(`the README declares ${undeclared.join(', ')}, which the test does not`);
  const given = Object.fromEntries([...new Set([...names, 'vpc'])].map((name) => [name, DECLARED[name](stack)]));
  const scope = { ...MODULES, ...given, OurCluster: swap?.Cluster };
  const body = swap ? swapped(code, swap.storageEncrypted) : code;
  const withoutImports = body.replace(/^import .*$/gm, '').replace(/^declare const .*$/gm, '');
  const { outputText } = ts.transpileModule(`(function () {\n${withoutImports}\n})`, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.None } });
  const redeclared = Object.keys(scope).filter((name) => !new RegExp(`\\b(?:const|let) ${name}\\b`).test(withoutImports));
  const run = new Function(...redeclared, `return ${outputText}`) as (...values: unknown[]) => () => void;
  run(...redeclared.map((name) => scope[name as keyof typeof scope])).call(stack);
  return app.synth().getStackByName('Stack').template as { Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> };
}

function swapped(code: string, storageEncrypted: boolean): string {
  return code.replace(/new rds\.DatabaseCluster\((\s*\w+,\s*(?:'[^']*'|`[^`]*`),\s*\{)/g, (_, head: string) => {
    const stated = /storageEncrypt(?:ed|ionKey):/.test(code) ? '' : ` storageEncrypted: ${storageEncrypted},`;
    return `new OurCluster(${head}${stated}`;
  });
}

function role(id: string) {
  return (stack: Stack) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('rds.amazonaws.com') });
}
