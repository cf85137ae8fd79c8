import { Command } from 'commander';
import colors from 'picocolors';
import { adopt, type AdoptResult } from '../adopt/adopt';
import { readme } from '../adopt/readme';
import { readSituation, type Situation } from '../adopt/situation';
import { EXIT } from '../exit-status';

interface AdoptOptions {
  readonly template: string;
  readonly state: string[];
  readonly stack?: string;
  readonly cluster?: string;
  readonly out: string;
  readonly json?: boolean;
}

export function adoptCommand(): Command {
  return new Command('adopt')
    .description('bring a database that has moved back under its stack, without replacing it')
    .requiredOption('--template <path>', 'what is deployed: a template file or a cdk.out folder')
    .requiredOption('--state <file...>', 'output of `aws rds describe-db-clusters`, `describe-db-instances`, `aws cloudformation describe-stack-resources` and `describe-stacks`')
    .option('--stack <name>', 'the stack (default: the one in the state)')
    .option('--cluster <identifier>', 'the cluster to adopt (default: the one in the stack)')
    .option('--out <folder>', 'where the templates, the mapping, the code and the proof go', 'adoption')
    .option('--json', 'print one JSON document')
    .action(async (options: AdoptOptions) => {
      const situation = await readSituation({ template: options.template, state: options.state, stackName: options.stack });
      const result = await adopt(situation, options.out, options.cluster);
      console.log(options.json ? JSON.stringify(documentOf(result), null, 2) : print(situation, options.out, result));
      process.exitCode = result.refusals.length > 0 ? EXIT.refused : EXIT.ok;
    });
}

function documentOf({ adoption: { differences, steps }, refusals, first, done, proof }: AdoptResult) {
  const todo = first.map(({ name, does, skipped }) => ({ name, does, skipped }));
  const left = steps.map(({ name, does }, index) => ({ name, does, done: index < done }));
  return { refusals, differences, first: todo, steps: left, proof: proof?.report };
}

function print(situation: Situation, folder: string, { refusals, proof, ...result }: AdoptResult): string {
  if (refusals.length > 0) return refusals.map(({ code, message, remedy }) => `${colors.red(`[${code}]`)} ${message}\n  ${colors.cyan(remedy)}`).join('\n');
  return `${readme({ situation, ...result, proof: proof! })}\n${colors.green('✔')} written to ${folder}`;
}
