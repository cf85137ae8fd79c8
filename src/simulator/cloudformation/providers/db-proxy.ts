import type { DescribeDBProxiesResponse, DescribeDBProxyTargetGroupsResponse } from '@aws-sdk/client-rds';
import { generatedName, type ProviderContext, type ResourceProvider } from './provider';
import type { Properties } from '../resource';
import { asHandler, callRds, ignoringGone, pick, stabilize, updateTags, waitUntilGone } from './rds-calls';

const LONGEST_NAME = 63;
const SETTINGS = ['Auth', 'DebugLogging', 'IdleClientTimeout', 'RequireTLS', 'RoleArn'];
const NEW = [...SETTINGS, 'EngineFamily', 'VpcSecurityGroupIds', 'VpcSubnetIds', 'Tags'];
const TARGETS = ['DBProxyName', 'TargetGroupName', 'DBClusterIdentifiers', 'DBInstanceIdentifiers'];

export const dbProxy: ResourceProvider = {
  models: [...NEW, 'DBProxyName'],

  async create(context, properties) {
    const name = String(properties.DBProxyName ?? generatedName(context, LONGEST_NAME)).toLowerCase();
    return asHandler(async () => {
      await callRds(context, 'CreateDBProxy', { ...pick(properties, NEW), DBProxyName: name });
      context.onPhysicalId(name);
      return made(context, name);
    });
  },

  async update(context, { physicalId, properties: before }, properties) {
    return asHandler(async () => {
      await callRds(context, 'ModifyDBProxy', { ...pick(properties, SETTINGS), DBProxyName: physicalId, SecurityGroups: properties.VpcSecurityGroupIds });
      await updateTags(context, (await describe(context, physicalId)).DBProxyArn!, before, properties);
      return made(context, physicalId);
    });
  },

  async delete(context, { physicalId }) {
    await asHandler(async () => {
      await ignoringGone(() => callRds(context, 'DeleteDBProxy', { DBProxyName: physicalId }));
      await waitUntilGone(context, () => describe(context, physicalId));
    });
  },
};

/** Every proxy has its `default` group from the start: the resource registers targets with it, once the proxy is there. */
export const dbProxyTargetGroup: ResourceProvider = {
  models: [...TARGETS, 'ConnectionPoolConfigurationInfo'],

  async create(context, properties) {
    return asHandler(async () => {
      await register(context, properties);
      const { TargetGroups = [] } = await callRds<DescribeDBProxyTargetGroupsResponse>(context, 'DescribeDBProxyTargetGroups', pick(properties, ['DBProxyName']));
      const physicalId = TargetGroups[0].TargetGroupArn!;
      context.onPhysicalId(physicalId);
      return { physicalId, attributes: { TargetGroupArn: physicalId } };
    });
  },

  async update(context, { physicalId, properties: before }, after) {
    return asHandler(async () => {
      await deregister(context, before);
      await register(context, after);
      return { physicalId, attributes: { TargetGroupArn: physicalId } };
    });
  },

  async delete(context, { properties }) {
    await asHandler(() => ignoringGone(() => deregister(context, properties)));
  },
};

async function register(context: ProviderContext, properties: Properties): Promise<void> {
  await callRds(context, 'RegisterDBProxyTargets', pick(properties, TARGETS));
  const { DBProxyName, TargetGroupName, ConnectionPoolConfigurationInfo } = properties;
  if (ConnectionPoolConfigurationInfo === undefined) return;
  await callRds(context, 'ModifyDBProxyTargetGroup', { DBProxyName, TargetGroupName, ConnectionPoolConfig: ConnectionPoolConfigurationInfo });
}

async function deregister(context: ProviderContext, properties: Properties): Promise<void> {
  await callRds(context, 'DeregisterDBProxyTargets', pick(properties, TARGETS));
}

async function made(context: ProviderContext, name: string) {
  await stabilize(context, name, async () => {
    const { Status } = await describe(context, name);
    return { status: Status, isSettled: Status === 'available' };
  });
  const { DBProxyArn, Endpoint, VpcId } = await describe(context, name);
  return { physicalId: name, attributes: { DBProxyArn, Endpoint, VpcId } };
}

async function describe(context: ProviderContext, name: string) {
  const { DBProxies = [] } = await callRds<DescribeDBProxiesResponse>(context, 'DescribeDBProxies', { DBProxyName: name });
  return DBProxies[0];
}
