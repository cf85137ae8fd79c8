/** Something that must not happen to a database by a deployment. */
export interface Finding {
  readonly code: FindingCode;
  /** False when the templates alone cannot tell. */
  readonly certain: boolean;
  /** Empty for a template file. */
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Because of which properties. */
  readonly properties: readonly FoundProperty[];
  readonly message: string;
  readonly remedy: string;
}

export interface FoundProperty {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export type FindingCode =
  | 'DATA_REPLACED' | 'DATA_DELETED' | 'MEMBER_REPLACED' | 'MEMBER_DELETED' | 'CLASS_CHANGED_IN_PLACE'
  | 'VERSION_CHANGED_WITH_HANDOVER' | 'LEAVING_MEMBER_RETAINED';

/** What `guard` answers with. */
export interface Comparison {
  readonly verdict: 'safe' | 'unsafe' | 'cannot tell';
  readonly findings: readonly Finding[];
  /** What is worth knowing and does no harm. */
  readonly notes: readonly string[];
}
