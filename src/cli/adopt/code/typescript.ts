import { type Expression, isList, type Options } from './expression';
import { enclose, type Item, json, type Literals } from './printer';
import { hasOverrides, type Kept, namesIn, type StackCode } from './stack-code';

const STEP = 2;
const BODY = 4;
const BRACES = ['{ ', ' }'] as const;
const LITERALS: Literals = {
  text: quoted,
  words: { true: 'true', false: 'false', null: 'undefined' },
  key: (name) => /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name),
  braces: BRACES,
  step: STEP,
};

/** A stack that synthesizes to the adopted template; `around.template.json` is what it has beside the database. */
export function typescript({ className, clusterId, hasBootstrapVersion, variables, options, kept, placeholders }: StackCode): string {
  const body = [
    ...variables.map(({ name, value }) => `const ${name} = ${print(value, BODY)};`),
    `const db = new ServerlessV2Cluster(this, ${quoted(clusterId)}, ${struct(options, BODY)});`,
    'Annotations.of(db).acknowledgeWarning(\'cdk-aurora-serverless-v2:fixedIdentifier\', \'It keeps CloudFormation from replacing the database.\');',
    ...kept.map(keep),
  ].map((line) => `    ${line}`).join('\n');
  const { ours, core, services } = namesIn(body);
  return `import * as path from 'node:path';
import { ${[...core, 'Stack', 'StackProps', ...(kept.length > 0 ? ['CfnResource'] : []), ...(hasBootstrapVersion ? [] : ['DefaultStackSynthesizer'])].sort().join(', ')} } from 'aws-cdk-lib';
${services.map((name) => `import * as ${name} from 'aws-cdk-lib/aws-${name}';\n`).join('')}\
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct${kept.length > 0 ? ', IConstruct' : ''} } from 'constructs';
import { ${ours.join(', ')} } from 'cdk-aurora-serverless-v2';

export class ${className} extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, ${hasBootstrapVersion ? 'props' : '{ synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }), ...props }'});

    // What the stack has beside the database. Put your own constructs in its place, one by one: \`cdk diff\` stays empty.
    const around = new CfnInclude(this, 'Around', { templateFile: path.join(__dirname, 'around.template.json') });
    for (const placeholder of ${json(placeholders, LITERALS, BODY)}) around.node.tryRemoveChild(placeholder);

${body}
  }
}
${kept.length > 0 ? keepFunction(kept.some(hasOverrides)) : ''}`;
}

function keepFunction(overrides: boolean): string {
  return `
/** Keeps the logical id of a resource${overrides ? ', and says what its construct says in other words, or not at all' : ''}. */
function keep(construct: IConstruct, logicalId: string${overrides ? ', properties: Record<string, unknown> = {}' : ''}): void {
  const resource = construct.node.defaultChild as CfnResource;
  resource.overrideLogicalId(logicalId);
${overrides ? '  for (const [name, value] of Object.entries(properties)) resource.addPropertyOverride(name, value);\n' : ''}}
`;
}

function keep({ member, logicalId, properties }: Kept): string {
  const construct = member === undefined ? 'db' : `db.node.findChild(${quoted(member)})`;
  return `keep(${construct}, ${quoted(logicalId)}${hasOverrides({ properties }) ? `, ${json(properties, LITERALS, BODY)}` : ''});`;
}

function print(value: Expression, indent: number): string {
  if (typeof value !== 'object') return json(value, LITERALS, indent);
  if (isList(value)) return enclose(['[', ']'], value.map((element): Item => (at) => print(element, at)), indent, STEP);
  if ('name' in value) return value.name;
  if ('json' in value) return json(value.json, LITERALS, indent);
  if ('struct' in value) return struct(value.options, indent);
  const begin = `${value.isNew ? 'new ' : ''}${value.call}(${value.args.map((argument) => print(argument, indent)).join(', ')}`;
  return value.options ? `${begin}${value.args.length > 0 ? ', ' : ''}${struct(value.options, indent, begin.length)})` : `${begin})`;
}

function struct(options: Options, indent: number, room = 0): string {
  return enclose(BRACES, Object.entries(options).map(([name, value]): Item => (at) => {
    const text = print(value, at);
    return text === name ? name : `${name}: ${text}`;
  }), indent, STEP, room);
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}
