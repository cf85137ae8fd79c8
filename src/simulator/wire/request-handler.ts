import type { WireRequest, WireResponse } from './protocol';

interface SdkRequest {
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** Gives a real SDK client to the simulated account without a socket: everything else of the wire stays. */
export function inProcessRequestHandler(answer: (request: WireRequest) => Promise<WireResponse | undefined>) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: SdkRequest) {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
      const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
      const response = await answer({ headers, body: text });
      if (!response) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      const { status, headers: responseHeaders, body } = response;
      return { response: { statusCode: status, headers: responseHeaders, body: Buffer.from(body) } };
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {},
  };
}
