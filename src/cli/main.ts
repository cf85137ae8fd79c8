import { Command, CommanderError } from 'commander';
import colors from 'picocolors';
import { adoptCommand } from './commands/adopt';
import { guardCommand } from './commands/guard';
import { planCommand } from './commands/plan';
import { rehearseCommand } from './commands/rehearse';
import { runCommand } from './commands/run';
import { simulateCommand } from './commands/simulate';
import { EXIT } from './exit-status';
import { InputError } from './input-error';

const program = new Command('cdk-aurora-serverless-v2')
  .description('Plan and rehearse the move of databases to Aurora Serverless v2.')
  .exitOverride()
  .showHelpAfterError('(--help lists the options)');
const COMMANDS = [planCommand, rehearseCommand, guardCommand, runCommand, adoptCommand, simulateCommand];
for (const command of COMMANDS) program.addCommand(command().copyInheritedSettings(program));

program.parseAsync().catch((error: Error) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.badInput;
  } else if (error instanceof InputError) {
    for (const problem of error.problems) console.error(colors.red(`✘ ${problem}`));
    process.exitCode = EXIT.badInput;
  } else {
    console.error(colors.red(`✘ This should not have happened: ${error.message}`));
    if (process.env.DEBUG) console.error(error.stack);
    process.exitCode = EXIT.failed;
  }
});
