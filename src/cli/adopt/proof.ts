import type { Adoption } from './adoption';
import type { AdoptionStep } from './sequence';
import type { Situation } from './situation';
import { providerOf } from '../../simulator/cloudformation/providers';
import type { Template, TemplateResource } from '../../simulator/cloudformation/templates/template';
import type { DeploymentReport } from '../rehearse/deployment-report';
import { rehearseDeployments } from '../rehearse/deployments/rehearse-deployments';

/** The rehearsal of what is left to do, and what it does not prove. */
export interface Proof {
  readonly report: DeploymentReport;
  /** Empty when everything is proven. */
  readonly objections: readonly string[];
  /** Properties that stay as the template says them, and of which the rehearsal knows nothing: `Db.AssociatedRoles`. */
  readonly notRehearsed: readonly string[];
}

/** Deploys the steps on the simulated CloudFormation, on which the stack and the databases are as they were described. */
export async function prove(situation: Situation, { match, adopted }: Adoption, steps: readonly AdoptionStep[]): Promise<Proof> {
  const { stackName, physicalIds, failedRollback, clusters } = situation;
  const source = { ...situation.source, template: asModelled(situation.source.template) };
  const identifiers = new Map(Object.entries(adopted)
    .map(([id, { Properties: { DBInstanceIdentifier: member, DBClusterIdentifier: cluster } = {} }]) =>
      [id, String(member ?? cluster)]));
  const report = await rehearseDeployments({
    seed: 1,
    faultTexts: [],
    state: clusters,
    deployed: [{ name: stackName, source, physicalIds, failedRollback }],
    imports: new Map([[stackName, identifiers]]),
    parameters: Object.fromEntries(Object.entries(source.parameters).map(([name, value]) => [name, String(value)])),
    steps: steps.map(({ name, template, skipped }) => ({
      source: name,
      skipped,
      importsExistingResources: name === 'import',
      ...(name === 'import' ? { kind: 'IMPORT' as const } : {}),
      stacks: [{ name: stackName, text: JSON.stringify(asModelled(template)), assets: {} }],
    })),
  });
  const notRehearsed = [situation.source.template, ...steps.map(({ template }) => template)]
    .flatMap(({ Resources }) => Object.entries(Resources).flatMap(([id, resource]) => notModelled(resource).map((property) => `${id}.${property}`)));
  return {
    report,
    objections: objections(report, match.live.cluster.DBClusterIdentifier!, Object.keys(adopted)),
    notRehearsed: [...new Set(notRehearsed)].sort(),
  };
}

/** The template without what the simulation would refuse to take. */
function asModelled(template: Template): Template {
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    const unknown = notModelled(resource);
    const properties = Object.entries(resource.Properties ?? {}).filter(([name]) => !unknown.includes(name));
    return [id, unknown.length > 0 ? { ...resource, Properties: Object.fromEntries(properties) } : resource];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

function notModelled({ Type, Properties = {} }: TemplateResource): string[] {
  const { models } = providerOf(Type);
  return models ? Object.keys(Properties).filter((name) => !models.includes(name)) : [];
}

function objections({ steps, clusters, drift, invariants }: DeploymentReport, identifier: string, adopted: readonly string[]): string[] {
  const resources = steps.flatMap((step) => step.stacks.flatMap((stack) => stack.resources.map((resource) => ({ step: step.source, ...resource }))));
  const cluster = clusters.find((candidate) => candidate.identifier === identifier);
  const last = steps.at(-1)!;
  return [
    ...steps.filter(({ outcome }) => outcome === 'failed').map(({ source, stacks }) => `Step ${source} failed: ${stacks.at(-1)?.reason ?? stacks.at(-1)?.status}.`),
    ...resources.filter(({ action }) => ['replaced', 'deleted', 'created'].includes(action)).map(({ step, logicalId, action }) => `Step ${step}: ${logicalId} is ${action}.`),
    ...(cluster?.exists ? [] : [`${identifier} is gone.`]),
    ...clusters.filter(({ writesLost }) => writesLost > 0).map((each) => `${each.identifier} lost ${each.writesLost} writes.`),
    ...clusters.filter(({ writeGapSeconds }) => writeGapSeconds > 0).map((each) => `${each.identifier} took no writes for ${each.writeGapSeconds} s.`),
    ...drift.filter(({ logicalId }) => adopted.includes(logicalId)).flatMap(({ logicalId, properties, status }) => [`${logicalId} is ${status}: ${properties.map(({ property }) => property).join(', ')}.`]),
    ...invariants.violated.map(({ code, message }) => `${code}: ${message}`),
    ...(last.source === 'check' && last.stacks.some(({ operation }) => operation !== 'none') ? ['The last deployment is not empty.'] : []),
  ];
}
