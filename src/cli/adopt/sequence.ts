import { type Literals, withLiterals } from './literals';
import type { Match } from './match';
import type { Situation } from './situation';
import { CANCELLED } from '../../simulator/cloudformation/resource';
import { dependenciesOf } from '../../simulator/cloudformation/templates/references';
import type { Template, TemplateResource } from '../../simulator/cloudformation/templates/template';
import { isSame } from '../../simulator/cloudformation/update-behaviour';

export type StepName = 'continue' | 'retain' | 'release' | 'import' | 'reconnect' | 'check';

/** One deployment. */
export interface AdoptionStep {
  readonly name: StepName;
  readonly does: string;
  readonly template: Template;
  /** Of `continue`: what CloudFormation is to leave as it is. */
  readonly skipped?: readonly string[];
}

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } as const;

/** From the deployed template to the adopted one. A deployment that would change nothing is left out, but for the last. */
export function sequence(deployed: Template, match: Match, adopted: Readonly<Record<string, TemplateResource>>, literals: Literals): AdoptionStep[] {
  const retained = retain(deployed, match.released);
  const released = release(retained, match.released, literals);
  const imported = { ...released, Resources: { ...released.Resources, ...adopted } };
  const { Resources: around } = without(retained, match.released.filter((logicalId) => !(logicalId in adopted)), literals);
  const last = { ...retained, ...outputsFor(retained, match, adopted, literals), Resources: { ...around, ...adopted } };
  const steps: AdoptionStep[] = [
    { name: 'retain', does: 'keeps the database and everything that it needs, whatever leaves the stack', template: retained },
    { name: 'release', does: 'takes the database out of the stack; references to it become their values', template: released },
    { name: 'import', does: 'takes the database over as it is', template: imported },
    { name: 'reconnect', does: 'makes the values references again', template: last },
  ];
  const needed = steps.filter(({ template }, index) => !isSame(template, index === 0 ? deployed : steps[index - 1].template));
  return [...needed, { name: 'check', does: 'changes nothing: the app and the stack agree', template: last }];
}

/**
 * The way out of `UPDATE_ROLLBACK_FAILED`. The database and what it needs stay as they are: to roll them back would mean
 * to change a database that is in use. Anything else is rolled back.
 */
export function wayOut({ source: { template }, failedRollback }: Situation, { released }: Match): AdoptionStep[] {
  if (!failedRollback) return [];
  const needed = neededBy(template, released);
  const skipped = [...failedRollback.failed].filter(([id, reason]) => needed.has(id) && !CANCELLED.test(reason)).map(([id]) => id);
  return [{ name: 'continue', does: 'brings the stack back to where it takes deployments, and leaves the database as it is', template, skipped }];
}

/** Retain on the database, and on everything that it needs. */
function retain(template: Template, released: readonly string[]): Template {
  const needed = neededBy(template, released);
  const entries = Object.entries(template.Resources).map(([id, resource]) => [id, needed.has(id) ? { ...resource, ...KEPT } : resource]);
  return { ...template, Resources: Object.fromEntries(entries) };
}

/** The database, what it refers to, and what is attached to it. */
function neededBy(template: Template, released: readonly string[]): ReadonlySet<string> {
  const needed = new Set(released);
  for (const logicalId of needed) dependenciesOf(template.Resources[logicalId], template.Resources).forEach((other) => needed.add(other));
  const attached = Object.keys(template.Resources).filter((id) => template.Resources[id].Type === 'AWS::SecretsManager::SecretTargetAttachment'
    && dependenciesOf(template.Resources[id], template.Resources).some((other) => released.includes(other)));
  for (const id of attached) [id, ...dependenciesOf(template.Resources[id], template.Resources)].forEach((other) => needed.add(other));
  return needed;
}

function release(template: Template, released: readonly string[], literals: Literals): Template {
  const { Outputs, ...rest } = without(template, released, literals);
  return Outputs ? { ...rest, Outputs } : rest;
}

/** A template without some resources, in which nobody asks for them. */
function without(template: Template, away: readonly string[], literals: Literals): Template {
  const resources = Object.entries(template.Resources).filter(([id]) => !away.includes(id)).map(([id, { DependsOn, ...resource }]) => {
    const left = [DependsOn ?? []].flat().filter((other) => !away.includes(other));
    return [id, { ...withLiterals(resource, away, literals) as TemplateResource, ...(left.length > 0 ? { DependsOn: left } : {}) }];
  });
  return { ...template, Resources: Object.fromEntries(resources), ...(template.Outputs ? { Outputs: withLiterals(template.Outputs, away, literals) as Template['Outputs'] } : {}) };
}

/** Outputs of members that are gone for good keep their last value. */
function outputsFor(template: Template, { released }: Match, adopted: Readonly<Record<string, unknown>>, literals: Literals): Pick<Template, 'Outputs'> {
  return template.Outputs ? { Outputs: withLiterals(template.Outputs, released.filter((id) => !(id in adopted)), literals) as Template['Outputs'] } : {};
}
