import type { SimulatedAccount } from '../../src/simulator/account';
import { Endpoint } from '../../src/simulator/endpoint';

/** What a call of a service answers for which no client is installed here: the name in its signature says which it is. */
export async function callOther(account: SimulatedAccount, service: string): Promise<{ status: number; message: string }> {
  const authorization = `AWS4-HMAC-SHA256 Credential=TEST/20261201/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const response = await new Endpoint(account).answer({ headers: { authorization }, body: Buffer.from('{}') });
  return { status: response!.status, message: JSON.parse(String(response!.body)).message };
}
