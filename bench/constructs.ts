import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, CustomResource, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cr from 'aws-cdk-lib/custom-resources';
import { type Row, median } from './measure';
import { MigrationEngine, MigrationSource, ServerlessV2Capacity, ServerlessV2Migration } from '../src';

const SYNTHS = 11;

/** One migration with its engine, beside the CDK's provider framework with `isComplete`. */
export async function benchConstructs(): Promise<Row[]> {
  const provider = (stack: Stack) => {
    const handler = (id: string) => new lambda.Function(stack, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({})') });
    const { serviceToken } = new cr.Provider(stack, 'Provider', { onEventHandler: handler('OnEvent'), isCompleteHandler: handler('IsComplete') });
    new CustomResource(stack, 'Resource', { serviceToken });
  };
  const ours = (stack: Stack) => {
    new ServerlessV2Migration(stack, 'Move', {
      engine: new MigrationEngine(stack, 'Engine'), source: MigrationSource.cluster('shop'), target: { capacity: ServerlessV2Capacity.range({ min: 1, max: 16 }) },
    });
  };
  return [measured('one migration with its engine', ours), measured('custom-resources.Provider with isComplete', provider)];
}

function measured(name: string, build: (stack: Stack) => void): Row {
  let resources = 0;
  const millis = Array.from({ length: SYNTHS }, () => {
    const begun = performance.now();
    const app = new App({ outdir: mkdtempSync(path.join(tmpdir(), 'bench-')) });
    build(new Stack(app, 'Bench'));
    const { template } = app.synth().stacks[0];
    resources = Object.keys((template as { Resources: object }).Resources).length;
    return performance.now() - begun;
  });
  return { name, values: { 'resources': String(resources), 'synth ms': median(millis).toFixed(0) } };
}
