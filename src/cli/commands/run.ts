import { Command } from 'commander';
import { awsPorts } from '../../runtime/aws/clients';
import { EXIT } from '../exit-status';
import { InputError } from '../input-error';
import { parseCapacity } from '../rehearse/goal';
import { type RunOptions, run } from '../run/run';
import { tolerantMetrics } from '../run/tolerant-metrics';
import { tolerantStatements } from '../run/tolerant-statements';

interface Options {
  readonly cluster: string;
  readonly capacity?: string;
  readonly readers?: string;
  readonly yes?: boolean;
  readonly abort?: boolean;
  readonly simulatedSpeed: string;
}

export function runCommand(): Command {
  return new Command('run')
    .description('move a cluster of the account that the AWS configuration of this shell leads to; run it again to resume')
    .requiredOption('--cluster <id>', 'DB cluster identifier')
    .option('--capacity <min-max>', 'capacity range in ACUs, such as 0.5-16 (default: derived from the classes in use)')
    .option('--readers <n>', 'readers beside the writer (default: as many as today, at least one)')
    .option('--yes', 'ask nothing')
    .option('--abort', 'go back to what was there before')
    .option('--simulated-speed <x>', 'only against `simulate`: its --speed', '1')
    .action(async (options: Options) => {
      process.exitCode = await runLive(options);
    });
}

async function runLive({ cluster, capacity, readers, yes = false, abort = false, simulatedSpeed }: Options): Promise<number> {
  const speed = Number(simulatedSpeed);
  if (!(speed > 0)) throw new InputError([`--simulated-speed takes a number above 0, got ${simulatedSpeed}.`]);
  if (readers !== undefined && !/^\d+$/.test(readers)) throw new InputError([`--readers takes a whole number from 0, got ${readers}.`]);
  if (abort && (capacity ?? readers) !== undefined) throw new InputError(['--abort goes back to what was there: it takes neither --capacity nor --readers.']);
  const { metrics, statements, ...ports } = awsPorts();
  const tell = (message: string) => console.error(message);
  const options: RunOptions = {
    ports: { ...ports, metrics: tolerantMetrics(metrics, tell), statements: tolerantStatements(statements, tell) },
    cluster,
    wishes: {
      ...(capacity === undefined ? {} : { capacity: parseCapacity(capacity) }),
      ...(readers === undefined ? {} : { readers: Number(readers) }),
    },
    asks: !yes,
    goesBack: abort,
    sleep: (seconds) => new Promise((wake) => setTimeout(wake, seconds * 1000 / speed)),
  };
  process.once('SIGINT', () => {
    console.error('\nThe move rests where it is. Run the same command again to resume, or with --abort to go back.');
    process.exit(EXIT.interrupted);
  });
  return run(options);
}
