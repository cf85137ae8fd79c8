import { fail, type Rule } from './rule';

export const dataApiInterrupted: Rule = {
  code: 'DATA_API_INTERRUPTED',
  weight: 'warning',
  paths: ['in place', 'blue/green'],
  judge: ({ source: { cluster, identifier } }) => cluster?.engineMode === 'serverless' && cluster.dataApi ? fail(
    `The Data API of ${identifier} is away from the engine mode conversion until it is switched on again at the end of the move; with MySQL not before version 3.07.`,
    'Let its users connect with a driver meanwhile, or stop them. Multistatements are rejected afterwards.',
  ) : undefined,
};
