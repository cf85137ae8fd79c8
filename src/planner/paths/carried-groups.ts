import { aws } from './shell';
import { namesOf, type PathSubject } from './subject';
import { carriedGroupIdentifier } from '../names';
import { isCustom } from '../upgrade';
import { familyOf } from '../versions/engine-version';

/** The parameter groups with which a cluster of some version runs, and what makes them. Absent: the default ones. */
export interface RunbookGroups {
  readonly cluster?: string;
  readonly instance?: string;
  readonly commands: readonly string[];
}

/**
 * Custom groups are carried side by side, as the loop does in place: in the same family they are used as they are, in another one
 * a new group takes over what somebody set.
 */
export function groupsFor(subject: PathSubject, version: string, from = groupsOf(subject)): RunbookGroups {
  const { engine } = namesOf(subject);
  const family = familyOf(engine, version);
  if (family === from.family) return { cluster: from.cluster, instance: from.instance, commands: [] };
  const { identifier, settings } = subject.source;
  const to = carriedGroupIdentifier({ identifier, resourceId: settings?.resourceId ?? identifier }, family);
  // RDS knows groups of instances only; Aurora takes what is in them from the group of the cluster, too.
  const clusterSource = from.cluster ? { scope: 'cluster', group: from.cluster } as const : from.ofRds && { scope: 'instance', group: from.ofRds } as const;
  return {
    cluster: clusterSource && to,
    instance: from.instance && to,
    commands: [
      ...(clusterSource ? carry(clusterSource, { scope: 'cluster', group: to }, family) : []),
      ...(from.instance ? carry({ scope: 'instance', group: from.instance }, { scope: 'instance', group: to }, family) : []),
    ],
  };
}

interface PresentGroups {
  readonly family: string;
  readonly cluster?: string;
  readonly instance?: string;
  readonly ofRds?: string;
}

export function groupsIn(subject: PathSubject, version: string, { cluster, instance }: RunbookGroups): PresentGroups {
  return { family: familyOf(namesOf(subject).engine, version), cluster, instance };
}

function groupsOf({ source }: PathSubject): PresentGroups {
  const { engine, engineVersion, cluster, memberSettings, members } = source;
  const custom = (group: string | undefined) => isCustom(group) ? group : undefined;
  const ofInstance = custom(memberSettings?.parameterGroup) ?? members.map(({ settings }) => settings.parameterGroup).find(isCustom);
  const family = familyOf(engine, engineVersion);
  return cluster ? { family, cluster: custom(cluster.parameterGroup), instance: ofInstance } : { family, ofRds: ofInstance };
}

interface Group {
  readonly scope: 'cluster' | 'instance';
  readonly group: string;
}

const KINDS = { cluster: 'db-cluster-parameter', instance: 'db-parameter' };

/** A parameter that the new family does not know, or lets nobody change, is told and left out. */
function carry(from: Group, to: Group, family: string): string[] {
  const name = ({ scope, group }: Group) => ({ [`${KINDS[scope]}-group-name`]: group });
  const read = aws(`rds describe-${KINDS[from.scope]}s`, {
    ...name(from), source: 'user', query: 'Parameters[?ParameterValue].[ParameterName,ParameterValue]', output: 'text',
  });
  const write = `${aws(`rds modify-${KINDS[to.scope]}-group`, name(to))} --parameters "ParameterName=$NAME,ParameterValue='$VALUE',ApplyMethod=pending-reboot"`;
  return [
    aws(`rds create-${KINDS[to.scope]}-group`, { ...name(to), 'db-parameter-group-family': family, 'description': `What is set in ${from.group}` }),
    `${read} | while IFS="$(printf '\\t')" read -r NAME VALUE; do ${write} || echo "$NAME is left out"; done`,
  ];
}
