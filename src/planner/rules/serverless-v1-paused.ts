import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const serverlessV1Paused: Rule = {
  code: 'SERVERLESS_V1_PAUSED',
  weight: 'warning',
  paths: ['in place', 'blue/green'],
  judge: ({ source }) => featuresOf(source).paused ? fail(
    `${source.identifier} has paused itself; whether AWS converts a paused cluster is not documented.`, 'Connect to it shortly before the move, so that it is awake.',
  ) : undefined,
};
