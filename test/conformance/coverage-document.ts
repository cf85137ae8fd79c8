import { type Covered, coverage } from './coverage';
import { ERROR_TABLE, NOT_MODELLED } from './error-table';

const SERVICES: Readonly<Record<string, string>> = {
  'rds': 'RDS',
  'rds-data': 'Data API',
  'ssm': 'Systems Manager',
  'monitoring': 'CloudWatch',
  'states': 'Step Functions',
  'cloudformation': 'CloudFormation',
  'application-autoscaling': 'Application Auto Scaling',
};
const BEGIN = '<!-- Written by the conformance suite: UPDATE_COVERAGE=1 npx jest test/conformance/coverage -->';
const END = '<!-- Until here. -->';

/** The document with what the suite knows in its place. */
export function withCoverage(document: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The document needs a line ${BEGIN} and behind it a line ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${operations()}\n\n${errors()}\n\n${document.slice(end)}`;
}

function operations(): string {
  const rows = coverage().sort((a, b) => order(a).localeCompare(order(b))).map((covered) => [
    SERVICES[covered.service], code(covered.operation), covered.clients.join(', '), parameters(covered), covered.errors.map(code).join(', ') || '-',
  ]);
  return table(['service', 'operation', 'run with', 'parameters that are modelled', 'errors that were seen'], rows);
}

function order({ service, operation }: Covered): string {
  return `${Object.keys(SERVICES).indexOf(service)} ${operation}`;
}

function parameters({ models, filters, newerThanPython }: Covered): string {
  return models.map((name) => {
    if (newerThanPython.includes(name)) return `${code(name)} (SDK only)`;
    return name === 'Filters' ? `${code(name)} (${filters.map(code).join(', ')})` : code(name);
  }).join(', ');
}

function errors(): string {
  const rows = ERROR_TABLE.map((row) => [
    code(row.code), String(row.status), code(row.sdkClass), row.onRequest ? `on request: \`refuse:operation=rds:${row.onRequest},detail=${row.code}\`` : 'by itself',
  ]);
  const missing = Object.entries(NOT_MODELLED).map(([name, why]) => [code(name), '-', '-', `not modelled: ${why}`]);
  return table(['error on the wire', 'HTTP status', 'class of the SDK', 'answered'], [...rows, ...missing]);
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
