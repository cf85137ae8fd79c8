import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';

interface Member {
  readonly name: string;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly docs?: { readonly deprecated?: string };
}

interface Type {
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
}

/** The API of the aws-cdk-lib that the tests run with, as its own jsii assembly has it. */
export class L2Api {
  private readonly types: Record<string, Type>;

  constructor() {
    const file = path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), '.jsii.gz');
    this.types = (JSON.parse(gunzipSync(readFileSync(file)).toString()) as { types: Record<string, Type> }).types;
  }

  /** The properties of an interface, with those that it inherits. */
  public propertiesOf(fqn: string): string[] {
    return this.collect(fqn, ({ properties = [] }) => properties).map(({ name }) => name);
  }

  public methodsOf(fqn: string): string[] {
    return this.collect(fqn, ({ methods = [] }) => methods).map(({ name }) => name);
  }

  public staticMethodsOf(fqn: string): string[] {
    return (this.types[fqn].methods ?? []).filter((method) => method.static).map(({ name }) => name);
  }

  private collect(fqn: string, members: (type: Type) => readonly Member[]): Member[] {
    const type = this.types[fqn];
    if (!type) return [];
    const own = members(type).filter((member) => !member.static && !member.protected);
    const inherited = [type.base, ...type.interfaces ?? []].filter((base) => base !== undefined).flatMap((base) => this.collect(base, members));
    return [...new Map([...inherited, ...own].map((member) => [member.name, member])).values()];
  }
}
