import { type Expression, isList, type Options } from './expression';
import { enclose, type Item, json, type Literals } from './printer';
import { hasOverrides, type Kept, namesIn, type StackCode } from './stack-code';

const STEP = 4;
const BODY = 8;
const LITERALS: Literals = {
  text: (value) => JSON.stringify(value),
  words: { true: 'True', false: 'False', null: 'None' },
  key: (name) => JSON.stringify(name),
  braces: ['{', '}'],
  step: STEP,
};

/** The same in Python. */
export function python({ className, clusterId, hasBootstrapVersion, variables, options, kept, placeholders }: StackCode): string {
  const arguments_ = [() => 'self', () => JSON.stringify(clusterId), ...keywords(options)];
  const body = [
    ...variables.map(({ name, value }) => `${snake(name)} = ${print(value, BODY)}`),
    `db = ServerlessV2Cluster${enclose(['(', ')'], arguments_, BODY, STEP)}`,
    'Annotations.of(db).acknowledge_warning("cdk-aurora-serverless-v2:fixedIdentifier", "It keeps CloudFormation from replacing the database.")',
    ...kept.map(keep),
  ].map((line) => `        ${line}`).join('\n');
  const { ours, core, services } = namesIn(body);
  return `from pathlib import Path

from aws_cdk import ${[...[...core, 'Stack', ...(hasBootstrapVersion ? [] : ['DefaultStackSynthesizer'])].sort(), ...services.map((name) => `aws_${name} as ${name}`), 'cloudformation_include'].join(', ')}
from cdk_aurora_serverless_v2 import ${ours.join(', ')}


class ${className}(Stack):
    def __init__(self, scope, construct_id, **kwargs):
${hasBootstrapVersion ? '' : '        kwargs.setdefault("synthesizer", DefaultStackSynthesizer(generate_bootstrap_version_rule=False))\n'}        super().__init__(scope, construct_id, **kwargs)

        # What the stack has beside the database. Put your own constructs in its place, one by one: \`cdk diff\` stays empty.
        template = Path(__file__).with_name("around.template.json")
        around = cloudformation_include.CfnInclude(self, "Around", template_file=str(template))
        for placeholder in ${json(placeholders, LITERALS, BODY)}:
            around.node.try_remove_child(placeholder)

${body}
${kept.length > 0 ? keepFunction(kept.some(hasOverrides)) : ''}`;
}

function keepFunction(overrides: boolean): string {
  return `

def keep(construct, logical_id${overrides ? ', **properties' : ''}):
    """Keeps the logical id of a resource${overrides ? ', and says what its construct says in other words, or not at all' : ''}."""
    resource = construct.node.default_child
    resource.override_logical_id(logical_id)
${overrides ? `    for name, value in properties.items():
        if value is None:
            resource.add_property_deletion_override(name)
        else:
            resource.add_property_override(name, value)
` : ''}`;
}

function keep({ member, logicalId, properties }: Kept): string {
  const construct = member === undefined ? 'db' : `db.node.find_child(${JSON.stringify(member)})`;
  const overrides = Object.entries(properties).map(([name, value]): Item => (at) => `${name}=${json(value, LITERALS, at)}`);
  return `keep${enclose(['(', ')'], [() => construct, () => JSON.stringify(logicalId), ...overrides], BODY, STEP)}`;
}

function print(value: Expression, indent: number): string {
  if (typeof value !== 'object') return json(value, LITERALS, indent);
  if (isList(value)) return enclose(['[', ']'], value.map((element): Item => (at) => print(element, at)), indent, STEP);
  if ('name' in value) return value.name === 'this' ? 'self' : pythonic(value.name);
  if ('json' in value) return json(value.json, LITERALS, indent);
  if ('struct' in value) return `${value.struct}${enclose(['(', ')'], keywords(value.options), indent, STEP, value.struct.length)}`;
  const callee = value.isNew ? value.call : pythonic(value.call);
  const items = [...value.args.map((argument): Item => (at) => print(argument, at)), ...keywords(value.options ?? {})];
  return `${callee}${enclose(['(', ')'], items, indent, STEP, callee.length)}`;
}

function keywords(options: Options): Item[] {
  return Object.entries(options).map(([name, value]): Item => (at) => `${snake(name)}=${print(value, at)}`);
}

/** `Fn.get_att` of `Fn.getAtt`; types and constants keep their names. */
function pythonic(dotted: string): string {
  const words = dotted.split('.');
  const last = words.at(-1)!;
  return [...words.slice(0, -1), /^[a-z]/.test(last) ? snake(last) : last].join('.');
}

/** As jsii does it. */
function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
