import { DescribeDBEngineVersionsCommand, type DBEngineVersion, ModifyDBClusterCommand, type RDSClient } from '@aws-sdk/client-rds';
import type { UpgradeTargets } from '../../planner/versions/upgrade-targets';
import type { DatabasePort } from '../ports';
import { call } from './refusals';

/** Which upgrades AWS offers, and one of them. */
export function engineUpgrades(client: RDSClient): Pick<DatabasePort, 'upgradeTargets' | 'upgradeEngine'> {
  return {
    async upgradeTargets(engine) {
      const versions: DBEngineVersion[] = [];
      let Marker: string | undefined;
      do {
        // Versions that AWS has retired are where clusters come from.
        const page = await call(() => client.send(new DescribeDBEngineVersionsCommand({ Engine: engine, IncludeAll: true, Marker })));
        versions.push(...page.DBEngineVersions ?? []);
        Marker = page.Marker;
      } while (Marker);
      return targetsOf(versions);
    },

    async upgradeEngine({ cluster, to, isMajor, clusterGroup, instanceGroup }) {
      await call(() => client.send(new ModifyDBClusterCommand({
        DBClusterIdentifier: cluster,
        EngineVersion: to,
        AllowMajorVersionUpgrade: isMajor ? true : undefined,
        DBClusterParameterGroupName: clusterGroup,
        DBInstanceParameterGroupName: instanceGroup,
        ApplyImmediately: true,
      })));
    },
  };
}

export function targetsOf(versions: readonly DBEngineVersion[]): UpgradeTargets {
  return Object.fromEntries(versions.map(({ EngineVersion, ValidUpgradeTarget = [] }) => [EngineVersion!, ValidUpgradeTarget.map((target) => target.EngineVersion!)]));
}
