import type { PlanDocument } from '../../planner/plan-document';

const RULES = 'https://github.com/cdk-aurora-serverless-v2/cdk-aurora-serverless-v2/blob/main/docs/rules.md';

/** Where a rule, or a question to SQL, is explained. */
export function documentationOf(code: string): string {
  return `${RULES}#${code.toLowerCase()}`;
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
