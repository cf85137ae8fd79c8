import type {
  CreateDBSubnetGroupMessage, CreateDBSubnetGroupResult, DBSubnetGroupMessage, DeleteDBSubnetGroupMessage, DescribeDBSubnetGroupsMessage,
  ModifyDBSubnetGroupMessage, ModifyDBSubnetGroupResult,
} from '@aws-sdk/client-rds';
import { DEFAULT_GROUP, type SubnetGroup } from './subnet-groups';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { fault, invalidParameterValue, required } from '../faults';
import { page } from '../find';
import { requireQuota } from '../quotas';

const NAME = /^[a-z][a-z0-9._ -]{0,254}$/;
const LEAST_ZONES = 2;

const createDBSubnetGroup = operation<CreateDBSubnetGroupMessage, CreateDBSubnetGroupResult>(
  ['DBSubnetGroupName', 'DBSubnetGroupDescription', 'SubnetIds', 'Tags'],
  (account, input) => {
    const name = required(input.DBSubnetGroupName, 'DBSubnetGroupName').toLowerCase();
    const description = required(input.DBSubnetGroupDescription, 'DBSubnetGroupDescription');
    if (!NAME.test(name) || name === DEFAULT_GROUP) {
      throw invalidParameterValue(`The parameter DBSubnetGroupName is not a valid identifier: ${input.DBSubnetGroupName}`);
    }
    const { groups } = account.subnetGroups;
    if (groups.has(name)) throw fault('DBSubnetGroupAlreadyExistsFault', `DB Subnet group ${name} already exists.`);
    requireQuota(account, 'subnetGroups');
    const shape = account.subnetGroups.describe(name, description, validSubnets(account, input.SubnetIds));
    groups.set(name, { shape, TagList: input.Tags ?? [] });
    return { DBSubnetGroup: shape };
  },
);

const describeDBSubnetGroups = operation<DescribeDBSubnetGroupsMessage, DBSubnetGroupMessage>(
  ['DBSubnetGroupName', 'MaxRecords', 'Marker'],
  (account, input) => {
    const groups = input.DBSubnetGroupName ? [account.subnetGroups.find(input.DBSubnetGroupName)] : [...account.subnetGroups.groups.values()];
    const { items, Marker } = page(groups.map(({ shape }) => shape), input);
    return { Marker, DBSubnetGroups: items };
  },
);

/** The list of subnets is a new one; a subnet in whose zone an instance is must stay. */
const modifyDBSubnetGroup = operation<ModifyDBSubnetGroupMessage, ModifyDBSubnetGroupResult>(
  ['DBSubnetGroupName', 'DBSubnetGroupDescription', 'SubnetIds'],
  (account, input) => {
    const { shape } = account.subnetGroups.find(required(input.DBSubnetGroupName, 'DBSubnetGroupName'));
    const name = shape.DBSubnetGroupName!;
    const subnets = validSubnets(account, input.SubnetIds);
    const kept = subnets.map((subnet) => account.subnetGroups.placeOf(subnet).zone);
    const occupied = clustersOf(account, name).flatMap((cluster) => account.instancesOf(cluster)).map((instance) => instance.shape.AvailabilityZone!);
    const lost = shape.Subnets!.filter(({ SubnetAvailabilityZone }) => {
      const zone = SubnetAvailabilityZone!.Name!;
      return occupied.includes(zone) && !kept.includes(zone);
    });
    if (lost.length > 0) {
      const names = lost.map(({ SubnetIdentifier }) => SubnetIdentifier).join(', ');
      throw fault('SubnetAlreadyInUse', `Some of the subnets to be deleted are currently in use: ${names}`);
    }
    Object.assign(shape, account.subnetGroups.describe(name, input.DBSubnetGroupDescription ?? shape.DBSubnetGroupDescription!, subnets));
    return { DBSubnetGroup: shape };
  },
);

const deleteDBSubnetGroup = operation<DeleteDBSubnetGroupMessage, object>(['DBSubnetGroupName'], (account, input) => {
  const { shape }: SubnetGroup = account.subnetGroups.find(required(input.DBSubnetGroupName, 'DBSubnetGroupName'));
  const name = shape.DBSubnetGroupName!;
  if (name === DEFAULT_GROUP) throw fault('InvalidDBSubnetGroupStateFault', 'The default DB subnet group cannot be deleted.');
  const [cluster] = clustersOf(account, name);
  const instance = [...account.instances.values()].find((candidate) => candidate.shape.DBSubnetGroup?.DBSubnetGroupName === name);
  const user = cluster ? `cluster: ${cluster.identifier}` : instance && `instance: ${instance.identifier}`;
  if (user) throw fault('InvalidDBSubnetGroupStateFault', `Cannot delete the subnet group '${name}' because at least one database ${user} is still using it.`);
  account.subnetGroups.groups.delete(name);
  return {};
});

export const SUBNET_GROUP_OPERATIONS = {
  CreateDBSubnetGroup: createDBSubnetGroup,
  DeleteDBSubnetGroup: deleteDBSubnetGroup,
  DescribeDBSubnetGroups: describeDBSubnetGroups,
  ModifyDBSubnetGroup: modifyDBSubnetGroup,
};

function clustersOf(account: SimulatedAccount, name: string) {
  return [...account.clusters.values()].filter(({ shape }) => shape.DBSubnetGroup === name);
}

function validSubnets(account: SimulatedAccount, wanted: string[] | undefined): string[] {
  const subnets = [...new Set(required(wanted, 'SubnetIds'))];
  const unknown = subnets.find((subnet) => !/^subnet-[a-z0-9-]+$/.test(subnet));
  if (unknown !== undefined || subnets.length === 0) throw fault('InvalidSubnet', `Subnet IDs are required, such as subnet-0a1b2c3d: ${unknown ?? 'none given'}`);
  if (subnets.length > account.profile.quotas.subnetsPerGroup) {
    throw fault('DBSubnetQuotaExceededFault', 'The quota of subnets in a DB subnet group has been reached.');
  }
  const places = subnets.map((subnet) => account.subnetGroups.placeOf(subnet));
  if (new Set(places.map(({ vpc }) => vpc)).size > 1) throw fault('InvalidSubnet', 'The subnets are not all in the same VPC.');
  if (new Set(places.map(({ zone }) => zone)).size < LEAST_ZONES) {
    throw fault('DBSubnetGroupDoesNotCoverEnoughAZs', "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. "
      + `Add subnets to cover at least ${LEAST_ZONES} AZs. Current AZ coverage: ${places[0].zone}`);
  }
  return subnets;
}
