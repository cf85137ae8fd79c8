import { goalFor } from '../../src/cli/rehearse/goal';
import { rehearseInProcess } from '../../src/cli/rehearse/in-process';
import type { Outcome } from '../../src/cli/rehearse/report';
import { readStateFiles } from '../../src/cli/state-files';
import { parseFault } from '../../src/simulator/faults/fault';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';
import { EXAMPLE_STATE } from '../support/simulated-account';

async function rehearseBoth(circumstances: { profile?: ProfileName; faults?: string[] }) {
  const reports = [];
  for (const described of await readStateFiles(EXAMPLE_STATE)) {
    const faults = circumstances.faults?.map(parseFault);
    reports.push(await rehearseInProcess(described, goalFor(described, {}), { seed: 1, profile: circumstances.profile, faults }));
  }
  return reports;
}

describe('a move ends well, whatever goes wrong', () => {
  test.each<[string, Outcome]>([
    ['throttle:count=20', 'migrated'],
    ['throttle:probability=0.3,count=1000', 'migrated'],
    ['server-error:count=10', 'migrated'],
    ['reset-before:operation=rds:*,probability=0.2,count=50', 'migrated'],
    ['reset-after:operation=rds:*,probability=0.2,count=50', 'migrated'],
    ['reset-after:operation=rds:FailoverDBCluster', 'migrated'],
    ['slow:operation=rds:FailoverDBCluster,seconds=30', 'migrated'],
    ['stale:seconds=20,count=1000', 'migrated'],
    ['stale:seconds=60,count=1000', 'migrated'],
    ['insufficient-capacity', 'migrated'],
    ['insufficient-capacity:count=100', 'restored'],
    ['insufficient-capacity:detail=later', 'restored'],
    ['quota:operation=rds:CreateDBInstance,count=100', 'restored'],
    ['stuck:operation=rds:CreateDBInstance', 'restored'],
    ['status:detail=incompatible-network,operation=rds:CreateDBInstance', 'restored'],
    ['stuck:operation=rds:ModifyDBCluster', 'parked'],
    ['status:detail=incompatible-network,operation=rds:ModifyDBCluster', 'parked'],
    ['zone-failure:seconds=300', 'migrated'],
    ['zone-failure:seconds=600', 'migrated'],
    ['zone-failure:seconds=700', 'migrated'],
    ['maintenance:seconds=60', 'migrated'],
    ['maintenance:seconds=700', 'migrated'],
  ])('%s: %s', async (fault, outcome) => {
    for (const report of await rehearseBoth({ faults: [fault] })) {
      expect([report.identifier, report.outcome, report.writesLost, report.invariants.violated]).toEqual([report.identifier, outcome, 0, []]);
      expect(report.apiCallsByOperation['rds:FailoverDBCluster'] ?? 0).toBeLessThanOrEqual(1);
    }
  });

  test.each(Object.keys(PROFILES) as ProfileName[])('profile %s', async (profile) => {
    for (const report of await rehearseBoth({ profile })) {
      expect([report.identifier, report.outcome, report.writesLost, report.invariants.violated]).toEqual([report.identifier, 'migrated', 0, []]);
    }
  });
});
