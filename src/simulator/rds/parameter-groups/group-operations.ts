import type { Filter, Parameter, Tag } from '@aws-sdk/client-rds';
import { type Change, ParameterGroup } from './parameter-group';
import type { SimulatedAccount } from '../../account';
import { AwsError, notSimulated } from '../../wire/aws-error';
import { ENGINES, families, isRdsEngine } from '../catalog/engine-versions';
import type { CatalogueParameter, Scope } from '../catalog/parameters';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { page, selected } from '../find';
import { requireQuota } from '../quotas';
import { allowsValue } from './allowed-values';

/** What the operations on cluster groups and on instance groups have in common. */

const MOST_PARAMETERS_IN_A_CALL = 20;

export interface NewGroup {
  readonly name: string;
  readonly family: string;
  readonly description: string;
  readonly tags?: Tag[];
}

export function createGroup(account: SimulatedAccount, kind: Scope, { name, family, description, tags }: NewGroup): ParameterGroup {
  const identifier = name.toLowerCase();
  if (!/^[a-z](-?[a-z0-9])*$/.test(identifier) || identifier.length > 255) {
    throw invalidParameterValue(`The parameter DBParameterGroupName is not a valid identifier: ${name}`);
  }
  if (!ENGINES.flatMap(families).includes(family)) {
    if (isRdsEngine(family.replace(/[\d.]+$/, ''))) throw notSimulated(`The parameter group family ${family}`);
    throw invalidParameterValue(`ParameterGroupFamily ${family} is not a valid parameter group family`);
  }
  if (account.parameterGroups.find(kind, identifier)) throw fault('DBParameterGroupAlreadyExistsFault', `Parameter group ${identifier} already exists`);
  requireQuota(account, kind === 'cluster' ? 'clusterParameterGroups' : 'parameterGroups');
  const group = new ParameterGroup(kind, identifier, family, description);
  group.TagList = tags ?? [];
  account.parameterGroups.add(group);
  return group;
}

/** A custom group under another name, with all that is set in it. */
export function copyGroup(account: SimulatedAccount, kind: Scope, source: string | undefined, target: Omit<NewGroup, 'family'>): ParameterGroup {
  const original = findGroup(account, kind, source);
  if (original.isDefault) throw invalidParameterValue(`The parameter group ${original.name} is a default one and cannot be copied. Create a new group.`);
  const copy = createGroup(account, kind, { ...target, family: original.family });
  for (const [name, setting] of original.settings) copy.settings.set(name, setting);
  return copy;
}

export function findGroup(account: SimulatedAccount, kind: Scope, name: string | undefined): ParameterGroup {
  const parameter = kind === 'cluster' ? 'DBClusterParameterGroupName' : 'DBParameterGroupName';
  const group = account.parameterGroups.find(kind, required(name, parameter));
  if (!group) throw fault('DBParameterGroupNotFoundFault', `${parameter} doesn't refer to an existing DB parameter group: ${name}`);
  return group;
}

export function deleteGroup(account: SimulatedAccount, kind: Scope, name: string | undefined): void {
  const group = findGroup(account, kind, name);
  if (group.isDefault) throw fault('InvalidDBParameterGroupStateFault', `The parameter group ${group.name} is a default one and cannot be deleted`);
  if (account.parameterGroups.isUsed(group)) {
    throw fault('InvalidDBParameterGroupStateFault',
      `One or more database instances are still members of this parameter group ${group.name}, so the group cannot be deleted`);
  }
  account.parameterGroups.groups[kind].delete(group.name);
}

export function arnOfGroup(account: SimulatedAccount, { kind, name }: ParameterGroup): string {
  return account.arn(kind === 'cluster' ? 'cluster-pg' : 'pg', name);
}

