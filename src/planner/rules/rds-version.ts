import { cannotTell, fail, type Rule } from './rule';
import { majorVersionOf } from '../source/source';
import { auroraEngine, ENGINES } from '../versions/engine-version';
import { becomes } from '../versions/rds-version';

const RDS = ['RDS instance', 'instance snapshot'];

export const rdsVersion: Rule = {
  code: 'RDS_VERSION_DIFFERENT',
  weight: 'impossible',
  paths: ['read replica', 'snapshot restore'],
  mustBeTold: true,
  judge({ source, goal: { engineVersion: wanted } }) {
    const { engine, engineVersion, identifier, kind } = source;
    if (wanted === undefined || !RDS.includes(kind) || !ENGINES.includes(auroraEngine(engine))) return undefined;
    const upgrade = kind === 'instance snapshot'
      ? `aws rds modify-db-snapshot --db-snapshot-identifier ${identifier} --engine-version …`
      : `aws rds modify-db-instance --db-instance-identifier ${identifier} --engine-version … --allow-major-version-upgrade`;
    const remedy = `Upgrade it in RDS first (${upgrade}), or copy the data.`;
    switch (becomes(engine, engineVersion, wanted)) {
      case 'yes': return undefined;
      case 'unknown': return cannotTell(`AWS takes some versions of MySQL 8.0 before 8.0.28 not to Aurora MySQL 3.05 or newer; whether ${engineVersion} is one of them is not known.`, remedy);
      case 'no': return fail(
        `A replica or a restored snapshot of ${engine} ${engineVersion} becomes Aurora of the same major version, ${majorVersionOf(source)}, and not of an older minor version; ${wanted} is none that AWS takes it to.`,
        remedy,
      );
    }
  },
};
