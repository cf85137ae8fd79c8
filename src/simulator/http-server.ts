import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireRequest, WireResponse } from './wire/protocol';

export interface HttpRequest extends WireRequest {
  readonly method: string;
  readonly path: string;
}

/** Answers with `undefined` to break the connection without a word. */
export type HttpHandler = (request: HttpRequest) => Promise<WireResponse | undefined>;

export interface HttpListener {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on the loopback interface only. Port 0 picks a free one. */
export async function listen(handler: HttpHandler, port = 0): Promise<HttpListener> {
  const server = createServer((request, response) => void respond(handler, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) };
}

async function respond(handler: HttpHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const answer = await handler({ method: request.method!, path: request.url!, headers, body: Buffer.concat(chunks) });
  if (answer === undefined) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) }).end(answer.body);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
