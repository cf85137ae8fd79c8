import { fail, type Rule } from './rule';

export const snapshotAvailable: Rule = {
  code: 'SNAPSHOT_NOT_AVAILABLE',
  weight: 'blocker',
  paths: ['snapshot restore'],
  judge: ({ source: { kind, identifier, status } }) => kind.endsWith('snapshot') && status !== 'available'
    ? fail(`Snapshot ${identifier} is ${status}.`, 'Wait until it is available, or take another.')
    : undefined,
};
