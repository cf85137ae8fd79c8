import { cannotTell, fail, type Rule } from './rule';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';

export const customEndpoints: Rule = {
  code: 'STATIC_CUSTOM_ENDPOINTS',
  weight: 'warning',
  paths: ['in place', 'blue/green'],
  judge({ source: { identifier, members, surroundings: { customEndpoints: endpoints } } }) {
    if (endpoints === undefined) return cannotTell('Whether custom endpoints name members is not known.', `aws rds describe-db-cluster-endpoints --db-cluster-identifier ${identifier}`);
    const leaving = members.filter(({ instanceClass }) => instanceClass !== SERVERLESS_CLASS).map((member) => member.identifier);
    const hit = endpoints.filter(({ staticMembers }) => staticMembers.some((member) => leaving.includes(member)));
    return hit.length === 0 ? undefined : fail(
      `Custom endpoints name members that will leave: ${hit.map((endpoint) => endpoint.identifier).join(', ')}. Nobody answers there once they have gone.`,
      'Add the new members to them before the old ones go: aws rds modify-db-cluster-endpoint --static-members.',
    );
  },
};
