import { cannotTell, fail, type Rule } from './rule';
import type { PathName } from '../paths/planned-path';

const NEW_CLUSTER = 'Register the new cluster with the proxy at the cutover: aws rds register-db-proxy-targets. Until then clients of the proxy reach the old one.';
const ORDER: Record<PathName, string> = {
  'in place': 'Nothing to do: it follows the cluster. It has to find enough addresses for the new maximum in its subnets.',
  'blue/green': 'It has to be registered with the blue cluster before the deployment is created.',
  'snapshot restore': NEW_CLUSTER,
  'read replica': NEW_CLUSTER,
  'DMS': NEW_CLUSTER,
  'dump and restore': NEW_CLUSTER,
};

export const proxy: Rule = {
  code: 'PROXY_ORDER',
  weight: 'warning',
  judge({ source: { surroundings: { proxies } }, path }) {
    if (proxies === undefined) return cannotTell('Whether an RDS Proxy stands before it is not known.', 'aws rds describe-db-proxies, then describe-db-proxy-targets for each.');
    return proxies.length === 0 ? undefined : fail(`RDS Proxy ${proxies.join(', ')} stands before it.`, ORDER[path]);
  },
};
