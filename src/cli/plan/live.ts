import { accountDescriber } from '../../runtime/aws/account-describer';
import { CallRefused } from '../../runtime/ports';

/** Describes one database and what is around it. What AWS does not let us see stays unknown: the plan says how to find out. */
export async function describeLive(identifier: string, problems: string[]): Promise<object[]> {
  try {
    return await accountDescriber().describe(identifier);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    problems.push(`AWS describes no cluster, no DB instance and no snapshot ${identifier}: ${error.code}: ${error.message}`);
    return [];
  }
}
