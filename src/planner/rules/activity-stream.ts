import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const activityStream: Rule = {
  code: 'ACTIVITY_STREAM_STARTED',
  weight: 'blocker',
  paths: ['in place', 'blue/green'],
  judge: ({ source }) => featuresOf(source).activityStream ? fail(
    `A database activity stream runs on ${source.identifier}; db.serverless does not support it.`,
    `Stop it, if you can do without: aws rds stop-activity-stream --resource-arn ${source.arn}`,
  ) : undefined,
};
