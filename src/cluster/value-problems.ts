import { type Duration, Token } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { type AnyClusterProps, isLimitless } from './l2-props';
import { offersDataApi } from '../capacity/engine-limits';
import type { Problem } from '../planner/decision';

const MONITORING_SECONDS = [0, 1, 5, 10, 15, 30, 60];
const LONGEST_BACKUP_DAYS = 35;
const LONGEST_BACKTRACK_SECONDS = 259_200;
const SHORTEST_LIMITLESS_RETENTION_DAYS = 31;
const LOWEST_PORT = 1150;
const HIGHEST_PORT = 65_535;
const IDENTIFIER = /^[A-Za-z](?!.*--)[A-Za-z0-9-]{0,62}(?<!-)$/;

/** Values that AWS refuses. A token is not known yet: CloudFormation will say so. */
export function valueProblems(props: AnyClusterProps): Problem[] {
  const { engine, port, clusterIdentifier, cloudwatchLogsExports = [] } = props;
  const monitoring = seconds(props.monitoringInterval);
  const backtrack = seconds(props.backtrackWindow);
  const retention = seconds(props.backup?.retention);
  const foreign = cloudwatchLogsExports.filter((log) => !engine.supportedLogTypes.includes(log));
  const version = engine.engineVersion?.fullVersion;
  return [
    ...invalid(monitoring !== undefined && !MONITORING_SECONDS.includes(monitoring), 'monitoringInterval', `${monitoring} seconds`, `one of ${MONITORING_SECONDS.join(', ')} seconds`),
    ...invalid(backtrack !== undefined && (backtrack < 0 || backtrack > LONGEST_BACKTRACK_SECONDS), 'backtrackWindow', `${backtrack} seconds`, '0 to 72 hours'),
    ...invalid(retention !== undefined && (retention < 86_400 || retention > LONGEST_BACKUP_DAYS * 86_400), 'backup.retention', `${(retention ?? 0) / 86_400} days`, `1 to ${LONGEST_BACKUP_DAYS} days`),
    ...invalid(isKnown(port) && !(Number.isInteger(port) && port >= LOWEST_PORT && port <= HIGHEST_PORT), 'port', `${port}`, `a whole number from ${LOWEST_PORT} to ${HIGHEST_PORT}`),
    ...invalid(isKnown(clusterIdentifier) && !IDENTIFIER.test(clusterIdentifier), 'clusterIdentifier', `${clusterIdentifier}`,
      '1 to 63 letters, digits and single hyphens, with a letter first and no hyphen last'),
    ...invalid(foreign.length > 0, 'cloudwatchLogsExports', foreign.join(', '), `some of ${engine.supportedLogTypes.join(', ')}`),
    ...invalid(props.enableDataApi === true && isKnown(version) && offersDataApi(engine.engineType, version) === false, 'enableDataApi', `true with ${engine.engineType} ${version}`,
      'true from Aurora MySQL 3.07.0 and Aurora PostgreSQL 13.11, 14.8, 15.3, 16.1, 17.4, 18.3 on'),
  ];
}

/** What Aurora Limitless Database asks for, all at once. */
export function limitlessProblems(props: AnyClusterProps): Problem[] {
  if (!isLimitless(props)) return [];
  const wanted: [boolean, string][] = [
    [props.engine.engineVersion?.fullVersion?.endsWith('limitless') === true, '`engine` with a version that ends with `limitless`'],
    [props.enablePerformanceInsights === true, '`enablePerformanceInsights: true`'],
    [(props.performanceInsightRetention ?? 0) >= SHORTEST_LIMITLESS_RETENTION_DAYS, '`performanceInsightRetention` of a month or more'],
    [props.monitoringInterval !== undefined && props.enableClusterLevelEnhancedMonitoring === true, '`monitoringInterval` and `enableClusterLevelEnhancedMonitoring: true`'],
    [props.storageType === rds.DBClusterStorageType.AURORA_IOPT1, '`storageType` I/O-Optimized'],
    [(props.cloudwatchLogsExports?.length ?? 1) > 0, '`cloudwatchLogsExports`'],
    [!props.writer && !props.readers && !props.members, 'neither `members` nor `writer` nor `readers`'],
  ];
  return wanted.filter(([there]) => !there).map(([, what]) => ({
    code: 'PROPERTIES_CLASH', message: `Aurora Limitless Database (\`clusterScalabilityType\`) needs ${what}.`, remedy: 'Set it, or leave `clusterScalabilityType` out.',
  }));
}

function invalid(wrong: boolean, property: string, got: string, allowed: string): Problem[] {
  return wrong ? [{ code: 'PROPERTY_INVALID', message: `\`${property}\` is ${got}; allowed is ${allowed}.`, remedy: `Correct \`${property}\`.` }] : [];
}

function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}

function seconds(duration: Duration | undefined): number | undefined {
  return duration === undefined || duration.isUnresolved() ? undefined : duration.toSeconds({ integral: false });
}
