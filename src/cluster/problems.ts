import { Construct } from 'constructs';
import type { Problem } from '../planner/decision';

/** One synth error that names everything that is wrong, each with a stable code and the way out. */
export function failOnProblems(scope: Construct, id: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const path = [scope.node.path, id].filter((part) => part !== '').join('/');
  const lines = problems.map(({ code, message, remedy }) => `  - [${code}] ${message} ${remedy}`);
  throw new Error([`${path} cannot be synthesized:`, ...lines].join('\n'));
}
