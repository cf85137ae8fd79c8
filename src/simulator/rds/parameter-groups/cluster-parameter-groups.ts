import type {
  CopyDBClusterParameterGroupMessage, CopyDBClusterParameterGroupResult, CreateDBClusterParameterGroupMessage,
  CreateDBClusterParameterGroupResult, DBClusterParameterGroup, DBClusterParameterGroupDetails, DBClusterParameterGroupNameMessage,
  DBClusterParameterGroupsMessage, DeleteDBClusterParameterGroupMessage, DescribeDBClusterParameterGroupsMessage,
  DescribeDBClusterParametersMessage, ModifyDBClusterParameterGroupMessage, ResetDBClusterParameterGroupMessage,
} from '@aws-sdk/client-rds';
import { arnOfGroup, copyGroup, createGroup, deleteGroup, describeParameters, findGroup, modifyGroup, resetGroup } from './group-operations';
import type { ParameterGroup } from './parameter-group';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { required } from '../faults';
import { page } from '../find';

const createDBClusterParameterGroup = operation<CreateDBClusterParameterGroupMessage, CreateDBClusterParameterGroupResult>(
  ['DBClusterParameterGroupName', 'DBParameterGroupFamily', 'Description', 'Tags'],
  (account, input) => {
    const group = createGroup(account, 'cluster', {
      name: required(input.DBClusterParameterGroupName, 'DBClusterParameterGroupName'),
      family: required(input.DBParameterGroupFamily, 'DBParameterGroupFamily'),
      description: required(input.Description, 'Description'),
      tags: input.Tags,
    });
    return { DBClusterParameterGroup: describe(account, group) };
  },
);

const copyDBClusterParameterGroup = operation<CopyDBClusterParameterGroupMessage, CopyDBClusterParameterGroupResult>(
  ['SourceDBClusterParameterGroupIdentifier', 'TargetDBClusterParameterGroupIdentifier', 'TargetDBClusterParameterGroupDescription', 'Tags'],
  (account, input) => {
    const group = copyGroup(account, 'cluster', input.SourceDBClusterParameterGroupIdentifier, {
      name: required(input.TargetDBClusterParameterGroupIdentifier, 'TargetDBClusterParameterGroupIdentifier'),
      description: required(input.TargetDBClusterParameterGroupDescription, 'TargetDBClusterParameterGroupDescription'),
      tags: input.Tags,
    });
    return { DBClusterParameterGroup: describe(account, group) };
  },
);

const describeDBClusterParameterGroups = operation<DescribeDBClusterParameterGroupsMessage, DBClusterParameterGroupsMessage>(
  ['DBClusterParameterGroupName', 'MaxRecords', 'Marker'],
  (account, input) => {
    const { DBClusterParameterGroupName: name } = input;
    const groups = name ? [findGroup(account, 'cluster', name)] : [...account.parameterGroups.groups.cluster.values()];
    const { items, Marker } = page(groups, input);
    return { Marker, DBClusterParameterGroups: items.map((group) => describe(account, group)) };
  },
);

const modifyDBClusterParameterGroup = operation<ModifyDBClusterParameterGroupMessage, DBClusterParameterGroupNameMessage>(
  ['DBClusterParameterGroupName', 'Parameters.ParameterName', 'Parameters.ParameterValue', 'Parameters.ApplyMethod'],
  (account, input) => {
    const group = findGroup(account, 'cluster', input.DBClusterParameterGroupName);
    modifyGroup(account, group, input.Parameters);
    return { DBClusterParameterGroupName: group.name };
  },
);

const resetDBClusterParameterGroup = operation<ResetDBClusterParameterGroupMessage, DBClusterParameterGroupNameMessage>(
  ['DBClusterParameterGroupName', 'ResetAllParameters', 'Parameters.ParameterName', 'Parameters.ApplyMethod'],
  (account, input) => {
    const group = findGroup(account, 'cluster', input.DBClusterParameterGroupName);
    resetGroup(account, group, input.ResetAllParameters, input.Parameters);
    return { DBClusterParameterGroupName: group.name };
  },
);

const describeDBClusterParameters = operation<DescribeDBClusterParametersMessage, DBClusterParameterGroupDetails>(
  ['DBClusterParameterGroupName', 'Source', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => describeParameters(findGroup(account, 'cluster', input.DBClusterParameterGroupName), input),
);

const deleteDBClusterParameterGroup = operation<DeleteDBClusterParameterGroupMessage, object>(
  ['DBClusterParameterGroupName'],
  (account, input) => {
    deleteGroup(account, 'cluster', input.DBClusterParameterGroupName);
    return {};
  },
);

export const CLUSTER_PARAMETER_GROUP_OPERATIONS = {
  CopyDBClusterParameterGroup: copyDBClusterParameterGroup,
  CreateDBClusterParameterGroup: createDBClusterParameterGroup,
  DeleteDBClusterParameterGroup: deleteDBClusterParameterGroup,
  DescribeDBClusterParameterGroups: describeDBClusterParameterGroups,
  DescribeDBClusterParameters: describeDBClusterParameters,
  ModifyDBClusterParameterGroup: modifyDBClusterParameterGroup,
  ResetDBClusterParameterGroup: resetDBClusterParameterGroup,
};

function describe(account: SimulatedAccount, group: ParameterGroup): DBClusterParameterGroup {
  return {
    DBClusterParameterGroupName: group.name,
    DBParameterGroupFamily: group.family,
    Description: group.description,
    DBClusterParameterGroupArn: arnOfGroup(account, group),
  };
}
