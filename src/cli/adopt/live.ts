import { type Situation, situationIn } from './situation';
import { stackDescriber } from '../../runtime/aws/stack-describer';
import { CallRefused } from '../../runtime/ports';
import { InputError } from '../input-error';

type Describer = ReturnType<typeof stackDescriber>;

/** Looks at the stack and its databases in the account, and at the database that it is to have. */
export async function liveSituation(stackName: string, wanted?: string, describer: Describer = stackDescriber()): Promise<Situation> {
  try {
    const { template, documents } = await describer.stack(stackName);
    const names = new Set([...clustersIn(documents), ...(wanted ? [wanted] : [])]);
    const databases = (await Promise.all([...names].map((cluster) => describer.database(cluster)))).flat();
    if (databases.length === 0) {
      throw new InputError([`None of the clusters of stack ${stackName} exists (any more). Say with --cluster which one is to be adopted.`]);
    }
    const state = [...documents, ...databases].map((content) => ({ file: 'the account', content }));
    return await situationIn(stackName, { file: `stack ${stackName}`, text: template }, state);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    throw new InputError([`AWS does not describe stack ${stackName}: ${error.code}: ${error.message}`]);
  }
}

interface DescribedResources {
  readonly StackResources?: readonly { readonly ResourceType: string; readonly PhysicalResourceId?: string }[];
}

function clustersIn(documents: readonly DescribedResources[]): string[] {
  return documents.flatMap(({ StackResources = [] }) => StackResources)
    .flatMap(({ ResourceType, PhysicalResourceId }) => ResourceType === 'AWS::RDS::DBCluster' && PhysicalResourceId ? [PhysicalResourceId] : []);
}
