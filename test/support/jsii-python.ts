import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { JsiiAssemblies, type JsiiType } from './jsii-assemblies';

/** As jsii names things in Python, with what its own generator uses. */
const { toSnakeCase } = createRequire(require.resolve('jsii-pacmak'))('codemaker') as { toSnakeCase(name: string): string };

interface PythonCall {
  readonly name: string;
  readonly positional: number;
  readonly keywords: readonly string[];
}

export interface PythonNames {
  readonly imports: Readonly<Record<string, string>>;
  readonly calls: readonly PythonCall[];
  readonly constants: readonly string[];
}

/** What is called on objects, and what only Python has. */
const ON_OBJECTS: Record<string, string> = {
  try_remove_child: 'constructs.Node',
  find_child: 'constructs.Node',
  override_logical_id: 'aws-cdk-lib.CfnResource',
  add_property_override: 'aws-cdk-lib.CfnResource',
  add_property_deletion_override: 'aws-cdk-lib.CfnResource',
};
const OF_PYTHON = /^(str|keep|super|Path|kwargs\.setdefault|properties\.items)$/;

/** Compares the names of Python code with those that jsii gives to Python. */
export class JsiiPython {
  private readonly assemblies = new JsiiAssemblies();

  /** Fails on what is no Python. */
  namesIn(text: string): PythonNames {
    const { status, stdout, stderr } = spawnSync('python3', [path.join(__dirname, 'python_names.py')], { input: text, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as PythonNames;
  }

  /** What jsii does not know. */
  unknown({ imports, calls, constants }: PythonNames): string[] {
    return [
      ...calls.flatMap((call) => this.wrongIn(call, imports)),
      ...constants.filter((name) => {
        const found = this.resolve(name, imports);
        return found && !this.constantsOf(found.fqn).includes(found.member ?? '');
      }),
    ];
  }

  private wrongIn({ name, positional, keywords }: PythonCall, imports: PythonNames['imports']): string[] {
    const found = this.resolve(name, imports);
    if (!found) return this.isOnObject(name) || OF_PYTHON.test(name) ? [] : [name];
    const { fqn, member } = found;
    const [own, ...bases] = this.assemblies.withBases(fqn);
    if (member === undefined && own?.datatype) return wrongKeywords(name, keywords, this.propertiesOf(fqn), false);
    const callable = member === undefined ? [own, ...bases].find((type) => type?.initializer)?.initializer
      : [own, ...bases].flatMap((type) => type?.methods ?? []).find((method) => method.static && toSnakeCase(method.name) === member);
    if (!callable) return [name];
    const { parameters = [] } = callable;
    const options = parameters.find(({ type }) => this.assemblies.get(type.fqn ?? '')?.datatype);
    const places = parameters.filter((parameter) => parameter !== options);
    const isFitting = positional <= places.length && positional >= places.filter(({ optional }) => !optional).length;
    return [
      ...wrongKeywords(name, keywords, options ? this.propertiesOf(options.type.fqn!) : [], options?.optional === true),
      ...(isFitting ? [] : [`${name} with ${positional} arguments`]),
    ];
  }

  /** `rds.Credentials.from_password` as a type and a member of it. Nothing for what is not of jsii. */
  private resolve(name: string, imports: PythonNames['imports']): { readonly fqn: string; readonly member?: string } | undefined {
    const [root, ...rest] = name.split('.');
    const [, module, imported] = /^(aws_cdk|cdk_aurora_serverless_v2)\.(.*)$/.exec(imports[root] ?? '') ?? [];
    if (module === undefined) return undefined;
    const dotted = [module === 'aws_cdk' ? 'aws-cdk-lib' : 'cdk-aurora-serverless-v2', imported, ...rest];
    const length = this.assemblies.get(dotted.slice(0, 2).join('.')) ? 2 : 3;
    return { fqn: dotted.slice(0, length).join('.'), member: dotted[length] };
  }

  private isOnObject(name: string): boolean {
    const last = name.split('.').at(-1)!;
    return this.assemblies.withBases(ON_OBJECTS[last] ?? '').some(({ methods = [] }) => methods.some((method) => toSnakeCase(method.name) === last));
  }

  private propertiesOf(fqn: string) {
    return this.assemblies.withBases(fqn).flatMap(({ properties = [] }) => properties);
  }

  private constantsOf(fqn: string): string[] {
    return this.assemblies.withBases(fqn)
      .flatMap(({ members = [], properties = [] }) => [...members, ...properties.filter((property) => property.static)]).map(({ name }) => name);
  }
}

function wrongKeywords(call: string, keywords: readonly string[], properties: NonNullable<JsiiType['properties']>, mayBeLeftOut: boolean): string[] {
  const known = properties.map(({ name }) => toSnakeCase(name));
  const required = mayBeLeftOut ? [] : [...new Set(properties.filter(({ optional }) => !optional).map(({ name }) => toSnakeCase(name)))];
  return [
    ...keywords.filter((keyword) => !known.includes(keyword)).map((keyword) => `${call}(${keyword}=)`),
    ...required.filter((property) => !keywords.includes(property)).map((property) => `${call}() without ${property}`),
  ];
}
