import { fail, type Rule } from './rule';
import { auroraEngine } from '../source/source';
import { familyOf } from '../versions/engine-version';

export const restoreProvisioned: Rule = {
  code: 'RESTORE_STARTS_PROVISIONED',
  weight: 'warning',
  paths: ['snapshot restore'],
  judge({ source, goal }) {
    const name = auroraEngine(source.engine);
    const version = goal.engineVersion ?? source.engineVersion;
    const isMajor = name !== source.engine || familyOf(name, version) !== familyOf(name, source.engineVersion);
    return isMajor ? fail(
      'A restore that upgrades to another major version ends with the first DB instance, which must be provisioned.', 'Create a provisioned writer first, then the serverless member, then fail over: the runbook does so.',
    ) : undefined;
  },
};
