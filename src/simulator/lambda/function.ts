/** A Lambda function as an app synthesized it. */
export interface LambdaFunction {
  readonly arn: string;
  /** The unpacked code. */
  readonly codeFolder: string;
  /** `file.export`, as in the function's configuration. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
}
