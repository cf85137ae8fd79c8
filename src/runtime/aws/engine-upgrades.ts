import {
  DescribeDBEngineVersionsCommand, type DBEngineVersion, type DescribeDBEngineVersionsCommandInput, ModifyDBClusterCommand, type RDSClient,
} from '@aws-sdk/client-rds';
import type { UpgradeTargets } from '../../planner/versions/upgrade-targets';
import type { DatabasePort } from '../ports';
import { call } from './refusals';

/** Which upgrades AWS offers, and one of them. */
export function engineUpgrades(client: RDSClient): Pick<DatabasePort, 'upgradeTargets' | 'upgradeEngine'> {
  async function versions(query: DescribeDBEngineVersionsCommandInput): Promise<DBEngineVersion[]> {
    const found: DBEngineVersion[] = [];
    let Marker: string | undefined;
    do {
      // Versions that AWS has retired are where clusters come from.
      const page = await call(() => client.send(new DescribeDBEngineVersionsCommand({ ...query, IncludeAll: true, Marker })));
      found.push(...page.DBEngineVersions ?? []);
      Marker = page.Marker;
    } while (Marker);
    return found;
  }

  return {
    async upgradeTargets(engine, from, wanted) {
      // Most moves take one upgrade: then its own row says enough, and the table of all is long.
      const direct = targetsOf(await versions({ Engine: engine, EngineVersion: from }));
      const further = direct[from];
      return further && further !== 'unknown' && further.includes(wanted) ? direct : targetsOf(await versions({ Engine: engine }));
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
  return Object.fromEntries(versions.map(({ EngineVersion, ValidUpgradeTarget = [] }) => [
    EngineVersion!, ValidUpgradeTarget.map((target) => target.EngineVersion!),
  ]));
}
