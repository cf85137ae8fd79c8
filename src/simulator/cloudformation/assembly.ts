import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

export interface SynthesizedStack {
  readonly name: string;
  /** The template, as it was written. */
  readonly text: string;
  /** Folders and files of the assets, by the object key under which they would be uploaded. */
  readonly assets: Readonly<Record<string, string>>;
}

/** A cloud assembly that cannot be read. */
export class AssemblyError extends Error {}

/** Reads the stacks of a `cdk.out` folder, in the order in which they would be deployed. */
export function readAssembly(folder: string): SynthesizedStack[] {
  const manifest = readJson(path.join(folder, 'manifest.json')) as { artifacts?: Record<string, Artifact> };
  const artifacts = manifest.artifacts ?? {};
  const stacks = Object.keys(artifacts).filter((id) => artifacts[id].type === 'aws:cloudformation:stack');
  if (stacks.length === 0) throw new AssemblyError(`${folder} has no stacks.`);
  return inOrder(stacks, artifacts).map((id) => ({
    name: artifacts[id].properties?.stackName ?? id,
    text: readText(path.join(folder, artifacts[id].properties!.templateFile!)),
    assets: readAssets(folder, path.join(folder, `${id}.assets.json`)),
  }));
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, {
    readonly source: { readonly path: string };
    readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
  }>>;
}

function readAssets(folder: string, file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const { files = {} } = readJson(file) as AssetManifest;
  return Object.fromEntries(Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }) => [objectKey, path.resolve(folder, source.path)])));
}

/** A stack comes after the stacks on which it depends. */
function inOrder(stacks: readonly string[], artifacts: Readonly<Record<string, Artifact>>): string[] {
  const ordered: string[] = [];
  const visit = (id: string) => {
    if (ordered.includes(id)) return;
    for (const before of artifacts[id].dependencies ?? []) if (stacks.includes(before)) visit(before);
    ordered.push(id);
  };
  stacks.forEach(visit);
  return ordered;
}

function readText(file: string): string {
  if (!existsSync(file)) throw new AssemblyError(`There is no ${file}. Synthesize the app first: cdk synth`);
  return readFileSync(file, 'utf8');
}

function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new AssemblyError(`${file} is not JSON.`);
  }
}
