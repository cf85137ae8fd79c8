import { type Situation, situationIn } from './situation';
import { stackDescriber } from '../../runtime/aws/stack-describer';
import { CallRefused } from '../../runtime/ports';
import { InputError } from '../input-error';

type Describer = ReturnType<typeof stackDescriber>;

/** Looks at the stack and its databases in the account, and at the database that it is to have. */
export async function liveSituation(stackName: string, wanted?: string, describer: Describer = stackDescriber()): Promise<Situation> {
  try {
    const { template, documents } = await describer.stack(stackName);
    const databases = await Promise.all([...new Set([...clustersIn(documents), ...(wanted ? [wanted] : [])])].map((cluster) => describer.database(cluster)));
    const found = databases.flat();
    if (found.length === 0) {
      throw new InputError([`None of the clusters of stack ${stackName} exists (any more). Say with --cluster which one is to be adopted.`]);
    }
    return await situationIn(stackName, { file: `stack ${stackName}`, text: template }, [...documents, ...found].map((content) => ({ file: 'the account', content })));
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    throw new InputError([`AWS does not describe stack ${stackName}: ${error.code}: ${error.message}`]);
  }
}

function clustersIn(documents: readonly object[]): string[] {
  return documents.flatMap((document) => (document as { StackResources?: { ResourceType: string; PhysicalResourceId?: string }[] }).StackResources ?? [])
    .flatMap(({ ResourceType, PhysicalResourceId }) => ResourceType === 'AWS::RDS::DBCluster' && PhysicalResourceId ? [PhysicalResourceId] : []);
}
