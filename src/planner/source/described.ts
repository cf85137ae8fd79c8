/** AWS's own description of a cluster or of a DB instance, as the SDK and the AWS CLI give it. */
export type Described = Readonly<Record<string, any>>;
