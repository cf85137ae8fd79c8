import { fail, type Rule } from './rule';
import { connectionsNeedReboot, predictedMaxConnections } from '../../capacity/connections';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';

export const maxConnectionsReboot: Rule = {
  code: 'MAX_CONNECTIONS_NEED_REBOOT',
  weight: 'warning',
  paths: ['in place'],
  judge({ source: { engine, cluster, members, surroundings: { parameters } }, goal: { capacity } }) {
    const staying = members.filter(({ instanceClass }) => instanceClass === SERVERLESS_CLASS).map(({ identifier }) => identifier);
    const range = cluster?.capacityRange;
    if (!range || staying.length === 0 || /^\d+$/.test(parameters?.max_connections ?? '')) return undefined;
    return connectionsNeedReboot(engine, range, capacity) ? fail(
      `With the new range max_connections is ${predictedMaxConnections(engine, capacity)} instead of ${predictedMaxConnections(engine, range)}, but not before a reboot of ${staying.join(', ')}.`,
      'Reboot them when it suits, the readers first: aws rds reboot-db-instance.',
    ) : undefined;
  },
};
