import { offersServerlessV2 } from '../../../src/capacity/engine-limits';
import type { Goal } from '../../../src/planner/goal';
import type { Observation } from '../../../src/planner/observation';
import { plan } from '../../../src/planner/plan';
import { knownUpgradeTargets, type UpgradeTargets } from '../../../src/planner/versions/upgrade-targets';
import { upgradeTargets as simulatedTargets } from '../../../src/simulator/rds/catalog/engine-versions';
import { CLUSTER, GOAL, observation } from '../../support/observations';

const ENGINES = ['aurora-mysql', 'aurora-postgresql'];
const UNREACHABLE = Infinity;

/** All distances at once by relaxation: shares no idea with the search that it checks. */
function distances(targets: UpgradeTargets): Map<string, Map<string, number>> {
  const versions = Object.keys(targets);
  const hops = (from: string, to: string) => from === to ? 0 : targets[from].includes(to) ? 1 : UNREACHABLE;
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

/** AWS upgrades minor versions by itself: a newer one of the same major version will do. */
function willDo(engine: string, version: string, wanted: string): boolean {
  const numbers = (text: string) => (engine === 'aurora-mysql' ? text.split('.mysql_aurora.')[1] : text).split('.').map(Number);
  const major = (text: string) => engine === 'aurora-mysql' ? text.split('.mysql_aurora.')[0] : text.split('.')[0];
  const [is, want] = [numbers(version), numbers(wanted)];
  const difference = is.map((part, index) => part - want[index]).find((part) => part !== 0) ?? 0;
  return major(version) === major(wanted) && difference >= 0;
}

function planned(engine: string, from: string, to: string, upgradeTargets: UpgradeTargets) {
  const cluster = { ...CLUSTER, engine, engineVersion: from };
  const goal: Goal = { ...GOAL, engineVersion: to };
  const look: Observation = observation({ origin: undefined, observedAtSeconds: 0, cluster, upgradeTargets, settled: { reads: 0, seconds: 0 } });
  const { outcome, problems, steps } = plan(goal, look);
  return { outcome, codes: problems.map(({ code }) => code), upgrades: steps.filter(({ step }) => step === 'upgrade engine').flatMap(({ changes }) => changes) };
}

describe.each(ENGINES)('%s: every source version to every version with Serverless v2', (engine) => {
  const targets = knownUpgradeTargets(engine);
  const wanted = Object.keys(targets).filter((version) => offersServerlessV2(engine, version) === true);

  test('there is a plan with as few upgrades as possible, or a refusal that says why', () => {
    const table = distances(targets);
    let [plans, refusals] = [0, 0];
    for (const from of Object.keys(targets)) {
      for (const to of wanted) {
        const hops = willDo(engine, from, to) ? 0 : table.get(from)!.get(to)!;
        const { outcome, codes, upgrades } = planned(engine, from, to, targets);
        const found = outcome === 'migrated' ? upgrades.length : codes.includes('NO_UPGRADE_ROUTE') ? UNREACHABLE : codes.join() || outcome;
        if (found !== hops) throw new Error(`${from} to ${to}: the plan says ${found}, the table says ${hops}`);
        if (hops === UNREACHABLE) refusals++;
        else plans++;
      }
    }
    expect(plans + refusals).toBe(Object.keys(targets).length * wanted.length);
    process.stdout.write(`${engine}: ${Object.keys(targets).length} source versions, ${wanted.length} versions with Serverless v2: ${plans} plans, ${refusals} refusals\n`);
  });

  test('what we know and what the simulated AWS knows is the same, except where AWS\'s pages say nothing', () => {
    const different = Object.keys(targets).filter((version) => {
      const simulated = simulatedTargets(engine, version).map((target) => target.version);
      return [...simulated].sort().join() !== [...targets[version]].sort().join();
    });
    // The pages list 16.14 and 17.10 as targets only, and versions that are retired are not for the simulator.
    expect(different).toEqual(engine === 'aurora-postgresql' ? ['16.14', '17.10'] : expect.any(Array));
    if (engine === 'aurora-mysql') expect(different.every((version) => /2\.11\.[123]$/.test(version))).toBe(true);
  });
});

test('the upgrade goes through the next major version where AWS skips none', () => {
  const { upgrades } = planned('aurora-mysql', '5.7.mysql_aurora.2.11.4', '8.4.mysql_aurora.8.4.8', knownUpgradeTargets('aurora-mysql'));
  expect(upgrades).toEqual(['upgrade shop to 8.0.mysql_aurora.3.13.0', 'upgrade shop to 8.4.mysql_aurora.8.4.8']);
});
