import type {
  CopyDBParameterGroupMessage, CopyDBParameterGroupResult, CreateDBParameterGroupMessage, CreateDBParameterGroupResult, DBParameterGroup,
  DBParameterGroupDetails, DBParameterGroupNameMessage, DBParameterGroupsMessage, DeleteDBParameterGroupMessage,
  DescribeDBParameterGroupsMessage, DescribeDBParametersMessage, ModifyDBParameterGroupMessage, ResetDBParameterGroupMessage,
} from '@aws-sdk/client-rds';
import { arnOfGroup, copyGroup, createGroup, deleteGroup, describeParameters, findGroup, modifyGroup, resetGroup } from './group-operations';
import type { ParameterGroup } from './parameter-group';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { required } from '../faults';
import { page } from '../find';

const createDBParameterGroup = operation<CreateDBParameterGroupMessage, CreateDBParameterGroupResult>(
  ['DBParameterGroupName', 'DBParameterGroupFamily', 'Description', 'Tags'],
  (account, input) => {
    const group = createGroup(account, 'instance', {
      name: required(input.DBParameterGroupName, 'DBParameterGroupName'),
      family: required(input.DBParameterGroupFamily, 'DBParameterGroupFamily'),
      description: required(input.Description, 'Description'),
      tags: input.Tags,
    });
    return { DBParameterGroup: describe(account, group) };
  },
);

const copyDBParameterGroup = operation<CopyDBParameterGroupMessage, CopyDBParameterGroupResult>(
  ['SourceDBParameterGroupIdentifier', 'TargetDBParameterGroupIdentifier', 'TargetDBParameterGroupDescription', 'Tags'],
  (account, input) => {
    const group = copyGroup(account, 'instance', input.SourceDBParameterGroupIdentifier, {
      name: required(input.TargetDBParameterGroupIdentifier, 'TargetDBParameterGroupIdentifier'),
      description: required(input.TargetDBParameterGroupDescription, 'TargetDBParameterGroupDescription'),
      tags: input.Tags,
    });
    return { DBParameterGroup: describe(account, group) };
  },
);

const describeDBParameterGroups = operation<DescribeDBParameterGroupsMessage, DBParameterGroupsMessage>(
  ['DBParameterGroupName', 'MaxRecords', 'Marker'],
  (account, input) => {
    const { DBParameterGroupName: name } = input;
    const groups = name ? [findGroup(account, 'instance', name)] : [...account.parameterGroups.groups.instance.values()];
    const { items, Marker } = page(groups, input);
    return { Marker, DBParameterGroups: items.map((group) => describe(account, group)) };
  },
);

const modifyDBParameterGroup = operation<ModifyDBParameterGroupMessage, DBParameterGroupNameMessage>(
  ['DBParameterGroupName', 'Parameters.ParameterName', 'Parameters.ParameterValue', 'Parameters.ApplyMethod'],
  (account, input) => {
    const group = findGroup(account, 'instance', input.DBParameterGroupName);
    modifyGroup(account, group, input.Parameters);
    return { DBParameterGroupName: group.name };
  },
);

/** Without anything else in the call, all parameters are reset. */
const resetDBParameterGroup = operation<ResetDBParameterGroupMessage, DBParameterGroupNameMessage>(
  ['DBParameterGroupName', 'ResetAllParameters', 'Parameters.ParameterName', 'Parameters.ApplyMethod'],
  (account, input) => {
    const group = findGroup(account, 'instance', input.DBParameterGroupName);
    resetGroup(account, group, input.ResetAllParameters ?? input.Parameters === undefined, input.Parameters);
    return { DBParameterGroupName: group.name };
  },
);

const describeDBParameters = operation<DescribeDBParametersMessage, DBParameterGroupDetails>(
  ['DBParameterGroupName', 'Source', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => describeParameters(findGroup(account, 'instance', input.DBParameterGroupName), input),
);

const deleteDBParameterGroup = operation<DeleteDBParameterGroupMessage, object>(['DBParameterGroupName'], (account, input) => {
  deleteGroup(account, 'instance', input.DBParameterGroupName);
  return {};
});

export const PARAMETER_GROUP_OPERATIONS = {
  CopyDBParameterGroup: copyDBParameterGroup,
  CreateDBParameterGroup: createDBParameterGroup,
  DeleteDBParameterGroup: deleteDBParameterGroup,
  DescribeDBParameterGroups: describeDBParameterGroups,
  DescribeDBParameters: describeDBParameters,
  ModifyDBParameterGroup: modifyDBParameterGroup,
  ResetDBParameterGroup: resetDBParameterGroup,
};

function describe(account: SimulatedAccount, group: ParameterGroup): DBParameterGroup {
  return {
    DBParameterGroupName: group.name,
    DBParameterGroupFamily: group.family,
    Description: group.description,
    DBParameterGroupArn: arnOfGroup(account, group),
  };
}
