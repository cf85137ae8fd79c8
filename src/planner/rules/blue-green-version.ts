import { fail, type Rule } from './rule';
import { hasFeature, type LowestVersions } from '../../capacity/engine-version';

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.BlueGreenDeployments.html */
const LOWEST: LowestVersions = { 'aurora-postgresql': { 10: 'never', 11: [21], 12: [16], 13: [12], 14: [9], 15: [4], 16: [1], 17: [4], 18: [0] } };

export const blueGreenVersion: Rule = {
  code: 'BLUE_GREEN_VERSION',
  weight: 'blocker',
  paths: ['blue/green'],
  judge({ source: { engine, engineVersion } }) {
    const offered = hasFeature(LOWEST, engine, engineVersion);
    return offered === false ? fail(`${engine} ${engineVersion} cannot be the blue side of a blue/green deployment.`, 'Upgrade to 11.21, 12.16, 13.12, 14.9, 15.4, 16.1, 17.4 or newer first.') : undefined;
  },
};
