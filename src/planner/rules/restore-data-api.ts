import { fail, type Rule } from './rule';

export const restoreDataApi: Rule = {
  code: 'RESTORE_DATA_API',
  weight: 'warning',
  paths: ['snapshot restore'],
  judge: ({ source: { cluster } }) => cluster?.dataApi ? fail('A restored cluster has no Data API.', 'Switch it on afterwards: aws rds enable-http-endpoint.') : undefined,
};
