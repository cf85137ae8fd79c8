import { fail, type Rule } from './rule';
import { isMajorMove } from '../paths/subject';
import { auroraEngine, majorVersionOf } from '../source/source';

/** MySQL replicates from one series to the next. */
const SERIES = ['5.6', '5.7', '8.0', '8.4'];

export const replicaMajorVersion: Rule = {
  code: 'READ_REPLICA_MAJOR_VERSION',
  weight: 'impossible',
  paths: ['read replica'],
  judge(subject) {
    const { source, goal } = subject;
    if (source.kind !== 'RDS instance' || !isMajorMove(subject)) return undefined;
    const from = majorVersionOf(source);
    const to = majorVersionOf({ engine: auroraEngine(source.engine), engineVersion: goal.engineVersion! });
    if (source.engine === 'mysql' && SERIES.indexOf(to) - SERIES.indexOf(from) === 1) return undefined;
    return fail(
      source.engine === 'mysql' ? `MySQL replicates from one series to the next; ${from} to ${to} is further.` : `A replica of PostgreSQL has the major version of its source: ${from}, not ${to}.`,
      `Upgrade ${source.identifier} within RDS first, or copy the data on another path.`,
    );
  },
};
