import type * as rds from 'aws-cdk-lib/aws-rds';

export type L2Property = keyof rds.DatabaseClusterProps;

export const L2_CAPACITY: readonly L2Property[] = ['serverlessV2MinCapacity', 'serverlessV2MaxCapacity', 'serverlessV2AutoPauseDuration'];
export const L2_MEMBERS: readonly L2Property[] = ['writer', 'readers', 'instances', 'instanceProps', 'instanceIdentifierBase'];
export const L2_PARAMETERS: readonly L2Property[] = ['parameterGroup', 'parameters'];

export function present(props: Partial<rds.DatabaseClusterProps>, names: readonly L2Property[]): L2Property[] {
  return names.filter((name) => props[name] !== undefined);
}

/** With any L2 member property present we add no member. */
export function saysMembersItsOwnWay(props: Partial<rds.DatabaseClusterProps>): boolean {
  return present(props, L2_MEMBERS).length > 0;
}
