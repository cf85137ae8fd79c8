import { accountDescriber } from '../../runtime/aws/account-describer';
import { CallRefused } from '../../runtime/ports';

/** Describes one cluster and what is around it. What AWS does not let us see stays unknown: the plan says how to find out. */
export async function describeLive(cluster: string, problems: string[]): Promise<object[]> {
  const describer = accountDescriber();
  try {
    return await describer.describe(cluster);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    problems.push(`AWS does not describe cluster ${cluster}: ${error.code}: ${error.message}`);
    return [];
  }
}
