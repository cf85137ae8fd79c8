import { offersServerlessV2 } from '../../../src/capacity/engine-limits';
import { merge } from '../../../src/cli/plan/documents';
import { sourcesIn } from '../../../src/cli/plan/sources';
import type { Goal } from '../../../src/planner/goal';
import type { Observation } from '../../../src/planner/observation';
import type { PathName } from '../../../src/planner/paths/planned-path';
import { plan } from '../../../src/planner/plan';
import { type PlanDocument, planDocument } from '../../../src/planner/plan-document';
import { knownUpgradeTargets, type UpgradeTargets, versionsIn } from '../../../src/planner/versions/upgrade-targets';
import { CLUSTER, GOAL, observation } from '../../support/observations';
import { documentsOf } from '../../support/sources';

export const ENGINES = ['aurora-mysql', 'aurora-postgresql'];
const UNREACHABLE = Infinity;

/** All distances at once by relaxation: shares no idea with the search that it checks. */
function distances(targets: UpgradeTargets): Map<string, Map<string, number>> {
  const versions = versionsIn(targets);
  const direct = (from: string) => targets[from] === 'unknown' ? [] : targets[from] ?? [];
  const hops = (from: string, to: string) => from === to ? 0 : direct(from).includes(to) ? 1 : UNREACHABLE;
  const table = new Map(versions.map((from) => [from, new Map(versions.map((to) => [to, hops(from, to)]))]));
  for (const via of versions) {
    for (const from of versions) {
      for (const to of versions) {
        const detour = table.get(from)!.get(via)! + table.get(via)!.get(to)!;
        if (detour < table.get(from)!.get(to)!) table.get(from)!.set(to, detour);
      }
    }
  }
  return table;
}

/** Would a version of which nobody said where it leads be reached on the way, and be older than the wanted one? */
function isUntold(engine: string, from: string, wanted: string, targets: UpgradeTargets, table: ReturnType<typeof distances>): boolean {
  return versionsIn(targets).some((version) => targets[version] === 'unknown' && table.get(from)!.get(version)! < UNREACHABLE && !isNewer(engine, version, wanted));
}

function isNewer(engine: string, version: string, than: string): boolean {
  const order = (text: string) => text.replace('.mysql_aurora', '').split('.').map(Number);
  const [a, b] = [order(version), order(than)];
  return (a.map((part, index) => part - b[index]).find((part) => part !== 0) ?? 0) > 0;
}

/** AWS upgrades minor versions by itself: a newer one of the same major version will do. */
function willDo(engine: string, version: string, wanted: string): boolean {
  const numbers = (text: string) => (engine === 'aurora-mysql' ? text.split('.mysql_aurora.')[1] : text).split('.').map(Number);
  const major = (text: string) => engine === 'aurora-mysql' ? text.split('.mysql_aurora.')[0] : text.split('.')[0];
  const [is, want] = [numbers(version), numbers(wanted)];
  const difference = is.map((part, index) => part - want[index]).find((part) => part !== 0) ?? 0;
  return major(version) === major(wanted) && difference >= 0;
}

/** Of a source: what the whole plan says about the path on which upgrades are made, and what the loop would make of it. */
export type Said = number | 'no way' | 'not told' | `something else: ${string}`;

/** From the plan that a user is shown. */
function saidOf({ paths, goal, choice, first }: PlanDocument, name: PathName): Said {
  const path = paths.find((candidate) => candidate.path === name)!;
  const about = path.findings.find(({ code }) => code === 'NO_UPGRADE_ROUTE');
  if (about && path.steps.length > 0) return `something else: steps in spite of ${about.message}`;
  if (about?.kind === 'fail') return choice.picked === name ? 'something else: it is picked in spite of that' : 'no way';
  if (about) return choice.picked !== name || first.some(({ code }) => code === about.code) ? 'not told' : 'something else: nobody has to ask first';
  const changes = path.steps.flatMap((step) => [...step.changes, ...step.commands ?? []]);
  const last = path.steps.at(-1)?.step;
  if (last !== (name === 'in place' ? 'finish' : 'cut over') || changes.some((change) => change.startsWith('give up'))) return `something else: it ends with ${last}`;
  return goal.upgrades.every((version) => changes.some((change) => change.includes(version))) ? goal.upgrades.length : 'something else: an upgrade is missing';
}

