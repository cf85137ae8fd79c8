import { subscribe } from 'node:diagnostics_channel';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { SANDBOX_HEADER } from './sandbox-message';

interface Request {
  /** Nobody knows how long others take to answer. */
  readonly isToUs: boolean;
  readonly response?: IncomingMessage;
}

/** The requests of a handler that are under way. Those to the simulated AWS say which sandbox sends them. */
export class Requests {
  /** To the simulated AWS, ever since. */
  sent = 0;
  private readonly open = new Map<object, Request>();
  private readonly host = new URL(process.env.AWS_ENDPOINT_URL!).host;

  constructor(private readonly sandboxId: string, private readonly onChange: () => void) {
    const { request, get } = http;
    // It is too late for headers when a channel tells of a request.
    Object.assign(http, {
      request: (...options: Parameters<typeof request>) => this.signed(request(...options)),
      get: (...options: Parameters<typeof get>) => this.signed(request(...options)).end(),
    });
    on<{ request: ClientRequest }>('http.client.request.start', (made) => this.begin(made.request, String(made.request.getHeader('host'))));
    on<{ request: ClientRequest; response: IncomingMessage }>('http.client.response.finish', (made) => this.onResponse(made.request, made.response));
    on<{ request: ClientRequest }>('http.client.request.error', (made) => this.end(made.request));
    on<{ request: FetchRequest }>('undici:request:create', (made) => {
      const { host } = new URL(made.request.origin);
      if (host === this.host) made.request.addHeader(SANDBOX_HEADER, this.sandboxId);
      this.begin(made.request, host);
    });
    on<{ request: FetchRequest }>('undici:request:trailers', (made) => this.end(made.request));
    on<{ request: FetchRequest }>('undici:request:error', (made) => this.end(made.request));
  }

  /** Those to the simulated AWS whose answer has come as a whole. */
  get answered(): number {
    return this.sent - [...this.open.values()].filter(({ isToUs }) => isToUs).length;
  }

  /** Is something on its way that comes in real time: the rest of an answer, or the answer of somebody else? */
  get isComing(): boolean {
    return [...this.open.values()].some(({ isToUs, response }) => !isToUs || (response && !response.complete));
  }

  /** Forgets those whose answer is there by now. */
  settle(): void {
    for (const [request, { response }] of this.open) if (response?.complete) this.open.delete(request);
  }

  private signed(request: ClientRequest): ClientRequest {
    if (request.getHeader('host') === this.host) request.setHeader(SANDBOX_HEADER, this.sandboxId);
    return request;
  }

  private begin(request: object, host: string): void {
    const isToUs = host === this.host;
    if (isToUs) this.sent++;
    this.open.set(request, { isToUs });
    this.onChange();
  }

  /** That is its head: the body may come later. */
  private onResponse(request: object, response: IncomingMessage): void {
    this.open.set(request, { ...this.open.get(request)!, response });
    this.onChange();
  }

  private end(request: object): void {
    this.open.delete(request);
    this.onChange();
  }
}

/** A request of `fetch`. */
interface FetchRequest {
  readonly origin: string;
  addHeader(name: string, value: string): void;
}

function on<T>(channel: string, listener: (message: T) => void): void {
  subscribe(channel, (message) => listener(message as T));
}
