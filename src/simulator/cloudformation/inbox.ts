import type { SimulatedAccount } from '../account';
import type { HttpRequest } from '../http-server';
import type { WireResponse } from '../wire/protocol';

type Receiver = (body: string) => WireResponse;

const PREFIX = '/cloudformation/';

/** The URLs at which functions answer CloudFormation and signals come in. Who knows one may use it: they are secrets. */
export class Inbox {
  /** Where the account answers over HTTP. */
  baseUrl = 'http://cloudformation.simulated';
  private readonly receivers = new Map<string, Receiver>();
  private urls = 0;

  constructor(private readonly account: SimulatedAccount) {}

  /** A new URL. */
  open(purpose: string, receive: Receiver): string {
    const secret = this.account.madeUp('', `url/${purpose}/${++this.urls}`, 24);
    const path = `${PREFIX}${purpose}/${secret}`;
    this.receivers.set(path, receive);
    return this.baseUrl + path;
  }

  /** Every URL that was ever given out. */
  secrets(): string[] {
    return [...this.receivers.keys()].map((path) => this.baseUrl + path);
  }

  /** The answer to a request at one of the URLs; nothing for any other request. */
  receive({ method, path, body }: Pick<HttpRequest, 'method' | 'path' | 'body'>): WireResponse | undefined {
    if (method !== 'PUT' || !path.startsWith(PREFIX)) return undefined;
    return this.receivers.get(path.split('?')[0])?.(body.toString()) ?? FORBIDDEN;
  }
}

export const ACCEPTED: WireResponse = { status: 200, headers: {}, body: '' };
/** As for a signed URL whose time is over. */
export const FORBIDDEN: WireResponse = { status: 403, headers: {}, body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>' };
