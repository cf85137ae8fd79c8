import type { DBEngineVersion, DBEngineVersionMessage, DescribeDBEngineVersionsMessage, UpgradeTarget } from '@aws-sdk/client-rds';
import type { Profile } from '../../profile';
import { notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { invalidParameterValue } from '../faults';
import { page, selected } from '../find';
import { engineLimits, offersServerless } from './capacity-limits';
import { AURORA_MYSQL, defaultVersion, ENGINES, familyOf, isKnownEngine, isRdsEngine, majorOf, upgradeTargets, versionsOf } from './engine-versions';

/** The last versions of Serverless v1. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.ServerlessV1.html */
const SERVERLESS_V1_VERSIONS = ['5.7.mysql_aurora.2.11.4', '13.12'];

/** Lists Aurora's versions; those of the RDS engines are not modelled. */
export const describeDBEngineVersions = operation<DescribeDBEngineVersionsMessage, DBEngineVersionMessage>(
  ['Engine', 'EngineVersion', 'DBParameterGroupFamily', 'DefaultOnly', 'IncludeAll', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const isWanted = (engine: string, version: string) => {
      const major = majorOf(engine, version);
      if (input.EngineVersion !== undefined && input.EngineVersion !== version && input.EngineVersion !== major) return false;
      if (input.DBParameterGroupFamily !== undefined && input.DBParameterGroupFamily !== familyOf(engine, version)) return false;
      return !input.DefaultOnly || version === defaultVersion(engine, input.EngineVersion === undefined ? undefined : major);
    };
    const describeWanted = (engine: string) => versionsOf(engine)
      .filter((version) => isWanted(engine, version)).map((version) => describe(account.profile, engine, version));
    const versions = enginesIn(input.Engine).flatMap(describeWanted).filter((shape) => input.IncludeAll || shape.Status === 'available');
    const { items, Marker } = page(selected(versions, input.Filters, {
      'db-parameter-group-family': ({ DBParameterGroupFamily }) => DBParameterGroupFamily,
      'engine': ({ Engine }) => Engine,
      'engine-mode': ({ SupportedEngineModes }) => SupportedEngineModes,
      'engine-version': ({ EngineVersion }) => EngineVersion,
      'status': ({ Status }) => Status,
    }), input);
    return { Marker, DBEngineVersions: items };
  },
);

/** The engines that a call is about, by default both of Aurora. */
export function enginesIn(engine: string | undefined): string[] {
  if (engine === undefined) return ENGINES;
  if (isRdsEngine(engine)) throw notSimulated(`The engine ${engine}`);
  if (!isKnownEngine(engine)) throw invalidParameterValue(`Unrecognized engine name: ${engine}`);
  return [engine];
}

function engineModes(version: string): string[] {
  return SERVERLESS_V1_VERSIONS.includes(version) ? ['provisioned', 'serverless'] : ['provisioned'];
}

export function isDeprecated(profile: Profile, version: string): boolean {
  return profile.deprecatedVersions.some((prefix) => version.startsWith(prefix));
}

/** Where an automatic minor upgrade of this version leads. */
export function automaticMinorVersion(profile: Profile, engine: string, from: string): string {
  return profile.automaticMinorVersion?.(from) ?? defaultVersion(engine, majorOf(engine, from));
}

function describe(profile: Profile, engine: string, version: string): DBEngineVersion {
  const { lowest, highest } = engineLimits(engine, version);
  return {
    Engine: engine,
    EngineVersion: version,
    DBParameterGroupFamily: familyOf(engine, version),
    DBEngineDescription: engine === AURORA_MYSQL ? 'Aurora MySQL' : 'Aurora (PostgreSQL)',
    DBEngineVersionDescription: describeVersion(engine, version),
    ValidUpgradeTarget: upgradeTargets(engine, version).map((target) => describeTarget(profile, engine, version, target)),
    SupportedEngineModes: engineModes(version),
    Status: isDeprecated(profile, version) ? 'deprecated' : 'available',
    ...(offersServerless(engine, version) ? { ServerlessV2FeaturesSupport: { MinCapacity: lowest, MaxCapacity: highest } } : {}),
  };
}

function describeTarget(profile: Profile, engine: string, from: string, target: { version: string; isMajor: boolean }): UpgradeTarget {
  return {
    Engine: engine,
    EngineVersion: target.version,
    Description: describeVersion(engine, target.version),
    AutoUpgrade: target.version === automaticMinorVersion(profile, engine, from),
    IsMajorVersionUpgrade: target.isMajor,
    SupportedEngineModes: engineModes(target.version),
  };
}

function describeVersion(engine: string, version: string): string {
  return engine === AURORA_MYSQL ? `Aurora MySQL ${version.split('.mysql_aurora.')[1]}` : `Aurora PostgreSQL (Compatible with PostgreSQL ${version})`;
}
