import { existsSync } from 'node:fs';
import * as path from 'node:path';

/** A file of this package, from the bundle as well as from the sources. */
export function packageFile(...segments: string[]): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${__dirname}`);
    folder = parent;
  }
  return path.join(folder, ...segments);
}
