/** What CloudFormation asks of a custom resource. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html */
export interface CustomResourceRequest<Properties> {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
}

export type CustomResourceAnswer =
  | { readonly status: 'SUCCESS'; readonly physicalResourceId: string }
  | { readonly status: 'FAILED'; readonly physicalResourceId: string; readonly reason: string };

/** CloudFormation hands scalars over as strings. */
export type Received<T> = T extends number | string | boolean ? string : { readonly [Key in keyof T]: Received<T[Key]> };

export function failed(physicalResourceId: string, reason: string): CustomResourceAnswer {
  return { status: 'FAILED', physicalResourceId, reason };
}

/** A stable code and what it means here. */
export function tell(code: string, message: string): string {
  return `${code}: ${message}`;
}
