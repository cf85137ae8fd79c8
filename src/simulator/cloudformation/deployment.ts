import type { SimulatedAccount } from '../account';
import type { SynthesizedStack, TemplateResource } from './assembly';
import { resolve, type Scope } from './resolve';
import type { FunctionsOptions } from '../lambda/functions';
import { parseDefinition } from '../stepfunctions/parse-definition';
import { notSimulated } from '../wire/aws-error';

export interface Environment {
  readonly account: string;
  readonly region: string;
}

export interface DeployedCustomResource {
  readonly stack: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly serviceToken: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * Puts the functions and state machines of synthesized stacks into the account and finds their custom resources.
 * Everything else exists with a made-up name as soon as somebody refers to it.
 */
export class Deployment {
  readonly customResources: DeployedCustomResource[] = [];
  private readonly exports = new Map<string, unknown>();

  constructor(private readonly account: SimulatedAccount, private readonly environment: Environment, private readonly functions: FunctionsOptions) {}

  deploy(stacks: readonly SynthesizedStack[]): void {
    for (const stack of stacks) {
      const scope = this.scopeOf(stack);
      for (const [logicalId, resource] of Object.entries(stack.template.Resources)) this.create(stack, logicalId, resource, scope);
      for (const output of Object.values(stack.template.Outputs ?? {})) {
        if (output.Export) this.exports.set(String(resolve(output.Export.Name, scope)), resolve(output.Value, scope));
      }
    }
  }

  private create(stack: SynthesizedStack, logicalId: string, resource: TemplateResource, scope: Scope): void {
    const read = (property: string) => resolve(resource.Properties?.[property], scope);
    if (resource.Type === 'AWS::Lambda::Function') {
      const code = read('Code') as { S3Key?: string };
      const codeFolder = stack.assets[code.S3Key ?? ''];
      if (codeFolder === undefined) throw notSimulated(`The code of function ${logicalId} in stack ${stack.name}`);
      this.account.functions.add({
        arn: this.arnOf(stack, logicalId),
        codeFolder,
        handler: read('Handler') as string,
        environment: (read('Environment') as { Variables?: Record<string, string> } | undefined)?.Variables ?? {},
        timeoutSeconds: Number(read('Timeout') ?? 3),
      }, this.functions);
    } else if (resource.Type === 'AWS::StepFunctions::StateMachine') {
      const arn = this.arnOf(stack, logicalId);
      this.account.machines.set(arn, { arn, definition: parseDefinition(read('DefinitionString') as string) });
    } else if (resource.Type.startsWith('Custom::')) {
      const { ServiceToken, ServiceTimeout: _timeout, ...properties } = resolve(resource.Properties, scope) as Record<string, unknown>;
      this.customResources.push({
        stack: stack.name,
        stackId: this.stackId(stack),
        logicalId,
        type: resource.Type,
        serviceToken: ServiceToken as string,
        properties: asStrings(properties) as Record<string, unknown>,
      });
    }
  }

  private scopeOf(stack: SynthesizedStack): Scope {
    const pseudo: Record<string, unknown> = {
      'AWS::AccountId': this.environment.account,
      'AWS::Region': this.environment.region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': this.stackId(stack),
      'AWS::NoValue': undefined,
    };
    return {
      ref: (logicalId) => logicalId in pseudo ? pseudo[logicalId]
        : stack.template.Parameters?.[logicalId] ? stack.template.Parameters[logicalId].Default
          : stack.template.Resources[logicalId]?.Type === 'AWS::StepFunctions::StateMachine' ? this.arnOf(stack, logicalId)
            : `${stack.name}-${logicalId}`,
      attribute: (logicalId, attribute) => attribute === 'Arn' ? this.arnOf(stack, logicalId) : `${stack.name}-${logicalId}-${attribute}`,
      importValue: (name) => {
        if (!this.exports.has(name)) throw notSimulated(`The import of ${name}, which no stack of the app exports,`);
        return this.exports.get(name);
      },
    };
  }

  private arnOf(stack: SynthesizedStack, logicalId: string): string {
    const { account, region } = this.environment;
    const name = `${stack.name}-${logicalId}`;
    switch (stack.template.Resources[logicalId]?.Type) {
      case 'AWS::Lambda::Function': return `arn:aws:lambda:${region}:${account}:function:${name}`;
      case 'AWS::StepFunctions::StateMachine': return `arn:aws:states:${region}:${account}:stateMachine:${name}`;
      default: return `arn:aws:simulated:${region}:${account}:${name}`;
    }
  }

  private stackId(stack: SynthesizedStack): string {
    return `arn:aws:cloudformation:${this.environment.region}:${this.environment.account}:stack/${stack.name}/simulated`;
  }
}

/** CloudFormation hands every scalar to a custom resource as a string. */
function asStrings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStrings);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, asStrings(element)]));
  return String(value);
}
