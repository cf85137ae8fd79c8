import { applicationOf, type Resource } from './application';
import { changesBetween } from './changes';
import { holdsData } from './databases';
import type { Comparison, Finding } from './finding';
import type { Stack } from './read-stacks';
import { deletedData, deletedMembers, deletionPolicyOf } from './rules/deleted';
import { classChanged, retained, versionChanged } from './rules/members';
import { replaced } from './rules/replaced';
import type { Comparing, Rule } from './rules/rule';

const RULES: readonly Rule[] = [replaced, deletedData, deletedMembers, classChanged, versionChanged, retained];

/** What a deployment of the new templates over the old ones would do to databases. */
export function compare(old: readonly Stack[], wanted: readonly Stack[], parameters: Readonly<Record<string, string>> = {}): Comparison {
  const [before, after] = [applicationOf(old, parameters), applicationOf(wanted, parameters)];
  const gone = old.map(({ name }) => name).filter((name) => !wanted.some((stack) => stack.name === name));
  const isForgotten = ({ stack }: Resource) => gone.some((name) => stack === name || stack.startsWith(`${name}/`));
  const comparing = { before, after, changes: changesBetween(before, after), isForgotten };
  const findings = RULES.flatMap((rule) => rule(comparing));
  return { verdict: verdictOf(findings), findings, notes: [...gone.map(forgotten), ...kept(comparing)] };
}

function verdictOf(findings: readonly Finding[]): Comparison['verdict'] {
  if (findings.some(({ certain }) => certain)) return 'unsafe';
  return findings.length > 0 ? 'cannot tell' : 'safe';
}

function forgotten(name: string): string {
  return `Stack ${name} is not in the new app: a deployment leaves it as it is.`;
}

function kept({ before: old, changes, isForgotten }: Comparing): string[] {
  return changes.filter(({ before, after }) => before && !after && holdsData(before, old) && !isForgotten(before))
    .filter(({ before }) => deletionPolicyOf(before!).startsWith('Retain'))
    .map(({ before }) => `${before!.id} leaves the stack and is kept (DeletionPolicy ${before!.deletionPolicy}): import it where it is to be managed.`);
}
