import type { ModifyDBInstanceMessage, ModifyDBInstanceResult } from '@aws-sdk/client-rds';
import { invalidParameterValue } from './faults';
import { findInstance } from './find';
import { operation } from '../wire/service';

const LAST_TIER = 15;

/** Changing the promotion tier causes no failover. */
export const modifyDBInstance = operation<ModifyDBInstanceMessage, ModifyDBInstanceResult>(
  ['DBInstanceIdentifier', 'PromotionTier', 'ApplyImmediately'],
  (account, { DBInstanceIdentifier, PromotionTier }) => {
    const instance = findInstance(account, DBInstanceIdentifier);
    if (PromotionTier !== undefined) {
      if (!Number.isInteger(PromotionTier) || PromotionTier < 0 || PromotionTier > LAST_TIER) {
        throw invalidParameterValue(`Invalid promotion tier ${PromotionTier}. It must be from 0 to ${LAST_TIER}.`);
      }
      instance.shape.PromotionTier = PromotionTier;
      const cluster = account.clusters.get(instance.clusterIdentifier)!;
      const member = cluster.members.find((candidate) => candidate.DBInstanceIdentifier === instance.identifier);
      if (member) member.PromotionTier = PromotionTier;
    }
    return { DBInstance: instance.shape };
  },
);
