import { aws } from './shell';
import { arnBeside, namesOf, type PathSubject } from './subject';
import { offersDataApi } from '../../capacity/engine-limits';

export function enableDataApi(subject: PathSubject, cluster: string): string {
  return aws('rds enable-http-endpoint', { 'resource-arn': arnBeside(subject, 'cluster', cluster) });
}

/** Nobody knows whether clients of a copy are to have it, where the source had none or does not say. */
export function dataApiChecks(subject: PathSubject): string[] {
  const { engine, version, target } = namesOf(subject);
  return offersDataApi(engine, version) === false ? [] : [`If clients are to use the Data API: \`${enableDataApi(subject, target)}\``];
}
