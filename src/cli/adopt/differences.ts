import type { Properties } from '../../simulator/cloudformation/resource';
import { isSame, replacingProperties } from '../../simulator/cloudformation/update-behaviour';

/** What CloudFormation would do if the template said what is there. */
export type Answer = 'replacement' | 'interruption' | 'nothing';

export interface Difference {
  readonly logicalId: string;
  readonly property: string;
  readonly template: unknown;
  readonly live: unknown;
  readonly answer: Answer;
}

/** Properties that CloudFormation changes in place while clients are cut off. */
const INTERRUPTING = ['EngineVersion', 'Port', 'DBInstanceClass', 'DBParameterGroupName', 'DBInstanceParameterGroupName', 'NetworkType'];
/** Templates that say nothing of these mean something all the same. */
const MEANT: Properties = { EngineMode: 'provisioned' };
const CASELESS = /(Identifier|GroupName)$/;

/** Compares what the template says, resolved, with what is there, for every property that can be read. */
export function differences(logicalId: string, type: string, template: Properties, live: Properties): Difference[] {
  return Object.keys(live).filter((property) => isComparable(property, template)).flatMap((property): Difference[] => {
    const [said, is] = [template[property] ?? MEANT[property], live[property]];
    if (isEqual(property, said, is) || isSecret(said)) return [];
    const replaces = replacingProperties(type, template, { ...template, [property]: is }).includes(property);
    return [{ logicalId, property, template: said, live: is, answer: replaces ? 'replacement' : INTERRUPTING.includes(property) ? 'interruption' : 'nothing' }];
  });
}

function isComparable(property: string, template: Properties): boolean {
  return property in template || property in MEANT || property === 'Port' || property === 'ServerlessV2ScalingConfiguration';
}

/** What only a secret knows cannot be compared. */
function isSecret(said: unknown): boolean {
  return typeof said === 'string' && said.includes('{{resolve:');
}

function isEqual(property: string, said: unknown, is: unknown): boolean {
  if (CASELESS.test(property)) return String(said).toLowerCase() === String(is).toLowerCase();
  return isSame(unordered(said), unordered(is));
}

function unordered(value: unknown): unknown {
  return Array.isArray(value) ? [...value].map((element) => JSON.stringify(element)).sort() : value;
}
