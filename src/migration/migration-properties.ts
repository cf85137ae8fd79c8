import { expectedIn } from './observed-plan';
import type { ServerlessV2MigrationProps } from './serverless-v2-migration';
import { ServerlessV2Member } from '../cluster/serverless-v2-member';
import type { MigrationProperties, ReceivedMigrationProperties } from '../contract/migration-resource';
import type { Observation } from '../planner/observation';

/** Only what the user wants: a new release of the library changes none of it, so it starts nothing. */
export function propertiesOf(props: ServerlessV2MigrationProps, observation: Observation | undefined): MigrationProperties {
  const { source, target: { capacity, members, engineVersion }, start, cutover, oldMembers, verifier, dataApiSecret, generation } = props;
  return {
    SourceClusterIdentifier: source.clusterIdentifier,
    Generation: generation ?? 1,
    Capacity: {
      MinAcu: capacity.min,
      MaxAcu: capacity.max,
      ...(capacity.autoPauseAfter ? { AutoPauseSeconds: capacity.autoPauseAfter.toSeconds() } : {}),
    },
    Members: (members ?? [ServerlessV2Member.failoverTarget('1'), ServerlessV2Member.failoverTarget('2')])
      .map((member) => ({ Name: member.id, PromotionTier: member.promotionTier })),
    ...(engineVersion === undefined ? {} : { EngineVersion: engineVersion }),
    ...(start?._isByHand ? { Start: 'by hand' as const } : start?._window ? { Start: 'in window' as const, StartWindow: start._window } : {}),
    ...(cutover?._window === undefined ? {} : { CutoverWindow: cutover._window }),
    ...(cutover?._needsApproval ? { CutoverApproval: 'required' as const } : {}),
    ...(oldMembers?._areKept ? { OldMembers: 'kept' as const, ...(oldMembers._time ? { OldMembersKeptDays: oldMembers._time.toDays() } : {}) } : {}),
    ...(verifier ? { VerifierArn: verifier.functionArn } : {}),
    ...(dataApiSecret ? { DataApiSecretArn: dataApiSecret.secretArn } : {}),
    ...(observation ? { Expected: JSON.stringify(expectedIn(observation)) } : {}),
  };
}

/** As CloudFormation will hand them to the handler: what becomes of them there is already known here. */
export function asReceived(properties: MigrationProperties): ReceivedMigrationProperties {
  return JSON.parse(JSON.stringify(properties), (_key, value: unknown) => typeof value === 'number' ? String(value) : value) as ReceivedMigrationProperties;
}
