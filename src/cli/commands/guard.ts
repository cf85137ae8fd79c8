import { Command } from 'commander';
import { EXIT } from '../exit-status';
import { compare } from '../guard/compare';
import { markdown, printComparison } from '../guard/print';
import { readStacks, type Stack } from '../guard/read-stacks';
import { InputError } from '../input-error';

interface GuardOptions {
  readonly parameter: string[];
  readonly json?: boolean;
  readonly markdown?: boolean;
}

export function guardCommand(): Command {
  return new Command('guard')
    .description('compare two templates or cdk.out folders: would a database be replaced, deleted or cut off?')
    .argument('<old>', 'what is deployed: a template file or a cdk.out folder')
    .argument('<new>', 'what is to be deployed')
    .option('--parameter <name=value...>', 'the value of a template parameter, in both', [])
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown for a pull request')
    .action((old: string, wanted: string, options: GuardOptions) => {
      process.exitCode = guard(old, wanted, options);
    });
}

function guard(old: string, wanted: string, options: GuardOptions): number {
  if (options.json && options.markdown) throw new InputError(['Give --json or --markdown, not both.']);
  const [before, after] = paired(readStacks(old), readStacks(wanted));
  const comparison = compare(before, after, parametersIn(options.parameter));
  console.log(options.json ? JSON.stringify(comparison, null, 2) : options.markdown ? markdown(comparison) : printComparison(comparison));
  return comparison.verdict === 'safe' ? EXIT.ok : EXIT.refused;
}

/** A template file has no name: beside a folder it stands for the only stack in there. */
function paired(old: Stack[], wanted: Stack[]): [Stack[], Stack[]] {
  const isFile = ([first]: Stack[]) => first.name === '';
  if (isFile(old) === isFile(wanted)) return [old, wanted];
  const [file, folder] = isFile(old) ? [old, wanted] : [wanted, old];
  if (folder.length > 1) {
    throw new InputError([`One is a template file, the other a folder with ${folder.length} stacks: ${folder.map(({ name }) => name).join(', ')}. Give two of a kind.`]);
  }
  const named = [{ ...file[0], name: folder[0].name }];
  return isFile(old) ? [named, wanted] : [old, named];
}

function parametersIn(texts: readonly string[]): Record<string, string> {
  const problems = texts.filter((text) => !/^\w+=/.test(text)).map((text) => `--parameter takes NAME=VALUE, got ${text}.`);
  if (problems.length > 0) throw new InputError(problems);
  return Object.fromEntries(texts.map((text) => text.split(/=(.*)/s).slice(0, 2) as [string, string]));
}
