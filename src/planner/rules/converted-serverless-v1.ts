import { cannotTell, fail, type Rule } from './rule';
import { convertedInstanceIdentifier } from '../names';
import type { Source } from '../source/source';

/** The major versions that Serverless v1 had when AWS began to convert what was left. */
const SERVERLESS_V1 = /^(5\.7\.|11\.|13\.)/;

export const convertedServerlessV1: Rule = {
  code: 'CONVERTED_SERVERLESS_V1',
  weight: 'warning',
  paths: ['in place', 'blue/green'],
  judge({ source }) {
    const { kind, identifier, cluster } = source;
    if (!cluster || kind === 'Aurora Serverless v1') return undefined;
    if (cluster.serverlessV1) {
      return fail(
        `${identifier} was a Serverless v1 cluster (its range of ${cluster.serverlessV1.minAcu} to ${cluster.serverlessV1.maxAcu} ACUs is still there) and has been converted. `
          + 'A template that still says EngineMode: serverless replaces it by an empty cluster with the change that corrects this.',
        'Do not deploy such a template. After the move, bring the cluster into a stack with `adopt` (docs/adopt.md).',
      );
    }
    return looksConverted(source) ? cannotTell(
      `Its only DB instance is called ${convertedInstanceIdentifier(identifier)}, as AWS calls that of a Serverless v1 cluster which it converts, and the console that of any other.`,
      `A snapshot pre-modify-engine-mode-${identifier}-… tells: aws rds describe-db-cluster-snapshots --snapshot-type manual --db-cluster-identifier ${identifier}. `
        + 'If it is there, see to it that no template says EngineMode: serverless, and use `adopt` after the move.',
    ) : undefined;
  },
};

function looksConverted({ identifier, engineVersion, members }: Source): boolean {
  return SERVERLESS_V1.test(engineVersion) && members.length === 1 && members[0].identifier === convertedInstanceIdentifier(identifier);
}
