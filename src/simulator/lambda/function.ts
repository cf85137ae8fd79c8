/** A Lambda function as an app synthesized it. */
export interface LambdaFunction {
  readonly arn: string;
  /** Such as `nodejs22.x`: nothing else can be run. */
  readonly runtime: string;
  /** The unpacked code; nothing for code that is not at hand. */
  readonly codeFolder?: string;
  /** `file.export`, as in the function's configuration. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
}
