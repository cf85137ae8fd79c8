import { Command } from 'commander';
import { PROFILES } from '../../simulator/profiles';
import { parseFaults, parseProfile } from '../circumstances';
import { EXIT } from '../exit-status';
import { InputError } from '../input-error';
import { parseVersion } from '../plan/version';
import type { Crash } from '../rehearse/crash';
import { crashEach, type CrashRow, printCrashRows } from '../rehearse/crash-matrix';
import { printDeployments } from '../rehearse/deployments/print';
import { rehearseDeployments } from '../rehearse/deployments/rehearse-deployments';
import { parseImports, parseParameters, readSteps } from '../rehearse/deployments/step';
import { goalFor, parseCapacity } from '../rehearse/goal';
import { rehearseInProcess } from '../rehearse/in-process';
import { rehearseOverHttp } from '../rehearse/over-http';
import { printReport } from '../rehearse/print';
import type { ClusterReport, Outcome } from '../rehearse/report';
import { readApp, rehearseApp } from '../rehearse/synthesized-app';
import { pictureOfDeployment, pictureOfMove } from '../report/pictures';
import { writeHtml } from '../report/write-html';
import { readStateFiles } from '../state-files';

interface RehearseOptions {
  readonly state?: string[];
  readonly app?: string;
  readonly deploy?: string[];
  readonly import: string[];
  readonly parameter: string[];
  readonly capacity?: string;
  readonly readers?: string;
  readonly to?: string;
  readonly seed: string;
  readonly profile: string;
  readonly fault: string[];
  readonly crashAfter?: string;
  readonly html?: string;
  readonly json?: boolean;
}

export function rehearseCommand(): Command {
  return new Command('rehearse')
    .description('move clusters to Serverless v2 on a simulated AWS and report what happened')
    .option('--state <file...>', 'output of `aws rds describe-db-clusters` and `aws rds describe-db-instances`')
    .option('--app <folder>', 'run the migrations of a synthesized app (cdk.out): its own state machine and handlers')
    .option('--deploy <step...>', 'deploy apps (cdk.out) or templates one after the other; PATH@import takes existing resources over, NAME=PATH names the stack of a template')
    .option('--import <resource...>', 'what a step with @import takes over for a resource without a name of its own, such as Shop.Cluster=mysql-80', [])
    .option('--parameter <name=value...>', 'values of template parameters', [])
    .option('--capacity <min-max>', 'capacity range in ACUs, such as 0.5-16 (default: derived from the classes in use)')
    .option('--readers <n>', 'readers beside the writer (default: as many as today, at least one)')
    .option('--to <version>', 'engine version to reach, or the beginning of one, such as 16 or 3.10 (default: the nearest with Serverless v2)')
    .option('--seed <n>', 'fixes every random choice', '1')
    .option('--profile <name>', `how AWS behaves: ${Object.keys(PROFILES).join(', ')}`, 'typical')
    .option('--fault <fault...>', 'what goes wrong, such as throttle:operation=rds:CreateDBInstance,count=3 (docs/simulator.md)', [])
    .option('--crash-after <n|each>', 'kill the driver\'s process with SIGKILL after its n-th API call, or once after each')
    .option('--html <file>', 'write the report as one HTML file as well')
    .option('--json', 'print one JSON document')
    .action(async (options: RehearseOptions) => {
      process.exitCode = await rehearse(options);
    });
}

/** One cluster, ready to be rehearsed any number of times. */
interface Rehearsal {
  readonly identifier: string;
  run(crash?: Crash): Promise<ClusterReport>;
}

async function rehearse(options: RehearseOptions): Promise<number> {
  if (options.deploy !== undefined) return deploy(options, options.deploy);
  const crashAfter = parseCrashAfter(options.crashAfter);
  const results: { report: ClusterReport; crashes: CrashRow[] }[] = [];
  for (const rehearsal of await prepare(options)) {
    const report = await rehearsal.run(typeof crashAfter === 'number' ? { call: crashAfter, when: 'before the answer' } : undefined);
    const crashes = crashAfter === 'each' ? await crashEach(report, (crash) => rehearsal.run(crash)) : [];
    results.push({ report, crashes });
    if (!options.json) console.log(printReport(report) + (crashes.length > 0 ? `\n\n${printCrashRows(report, crashes)}` : ''));
  }
  if (options.json) console.log(JSON.stringify(toDocument(options, results), null, 2));
  writeHtml(options, results.map(({ report }) => pictureOfMove(report)));
  const crashed = results.flatMap(({ crashes }) => crashes.flatMap(({ beforeAnswer, afterAnswer }) => [beforeAnswer, afterAnswer]));
  return exitStatus([...results.map(({ report }) => report), ...crashed]);
}

