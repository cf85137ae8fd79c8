import * as autoScaling from '@aws-sdk/client-application-auto-scaling';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as rds from '@aws-sdk/client-rds';
import * as rdsData from '@aws-sdk/client-rds-data';
import * as sfn from '@aws-sdk/client-sfn';
import * as ssm from '@aws-sdk/client-ssm';
import { type ConformanceAccount, conformanceAccount } from './account';
import { normalized, type Outcome } from './outcome';
import { type Call, resolve, type ServiceName, type Step, type Wait } from './step';
import { problemsOf } from './strict-shapes';
import { Endpoint } from '../../src/simulator/endpoint';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';
import { waitInVirtualTime } from '../support/virtual-waiting';

const SDKS: Readonly<Record<ServiceName, any>> = { rds, 'rds-data': rdsData, ssm, cloudwatch, 'stepfunctions': sfn, cloudformation, 'application-autoscaling': autoScaling };
const CLIENTS: Readonly<Record<ServiceName, string>> = {
  'rds': 'RDSClient',
  'rds-data': 'RDSDataClient',
  'ssm': 'SSMClient',
  'cloudwatch': 'CloudWatchClient',
  'stepfunctions': 'SFNClient',
  'cloudformation': 'CloudFormationClient',
  'application-autoscaling': 'ApplicationAutoScalingClient',
};

/** The real clients of the SDK in process, with a look at every answer before they read it. */
export class SdkClient {
  static async start(): Promise<SdkClient> {
    return new SdkClient(await conformanceAccount());
  }

  /** What was wrong with the answers on the wire. */
  readonly problems: string[] = [];
  readonly errors: any[] = [];
  private readonly answers: Record<string, unknown> = {};
  private readonly clients: Readonly<Record<string, any>>;

  private constructor(readonly simulated: ConformanceAccount) {
    const endpoint = new Endpoint(simulated.account);
    const requestHandler = inProcessRequestHandler(async (request) => {
      const response = await endpoint.answer(request);
      if (response) this.problems.push(...await problemsOf(request, response));
      return response;
    });
    this.clients = Object.fromEntries(Object.entries(SDKS).map(([service, sdk]) =>
      [service, new sdk[CLIENTS[service as ServiceName]]({ ...simulated.config, requestHandler })]));
  }

  /** Answers with what came of each step that has an outcome. */
  async run(steps: readonly Step[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const step of steps) {
      if (step.kind === 'call') outcomes.push(await this.call(step));
      else if (step.kind === 'wait') outcomes.push(await this.wait(step));
      else await this.simulated.control(step);
    }
    return outcomes;
  }

  private async call({ service, operation, input }: Call): Promise<Outcome> {
    const command = new SDKS[service][`${operation}Command`](resolve(input, this.answers));
    try {
      const { $metadata, ...output } = await this.clients[service].send(command);
      this.answers[operation] = output;
      return { output: normalized(output) };
    } catch (error: any) {
      this.errors.push(error);
      return { error: { code: error.Error?.Code ?? error.name, message: error.message, status: error.$metadata?.httpStatusCode } };
    }
  }

  private async wait({ service, waiter, input }: Wait): Promise<Outcome> {
    try {
      await waitInVirtualTime(SDKS[service][`waitUntil${waiter}`], this.clients[service], resolve(input, this.answers) as object, this.simulated.pass);
      return { output: 'waited' };
    } catch {
      return { output: 'did not happen' };
    }
  }
}
