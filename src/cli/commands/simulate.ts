import { Command } from 'commander';
import { SimulatedAccount } from '../../simulator/account';
import { Endpoint } from '../../simulator/endpoint';
import { listen } from '../../simulator/http-server';
import { measure } from '../../simulator/measure';
import { PROFILES } from '../../simulator/profiles';
import { loadState } from '../../simulator/state';
import { parseFaults, parseProfile } from '../circumstances';
import { InputError } from '../input-error';
import { BOOTSTRAP } from '../rehearse/hosted-account';
import { readStateFiles } from '../state-files';

interface SimulateOptions {
  readonly port: string;
  readonly state?: string[];
  readonly speed: string;
  readonly seed: string;
  readonly profile: string;
  readonly fault: string[];
}

export function simulateCommand(): Command {
  return new Command('simulate')
    .description('serve the simulated AWS on 127.0.0.1 for any AWS client')
    .requiredOption('--port <n>', 'port to listen on; 0 picks a free one')
    .option('--state <file...>', 'output of `aws rds describe-db-clusters` and `aws rds describe-db-instances`')
    .option('--speed <x>', 'simulated seconds per real second', '1')
    .option('--seed <n>', 'fixes every random choice', '1')
    .option('--profile <name>', `how AWS behaves: ${Object.keys(PROFILES).join(', ')}`, 'typical')
    .option('--fault <fault...>', 'what goes wrong, such as throttle:operation=rds:CreateDBInstance,count=3 (docs/simulator.md)', [])
    .action(simulate);
}

async function simulate(options: SimulateOptions): Promise<void> {
  const port = number('--port', options.port, 0, 65535);
  const speed = number('--speed', options.speed, Number.MIN_VALUE, Number.MAX_VALUE);
  const state = options.state ? await readStateFiles(options.state) : [];
  const [, , , region, accountId] = state[0]?.cluster.DBClusterArn?.split(':') ?? [];
  const seed = number('--seed', options.seed, 0, Number.MAX_SAFE_INTEGER);
  const account = new SimulatedAccount({ seed, profile: PROFILES[parseProfile(options.profile)], region, accountId });
  loadState(account, state.map(({ cluster }) => cluster), state.flatMap(({ instances }) => instances));

  for (const fault of parseFaults(options.fault)) account.faults.add(fault);
  const endpoint = new Endpoint(account);
  const [simulatedStart, realStart] = [account.clock.now, performance.now()];
  account.clock.isPaced = true;
  let isPassing = false;
  const { url } = await listenOrExplain(port, (request) => account.functions.answer(request.headers, async () => {
    // While time passes, it is functions of the account that call: time waits for them.
    if (!isPassing) {
      isPassing = true;
      await account.clock.runTo(simulatedStart + Math.round((performance.now() - realStart) * speed)).finally(() => isPassing = false);
    }
    return account.cloudFormation.inbox.receive(request) ?? endpoint.answer(request);
  }));
  account.cloudFormation.inbox.baseUrl = url;
  account.functions.host = { bootstrap: BOOTSTRAP, endpointUrl: url };
  console.log(`Simulated AWS at ${url}, ${speed} simulated seconds per real second.`);
  process.once('SIGTERM', () => {
    account.catchUpClients();
    for (const { cluster } of account.clients) {
      const { writeGapSeconds, writesLost, apiCallsByOperation } = measure(account, cluster, account.clock.secondsSinceStart);
      console.log(`${cluster}: write gap ${writeGapSeconds} s, ${writesLost} writes lost, ${apiCallsByOperation['rds:FailoverDBCluster'] ?? 0} failovers`);
    }
    process.exit();
  });
  console.log(`Try: aws --endpoint-url ${url} rds describe-db-clusters`);
}

async function listenOrExplain(port: number, handler: Parameters<typeof listen>[0]) {
  try {
    return await listen(handler, port);
  } catch (error) {
    throw new InputError([`Cannot listen on port ${port}: ${(error as NodeJS.ErrnoException).code}. Choose another, or 0 for a free one.`]);
  }
}

function number(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value) || value < least || value > most) throw new InputError([`${option} takes a number from ${least} to ${most}, got ${text}.`]);
  return value;
}