/** From the loop, played forward. */
export function playedOf(engine: string, from: string, to: string, upgradeTargets: UpgradeTargets): Said {
  const cluster = { ...CLUSTER, engine, engineVersion: from };
  const goal: Goal = { ...GOAL, engineVersion: to };
  const look: Observation = observation({ origin: undefined, observedAtSeconds: 0, cluster, upgradeTargets, settled: { reads: 0, seconds: 0 } });
  const { outcome, problems, steps } = plan(goal, look);
  const refusal = problems.find(({ code }) => code === 'NO_UPGRADE_ROUTE')?.message;
  if (outcome === 'refused' && refusal) return refusal.startsWith('AWS offers no upgrade') ? 'no way' : 'not told';
  return outcome === 'migrated' ? steps.filter(({ step }) => step === 'upgrade engine').length : `something else: ${outcome}`;
}

const ARN = 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:old';
const snapshot = (engine: string, version: string, EngineMode: string) => ({
  DBClusterSnapshots: [{ DBClusterSnapshotIdentifier: 'old', DBClusterSnapshotArn: ARN, Engine: engine, EngineVersion: version, EngineMode, Status: 'available' }],
});

interface Kind {
  readonly path: PathName;
  readonly documents: (engine: string, version: string) => readonly object[];
}

/** Every kind of source that is upgraded, and the path on which that is judged. */
const SOURCES = {
  'a provisioned cluster': { path: 'in place', documents: (engine, engineVersion) => documentsOf({ engine: engine as never, engineVersion }) },
  'Serverless v1': { path: 'in place', documents: (engine, engineVersion) => documentsOf({ engine: engine as never, engineVersion, engineMode: 'serverless' }) },
  'a cluster snapshot': { path: 'snapshot restore', documents: (engine, version) => [snapshot(engine, version, 'provisioned')] },
  'a Serverless v1 snapshot': { path: 'snapshot restore', documents: (engine, version) => [snapshot(engine, version, 'serverless')] },
} satisfies Record<string, Kind>;

/** Of every source version and every version with Serverless v2 what the table of distances says, against what somebody says. */
export async function compareMatrix(engine: string, whose: string, says: (from: string) => Promise<(to: string) => Said>): Promise<void> {
  const targets = knownUpgradeTargets(engine);
  const versions = versionsIn(targets);
  const wanted = versions.filter((version) => offersServerlessV2(engine, version) === true);
  const table = distances(targets);
  const truth = (from: string, to: string): Said => {
    if (willDo(engine, from, to)) return 0;
    const hops = table.get(from)!.get(to)!;
    return hops < UNREACHABLE ? hops : isUntold(engine, from, to, targets, table) ? 'not told' : 'no way';
  };
  const counts = { plans: 0, refusals: 0, questions: 0 };
  for (const from of versions) {
    const saysOf = await says(from);
    for (const to of wanted) {
      const [said, expected] = [saysOf(to), truth(from, to)];
      if (said !== expected) throw new Error(`${from} to ${to}: ${whose} says ${said}, the table says ${expected}`);
      counts[typeof said === 'number' ? 'plans' : said === 'no way' ? 'refusals' : 'questions']++;
    }
  }
  expect(counts.plans + counts.refusals + counts.questions).toBe(versions.length * wanted.length);
  process.stdout.write(`${engine}, ${whose}: ${versions.length} source versions, ${wanted.length} versions with Serverless v2: `
    + `${counts.plans} plans, ${counts.refusals} refusals, ${counts.questions} questions to AWS\n`);
}

/** As few upgrades as possible, a refusal, or a question to AWS: through the whole plan that a user is shown. */
export function comparePlansOf(kind: keyof typeof SOURCES): void {
  const { path, documents } = SOURCES[kind];
  test.each(ENGINES)(`of ${kind}, %s`, async (engine) => {
    await compareMatrix(engine, `the plan of ${kind}`, async (from) => {
      const [source] = await sourcesIn(merge(documents(engine, from)), []);
      return (to) => saidOf(planDocument(source, { to, path }), path);
    });
  });
}
