import type { DBInstance, DBInstanceMessage } from '@aws-sdk/client-rds';
import { instanceAttributes, instanceProperties } from './db-instance-model';
import { generatedName, type Made, type ProviderContext, type ResourceProvider } from './provider';
import { asHandler, callRds, isGone, pick, stabilize, updateTags, waitUntilGone } from './rds-calls';
import { AwsError } from '../../wire/aws-error';
import { isSame } from '../update-behaviour';

const LONGEST_IDENTIFIER = 63;
const LOOKS = 3;

const NEW = [
  'AutoMinorVersionUpgrade', 'AvailabilityZone', 'CACertificateIdentifier', 'CopyTagsToSnapshot', 'DBClusterIdentifier', 'DBInstanceClass',
  'DBParameterGroupName', 'DBSubnetGroupName', 'EnablePerformanceInsights', 'Engine', 'EngineVersion', 'MonitoringInterval', 'MonitoringRoleArn',
  'PerformanceInsightsKMSKeyId', 'PerformanceInsightsRetentionPeriod', 'PreferredMaintenanceWindow', 'PromotionTier', 'PubliclyAccessible', 'Tags',
];
/** What every update sends again, changed or not. */
const SENT_AGAIN = [
  'AutoMinorVersionUpgrade', 'CACertificateIdentifier', 'CopyTagsToSnapshot', 'DBInstanceClass', 'DBParameterGroupName', 'EnablePerformanceInsights',
  'MonitoringInterval', 'MonitoringRoleArn', 'PerformanceInsightsKMSKeyId', 'PerformanceInsightsRetentionPeriod', 'PreferredMaintenanceWindow', 'PromotionTier',
  'PubliclyAccessible',
];
/** Changes that the simulated ModifyDBInstance does not know: it names them. */
const SENT_WHEN_CHANGED = ['EngineVersion'];

/** As CloudFormation's own handler does it. @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds */
export const dbInstance: ResourceProvider = {
  models: [...NEW, 'ApplyImmediately', 'DBInstanceIdentifier'],

  async create(context, properties) {
    const identifier = String(properties.DBInstanceIdentifier ?? generatedName(context, LONGEST_IDENTIFIER)).toLowerCase();
    return asHandler(async () => {
      await callRds(context, 'CreateDBInstance', { ...pick(properties, NEW), DBInstanceIdentifier: identifier });
      context.onPhysicalId(identifier);
      await untilAvailable(context, identifier);
      return made(context, identifier);
    });
  },

  async update(context, { physicalId, properties: before }, after) {
    return asHandler(async () => {
      const changed = (name: string) => !isSame(before[name], after[name]);
      await callRds(context, 'ModifyDBInstance', {
        DBInstanceIdentifier: physicalId,
        ApplyImmediately: String(after.ApplyImmediately ?? true) === 'true',
        ...pick(after, SENT_AGAIN),
        ...(context.isRollback ? {} : pick(after, SENT_WHEN_CHANGED.filter(changed))),
      });
      await updateTags(context, context.account.arn('db', physicalId), before, after);
      await untilAvailable(context, physicalId, LOOKS);
      if ((await describe(context, physicalId)).DBParameterGroups?.some((group) => group.ParameterApplyStatus === 'pending-reboot')) {
        await callRds(context, 'RebootDBInstance', { DBInstanceIdentifier: physicalId });
        await untilAvailable(context, physicalId);
      }
      return made(context, physicalId);
    });
  },

  /** A member has no snapshot of its own: the data is the cluster's. */
  async delete(context, { physicalId }) {
    await asHandler(async () => {
      try {
        await callRds(context, 'DeleteDBInstance', { DBInstanceIdentifier: physicalId, SkipFinalSnapshot: true });
      } catch (error) {
        const isGoing = error instanceof AwsError && error.message.includes('already being deleted');
        if (!isGone(error) && !isGoing) throw error;
      }
      await waitUntilGone(context, () => describe(context, physicalId));
    });
  },

  read: (account, physicalId) => {
    const instance = account.instances.get(physicalId.toLowerCase());
    return instance && instanceProperties(instance.shape);
  },
  attributes: (account, physicalId) => {
    const instance = account.instances.get(physicalId.toLowerCase());
    return instance ? instanceAttributes(instance.shape) : {};
  },
};

async function describe(context: ProviderContext, identifier: string): Promise<DBInstance> {
  const { DBInstances: [instance] = [] } = await callRds<DBInstanceMessage>(context, 'DescribeDBInstances', { DBInstanceIdentifier: identifier });
  return instance;
}

async function untilAvailable(context: ProviderContext, identifier: string, looks = 1): Promise<void> {
  await stabilize(context, identifier, async () => {
    const { DBInstanceStatus: status, PendingModifiedValues: pending } = await describe(context, identifier);
    return { status, isSettled: status === 'available' && Object.keys(pending ?? {}).length === 0 };
  }, looks);
}

async function made(context: ProviderContext, identifier: string): Promise<Made> {
  return { physicalId: identifier, attributes: instanceAttributes(await describe(context, identifier)) };
}
