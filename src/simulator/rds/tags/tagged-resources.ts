import type { Tag } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { notSimulated } from '../../wire/aws-error';
import { fault, invalidParameterValue, required } from '../faults';
import { findCluster, findInstance } from '../find';
import { arnOfGroup, findGroup } from '../parameter-groups/group-operations';
import { findClusterSnapshot } from '../snapshots/cluster-snapshots';
import { findInstanceSnapshot } from '../snapshots/instance-snapshots';

/** Whatever keeps its tags as a describe shows them. */
interface Tagged {
  TagList?: Tag[];
}

type Find = (account: SimulatedAccount, name: string) => [arn: string | undefined, resource: Tagged];

/** By the kind that their ARNs have. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.ARN.html */
const TAGGED: Readonly<Record<string, Find>> = {
  'cluster': (account, name) => {
    const { shape } = findCluster(account, name);
    return [shape.DBClusterArn, shape];
  },
  'cluster-pg': (account, name) => {
    const group = findGroup(account, 'cluster', name);
    return [arnOfGroup(account, group), group];
  },
  'cluster-snapshot': (account, name) => {
    const { shape } = findClusterSnapshot(account, name);
    return [shape.DBClusterSnapshotArn, shape];
  },
  'db': (account, name) => {
    const { shape } = findInstance(account, name);
    return [shape.DBInstanceArn, shape];
  },
  'db-proxy': (account, name) => {
    const proxy = account.proxies.all.find(({ shape }) => shape.DBProxyArn!.endsWith(`:${name}`));
    if (!proxy) throw fault('DBProxyNotFoundFault', `DBProxy ${name} not found.`);
    return [proxy.shape.DBProxyArn, proxy];
  },
  'deployment': (account, name) => {
    const deployment = account.blueGreenDeployments.find(name);
    return [account.arn('deployment', deployment.identifier), deployment];
  },
  'global-cluster': (account, name) => {
    const globalCluster = account.globalClusters.find(name);
    return [globalCluster.shape.GlobalClusterArn, globalCluster];
  },
  'pg': (account, name) => {
    const group = findGroup(account, 'instance', name);
    return [arnOfGroup(account, group), group];
  },
  'snapshot': (account, name) => {
    const { shape } = findInstanceSnapshot(account, name);
    return [shape.DBSnapshotArn, shape];
  },
  'subgrp': (account, name) => {
    const group = account.subnetGroups.find(name);
    return [group.shape.DBSubnetGroupArn, group];
  },
};

export function findTagged(account: SimulatedAccount, resourceName: string | undefined): Tagged {
  const wanted = required(resourceName, 'ResourceName');
  const [, kind, name] = /^arn:[^:]*:rds:[^:]*:[^:]*:([^:]+):(.+)$/.exec(wanted) ?? [];
  if (kind === undefined) throw invalidParameterValue(`Invalid resource name: ${wanted}`);
  if (!TAGGED[kind]) throw notSimulated(`Tags of ${kind}`);
  const [arn, resource] = TAGGED[kind](account, name);
  if (arn?.toLowerCase() !== wanted.toLowerCase()) throw invalidParameterValue('The specified resource name does not match an RDS resource in this region.');
  return resource;
}
