import { InputError } from './input-error';
import { type Fault, parseFault } from '../simulator/faults/fault';
import { type ProfileName, PROFILES } from '../simulator/profiles';
import { AwsError } from '../simulator/wire/aws-error';

export function parseProfile(name: string): ProfileName {
  if (name in PROFILES) return name as ProfileName;
  throw new InputError([`There is no profile ${name}. There are: ${Object.keys(PROFILES).join(', ')}.`]);
}

export function parseFaults(texts: readonly string[]): Fault[] {
  const problems: string[] = [];
  const faults = texts.flatMap((text) => {
    try {
      return [parseFault(text)];
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      problems.push(`--fault ${text}: ${error.message}`);
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return faults;
}
