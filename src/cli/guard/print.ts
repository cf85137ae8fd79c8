import colors from 'picocolors';
import type { Comparison, Finding } from './finding';

const VERDICTS: Record<Comparison['verdict'], string> = {
  'safe': 'No database is replaced, deleted or cut off.',
  'unsafe': 'A database would be replaced, deleted or cut off.',
  'cannot tell': 'The templates cannot tell whether a database would be replaced, deleted or cut off. Look at the change set before you execute it.',
};

/** The comparison for people at a terminal. */
export function printComparison({ verdict, findings, notes }: Comparison): string {
  const color = verdict === 'safe' ? colors.green : verdict === 'unsafe' ? colors.red : colors.yellow;
  return [
    color(`${verdict === 'safe' ? '✔' : verdict === 'unsafe' ? '✘' : '?'} ${VERDICTS[verdict]}`),
    ...findings.flatMap(printFinding),
    ...notes.length > 0 ? ['', ...notes.map((note) => `  ${note}`)] : [],
  ].join('\n');
}

function printFinding({ code, certain, stack, logicalId, type, properties, message, remedy }: Finding): string[] {
  return [
    '',
    `${colors.bold(where(stack, logicalId))}  ${type}  ${(certain ? colors.red : colors.yellow)(certain ? code : `${code}?`)}`,
    ...properties.map(({ name, before, after }) => `  ${name}: ${before} → ${after}`),
    `  ${message}`,
    colors.dim(`  ${remedy}`),
  ];
}

function where(stack: string, logicalId: string): string {
  return stack === '' ? logicalId : `${stack}/${logicalId}`;
}

/** The comparison as a comment on a pull request. */
export function markdown({ verdict, findings, notes }: Comparison): string {
  const rows = findings.map(({ code, certain, stack, logicalId, type, properties, message, remedy }) => {
    const changed = properties.map(({ name, before, after }) => `\`${name}\`: ${cell(before)} → ${cell(after)}`);
    return `| \`${where(stack, logicalId)}\`<br>${type} | ${[`**${code}**${certain ? '' : ' (cannot tell)'}`, ...changed].join('<br>')} | ${cell(message)} ${cell(remedy)} |`;
  });
  return [
    `### ${verdict === 'safe' ? '✅' : verdict === 'unsafe' ? '⛔' : '❔'} ${VERDICTS[verdict]}`,
    ...rows.length > 0 ? ['', '| resource | what | why, and what to do |', '|---|---|---|', ...rows] : [],
    ...notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : [],
  ].join('\n');
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;').replace(/\n/g, ' ');
}
