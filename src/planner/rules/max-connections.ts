import { cannotTell, fail, type Rule } from './rule';
import { predictedMaxConnections } from '../../capacity/connections';
import { auroraEngine } from '../versions/engine-version';

export const maxConnections: Rule = {
  code: 'MAX_CONNECTIONS_LOWER',
  weight: 'blocker',
  judge({ source, goal: { capacity } }) {
    const predicted = predictedMaxConnections(auroraEngine(source.engine), capacity);
    const { peakConnections, parameters } = source.surroundings;
    if (predicted === undefined || /^\d+$/.test(parameters?.max_connections ?? '')) return undefined;
    if (peakConnections === undefined) {
      return cannotTell(`max_connections will be about ${predicted}; how many connections are open at the peak is not known.`,
        'The maximum of the CloudWatch metric DatabaseConnections over the last weeks.');
    }
    return peakConnections > predicted ? fail(
      `${peakConnections} connections are open at the peak, and max_connections will be about ${predicted} with ${capacity.minAcu} to ${capacity.maxAcu} ACUs.`,
      'Raise the maximum of the range, set max_connections yourself, or put an RDS Proxy before the cluster.',
    ) : undefined;
  },
};
