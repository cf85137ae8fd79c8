import type { WireRequest, WireResponse } from './protocol';

interface SdkRequest {
  readonly headers: Record<string, string>;
  readonly path?: string;
  readonly body?: string | Uint8Array;
}

/** Gives a real SDK client to the simulated account without a socket: everything else of the wire stays. */
export function inProcessRequestHandler(answer: (request: WireRequest) => Promise<WireResponse | undefined>) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: SdkRequest) {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
      const body = bytes(request.body ?? '');
      const response = await answer({ headers, path: request.path, body });
      if (!response) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return { response: { statusCode: response.status, headers: response.headers, body: Buffer.from(response.body) } };
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {},
  };
}

function bytes(body: string | Uint8Array): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
