import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { InputError } from '../input-error';
import { htmlReport } from './html/document';
import type { Picture } from './picture';

/** Under which circumstances it happened: the same again gives the same report. */
export interface Rehearsed {
  readonly seed: string;
  readonly profile: string;
  readonly fault: readonly string[];
}

export function writeHtml(file: string, pictures: readonly Picture[], { seed, profile, fault }: Rehearsed): void {
  const footnote = `Rehearsed on a simulated AWS, seed ${seed}, profile ${profile}${fault.length === 0 ? '' : `, with faults: ${fault.join(' ')}`}. Nothing happened on a real account.`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, htmlReport('Rehearsal of a move to Aurora Serverless v2', pictures, footnote));
  } catch (error) {
    throw new InputError([`Cannot write ${file}: ${(error as NodeJS.ErrnoException).code}.`]);
  }
}