/** A sequence of deployments: without a state they begin on an empty account. */
async function deploy(options: RehearseOptions, steps: readonly string[]): Promise<number> {
  const clash = (['app', 'capacity', 'readers', 'crashAfter'] as const).filter((name) => options[name] !== undefined);
  if (clash.length > 0) {
    const names = clash.map((name) => `--${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`);
    throw new InputError([`${names.join(' and ')} cannot be given with --deploy: the templates say what is to be done.`]);
  }
  const report = await rehearseDeployments({
    steps: readSteps(steps),
    imports: parseImports(options.import),
    parameters: parseParameters(options.parameter),
    state: options.state ? await readStateFiles(options.state) : [],
    seed: parseWhole('--seed', options.seed, 0),
    profile: parseProfile(options.profile),
    faults: parseFaults(options.fault),
    faultTexts: options.fault,
  });
  console.log(options.json ? JSON.stringify(report, null, 2) : printDeployments(report));
  writeHtml(options, [pictureOfDeployment(report)]);
  return report.outcome === 'completed' ? EXIT.ok : EXIT.failed;
}

async function prepare(options: RehearseOptions): Promise<Rehearsal[]> {
  const circumstances = { seed: parseWhole('--seed', options.seed, 0), profile: parseProfile(options.profile), faults: parseFaults(options.fault) };
  if (!options.state) throw new InputError(['--state is missing: give the output of `aws rds describe-db-clusters` and `aws rds describe-db-instances`.']);
  const state = await readStateFiles(options.state);
  if (options.app !== undefined) {
    const clash = [options.capacity !== undefined && '--capacity', options.readers !== undefined && '--readers', options.to !== undefined && '--to'].filter((name) => name !== false);
    if (clash.length > 0) throw new InputError([`${clash.join(' and ')} cannot be given with --app: the app says what its clusters are to become.`]);
    return readApp(options.app, state).map((migration) => ({
      identifier: migration.described.cluster.DBClusterIdentifier!,
      run: (crash) => rehearseApp(migration, circumstances, crash),
    }));
  }
  const problems: string[] = [];
  const goalOptions = {
    capacity: options.capacity === undefined ? undefined : parseCapacity(options.capacity),
    readers: options.readers === undefined ? undefined : parseWhole('--readers', options.readers, 0),
    to: parseVersion(options.to, problems),
  };
  if (problems.length > 0) throw new InputError(problems);
  return state.map((described) => {
    const goal = goalFor(described, goalOptions);
    return {
      identifier: described.cluster.DBClusterIdentifier!,
      run: (crash) => options.crashAfter === undefined
        ? rehearseInProcess(described, goal, circumstances)
        : rehearseOverHttp(described, goal, circumstances, crash),
    };
  });
}

function toDocument({ seed, profile, fault }: RehearseOptions, results: readonly { report: ClusterReport; crashes: readonly CrashRow[] }[]) {
  return {
    seed: Number(seed),
    profile,
    faults: fault,
    clusters: results.map(({ report, crashes }) => ({
      ...report,
      ...(crashes.length > 0 ? { crashes } : {}),
    })),
  };
}

const STATUS: Record<Outcome, number> = {
  migrated: EXIT.ok, restored: EXIT.restored, refused: EXIT.refused, parked: EXIT.failed, failed: EXIT.failed,
};

/** The gravest first: something went wrong, something was refused, something was restored. */
function exitStatus(reports: readonly ClusterReport[]): number {
  const statuses = reports.map((report) => report.invariants.violated.length > 0 || report.writesLost > 0 ? EXIT.failed : STATUS[report.outcome]);
  return [EXIT.failed, EXIT.refused, EXIT.restored].find((status) => statuses.includes(status)) ?? EXIT.ok;
}

function parseCrashAfter(text: string | undefined): number | 'each' | undefined {
  return text === undefined || text === 'each' ? text : parseWhole('--crash-after', text, 1);
}

function parseWhole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || text.trim() === '') throw new InputError([`${option} takes a whole number from ${least}, got ${text}.`]);
  return value;
}
