/**
 * Writes the table of documented update behaviours from CDK's database of the CloudFormation resource specification:
 * `npx ts-node --transpile-only --project tsconfig.dev.json projenrc/write-update-behaviours.ts`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** Types besides those of RDS whose replacement a rehearsal has to tell from an update. */
const OTHERS = [
  'AWS::KMS::Key', 'AWS::Lambda::Function', 'AWS::SSM::Parameter', 'AWS::SecretsManager::Secret', 'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::StepFunctions::StateMachine',
];
const FILE = path.join(__dirname, '../src/simulator/cloudformation/update-behaviours.ts');

const { version } = JSON.parse(readFileSync(require.resolve('@aws-cdk/aws-service-spec/package.json'), 'utf8')) as { version: string };
const types = [...loadAwsServiceSpecSync().all('resource')]
  .filter(({ cloudFormationType: type }) => type.startsWith('AWS::RDS::') || OTHERS.includes(type))
  .sort((a, b) => a.cloudFormationType < b.cloudFormationType ? -1 : 1);

const list = (names: string[]) => `'${names.sort().join(' ')}'`;
const rows = types.map(({ cloudFormationType, properties, primaryIdentifier = [], isStateful }) => {
  const named = (behaviour?: string) => list(Object.keys(properties).filter((name) => properties[name].causesReplacement === behaviour));
  return `  '${cloudFormationType}': {
    identifier: ${list([...primaryIdentifier])},
    holdsData: ${isStateful ?? false},
    replacement: ${named('yes')},
    conditional: ${named('maybe')},
    inPlace: ${named()},
  },`;
});

writeFileSync(FILE, `import type { UpdateBehaviours } from './update-behaviour';

/**
 * "Update requires" of the CloudFormation documentation and its resource specification, as the package
 * @aws-cdk/aws-service-spec ${version} has it. Written by projenrc/write-update-behaviours.ts.
 */
export const UPDATE_BEHAVIOURS: Readonly<Record<string, UpdateBehaviours>> = {
${rows.join('\n')}
};
`);
