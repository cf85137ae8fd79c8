import type { SimulatedAccount } from './account';
import { cloudWatch } from './cloudwatch/service';
import { rds } from './rds/service';
import { ssm } from './ssm/service';
import { stepFunctions } from './stepfunctions/service';
import { AwsError } from './wire/aws-error';
import { WireRequest, WireResponse } from './wire/protocol';
import { Service } from './wire/service';

export const SERVICES = new Map<string, Service>([rds, ssm, cloudWatch, stepFunctions].map((service) => [service.name, service]));

/** The one address at which all services of the simulated account answer. */
export class Endpoint {
  /** How many calls have come in. */
  calls = 0;

  constructor(readonly account: SimulatedAccount) {}

  /** Answers at once: for a clock that follows real time. */
  async answer(request: WireRequest): Promise<WireResponse> {
    this.calls++;
    const service = SERVICES.get(serviceOf(request));
    if (!service) throw new AwsError('NotSimulated', `The service ${serviceOf(request) || '(unsigned request)'} is not simulated.`, 501);
    const response = await service.handle(this.account, request);
    return { ...response, headers: { ...response.headers, date: new Date(this.account.clock.now).toUTCString() } };
  }

  /** Answers after the time that a call takes: for a caller that is an actor of the virtual clock. */
  async answerInTime(request: WireRequest): Promise<WireResponse> {
    await this.account.clock.sleep(this.account.draw('apiCall', String(this.calls + 1)));
    return this.answer(request);
  }
}

/** The service is part of what a request is signed for: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`. */
function serviceOf(request: WireRequest): string {
  return /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
