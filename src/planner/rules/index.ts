import type { Problem } from '../decision';
import { activityStream } from './activity-stream';
import { auroraReplicaExists } from './aurora-replica-exists';
import { autoPause } from './auto-pause';
import { autoScaling } from './auto-scaling';
import { babelfish } from './babelfish';
import { backupsOff } from './backups-off';
import { blueGreenNotCopied } from './blue-green-not-copied';
import { blueGreenParameters } from './blue-green-parameters';
import { blueGreenPassword } from './blue-green-password';
import { blueGreenProxy } from './blue-green-proxy';
import { blueGreenReplicas } from './blue-green-replicas';
import { blueGreenVersion } from './blue-green-version';
import { brokenMembers } from './broken-members';
import { capacityBelowToday } from './capacity-below-today';
import { capacityForUpgrade } from './capacity-for-upgrade';
import { capacityGlobalDatabase } from './capacity-global-database';
import { capacityOfEngine } from './capacity-of-engine';
import { capacityPerformanceInsights } from './capacity-performance-insights';
import { capacityRange } from './capacity-range';
import { clusterBroken } from './cluster-broken';
import { clusterCache } from './cluster-cache';
import { convertedServerlessV1 } from './converted-serverless-v1';
import { customEndpoints } from './custom-endpoints';
import { dataApiClass } from './data-api-class';
import { dataApiInterrupted } from './data-api-interrupted';
import { dataApiUnsupported } from './data-api-unsupported';
import { deletionProtection } from './deletion-protection';
import { engine } from './engine';
import { engineMode } from './engine-mode';
import { engineVersion } from './engine-version';
import { extendedSupport } from './extended-support';
import { failoverStartsSmall } from './failover-starts-small';
import { globalSecondary } from './global-secondary';
import { globalUpgrade } from './global-upgrade';
import { instanceBroken } from './instance-broken';
import { instanceGroups } from './instance-groups';
import { instanceStopped } from './instance-stopped';
import { maxConnections } from './max-connections';
import { maxConnectionsReboot } from './max-connections-reboot';
import { membersTogether } from './members-together';
import { membersWanted } from './members-wanted';
import { mysql84 } from './mysql-84';
import { noDowngrade } from './no-downgrade';
import { ownedByStack } from './owned-by-stack';
import { parametersChanged } from './parameters-changed';
import { parametersIgnored } from './parameters-ignored';
import { pathForSource } from './path-for-source';
import { pendingChanges } from './pending-changes';
import { pendingMaintenance } from './pending-maintenance';
import { port } from './port';
import { postgresPasswords } from './postgres-passwords';
import { proxy } from './proxy';
import { quotas } from './quotas';
import { rdsVersion } from './rds-version';
import { replica } from './replica';
import { replicaInstance } from './replica-instance';
import { replicaPassword } from './replica-password';
import { replicasLeftBehind } from './replicas-left-behind';
import { restoreDataApi } from './restore-data-api';
import { restorePassword } from './restore-password';
import { restoreProvisioned } from './restore-provisioned';
import type { Rule, Subject, Weight } from './rule';
import { running } from './running';
import { serverlessV1Paused } from './serverless-v1-paused';
import { snapshotAvailable } from './snapshot-available';
import { targetSupport } from './target-support';
import { targetVersion } from './target-version';
import { upgradeRoute } from './upgrade-route';
import { writer } from './writer';
import { zeroEtl } from './zero-etl';

/** In the order in which they are told. */
export const RULES: readonly Rule[] = [
  pathForSource, engine, engineMode, targetVersion, engineVersion, upgradeRoute, rdsVersion, noDowngrade, ownedByStack, running, instanceStopped,
  clusterBroken, instanceBroken, writer, brokenMembers, pendingChanges, pendingMaintenance, activityStream, clusterCache, globalSecondary,
  globalUpgrade, replica, replicaInstance, auroraReplicaExists, replicasLeftBehind, backupsOff, replicaPassword, capacityRange,
  capacityOfEngine, capacityForUpgrade, capacityPerformanceInsights, capacityGlobalDatabase, capacityBelowToday, failoverStartsSmall,
  autoPause, dataApiInterrupted, dataApiUnsupported, dataApiClass, serverlessV1Paused, convertedServerlessV1, extendedSupport, targetSupport,
  maxConnections, maxConnectionsReboot, customEndpoints, autoScaling, proxy, port, zeroEtl, blueGreenPassword, blueGreenVersion,
  blueGreenParameters, blueGreenReplicas, blueGreenProxy, blueGreenNotCopied, babelfish, membersWanted, membersTogether,
  quotas, restoreProvisioned, restorePassword, restoreDataApi, deletionProtection, snapshotAvailable, postgresPasswords, mysql84,
  parametersIgnored, parametersChanged, instanceGroups,
];

/** What one rule found. What it finds nothing against is not told. */
export interface Finding extends Problem {
  readonly kind: 'fail' | 'cannot tell';
  readonly weight: Weight;
}

export function findingsOf(subject: Subject): Finding[] {
  return RULES.filter(({ paths }) => !paths || paths.includes(subject.path)).flatMap(({ code, weight, judge }) => {
    const judgement = judge(subject);
    return judgement ? [{ code, weight, ...judgement }] : [];
  });
}

const MUST_BE_TOLD = RULES.filter(({ mustBeTold }) => mustBeTold).map(({ code }) => code);

/** Nobody can say whether, or how, the path can be taken. */
export function isUntold({ code, kind }: Finding): boolean {
  return kind === 'cannot tell' && MUST_BE_TOLD.includes(code);
}

/** What has to be done, or found out, before the first change. */
export function standsInTheWay(finding: Finding): boolean {
  return finding.kind === 'fail' ? finding.weight !== 'warning' : isUntold(finding);
}

/** What stands in the way, all at once. */
export function problemsOf(subject: Subject): Problem[] {
  return findingsOf(subject)
    .filter(standsInTheWay)
    .map(({ code, message, remedy }) => ({ code, message, remedy }));
}
