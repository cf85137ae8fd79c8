import colors from 'picocolors';
import { documentationOf } from './documentation';
import { carriedInWords, detailsOf, goalInWords, pickedPath, unknownOf, whyNotOf, warningsOf } from './in-words';
import { rangeInWords } from '../../planner/duration-in-words';
import type { PlannedPath } from '../../planner/paths/planned-path';
import type { PlanDocument } from '../../planner/plan-document';
import type { Finding } from '../../planner/rules';
import { columns, wrapped } from '../terminal';

const WIDEST_CHANGE = 72;

/** The plan of one database for people. */
export function printPlanDocument(plan: PlanDocument): string {
  const [picked, whyNot] = [pickedPath(plan), whyNotOf(plan)];
  return [
    `${colors.bold(plan.identifier)}  ${plan.source.kind}, ${plan.source.engine} ${plan.source.engineVersion}`,
    `  → ${goalInWords(plan)}`,
    `  ${colors.bold(plan.choice.picked)}: ${plan.choice.reason}`,
    ...list(colors.red('First'), plan.first.map(finding)),
    ...(picked ? ['', steps(picked), ...walk(picked)] : []),
    ...list('Carried over', carriedInWords(plan)),
    ...list(colors.yellow('To know'), warningsOf(plan).map(finding)),
    ...list('Cannot tell yet', unknownOf(plan).map(finding)),
    ...list('Only SQL can tell', plan.checks.map(({ code, why, query, expected }) => `${coded(code, why)}\n    ${query}  → ${expected}`)),
    ...whyNot.length > 0 ? ['', ...whyNot.map(({ path, reason }) => `  ${colors.dim('not')} ${path}: ${reason}`)] : [],
    '',
    ...plan.assumptions.map((assumption) => colors.dim(`  assumed: ${assumption}`)),
  ].join('\n');
}

function steps({ steps: planned, takes, writeGap }: PlannedPath): string {
  const rows = planned.map((step) => [
    step.step, step.changes.map((change) => wrapped(change, WIDEST_CHANGE)).join('\n'),
    rangeInWords(step.takes), step.writeGap ? rangeInWords(step.writeGap) : '', step.reversible ? '' : 'no way back',
  ]);
  return columns([...rows, ['', '', rangeInWords(takes), rangeInWords(writeGap), '']], {
    head: ['step', '', 'takes', 'write gap', ''], colAligns: ['left', 'left', 'right', 'right', 'left'],
  });
}

/** Everything that is too wide for a column. */
function walk(path: PlannedPath): string[] {
  const commands = path.steps.filter((step) => step.commands || step.checks).flatMap(({ step, commands: lines = [], checks = [] }) => [
    ...[step, ...checks.map((check) => `  ${check}`)].map((line) => colors.dim(`# ${line}`)), ...lines.map((line) => colors.cyan(line)),
  ]);
  return [
    ...list('Commands', commands),
    '',
    ...detailsOf(path).map(([name, text]) => `  ${colors.bold(name)}: ${text}`),
    ...list('Times are known from', path.steps.map(({ step, source }) => `${step}: ${source}`)),
  ];
}

function finding({ code, message, remedy }: Finding): string {
  return coded(code, `${message} ${colors.cyan(remedy)}`);
}

function coded(code: string, text: string): string {
  return `[${code}] ${text}\n    ${colors.dim(documentationOf(code))}`;
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `  ${title}:`, ...lines.map((line) => `  ${line}`)];
}
