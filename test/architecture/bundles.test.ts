import * as path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.join(__dirname, '../..');

/** The files that a bundle of this entry is made of. */
async function inputsOf(entry: string, external: string[] = []): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [path.join(ROOT, entry)], bundle: true, write: false, metafile: true, platform: 'node', external, logLevel: 'silent', absWorkingDir: ROOT,
  });
  return Object.keys(metafile.inputs);
}

const holds = (inputs: string[], ...packages: string[]) => packages.filter((name) => inputs.some((file) => file.includes(`node_modules/${name}/`)));

describe('what is shipped', () => {
  test.each(['src/handlers/advance.lambda.ts', 'src/handlers/set-goal.lambda.ts'])('%s holds the SDK, and neither the CDK nor the simulator', async (entry) => {
    const inputs = await inputsOf(entry);
    expect(holds(inputs, '@aws-sdk/client-rds', 'aws-cdk-lib', 'constructs')).toEqual(['@aws-sdk/client-rds']);
    expect(inputs.filter((file) => /^src\/(simulator|cli|cluster|migration|monitoring)\//.test(file))).toEqual([]);
  });

  test('the command line holds the simulator and no CDK', async () => {
    const inputs = await inputsOf('src/cli/main.ts');
    expect(holds(inputs, 'aws-cdk-lib', 'constructs')).toEqual([]);
    expect(inputs).toContain('src/simulator/rds/clusters/failover.ts');
  });

  test('the constructs reach the CDK, and no SDK, runtime, simulator or handler', async () => {
    const inputs = await inputsOf('src/index.ts', ['aws-cdk-lib', 'constructs']);
    expect(inputs.filter((file) => file.includes('node_modules'))).toEqual([]);
    expect(inputs.filter((file) => /^src\/(runtime|simulator|cli)\/|\.lambda\.ts$/.test(file))).toEqual([]);
    expect(inputs).toContain('src/handlers/advance-function.ts');
  });
});
