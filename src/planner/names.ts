const LONGEST_IDENTIFIER = 63;
const SUFFIX_LENGTH = 6;

interface Named {
  readonly identifier: string;
  readonly resourceId: string;
}

/** What a move creates is named after the cluster and the end of its resource id: the same name at every attempt. */
export function memberIdentifier(cluster: Named, name: string): string {
  return derive(cluster, `v2-${name}`);
}

export function safetySnapshotIdentifier(cluster: Named, generation: number): string {
  return derive(cluster, `before-v2-${generation}`);
}

/** Before an upgrade that cannot be undone. */
export function upgradeSnapshotIdentifier(cluster: Named, to: string, generation: number): string {
  return derive(cluster, `before-v2-${generation}-${to}`);
}

/** The parameter group that carries the settings of a custom one into another family. */
export function carriedGroupIdentifier(cluster: Named, family: string): string {
  return derive(cluster, `v2-${family}`);
}

/** The instance that AWS adds when it converts the engine mode. */
export function convertedInstanceIdentifier(cluster: string): string {
  return `${cluster}-instance-1`;
}

function derive({ identifier, resourceId }: Named, what: string): string {
  const tail = `-${what}-${resourceId.slice(-SUFFIX_LENGTH)}`.toLowerCase().replace(/[^a-z0-9-]/g, '-').replace(/-+/g, '-');
  return identifier.slice(0, LONGEST_IDENTIFIER - tail.length).replace(/-+$/, '') + tail;
}
