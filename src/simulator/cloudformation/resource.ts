import type { TemplateResource } from './templates/template';

export type Properties = Readonly<Record<string, unknown>>;

/** A resource as it is deployed. */
export interface Deployed {
  readonly physicalId?: string;
  /** Resolved, but for references to secrets. */
  readonly properties: Properties;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** As the template had it: its policies are those that count when it goes. */
  readonly definition: TemplateResource;
  readonly dependencies: readonly string[];
}

export interface StackResource extends Deployed {
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly changedAtMillis: number;
}

/** Something went wrong with a resource; the stack shows the message. */
export class ResourceFailure extends Error {
  /** @param physicalId what exists in spite of it */
  constructor(message: string, readonly physicalId?: string) {
    super(message);
  }
}

/** Nobody waits for this any more: what is under way goes on without CloudFormation. */
export class Abandoned extends Error {}

/** How the reason of a resource ends that only stopped because another one failed. */
export const CANCELLED = / cancelled$/;
