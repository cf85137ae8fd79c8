import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { InputError } from '../input-error';
import { htmlReport } from './html/document';
import type { Picture } from './picture';

export interface HtmlOptions {
  readonly html?: string;
  readonly json?: boolean;
  readonly seed: string;
  readonly profile: string;
  readonly fault: readonly string[];
}

/** Writes the report where the user wants it, if he does, and says so where people read. */
export function writeHtml({ html: file, json, seed, profile, fault }: HtmlOptions, pictures: readonly Picture[]): void {
  if (file === undefined) return;
  const faults = fault.length === 0 ? '' : `, with faults: ${fault.join(' ')}`;
  const footnote = `Rehearsed on a simulated AWS, seed ${seed}, profile ${profile}${faults}. Nothing happened on a real account.`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, htmlReport('Rehearsal on a simulated AWS', pictures, footnote));
  } catch (error) {
    throw new InputError([`Cannot write ${file}: ${(error as NodeJS.ErrnoException).code}.`]);
  }
  if (!json) console.log(`\nHTML report: ${file}`);
}
