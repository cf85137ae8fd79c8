import type { Adoption } from './adoption';

/** As `aws cloudformation create-change-set --resources-to-import` takes them. */
export function resourcesToImport({ adopted }: Adoption) {
  return Object.entries(adopted).map(([LogicalResourceId, { Type: ResourceType, Properties = {} }]) => {
    const name = ResourceType === 'AWS::RDS::DBCluster' ? 'DBClusterIdentifier' : 'DBInstanceIdentifier';
    return { ResourceType, LogicalResourceId, ResourceIdentifier: { [name]: String(Properties[name]) } };
  });
}
