import { identifierOf } from '../../../simulator/cloudformation/update-behaviour';
import type { Change } from '../changes';
import { holdsData, isMember } from '../databases';
import { show } from '../values';
import { finding, names, type Rule } from './rule';

/** A database that holds data would be replaced by an empty one, or a member by another. */
export const replaced: Rule = ({ before: application, changes }) => changes.flatMap((change) => {
  const { before, after } = change;
  if (!before || !after || change.replaced === 'same') return [];
  const certain = change.replaced === 'different';
  const properties = change.properties.filter(({ replaces }) => replaces !== 'same');
  const because = before.type === after.type ? `${names(properties)} ${properties.length === 1 ? 'changes' : 'change'}`
    : `its type changes from ${before.type} to ${after.type}`;
  if (isMember(before)) {
    // Where its whole cluster is replaced, that says it all.
    if (properties.every(({ name, before: old, after: wanted }) => name === 'DBClusterIdentifier' && show(old) === show(wanted))) return [];
    return [finding('MEMBER_REPLACED', before, {
      certain,
      properties,
      message: `${would(certain)} replace the member because ${because}. It may be the writer: deleting it cuts clients off until another member takes over.`,
      remedy: 'Add a member with the new settings beside it, hand the role over (WriterHandover), and remove this one.',
    })];
  }
  if (!holdsData(before, application)) return [];
  return [finding('DATA_REPLACED', before, {
    certain,
    properties,
    message: `${would(certain)} replace it by a new and empty one because ${because}.${whatIsKept(change)}`,
    remedy: 'Undo that change. Where the change is wanted: set DeletionPolicy Retain and deploy, remove it from the template and deploy, '
      + 'change it with the API of AWS, and import it again.',
  })];
});

function would(certain: boolean): string {
  return certain ? 'CloudFormation would' : 'The templates cannot tell whether CloudFormation would';
}

function whatIsKept({ before, after }: Change): string {
  const [old, wanted] = [before!.properties, after!.properties];
  if (identifierOf(before!.type).some((name) => old[name] !== undefined && old[name] === wanted[name])) return ' It has a name of its own, so CloudFormation refuses: "CloudFormation cannot update a stack when a custom-named resource requires replacing".';
  if (before!.updateReplacePolicy?.startsWith('Retain')) return ' UpdateReplacePolicy keeps the old one, outside of the stack and of every connection string.';
  return before!.updateReplacePolicy === 'Snapshot' ? ' A last snapshot of the old one is kept.' : ' The old one is deleted.';
}
