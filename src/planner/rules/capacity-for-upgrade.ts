import { fail, type Rule } from './rule';
import { MAJOR_UPGRADE_FROM_13_MAXIMUM_ACU } from '../../capacity/floors';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import { familyOf } from '../versions/engine-version';

export const capacityForUpgrade: Rule = {
  code: 'CAPACITY_BELOW_MAJOR_UPGRADE',
  weight: 'blocker',
  paths: ['in place'],
  judge({ source: { identifier, engine, engineVersion, cluster, members }, goal }) {
    const from13 = familyOf(engine, engineVersion) === 'aurora-postgresql13' && goal.engineVersion !== undefined && familyOf(engine, goal.engineVersion) !== 'aurora-postgresql13';
    const maxAcu = cluster?.capacityRange?.maxAcu ?? Infinity;
    const isServerless = members.some(({ instanceClass }) => instanceClass === SERVERLESS_CLASS);
    return from13 && isServerless && maxAcu < MAJOR_UPGRADE_FROM_13_MAXIMUM_ACU ? fail(
      `The maximum of ${identifier} is ${maxAcu} ACUs; an upgrade from PostgreSQL 13 needs at least ${MAJOR_UPGRADE_FROM_13_MAXIMUM_ACU}.`,
      `aws rds modify-db-cluster --db-cluster-identifier ${identifier} --serverless-v2-scaling-configuration MaxCapacity=${MAJOR_UPGRADE_FROM_13_MAXIMUM_ACU}`,
    ) : undefined;
  },
};
