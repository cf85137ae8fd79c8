import { documentationOf } from './documentation';
import { carriedInWords, detailsOf, goalInWords, pickedPath, unknownOf, whyNotOf, warningsOf } from './in-words';
import { rangeInWords } from '../../planner/duration-in-words';
import type { PlannedPath, PlannedStep } from '../../planner/paths/planned-path';
import type { PlanDocument } from '../../planner/plan-document';

/** The plan of one database for a pull request. */
export function printMarkdown(plan: PlanDocument): string {
  const picked = pickedPath(plan);
  return [
    `## ${plan.identifier}: ${plan.choice.picked}`,
    '',
    `${plan.source.kind}, ${plan.source.engine} ${plan.source.engineVersion} → ${goalInWords(plan)}`,
    '',
    plan.choice.reason,
    ...list('First', plan.first.map(({ code, message, remedy }) => `${link(code)} ${message} ${remedy}`), '- [ ]'),
    ...(picked ? walk(picked) : []),
    ...list('Carried over', carriedInWords(plan)),
    ...list('To know', warningsOf(plan).map(({ code, message, remedy }) => `${link(code)} ${message} ${remedy}`)),
    ...list('Cannot tell yet', unknownOf(plan).map(({ code, message, remedy }) => `${link(code)} ${message} \`${remedy}\``), '- [ ]'),
    ...list('Only SQL can tell', plan.checks.map(({ code, why, query, expected }) => `${link(code)} ${why}: \`${query}\` has to answer ${expected}`), '- [ ]'),
    ...list('Why no other path', whyNotOf(plan).map(({ path, reason }) => `**${path}**: ${reason}`)),
    ...list('Assumed', plan.assumptions),
  ].join('\n');
}

function walk(path: PlannedPath): string[] {
  return [
    ...(path.steps.length > 0 ? ['', ...timeline(path)] : []),
    '',
    '| step | changes | takes | write gap | way back | time known from |',
    '|---|---|---|---|---|---|',
    ...path.steps.map((step) => `| ${[
      step.step, step.changes.join('<br>'), rangeInWords(step.takes), step.writeGap ? rangeInWords(step.writeGap) : '', step.reversible ? 'yes' : '**no**', step.source,
    ].join(' | ')} |`),
    `| | | **${rangeInWords(path.takes)}** | **${rangeInWords(path.writeGap)}** | | |`,
    ...commands(path.steps),
    '',
    ...detailsOf(path).map(([name, text]) => `- **${name}:** ${text}`),
  ];
}

/** One bar a step, with the longest times; red where nobody can write. */
function timeline({ path, steps }: PlannedPath): string[] {
  let at = 0;
  const bars = steps.map(({ step, takes, writeGap }, index) => {
    const [from, seconds] = [at, Math.max(1, Math.round(takes.mostSeconds))];
    at += seconds;
    return `  ${step.replace(/[:;#,]/g, ' ')} :${writeGap ? 'crit, ' : ''}s${index}, ${from}, ${seconds}s`;
  });
  return ['```mermaid', 'gantt', `  title ${path.replace(':', ' ')}, at most`, '  dateFormat X', '  axisFormat %H:%M', ...bars, '```'];
}

function commands(steps: readonly PlannedStep[]): string[] {
  const byHand = steps.filter(({ commands: lines, checks }) => lines || checks);
  if (byHand.length === 0) return [];
  return ['', '```sh', ...byHand.flatMap(({ step, commands: lines = [], checks = [] }) => [`# ${step}`, ...checks.map((check) => `#   ${check}`), ...lines]), '```'];
}

function link(code: string): string {
  return `**[${code}](${documentationOf(code)})**`;
}

function list(title: string, items: readonly string[], bullet = '-'): string[] {
  return items.length === 0 ? [] : ['', `### ${title}`, '', ...items.map((item) => `${bullet} ${item}`)];
}
