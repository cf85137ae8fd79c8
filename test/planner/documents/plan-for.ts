import { merge } from '../../../src/cli/plan/documents';
import { sourcesIn } from '../../../src/cli/plan/sources';
import type { PathName } from '../../../src/planner/paths/planned-path';
import { type PlanDocument, planDocument, type PlanOptions } from '../../../src/planner/plan-document';
import { documentsOf, type SourceOptions } from '../../support/sources';

/** The plan for what these documents describe, as the command makes it. */
export async function planOf(documents: readonly object[], options: PlanOptions = {}): Promise<PlanDocument> {
  const problems: string[] = [];
  const [source] = await sourcesIn(merge(documents), problems);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return planDocument(source, options);
}

export async function planFor(source: SourceOptions, options: PlanOptions = {}, around: readonly object[] = []): Promise<PlanDocument> {
  return planOf([...documentsOf(source), ...around], options);
}

export function stepsOf(plan: PlanDocument, path: PathName): string[] {
  return plan.paths.find((candidate) => candidate.path === path)!.steps.map(({ step }) => step);
}

export function commandsOf(plan: PlanDocument, path: PathName): string[] {
  return plan.paths.find((candidate) => candidate.path === path)!.steps.flatMap(({ commands = [] }) => commands);
}

/** Everything that one path tells a person to do and to look at, step by step. */
export function runbookOf(plan: PlanDocument, path: PathName): Record<string, string> {
  const { steps } = plan.paths.find((candidate) => candidate.path === path)!;
  return Object.fromEntries(steps.map(({ step, ...said }) => [step, JSON.stringify(said)]));
}
