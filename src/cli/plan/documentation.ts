import type { PlanDocument } from '../../planner/plan-document';
import { RULES } from '../../planner/rules';
import { ROWS } from '../../planner/sql-check-rows';

const DOCS = 'https://github.com/cdk-aurora-serverless-v2/cdk-aurora-serverless-v2/blob/main/docs';
const SECTIONS = [...RULES, ...ROWS].map(({ code }) => code);

/** Where a rule, or a question to SQL, is explained; what the loop refuses beside the rules is in the list of errors. */
export function documentationOf(code: string): string {
  return `${DOCS}/${SECTIONS.includes(code) ? `rules.md#${code.toLowerCase()}` : 'errors.md'}`;
}

/** The plan with a link beside each code: what `plan --json` prints. */
export function withDocumentation(plan: PlanDocument): object {
  const link = <Coded extends { readonly code: string }>(coded: Coded) => ({ ...coded, documentation: documentationOf(coded.code) });
  return {
    ...plan,
    first: plan.first.map(link),
    checks: plan.checks.map(link),
    paths: plan.paths.map((path) => ({ ...path, findings: path.findings.map(link) })),
  };
}
