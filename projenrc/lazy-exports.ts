import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

/**
 * An index whose modules are loaded when somebody uses them, as that of aws-cdk-lib: an app pays for what it imports.
 * The names are also assigned, so that Node finds them when ES modules import the package.
 */
export function lazyIndex(namesByModule: Readonly<Record<string, readonly string[]>>): string {
  const entries = Object.entries(namesByModule).flatMap(([module, names]) => names.map((name) => [module, name]));
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    ...entries.map(([, name]) => `exports.${name} = void 0;`),
    ...entries.map(([module, name]) =>
      `Object.defineProperty(exports, "${name}", { enumerable: true, configurable: true, get: () => require("${module}").${name} });`),
    '',
  ].join('\n');
}

/** Rewrites a compiled index of `export * from …` lines. */
export function makeLazy(index: string): void {
  const modules = [...readFileSync(index, 'utf8').matchAll(/__exportStar\(require\("([^"]+)"\)/g)].map(([, module]) => module);
  if (modules.length === 0) throw new Error(`${index} has no \`export * from …\` that could be made lazy`);
  const load = createRequire(index);
  const namesOf = (module: string) => Object.keys(load(module) as object).filter((name) => name !== '__esModule');
  writeFileSync(index, lazyIndex(Object.fromEntries(modules.map((module) => [module, namesOf(module)]))));
}

if (require.main === module) makeLazy(path.resolve(process.argv[2]));
