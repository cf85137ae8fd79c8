import type { Received } from './custom-resource';
import type { Expected } from '../planner/expected';
import type { Goal } from '../planner/goal';

/** The custom resource that gives a cluster its goal. */
export const MIGRATION_RESOURCE_TYPE = 'Custom::ServerlessV2Migration';

/** The properties of the custom resource: only what the user wants, so a new release of the library changes none of them. */
export interface MigrationProperties {
  readonly SourceClusterIdentifier: string;
  readonly Generation: number;
  readonly Capacity: { readonly MinAcu: number; readonly MaxAcu: number; readonly AutoPauseSeconds?: number };
  readonly Members: readonly { readonly Name: string; readonly PromotionTier?: number }[];
  readonly EngineVersion?: string;
  /** `on deploy` if absent. */
  readonly Start?: StartMode;
  readonly StartWindow?: string;
  readonly CutoverWindow?: string;
  readonly CutoverApproval?: 'required';
  /** `removed` if absent. */
  readonly OldMembers?: 'kept';
  /** Only with `kept`: without it for good. */
  readonly OldMembersKeptDays?: number;
  readonly VerifierArn?: string;
  readonly DataApiSecretArn?: string;
  /** What the plan was made from, as JSON: CloudFormation would turn its numbers into text. */
  readonly Expected?: string;
  /** Where the stack that is held waits for a signal. A secret: whoever knows it can let the stack go. */
  readonly SignalUrl?: string;
}

export type StartMode = 'by hand' | 'in window';

export type ReceivedMigrationProperties = Received<MigrationProperties>;

export function goalOf(properties: ReceivedMigrationProperties): Goal {
  const {
    Generation, Capacity, Members, EngineVersion, StartWindow, CutoverWindow, CutoverApproval, OldMembers, OldMembersKeptDays,
    VerifierArn, DataApiSecretArn,
  } = properties;
  const cutover = { ...(CutoverWindow ? { window: CutoverWindow } : {}), ...(CutoverApproval ? { approval: true } : {}) };
  return {
    kind: 'serverless-v2',
    generation: Number(Generation),
    capacity: {
      minAcu: Number(Capacity.MinAcu),
      maxAcu: Number(Capacity.MaxAcu),
      ...(Capacity.AutoPauseSeconds !== undefined ? { autoPauseSeconds: Number(Capacity.AutoPauseSeconds) } : {}),
    },
    members: Members.map(({ Name, PromotionTier }) => ({
      name: Name, ...(PromotionTier !== undefined ? { promotionTier: Number(PromotionTier) } : {}),
    })),
    ...(EngineVersion ? { engineVersion: EngineVersion } : {}),
    ...(StartWindow ? { start: { window: StartWindow } } : {}),
    ...(CutoverWindow || CutoverApproval ? { cutover } : {}),
    ...(OldMembers ? { oldMembers: OldMembersKeptDays ? { keptDays: Number(OldMembersKeptDays) } : {} } : {}),
    ...(VerifierArn ? { verifier: VerifierArn } : {}),
    ...(DataApiSecretArn ? { dataApiSecret: DataApiSecretArn } : {}),
    ...(properties.Expected ? { expected: JSON.parse(properties.Expected) as Expected } : {}),
    ...(properties.SignalUrl ? { holdsStack: true } : {}),
  };
}
