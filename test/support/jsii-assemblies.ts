import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';

const ROOT = path.join(__dirname, '../..');

interface Parameter {
  readonly name: string;
  readonly optional?: boolean;
  readonly type: { readonly fqn?: string };
}

export interface Method {
  readonly name: string;
  readonly static?: boolean;
  readonly parameters?: readonly Parameter[];
}

export interface JsiiType {
  readonly kind: string;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly datatype?: boolean;
  readonly initializer?: { readonly parameters?: readonly Parameter[] };
  readonly methods?: readonly Method[];
  readonly properties?: readonly { readonly name: string; readonly static?: boolean; readonly const?: boolean; readonly optional?: boolean }[];
  readonly members?: readonly { readonly name: string }[];
}

/** The types of aws-cdk-lib, of constructs and of this package, as jsii gives them to every language. */
export class JsiiAssemblies {
  private readonly types: Record<string, JsiiType> =
    Object.assign({}, ...[assemblyOf('aws-cdk-lib'), assemblyOf('constructs'), ownAssembly()].map(({ types }) => types));

  get(fqn: string): JsiiType | undefined {
    return this.types[fqn];
  }

  /** The type and everything that it inherits from. */
  withBases(fqn: string): JsiiType[] {
    const type = this.types[fqn];
    return type ? [type, ...[type.base, ...type.interfaces ?? []].flatMap((base) => base ? this.withBases(base) : [])] : [];
  }
}

type Assembly = { readonly types: Record<string, JsiiType> };

function assemblyOf(module: string): Assembly {
  const file = path.join(path.dirname(require.resolve(`${module}/package.json`)), '.jsii');
  const found = JSON.parse(readFileSync(file, 'utf8')) as Assembly & { readonly filename?: string };
  return found.filename ? JSON.parse(gunzipSync(readFileSync(path.join(path.dirname(file), found.filename))).toString()) as Assembly : found;
}

/** What the index exports, compiled by jsii in a folder of its own. */
function ownAssembly(): Assembly {
  const folder = mkdtempSync(path.join(tmpdir(), 'jsii-'));
  for (const name of ['src', 'package.json', 'README.md', 'LICENSE']) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  symlinkSync(realpathSync(path.join(ROOT, 'node_modules')), path.join(folder, 'node_modules'));
  const { include: _, ...configuration } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'));
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ ...configuration, include: ['src/index.ts'] }));
  execFileSync(process.execPath, [require.resolve('jsii/bin/jsii'), '--silence-warnings=reserved-word'], { cwd: folder, stdio: 'pipe' });
  return JSON.parse(readFileSync(path.join(folder, '.jsii'), 'utf8')) as Assembly;
}
