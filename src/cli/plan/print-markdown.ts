import { durations } from './duration';
import { goalInWords } from './print-table';
import type { PlannedPath, PlannedStep } from '../../planner/paths/planned-path';
import type { PlanDocument } from '../../planner/plan-document';

/** The plan of one database for a pull request. */
export function printMarkdown(plan: PlanDocument): string {
  const picked = plan.paths.find(({ path }) => path === plan.choice.picked);
  return [
    `## ${plan.identifier}: ${plan.choice.picked}`,
    '',
    `${plan.source.kind}, ${plan.source.engine} ${plan.source.engineVersion} → ${goalInWords(plan)}`,
    '',
    plan.choice.reason,
    ...list('First', plan.first.map(({ code, message, remedy }) => `**${code}** ${message} ${remedy}`), '- [ ]'),
    ...(picked ? walk(picked) : []),
    ...list('Only SQL can tell', plan.checks.map(({ code, why, query, expected }) => `**${code}** ${why}: \`${query}\` has to answer ${expected}`), '- [ ]'),
    ...list('Why no other path', plan.choice.whyNot.map(({ path, reason }) => `**${path}**: ${reason}`)),
    ...list('Assumed', plan.assumptions),
  ].join('\n');
}

function walk(path: PlannedPath): string[] {
  const found = (kind: 'fail' | 'cannot tell') => path.findings.filter((finding) => finding.kind === kind && (kind === 'cannot tell' || finding.weight === 'warning'));
  return [
    ...(path.steps.length > 0 ? ['', ...timeline(path)] : []),
    '',
    '| step | changes | takes | write gap | way back |',
    '|---|---|---|---|---|',
    ...path.steps.map((step) => `| ${step.step} | ${step.changes.join('<br>')} | ${durations(step.takes)} | ${step.writeGap ? durations(step.writeGap) : ''} | ${step.reversible ? 'yes' : '**no**'} |`),
    `| | | **${durations(path.takes)}** | **${durations(path.writeGap)}** | |`,
    ...commands(path.steps),
    '',
    `- **Rest states:** ${path.restStates.join('; ')}`,
    `- **Way back:** ${path.wayBack}`,
    `- **Fence:** ${path.fence ?? 'not needed: there is one cluster all the time'}`,
    `- **Clients:** ${path.clients.join(' ')}`,
    `- **Cost:** ${path.cost}`,
    ...list('To know', found('fail').map(({ code, message, remedy }) => `**${code}** ${message} ${remedy}`)),
    ...list('Cannot tell yet', found('cannot tell').map(({ code, message, remedy }) => `**${code}** ${message} \`${remedy}\``), '- [ ]'),
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

function list(title: string, items: readonly string[], bullet = '-'): string[] {
  return items.length === 0 ? [] : ['', `### ${title}`, '', ...items.map((item) => `${bullet} ${item}`)];
}
