import { createHash } from 'node:crypto';
import type { TemplateResource } from '../../../simulator/cloudformation/templates/template';

/** The ids of the constructs around a resource within its stack, where the CDK has made the template. */
export function pathOf(resource: TemplateResource | undefined): string[] {
  const [, ...path] = String(resource?.Metadata?.['aws:cdk:path'] ?? '').split('/');
  return path;
}

/** Would the CDK give this logical id to the resource of a construct with this path? */
export function isNamedAfter(logicalId: string, path: readonly string[]): boolean {
  const hash = createHash('md5').update([...path, 'Resource'].join('/')).digest('hex').slice(0, 8).toUpperCase();
  return logicalId === path.join('').replace(/[^A-Za-z0-9]/g, '') + hash;
}
