import { call, SCOPE, textOf } from './expression';
import { NOTHING, type Said } from './said';
import type { Properties } from '../../../simulator/cloudformation/resource';
import { isSame } from '../../../simulator/cloudformation/update-behaviour';

/** Enhanced monitoring, which the cluster says for all members at once: its options, and what each member renders for them. */
export function monitoring([first, ...others]: readonly Properties[]): Said {
  const renders = saidBy(first ?? {});
  const { MonitoringInterval, MonitoringRoleArn } = renders;
  const seconds = Number(MonitoringInterval);
  if (!(seconds > 0) || MonitoringRoleArn === undefined || !others.every((other) => isSame(renders, saidBy(other)))) return NOTHING;
  return {
    options: {
      monitoringInterval: call('Duration.seconds', [seconds]),
      monitoringRole: call('iam.Role.fromRoleArn', [SCOPE, 'MonitoringRole', textOf(MonitoringRoleArn)]),
    },
    renders,
  };
}

function saidBy({ MonitoringInterval, MonitoringRoleArn }: Properties): Properties {
  return { MonitoringInterval, MonitoringRoleArn };
}
