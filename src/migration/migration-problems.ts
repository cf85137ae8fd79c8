import { Token } from 'aws-cdk-lib';
import { asReceived, propertiesOf } from './migration-properties';
import { type Observed, problemsOfPlan } from './observed-plan';
import type { ServerlessV2MigrationProps } from './serverless-v2-migration';
import { goalOf } from '../contract/migration-resource';
import type { Problem } from '../planner/decision';
import { parseWindow } from '../planner/window';

const MOST_NEW_MEMBERS = 15;
const MOST_DAYS = 90;
/** CloudFormation waits no longer. */
const MOST_HOURS = 12;
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9-]{0,62}$/;
const ENGINE_VERSION = /^(\d+\.\d+(\.\d+)?|\d\.\d\.mysql_aurora\.\d+\.\d+\.\d+)$/;
const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/;

/** Everything that is wrong with a migration, and what stands in its way as far as that is known at synth. */
export function problemsOf(props: ServerlessV2MigrationProps, observed: Observed | undefined): Problem[] {
  const { source, target, generation = 1 } = props;
  const members = target.members ?? [];
  const names = members.map((member) => member.id.toLowerCase());
  const problems: Problem[] = target.capacity._problems().map((problem) => ({
    code: 'CAPACITY_RANGE_INVALID', message: `The capacity range is not possible: ${problem}.`, remedy: 'Correct `target.capacity`.',
  }));
  const member = (message: string) => problems.push({ code: 'MEMBERS_INVALID', message: `The members are not possible: ${message}.`, remedy: 'Correct `target.members`.' });
  members.flatMap((candidate) => candidate._problems()).forEach(member);
  if (target.members && (members.length < 1 || members.length > MOST_NEW_MEMBERS)) member(`a move adds 1 to ${MOST_NEW_MEMBERS} members, got ${members.length}`);
  for (const candidate of members) {
    if (!NAME.test(candidate.id)) member(`\`${candidate.id}\` becomes part of an identifier and may have up to 16 letters, digits and hyphens`);
    if (candidate._optionNames().length > 0) member(`\`${candidate.id}\` inherits from the member that it replaces and takes no ${candidate._optionNames().join(', ')}`);
  }
  if (target.engineVersion !== undefined && !Token.isUnresolved(target.engineVersion) && !ENGINE_VERSION.test(target.engineVersion)) {
    problems.push({
      code: 'ENGINE_VERSION_INVALID',
      message: `\`${target.engineVersion}\` is not an engine version of Aurora.`,
      remedy: 'Write it in full, as AWS does: `16.8`, or `8.0.mysql_aurora.3.10.0`. `plan --to` finds it.',
    });
  }
  if (new Set(names).size < names.length) member('ids must differ, also without regard to case');
  if (!Token.isUnresolved(source.clusterIdentifier) && !IDENTIFIER.test(source.clusterIdentifier)) {
    problems.push({
      code: 'SOURCE_INVALID',
      message: `\`${source.clusterIdentifier}\` is not a DB cluster identifier.`,
      remedy: 'Use the identifier that `aws rds describe-db-clusters` shows, not an ARN or an endpoint.',
    });
  }
  if (!Token.isUnresolved(generation) && (!Number.isInteger(generation) || generation < 1)) {
    problems.push({ code: 'GENERATION_INVALID', message: `The generation must be a whole number from 1, got ${generation}.`, remedy: 'Raise it by one to ask again.' });
  }
  problems.push(...timingProblems(props));
  if (observed && 'problem' in observed) {problems.push(observed.problem);} else if (observed && problems.length === 0) {
    const goal = goalOf(asReceived(propertiesOf(props, observed.observation)));
    problems.push(...problemsOfPlan(goal, observed.observation));
  }
  return problems;
}

function timingProblems({ engine, start, cutover, oldMembers, hold }: ServerlessV2MigrationProps): Problem[] {
  const problems: Problem[] = [];
  for (const window of [start?._window, cutover?._window]) {
    if (window === undefined || Token.isUnresolved(window) || parseWindow(window)) continue;
    problems.push({
      code: 'WINDOW_INVALID',
      message: `\`${window}\` is not a window of half an hour at least.`,
      remedy: 'Write it as RDS does, in UTC: `sun:03:00-sun:05:00`.',
    });
  }
  if (cutover?._needsApproval && !engine._asksForApproval) {
    problems.push({ code: 'NOBODY_TO_ASK', message: 'The cutover needs approval, and the engine has no topic to ask for it.', remedy: 'Give the engine an `approvalTopic`.' });
  }
  const days = oldMembers?._time;
  if (days && !days.isUnresolved() && (days.toDays({ integral: false }) % 1 !== 0 || days.toDays() < 1 || days.toDays() > MOST_DAYS)) {
    problems.push({ code: 'TIME_INVALID', message: `Old members are kept for 1 to ${MOST_DAYS} whole days, got ${days.toHumanString()}.`, remedy: 'Use `OldMembers.kept()` for good.' });
  }
  if (hold && !hold.isUnresolved() && (hold.toMinutes({ integral: false }) < 1 || hold.toHours({ integral: false }) > MOST_HOURS)) {
    problems.push({ code: 'TIME_INVALID', message: `A stack is held for a minute to ${MOST_HOURS} hours, got ${hold.toHumanString()}.`, remedy: 'Leave `hold` out: the move goes on without CloudFormation.' });
  }
  return problems;
}
