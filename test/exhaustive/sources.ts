import type { Wishes } from '../../src/planner/propose-goal';
import { described, type SourceOptions } from '../support/sources';

export interface ExhaustiveSource {
  readonly name: string;
  readonly options: SourceOptions;
  readonly wishes: Wishes;
}

const [MYSQL_57, MYSQL_310] = ['5.7.mysql_aurora.2.11.4', '8.0.mysql_aurora.3.10.0'];

/** Each way in which a move in place differs from the others. */
export const SOURCES: readonly ExhaustiveSource[] = [
  { name: 'MySQL 3, no upgrade', options: { engine: 'aurora-mysql', engineVersion: MYSQL_310 }, wishes: {} },
  { name: 'MySQL 2 to 3, custom groups', options: { engine: 'aurora-mysql', engineVersion: MYSQL_57, clusterGroup: 'mine', instanceGroup: 'mine' }, wishes: { to: '3.10.0' } },
  { name: 'MySQL 2 to 8.4, two upgrades', options: { engine: 'aurora-mysql', engineVersion: MYSQL_57, instanceClasses: ['db.r6g.large'] }, wishes: { to: '8.4' } },
  { name: 'Serverless v1 MySQL 2 to 3', options: { engine: 'aurora-mysql', engineVersion: MYSQL_57, engineMode: 'serverless', more: { HttpEndpointEnabled: true } }, wishes: {} },
  { name: 'PostgreSQL 16, minor upgrade', options: { engine: 'aurora-postgresql', engineVersion: '16.4' }, wishes: { to: '16.13' } },
  { name: 'PostgreSQL 12 to 17', options: { engine: 'aurora-postgresql', engineVersion: '12.9' }, wishes: { to: '17' } },
  { name: 'Serverless v1 PostgreSQL 13', options: { engine: 'aurora-postgresql', engineVersion: '13.12', engineMode: 'serverless' }, wishes: {} },
  { name: 'Serverless v1 PostgreSQL 13 to 16', options: { engine: 'aurora-postgresql', engineVersion: '13.12', engineMode: 'serverless' }, wishes: { to: '16.8' } },
];

export function describedSource({ options }: ExhaustiveSource) {
  return described(options);
}
