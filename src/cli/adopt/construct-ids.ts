import { createHash } from 'node:crypto';
import type { Template, TemplateResource } from '../../simulator/cloudformation/templates/template';

const PATH = 'aws:cdk:path';
/** The construct of a resource within that of the CDK's own library. */
const RESOURCE = 'Resource';

/** The ids of a resource and of everything around it, where the CDK has made the template. */
function componentsOf(resource: TemplateResource | undefined): string[] {
  const path = resource?.Metadata?.[PATH];
  return typeof path === 'string' ? path.split('/') : [];
}

export function isOfTheCdk({ Resources }: Template): boolean {
  return Object.values(Resources).some((resource) => componentsOf(resource).length > 0);
}

/** The logical id that the CDK gives to a resource for its ids within the stack. */
function uniqueId(components: readonly string[]): string {
  const hash = createHash('md5').update(components.join('/')).digest('hex').slice(0, 8).toUpperCase();
  return components.filter((id) => id !== RESOURCE).join('').replace(/[^A-Za-z0-9]/g, '') + hash;
}

/** The logical id of the resource of the construct with this path. */
export function logicalIdOf(path: readonly string[]): string {
  return uniqueId([...path, RESOURCE]);
}

/** `Prod/Shop`: where the app has the stack. Logical ids tell which ids count. */
export function stackPath({ Resources }: Template, stackName: string): string {
  for (const [logicalId, resource] of Object.entries(Resources)) {
    const components = componentsOf(resource);
    const depth = components.findIndex((_, index) => uniqueId(components.slice(index)) === logicalId);
    if (depth > 0) return components.slice(0, depth).join('/');
  }
  return stackName;
}

/** The ids of the constructs around a resource, within the stack. */
export function constructPath(template: Template, stackName: string, logicalId: string): string[] {
  const depth = stackPath(template, stackName).split('/').length;
  return componentsOf(template.Resources[logicalId]).slice(depth).filter((id) => id !== RESOURCE);
}

/** What the CDK says of the resource of a construct. */
export function pathMetadata(stack: string, path: readonly string[]): Readonly<Record<string, string>> {
  return { [PATH]: [stack, ...path, RESOURCE].join('/') };
}
