import type { PlannedPath } from '../../planner/paths/planned-path';
import type { PlanDocument } from '../../planner/plan-document';
import type { Finding } from '../../planner/rules';

export function goalInWords({ goal: { engine, engineVersion, upgrades, capacity, capacityReason, members } }: PlanDocument): string {
  const hops = upgrades.length > 0 ? `, upgraded to ${upgrades.join(', then ')}` : '';
  return `${engine} ${engineVersion}${hops}; ${members} serverless member${members === 1 ? '' : 's'} with ${capacity.minAcu} to ${capacity.maxAcu} ACUs (${capacityReason})`;
}

export function detailsOf(path: PlannedPath): [name: string, text: string][] {
  return [
    ['point of no return', path.pointOfNoReturn ?? 'none'],
    ['rest states', path.restStates.join('; ')],
    ['way back', path.wayBack],
    ['fence', path.fence ?? 'not needed: there is one cluster all the time'],
    ['clients', path.clients.join(' ')],
    ['cost', path.cost],
  ];
}

export function carriedInWords({ carried }: PlanDocument): string[] {
  if (!carried) return [];
  const { groups, members, parameters } = carried;
  const set = Object.entries(parameters ?? {}).map(([name, value]) => `${name} = ${value}`);
  return [
    ...groups.map(({ scope, from, to, family }) => `${scope} parameter group ${from} → ${to} (${family})`),
    ...(groups.length === 0 ? [] : parameters ? [`set in these groups: ${set.join(', ') || 'nothing'}`]
      : ['what is set in these groups is not known: aws rds describe-db-cluster-parameters --source user, and describe-db-parameters --source user']),
    ...members.map(({ from, to, settings }) => `${from} → ${to}: ${settings.join(', ')}`),
  ];
}

export function pickedPath({ paths, choice }: PlanDocument): PlannedPath | undefined {
  return paths.find(({ path }) => path === choice.picked);
}

/** What has to be known: of the picked path; of a database that stays, what is found on it as it is. */
export function warningsOf(plan: PlanDocument): readonly Finding[] {
  const picked = pickedPath(plan);
  if (picked) return picked.findings.filter(({ kind, weight }) => kind === 'fail' && weight === 'warning');
  return plan.paths.find(({ path }) => path === 'in place')!.findings.filter(({ kind, weight }) => kind === 'fail' && weight !== 'impossible');
}

export function unknownOf(plan: PlanDocument): readonly Finding[] {
  return pickedPath(plan)?.findings.filter(({ kind }) => kind === 'cannot tell') ?? [];
}

/** Of every other path; where nothing is to be done, that has been told already. */
export function whyNotOf({ choice: { picked, reason: told, whyNot } }: PlanDocument): PlanDocument['choice']['whyNot'] {
  return whyNot.filter(({ reason }) => picked !== 'stay' || !told.includes(reason));
}
