import {
  CreateDBClusterParameterGroupCommand, CreateDBParameterGroupCommand, DescribeDBClusterParametersCommand, DescribeDBParametersCommand,
  ModifyDBClusterParameterGroupCommand, ModifyDBParameterGroupCommand, type Parameter, type RDSClient,
} from '@aws-sdk/client-rds';
import type { Tag } from '../../planner/observation';
import type { ParameterFacts } from '../../planner/parameter-groups';
import type { CarriedGroup } from '../../planner/upgrade';
import type { DatabasePort } from '../ports';
import { call, isRefusal } from './refusals';

type Operations = Pick<DatabasePort, 'parameters' | 'createParameterGroup' | 'setParameters'>;

/** DB cluster parameter groups and DB parameter groups: the same in two wordings. */
export function parameterGroups(client: RDSClient): Operations {
  return {
    async parameters(scope, group, which) {
      const found: Parameter[] = [];
      let Marker: string | undefined;
      try {
        do {
          const query = { Source: which === 'all' ? undefined : 'user', Marker };
          const page = await call(() => scope === 'cluster'
            ? client.send(new DescribeDBClusterParametersCommand({ DBClusterParameterGroupName: group, ...query }))
            : client.send(new DescribeDBParametersCommand({ DBParameterGroupName: group, ...query })));
          found.push(...page.Parameters ?? []);
          Marker = page.Marker;
        } while (Marker);
      } catch (error) {
        if (isRefusal(error, 'DBParameterGroupNotFound')) return undefined;
        throw error;
      }
      return found.map(parameterFacts);
    },

    async createParameterGroup({ scope, from, to, family }, tags) {
      const common = { DBParameterGroupFamily: family, Description: `The settings of ${from} for ${family}`, Tags: render(tags) };
      await call(() => scope === 'cluster'
        ? client.send(new CreateDBClusterParameterGroupCommand({ DBClusterParameterGroupName: to, ...common }))
        : client.send(new CreateDBParameterGroupCommand({ DBParameterGroupName: to, ...common })));
    },

    async setParameters({ scope, to }: CarriedGroup, parameters) {
      const Parameters = parameters.map(parameterInput);
      await call(() => scope === 'cluster'
        ? client.send(new ModifyDBClusterParameterGroupCommand({ DBClusterParameterGroupName: to, Parameters }))
        : client.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName: to, Parameters })));
    },
  };
}

function parameterFacts({ ParameterName, ParameterValue, Source, IsModifiable, ApplyType }: Parameter): ParameterFacts {
  return {
    name: ParameterName!, value: ParameterValue, isSetByUser: Source === 'user', isModifiable: IsModifiable ?? false, isStatic: ApplyType === 'static',
  };
}

function parameterInput({ name, value, isStatic }: ParameterFacts): Parameter {
  return { ParameterName: name, ParameterValue: value, ApplyMethod: isStatic ? 'pending-reboot' : 'immediate' };
}

function render(tags: readonly Tag[]) {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}
