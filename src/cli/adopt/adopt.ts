import { adoption, type Adoption } from './adoption';
import { type Memory, readMemory, writeFolder } from './folder';
import { prove, type Proof } from './proof';
import type { Refusal } from './refusals';
import { type AdoptionStep, wayOut } from './sequence';
import type { Situation } from './situation';
import { isSame } from '../../simulator/cloudformation/update-behaviour';

export interface AdoptResult {
  readonly adoption: Adoption;
  readonly refusals: readonly Refusal[];
  /** How many of the steps are done already. */
  readonly done: number;
  /** What has to be done before the steps that are left. */
  readonly first: readonly AdoptionStep[];
  readonly proof?: Proof;
}

/** Looks where the stack stands, and proves and writes what is left. The same call leads on after any interruption. */
export async function adopt(now: Situation, folder: string, wanted?: string): Promise<AdoptResult> {
  const memory = readMemory(folder);
  const begun = memory?.stackName === now.stackName ? memory : undefined;
  const origin: Situation = begun ? { ...now, ...beginningOf(begun) } : now;
  const found = adoption(origin, wanted ?? begun?.cluster);
  const templates = [origin.source.template, ...found.steps.slice(0, -1).map(({ template }) => template)];
  const done = templates.map((template) => isSame(template, now.source.template)).lastIndexOf(true);
  const refusals = [...found.refusals, ...(done < 0 ? [changed(now, folder)] : [])];
  const first = wayOut(now, found.match);
  if (refusals.length > 0) return { adoption: found, refusals, done, first };
  const proof = await prove(now, found, [...first, ...found.steps.slice(done)]);
  if (proof.objections.length > 0) return { adoption: found, refusals: [unproven(proof)], done, first, proof };
  writeFolder(folder, { situation: origin, adoption: found, done, first, proof });
  return { adoption: found, refusals: [], done, first, proof };
}

function beginningOf({ template, parameters, physicalIds }: Memory): Pick<Situation, 'source' | 'physicalIds'> {
  return { source: { text: JSON.stringify(template), template, parameters }, physicalIds: new Map(Object.entries(physicalIds)) };
}

function changed({ stackName }: Situation, folder: string): Refusal {
  return {
    code: 'ADOPT_STACK_CHANGED',
    message: `The template of ${stackName} is none of those in ${folder}: somebody has deployed something else, or the database has changed.`,
    remedy: 'Deploy the last template of the folder again, or, while the database is still in the stack, begin anew with another --out.',
  };
}

function unproven({ objections }: Proof): Refusal {
  return { code: 'ADOPT_NOT_PROVEN', message: `The rehearsal does not end well: ${objections.join(' ')}`, remedy: 'Repair what it names, describe everything again, and repeat the command.' };
}
