import type { SimulatedAccount } from '../../account';
import type { Stack, StackSource } from '../stack';
import { ownScope } from '../templates/evaluate';
import type { Scope } from '../templates/intrinsics';
import { invalid } from '../templates/template';

/** What a stack's template can refer to while it is deployed. */
export function scopeOf(account: SimulatedAccount, stack: Stack, source: StackSource, onImport: (name: string) => void = () => {}): Scope {
  const { template, parameters } = source;
  const resource = (logicalId: string) => stack.resources.get(logicalId);
  const own = ownScope(template, withStoredValues(account, template.Parameters, parameters), {
    'AWS::AccountId': account.accountId,
    'AWS::Region': account.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': stack.id,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': undefined,
  }, (region) => ['a', 'b', 'c'].map((letter) => (region || account.region) + letter));
  return {
    ...own,
    ref: (name) => name in template.Resources ? resource(name)?.physicalId : own.ref(name),
    attribute: (name, attribute) => {
      const found = resource(name);
      if (!found) throw invalid(`Template error: instance of Fn::GetAtt references undefined resource ${name}`);
      if (attribute in found.attributes) return found.attributes[attribute];
      if (/^(Custom::|AWS::CloudFormation::CustomResource)/.test(found.type)) {
        throw invalid(`CustomResource attribute error: Vendor response doesn't contain ${attribute} attribute in object ${found.physicalId}`);
      }
      return `${found.physicalId}-${attribute}`;
    },
    importValue: (name) => {
      const exported = account.cloudFormation.exports.get(name);
      if (!exported) throw invalid(`No export named ${name} found.`);
      onImport(name);
      return exported.value;
    },
  };
}

/** Parameters may name others in Systems Manager. One that is not there is made up: bootstrapping is not simulated. */
function withStoredValues(account: SimulatedAccount, declared: StackSource['template']['Parameters'] = {}, values: StackSource['parameters']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) =>
    [name, declared[name]?.Type.startsWith('AWS::SSM::Parameter::Value') ? account.parameters.get(String(value))?.value ?? value : value]));
}
