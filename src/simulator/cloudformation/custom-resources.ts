import type { SimulatedAccount } from '../account';
import type { HttpRequest } from '../http-server';
import type { DeployedCustomResource } from './deployment';
import { StatesError } from '../stepfunctions/states-error';
import type { WireResponse } from '../wire/protocol';

export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
}

const PATH = '/custom-resource-responses/';

/** Calls the functions behind custom resources and takes their answers at the response URL. */
export class CustomResources {
  private readonly answers = new Map<string, CustomResourceResponse>();
  private requests = 0;

  /** @param url where the account answers over HTTP */
  constructor(private readonly account: SimulatedAccount, private readonly url: string) {}

  /** The answer to a request at a response URL; nothing for any other request. */
  receive(request: HttpRequest): WireResponse | undefined {
    if (request.method !== 'PUT' || !request.path.startsWith(PATH)) return undefined;
    this.answers.set(request.path.slice(PATH.length), JSON.parse(request.body.toString()) as CustomResourceResponse);
    return { status: 200, headers: {}, body: '' };
  }

  async create(resource: DeployedCustomResource): Promise<CustomResourceResponse> {
    const requestId = `00000000-0000-4000-8000-${String(++this.requests).padStart(12, '0')}`;
    try {
      await this.account.functions.invoke(resource.serviceToken, {
        RequestType: 'Create',
        RequestId: requestId,
        ResponseURL: `${this.url}${PATH}${requestId}`,
        StackId: resource.stackId,
        ResourceType: resource.type,
        LogicalResourceId: resource.logicalId,
        ServiceToken: resource.serviceToken,
        ResourceProperties: { ...resource.properties, ServiceToken: resource.serviceToken },
      });
    } catch (error) {
      if (error instanceof StatesError) return { Status: 'FAILED', Reason: error.message };
      throw error;
    }
    return this.answers.get(requestId) ?? { Status: 'FAILED', Reason: 'The function ended without an answer to CloudFormation.' };
  }
}
