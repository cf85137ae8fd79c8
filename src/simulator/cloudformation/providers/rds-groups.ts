import { parametersOf } from '../../rds/catalog/parameters';
import type { Properties } from '../resource';
import { isSame } from '../update-behaviour';
import { generatedName, type ProviderContext, type ResourceProvider } from './provider';
import { asHandler, callRds, ignoringGone, updateTags } from './rds-calls';

const LONGEST_NAME = 255;
/** RDS takes so many in one call. */
const PARAMETERS_IN_A_CALL = 20;

interface GroupKind {
  readonly nameProperty: string;
  /** In ARNs. */
  readonly kind: string;
  readonly models: readonly string[];
  /** `DBSubnetGroup`, of which the operations have their names. */
  readonly noun: string;
  input(properties: Properties): Record<string, unknown>;
  fill(context: ProviderContext, name: string, before: Properties, after: Properties): Promise<void>;
}

function group({ nameProperty, kind, models, noun, input, fill }: GroupKind): ResourceProvider {
  return {
    models: [...models, nameProperty, 'Tags'],
    async create(context, properties) {
      const name = String(properties[nameProperty] ?? generatedName(context, LONGEST_NAME)).toLowerCase();
      return asHandler(async () => {
        await callRds(context, `Create${noun}`, { ...input(properties), [nameProperty]: name, Tags: properties.Tags });
        context.onPhysicalId(name);
        await fill(context, name, {}, properties);
        return { physicalId: name, attributes: {} };
      });
    },
    async update(context, { physicalId, properties: before }, after) {
      return asHandler(async () => {
        await fill(context, physicalId, before, after);
        await updateTags(context, context.account.arn(kind, physicalId), before, after);
        return { physicalId, attributes: {} };
      });
    },
    async delete(context, { physicalId }) {
      await asHandler(() => ignoringGone(() => callRds(context, `Delete${noun}`, { [nameProperty]: physicalId })));
    },
  };
}

function parameterGroup(noun: 'DBClusterParameterGroup' | 'DBParameterGroup'): ResourceProvider {
  const nameProperty = `${noun}Name`;
  return group({
    nameProperty,
    kind: noun === 'DBParameterGroup' ? 'pg' : 'cluster-pg',
    noun,
    models: ['Description', 'Family', 'Parameters'],
    input: ({ Description, Family }) => ({ Description, DBParameterGroupFamily: Family }),
    async fill(context, name, before, after) {
      const [was, is] = [before, after].map(({ Parameters = {} }) => Parameters as Record<string, unknown>);
      const isStatic = (parameter: string) => parametersOf(String(after.Family)).some((known) => known.name === parameter && known.applyType === 'static');
      const method = (parameter: string) => ({ ParameterName: parameter, ApplyMethod: isStatic(parameter) ? 'pending-reboot' : 'immediate' });
      const changed = Object.keys(is).filter((parameter) => !isSame(was[parameter], is[parameter]))
        .map((parameter) => ({ ...method(parameter), ParameterValue: String(is[parameter]) }));
      const removed = Object.keys(was).filter((parameter) => !(parameter in is)).map(method);
      for (const [operation, parameters] of [[`Modify${noun}`, changed], [`Reset${noun}`, removed]] as const) {
        for (let start = 0; start < parameters.length; start += PARAMETERS_IN_A_CALL) {
          await callRds(context, operation, { [nameProperty]: name, Parameters: parameters.slice(start, start + PARAMETERS_IN_A_CALL) });
        }
      }
    },
  });
}

export const dbClusterParameterGroup = parameterGroup('DBClusterParameterGroup');
export const dbParameterGroup = parameterGroup('DBParameterGroup');

export const dbSubnetGroup = group({
  nameProperty: 'DBSubnetGroupName',
  kind: 'subgrp',
  noun: 'DBSubnetGroup',
  models: ['DBSubnetGroupDescription', 'SubnetIds'],
  input: ({ DBSubnetGroupDescription, SubnetIds }) => ({ DBSubnetGroupDescription, SubnetIds }),
  async fill(context, name, before, { DBSubnetGroupDescription, SubnetIds }) {
    if (before.SubnetIds === undefined) return;
    await callRds(context, 'ModifyDBSubnetGroup', { DBSubnetGroupName: name, DBSubnetGroupDescription, SubnetIds });
  },
});
