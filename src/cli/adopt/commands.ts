import type { AdoptionStep } from './sequence';

/** The last deployments are of the adopted template; `check` finds it in place. */
export function templateFile(index: number, { name }: AdoptionStep): string {
  if (name === 'reconnect' || name === 'check') return 'adopted.template.json';
  return `${index + 1}-${name}.template.json`;
}

/** What to type for a step, with the AWS CLI; parameters keep their values. */
export function awsCommands(stackName: string, index: number, step: AdoptionStep): string[] {
  if (step.skipped) {
    const skip = step.skipped.length > 0 ? ` --resources-to-skip ${step.skipped.join(' ')}` : '';
    return [`aws cloudformation continue-update-rollback --stack-name ${stackName}${skip}`, `aws cloudformation wait stack-rollback-complete --stack-name ${stackName}`];
  }
  const file = templateFile(index, step);
  if (step.name !== 'import') {
    return [`aws cloudformation deploy --stack-name ${stackName} --template-file ${file} --capabilities CAPABILITY_NAMED_IAM --no-fail-on-empty-changeset`];
  }
  const names = Object.keys(step.template.Parameters ?? {}).map((name) => ` ParameterKey=${name},UsePreviousValue=true`);
  const parameters = names.length > 0 ? ` --parameters${names.join('')}` : '';
  return [
    // A change set whose execution failed keeps its name.
    'change_set=adopt-$(date +%s)',
    `aws cloudformation create-change-set --stack-name ${stackName} --change-set-name $change_set --change-set-type IMPORT --template-body file://${file} `
      + `--resources-to-import file://resources-to-import.json --capabilities CAPABILITY_NAMED_IAM${parameters}`,
    `aws cloudformation wait change-set-create-complete --stack-name ${stackName} --change-set-name $change_set`,
    `aws cloudformation execute-change-set --stack-name ${stackName} --change-set-name $change_set`,
    `aws cloudformation wait stack-import-complete --stack-name ${stackName}`,
  ];
}

/** The same with the CDK's CLI, where it has a command for it: with the new code in the app. */
export function cdkCommands(stackName: string, { name, skipped = [] }: AdoptionStep): string[] {
  switch (name) {
    case 'continue': return [`npx cdk rollback ${stackName}${skipped.map((logicalId) => ` --orphan ${logicalId}`).join('')}`];
    // The app refers to the database already: the CDK takes that for changes, leaves them out, and wants to be told so.
    case 'import': return [`npx cdk import ${stackName} --resource-mapping resource-mapping.json --force`];
    case 'reconnect': return [`npx cdk deploy ${stackName}`];
    case 'check': return [`npx cdk diff ${stackName} --fail`];
    default: return [];
  }
}
