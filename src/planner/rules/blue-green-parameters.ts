import { cannotTell, fail, type Rule } from './rule';
import { BINLOG, LOGICAL_REPLICATION, parametersThatReplicate } from '../../capacity/replication-parameters';
import { isCustom } from '../upgrade';

export const blueGreenParameters: Rule = {
  code: 'BLUE_GREEN_PARAMETERS',
  weight: 'blocker',
  paths: ['blue/green'],
  judge({ source: { cluster, engine, surroundings: { parameters } } }) {
    const wanted = Object.entries(engine === 'aurora-mysql' ? BINLOG : LOGICAL_REPLICATION).map(([name, value]) => `${name} = ${value}`).join(', ');
    const remedy = `Give the cluster a parameter group of its own with ${wanted}, and reboot its writer.`;
    if (cluster?.parameterGroup !== undefined && !isCustom(cluster.parameterGroup)) {
      return fail(`The cluster has the default parameter group ${cluster.parameterGroup}; a green cluster needs replication from the blue one.`, remedy);
    }
    if (parameters === undefined) return cannotTell(`Whether replication is on (${wanted}) is not known.`, `aws rds describe-db-cluster-parameters --db-cluster-parameter-group-name ${cluster?.parameterGroup ?? '…'} --source user`);
    return parametersThatReplicate(engine, parameters).length > 0 ? undefined : fail('Replication is off; a green cluster needs it.', remedy);
  },
};
