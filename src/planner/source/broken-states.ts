/** States of clusters and DB instances that AWS does not leave by itself, or only when something else changes. */
const BROKEN = [
  'cloning-failed', 'failed', 'inaccessible-encryption-credentials', 'inaccessible-encryption-credentials-recoverable', 'incompatible-create',
  'incompatible-credentials', 'incompatible-network', 'incompatible-option-group', 'incompatible-parameters', 'incompatible-restore',
  'insufficient-capacity', 'migration-failed', 'modify-failed', 'restore-error', 'restore-failed', 'storage-full', 'upgrade-failed', 'upgrade_failed',
];

export function isBroken(status: string): boolean {
  return BROKEN.includes(status);
}
