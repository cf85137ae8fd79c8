import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, ListStackResourcesCommand, type StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { StackPort } from '../ports';
import { call } from './refusals';

/** Stacks as CloudFormation shows them while it works on them. */
export function cloudFormationStack(client: CloudFormationClient): StackPort {
  return {
    async resources(stackId) {
      const summaries: StackResourceSummary[] = [];
      let NextToken: string | undefined;
      do {
        const page = await call(() => client.send(new ListStackResourcesCommand({ StackName: stackId, NextToken })));
        summaries.push(...page.StackResourceSummaries ?? []);
        NextToken = page.NextToken;
      } while (NextToken);
      return summaries.map((summary) => ({
        logicalId: summary.LogicalResourceId!,
        physicalId: summary.PhysicalResourceId,
        type: summary.ResourceType!,
        status: summary.ResourceStatus!,
      }));
    },
    async status(stackId) {
      const { Stacks } = await call(() => client.send(new DescribeStacksCommand({ StackName: stackId })));
      return Stacks![0].StackStatus!;
    },
    async templateIds(stackId) {
      const { TemplateBody } = await call(() => client.send(new GetTemplateCommand({ StackName: stackId })));
      // The CDK deploys JSON.
      return new Set(Object.keys((JSON.parse(TemplateBody!) as { Resources: object }).Resources));
    },
  };
}
