import { createHash } from 'node:crypto';
import type { Template, TemplateResource } from '../../simulator/cloudformation/templates/template';

/** The ids of the constructs around a resource within its stack, where the CDK has made the template. */
export function pathOf(resource: TemplateResource | undefined): string[] {
  const [, ...path] = String(resource?.Metadata?.['aws:cdk:path'] ?? '').split('/');
  return path.filter((id) => id !== 'Resource');
}

export function isOfTheCdk({ Resources }: Template): boolean {
  return Object.values(Resources).some((resource) => pathOf(resource).length > 0);
}

/** The logical id that the CDK gives to the resource of the construct with this path. */
export function logicalIdOf(path: readonly string[]): string {
  const hash = createHash('md5').update([...path, 'Resource'].join('/')).digest('hex').slice(0, 8).toUpperCase();
  return path.join('').replace(/[^A-Za-z0-9]/g, '') + hash;
}

/** The id of the cluster's construct: `Db` of `Shop/Db/Resource`. */
export function clusterConstruct({ Resources }: Template, logicalId: string): string {
  const path = pathOf(Resources[logicalId]);
  return path.length === 1 ? path[0] : logicalId;
}
