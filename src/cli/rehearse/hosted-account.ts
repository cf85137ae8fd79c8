import type { Saboteur } from './crash';
import type { SimulatedAccount } from '../../simulator/account';
import { Endpoint } from '../../simulator/endpoint';
import { listen } from '../../simulator/http-server';
import { packageFile } from '../package-file';

/** The process in which functions run. */
export const BOOTSTRAP = packageFile('assets', 'simulator', 'lambda', 'bootstrap', 'index.js');

/** An account that answers over HTTP, to functions in processes of their own. */
export interface HostedAccount {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

/** @param saboteur who kills the function that makes a call; asked at each call, for there may be none yet */
export async function host(account: SimulatedAccount, saboteur: () => Saboteur | undefined = () => undefined): Promise<HostedAccount> {
  const endpoint = new Endpoint(account);
  const listener = await listen((request) => account.functions.answer(request.headers, async () => {
    const received = account.cloudFormation.inbox.receive(request);
    if (received) return received;
    if (saboteur()?.beforeCall()) return undefined;
    const response = await endpoint.answerInTime(request);
    return saboteur()?.afterCall() ? undefined : response;
  }));
  account.cloudFormation.inbox.baseUrl = listener.url;
  account.functions.host = { bootstrap: BOOTSTRAP, endpointUrl: listener.url };
  return {
    endpoint,
    async close() {
      account.functions.killAll();
      await listener.close();
    },
  };
}
