import type { SimulatedAccount } from './account';
import { applicationAutoScaling } from './application-auto-scaling/service';
import { cloudFormation } from './cloudformation/service';
import { cloudWatch } from './cloudwatch/service';
import { rds } from './rds/service';
import { rdsData } from './rds-data/service';
import { ssm } from './ssm/service';
import { stepFunctions } from './stepfunctions/service';
import { WireRequest, WireResponse } from './wire/protocol';
import { Service, type Signer } from './wire/service';

const ALL = [rds, rdsData, ssm, cloudWatch, stepFunctions, cloudFormation, applicationAutoScaling];
export const SERVICES = new Map<string, Service>(ALL.map((service) => [service.name, service]));

/** The one address at which all services of the simulated account answer. */
export class Endpoint {
  /** How many calls have come in. */
  calls = 0;

  constructor(readonly account: SimulatedAccount) {}

  /** Answers at once: for a clock that follows real time. */
  async answer(request: WireRequest): Promise<WireResponse | undefined> {
    this.calls++;
    const { service: name, ...signer } = credentialOf(request);
    const service = SERVICES.get(name);
    if (!service) return unknownService(name);
    const response = await service.handle(this.account, request, signer);
    return response && { ...response, headers: { ...response.headers, date: new Date(this.account.clock.now).toUTCString() } };
  }

  /** Answers after the time that a call takes: for a caller that is an actor of the virtual clock. */
  async answerInTime(request: WireRequest): Promise<WireResponse | undefined> {
    await this.takeTime(SERVICES.get(credentialOf(request).service)?.operationOf(request) ?? '');
    return this.answer(request);
  }

  /** The same for a caller in this process that does without a wire. */
  async callInTime(service: string, operation: string, input: Record<string, unknown>, { principal, session }: Signer): Promise<object> {
    await this.takeTime(`${service}:${operation}`);
    this.calls++;
    return SERVICES.get(service)!.call(this.account, operation, input, principal, session);
  }

  private async takeTime(operation: string): Promise<void> {
    await this.account.clock.sleep(this.account.draw('apiCall', String(this.calls + 1)) + this.account.faults.slowMillis(operation));
  }
}

/** A request is signed for a service by somebody: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`, where `KEY` may be `PRINCIPAL@SESSION`. */
function credentialOf({ headers }: WireRequest): Signer & { readonly service: string } {
  const [, key, service = ''] = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return { service, principal: key?.split('@')[0], session: key };
}

/** Clients of any protocol find the code in one of these places. */
function unknownService(name: string): WireResponse {
  const message = `The service ${name || '(unsigned request)'} is not simulated.`;
  return {
    status: 501,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'NotSimulated' },
    body: JSON.stringify({ __type: 'NotSimulated', message }),
  };
}