export function modifyGroup(account: SimulatedAccount, group: ParameterGroup, parameters: Parameter[] | undefined): void {
  requireCustom(group);
  const changes = changesIn(group, required(parameters, 'Parameters'));
  for (const { name, value } of changes) {
    const { allowedValues } = known(group, name);
    if (!allowsValue(allowedValues, required(value, 'ParameterValue'))) {
      throw invalidParameterValue(`Invalid parameter value: ${value} for: ${name} allowed values are: ${allowedValues}`);
    }
  }
  account.parameterGroups.change(group, changes);
}

/** Everything, or what the call lists; all that is static waits for a reboot. */
export function resetGroup(account: SimulatedAccount, group: ParameterGroup, all: boolean | undefined, parameters: Parameter[] = []): void {
  requireCustom(group);
  if (all && parameters.length > 0) throw invalidParameterCombination('ResetAllParameters and Parameters cannot be used together.');
  if (!all && parameters.length === 0) throw invalidParameterCombination('Either ResetAllParameters or Parameters is required.');
  const changes = all
    ? [...group.settings.keys()].map((name): Change => ({ name, value: undefined, applyMethod: usualMethod(known(group, name)) }))
    : changesIn(group, parameters).map((change) => ({ ...change, value: undefined }));
  account.parameterGroups.change(group, changes);
}

export function describeParameters(group: ParameterGroup, input: { Source?: string; Filters?: Filter[]; MaxRecords?: number; Marker?: string }) {
  const parameters = group.parameters.map((parameter) => describe(group, parameter))
    .filter((parameter) => (input.Source ?? parameter.Source) === parameter.Source);
  const { items, Marker } = page(selected(parameters, input.Filters, { 'parameter-name': ({ ParameterName }) => ParameterName }), input);
  return { Marker, Parameters: items };
}

function describe(group: ParameterGroup, parameter: CatalogueParameter): Parameter {
  const setting = group.settings.get(parameter.name);
  return {
    ParameterName: parameter.name,
    ParameterValue: setting?.value ?? parameter.defaultValue,
    Source: setting ? 'user' : parameter.source,
    ApplyType: parameter.applyType,
    DataType: parameter.dataType,
    AllowedValues: parameter.allowedValues,
    IsModifiable: parameter.isModifiable,
    ApplyMethod: setting?.applyMethod ?? 'pending-reboot',
    // Only cluster groups tell for which engine modes they are.
    ...(group.kind === 'cluster' ? { SupportedEngineModes: [...parameter.supportedEngineModes] } : {}),
  };
}

function requireCustom(group: ParameterGroup): void {
  if (group.isDefault) throw fault('InvalidDBParameterGroupStateFault', `The parameter group ${group.name} is a default one and cannot be modified`);
}

function changesIn(group: ParameterGroup, parameters: Parameter[]): Change[] {
  if (parameters.length > MOST_PARAMETERS_IN_A_CALL) {
    throw invalidParameterValue(`A maximum of ${MOST_PARAMETERS_IN_A_CALL} parameters can be modified in a single request.`);
  }
  return parameters.map(({ ParameterName, ParameterValue, ApplyMethod }) => {
    const name = required(ParameterName, 'ParameterName');
    const applyMethod = required(ApplyMethod, 'ApplyMethod');
    const { applyType, isModifiable } = known(group, name);
    if (!isModifiable) throw invalidParameterValue(`The parameter ${name} cannot be modified.`);
    if (applyMethod !== 'immediate' && applyMethod !== 'pending-reboot') throw invalidParameterValue(`Invalid apply method: ${applyMethod}`);
    if (applyMethod === 'immediate' && applyType === 'static') {
      throw new AwsError('InvalidParameterCombination', 'cannot use immediate apply method for static parameter');
    }
    return { name, value: ParameterValue, applyMethod };
  });
}

function known(group: ParameterGroup, name: string): CatalogueParameter {
  const parameter = group.parameters.find((candidate) => candidate.name === name);
  if (!parameter) throw invalidParameterValue(`Could not find parameter with name: ${name}`);
  return parameter;
}

function usualMethod({ applyType }: CatalogueParameter): 'immediate' | 'pending-reboot' {
  return applyType === 'static' ? 'pending-reboot' : 'immediate';
}
