import { cannotTell, fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const blueGreenProxy: Rule = {
  code: 'BLUE_GREEN_PROXY_OF_GLOBAL_DATABASE',
  weight: 'blocker',
  paths: ['blue/green'],
  judge({ source }) {
    const { globalCluster } = featuresOf(source);
    const { proxies } = source.surroundings;
    if (globalCluster === undefined) return undefined;
    if (!proxies) return cannotTell('Whether an RDS Proxy stands before this member of a global database is not known; blue/green takes no such proxy.', 'aws rds describe-db-proxies, then describe-db-proxy-targets for each.');
    return proxies.length === 0 ? undefined : fail(
      `RDS Proxy ${proxies.join(', ')} stands before a member of the global database ${globalCluster}; blue/green takes a proxy, or a global database, not both.`,
      'Deregister the cluster before: aws rds deregister-db-proxy-targets. Register it again behind the switchover.',
    );
  },
};
