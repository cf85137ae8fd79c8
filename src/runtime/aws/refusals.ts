import { CallRefused } from '../ports';

interface SdkError extends Error {
  readonly Code?: string;
  readonly Error?: { readonly Code?: string };
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Runs one call; what AWS answers instead becomes data for the decision. */
export async function call<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw refusalOf(error as SdkError);
  }
}

const NOT_IMPLEMENTED = 501;

/** The code on the wire where there is one: the name of an SDK class may differ. */
function refusalOf(error: SdkError): CallRefused {
  const status = error.$metadata?.httpStatusCode;
  if (status === undefined) return new CallRefused('NetworkError', error.message);
  const code = error.Error?.Code ?? error.Code ?? error.name;
  // An endpoint that does not offer an operation may say so with any code. It does not come by waiting.
  if (status === NOT_IMPLEMENTED) return new CallRefused(code === 'NotSimulated' ? code : 'NotImplemented', error.message);
  return new CallRefused(status >= 500 ? 'ServiceUnavailable' : code, error.message);
}

export function isRefusal(error: unknown, ...codes: string[]): boolean {
  return error instanceof CallRefused && codes.includes(error.code);
}
