import { act, type Decision, park, wait } from '../decision';
import { type Context, type StepFunction, leavingMembers, memberOf } from './context';

const LOOK_SECONDS = 20;

const STATEMENT = 'SELECT 1';

/** Before anything is taken away: what AWS shows, what the database answers, then whoever the user trusts. */
export const verify: StepFunction = (context) => {
  const { goal, desired, observation } = context;
  if (desired.outcome !== 'migrated' || !isBeforeRemoval(context)) return undefined;
  const failed = observation.marks.find(({ kind }) => kind === 'verification-failed');
  if (failed) {
    return park('VERIFICATION_FAILED', `The verification failed: ${failed.detail}`, 'The old members are still there: go back with `run --abort`, or raise the generation.');
  }
  const problems = problemsOf(context);
  if (problems.length > 0) return wait('verify', LOOK_SECONDS, problems.join('; '));
  const statement = askDatabase(context);
  if (statement) return statement;
  if (goal.verifier === undefined || observation.marks.some(({ kind }) => kind === 'verified')) return undefined;
  return { kind: 'ask', step: 'verify', question: 'verification', message: 'Does everything work with the new members?' };
};

/** Whoever uses the Data API reaches the new writer, once. Without a secret nobody can log in. */
function askDatabase({ goal, desired, cluster, observation }: Context): Decision | undefined {
  const secret = goal.dataApiSecret ?? cluster.features?.managedSecret;
  if (!desired.dataApi || !cluster.dataApi || secret === undefined || observation.marks.some(({ kind }) => kind === 'answered')) return undefined;
  return act('verify', { kind: 'execute-statement', clusterArn: cluster.arn, secret, sql: STATEMENT });
}

/** Versions agree, and no parameter group waits for a reboot. */
function problemsOf({ desired, cluster, observation }: Context): string[] {
  return desired.members.flatMap(({ identifier }) => {
    const member = memberOf(observation, identifier);
    if (!member) return [];
    return [
      ...(member.engineVersion !== undefined && member.engineVersion !== cluster.engineVersion
        ? [`${identifier} has the engine version ${member.engineVersion}, its cluster ${cluster.engineVersion}`] : []),
      ...(member.parametersInSync === false ? [`a parameter group of ${identifier} is not in sync`] : []),
    ];
  });
}

/** Somebody is to be removed, and nobody is being removed yet. */
export function isBeforeRemoval(context: Context): boolean {
  const leaving = leavingMembers(context);
  return leaving.length > 0 && leaving.every(({ status }) => status !== 'deleting');
}
