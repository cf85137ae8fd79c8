import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DescribeDBClustersCommand, type DBInstance, paginateDescribeDBInstances, RDSClient } from '@aws-sdk/client-rds';
import { all, plain } from './pages';
import { call, isRefusal } from './refusals';

type ClientOptions = ConstructorParameters<typeof RDSClient>[0];

/** A stack with its template after macros, in the words of `aws cloudformation describe-…`. */
export interface DescribedStack {
  readonly template: string;
  readonly documents: readonly object[];
}

/** Describes a stack, and databases, in the account to which the SDK's own configuration leads. Nobody waits in a loop: the SDK repeats what AWS throttles. */
export function stackDescriber(options: ClientOptions = {}) {
  const config = { maxAttempts: 5, ...options } as object;
  const cloudFormation = new CloudFormationClient(config);
  const rds = new RDSClient(config);
  return {
    async stack(StackName: string): Promise<DescribedStack> {
      const { Stacks } = await call(() => cloudFormation.send(new DescribeStacksCommand({ StackName })));
      const { TemplateBody = '' } = await call(() => cloudFormation.send(new GetTemplateCommand({ StackName, TemplateStage: 'Processed' })));
      const pages = await all(paginateListStackResources({ client: cloudFormation }, { StackName }));
      const StackResources = pages.flatMap(({ StackResourceSummaries = [] }) => StackResourceSummaries).map((summary) => ({ ...summary, StackName }));
      return { template: TemplateBody, documents: plain([{ Stacks }, { StackResources }]) };
    },
    /** Nothing when there is no cluster of this name. */
    async database(DBClusterIdentifier: string): Promise<readonly object[]> {
      try {
        const { DBClusters } = await call(() => rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier })));
        const pages = await all(paginateDescribeDBInstances({ client: rds }, { Filters: [{ Name: 'db-cluster-id', Values: [DBClusterIdentifier] }] }));
        return plain([{ DBClusters }, { DBInstances: pages.flatMap(({ DBInstances = [] }): DBInstance[] => DBInstances) }]);
      } catch (error) {
        if (isRefusal(error, 'DBClusterNotFoundFault')) return [];
        throw error;
      }
    },
  };
}
