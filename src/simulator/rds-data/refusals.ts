import * as shapes from '@aws-sdk/client-rds-data';
import { AwsError } from '../wire/aws-error';

type Refusal = 'BadRequestException' | 'DatabaseErrorException' | 'DatabaseNotFoundException' | 'DatabaseResumingException' | 'DatabaseUnavailableException'
  | 'HttpEndpointNotEnabledException' | 'InvalidResourceStateException' | 'SecretsErrorException' | 'TransactionNotFoundException';

/** An error of the Data API with the HTTP status that the SDK knows for it. */
export function refused(code: Refusal, message: string): AwsError {
  const [, , , { httpError }] = shapes[`${code}$`] as unknown as [number, string, string, { httpError: number }];
  return new AwsError(code, message, httpError);
}
