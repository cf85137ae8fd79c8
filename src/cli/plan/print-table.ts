import colors from 'picocolors';
import { durations } from './duration';
import type { PlannedPath } from '../../planner/paths/planned-path';
import type { PlanDocument } from '../../planner/plan-document';
import { columns } from '../terminal';

/** The plan of one database for people. */
export function printPlanDocument(plan: PlanDocument): string {
  const picked = plan.paths.find(({ path }) => path === plan.choice.picked);
  return [
    `${colors.bold(plan.identifier)}  ${plan.source.kind}, ${plan.source.engine} ${plan.source.engineVersion}`,
    `  → ${goalInWords(plan)}`,
    `  ${colors.bold(plan.choice.picked)}: ${plan.choice.reason}`,
    ...(plan.first.length > 0 ? ['', colors.red('  First:'), ...plan.first.map(({ code, message, remedy }) => `  [${code}] ${message} ${colors.cyan(remedy)}`)] : []),
    ...(picked ? ['', steps(picked), '', ...details(picked), ...findings(picked)] : []),
    ...(plan.checks.length > 0 ? ['', '  Only SQL can tell:', ...plan.checks.map(({ code, why, query, expected }) => `  [${code}] ${why}\n    ${query}  → ${expected}`)] : []),
    '',
    ...plan.choice.whyNot.map(({ path, reason }) => `  ${colors.dim('not')} ${path}: ${reason}`),
    '',
    ...plan.assumptions.map((assumption) => colors.dim(`  assumed: ${assumption}`)),
  ].join('\n');
}

export function goalInWords({ goal: { engine, engineVersion, upgrades, capacity, capacityReason, members } }: PlanDocument): string {
  const hops = upgrades.length > 0 ? `, upgraded to ${upgrades.join(', then ')}` : '';
  return `${engine} ${engineVersion}${hops}; ${members} serverless members with ${capacity.minAcu} to ${capacity.maxAcu} ACUs (${capacityReason})`;
}

function steps({ steps: planned, takes, writeGap }: PlannedPath): string {
  const rows = planned.map((step) => [
    step.step, [...step.changes, ...step.checks ?? [], ...(step.commands ?? []).map((command) => colors.cyan(command))].join('\n'),
    durations(step.takes), step.writeGap ? durations(step.writeGap) : '', step.reversible ? '' : 'no way back',
  ]);
  return columns([...rows, ['', '', durations(takes), durations(writeGap), '']], {
    head: ['step', '', 'takes', 'write gap', ''], colAligns: ['left', 'left', 'right', 'right', 'left'],
  });
}

function details(path: PlannedPath): string[] {
  const rows = [
    ['point of no return', path.pointOfNoReturn ?? 'none'],
    ['rest states', path.restStates.join('; ')],
    ['way back', path.wayBack],
    ['fence', path.fence ?? 'not needed: there is one cluster all the time'],
    ['clients', path.clients.join(' ')],
    ['cost', path.cost],
    ['times are known from', [...new Set(path.steps.map(({ source }) => source))].join('; ')],
  ];
  return rows.map(([name, text]) => `  ${colors.bold(name)}: ${text}`);
}

function findings({ findings: found }: PlannedPath): string[] {
  const warnings = found.filter(({ kind, weight }) => kind === 'fail' && weight === 'warning');
  const unknown = found.filter(({ kind }) => kind === 'cannot tell');
  return [
    ...(warnings.length > 0 ? ['', colors.yellow('  To know:'), ...warnings.map(({ code, message, remedy }) => `  [${code}] ${message} ${remedy}`)] : []),
    ...(unknown.length > 0 ? ['', '  Cannot tell yet:', ...unknown.map(({ code, message, remedy }) => `  [${code}] ${message} ${colors.cyan(remedy)}`)] : []),
  ];
}
