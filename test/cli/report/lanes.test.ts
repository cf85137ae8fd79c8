import type { TimelineEvent } from '../../../src/cli/rehearse/deployment-report';
import { lanesOf } from '../../../src/cli/report/lanes';
import type { Picture } from '../../../src/cli/report/picture';
import { drawLanes } from '../../../src/cli/report/terminal';

const at = (atSeconds: number, event: object) => ({ atSeconds, ...event }) as TimelineEvent;
const gap = { fromSeconds: 30, toSeconds: 40, seconds: 10, cause: { call: 'rds:FailoverDBCluster', by: 'CloudFormation', subject: 'b', atSeconds: 29 } };

const TIMELINE: TimelineEvent[] = [
  at(0, { type: 'stack-event', stack: 'Shop', logicalId: 'Shop', resourceType: 'AWS::CloudFormation::Stack', status: 'UPDATE_IN_PROGRESS' }),
  at(10, { type: 'stack-event', stack: 'Shop', logicalId: 'Db', resourceType: 'AWS::RDS::DBCluster', status: 'UPDATE_FAILED', reason: 'no such class' }),
  at(10, { type: 'stack-event', stack: 'Shop', logicalId: 'Shop', resourceType: 'AWS::CloudFormation::Stack', status: 'UPDATE_ROLLBACK_IN_PROGRESS' }),
  at(20, { type: 'stack-event', stack: 'Shop', logicalId: 'Shop', resourceType: 'AWS::CloudFormation::Stack', status: 'UPDATE_ROLLBACK_COMPLETE' }),
  at(0, { type: 'cluster-status', subject: 'db', status: 'available' }),
  at(0, { type: 'member-status', subject: 'a', status: 'available', cluster: 'db' }),
  at(0, { type: 'role', cluster: 'db', writer: 'a' }),
  at(5, { type: 'member-status', subject: 'b', status: 'creating', cluster: 'db' }),
  at(20, { type: 'member-status', subject: 'b', status: 'available', cluster: 'db' }),
  at(29, { type: 'call', call: 'rds:FailoverDBCluster', by: 'CloudFormation', subject: 'b', outcome: 'ok' }),
  at(30, { type: 'role', cluster: 'db' }),
  at(30, { type: 'write-gap', cluster: 'db', ...gap }),
  at(35, { type: 'call', call: 'rds:DescribeDBClusters', by: 'CloudFormation', subject: 'db', outcome: 'ok' }),
  at(36, { type: 'call', call: 'rds:DeleteDBInstance', by: 'CloudFormation', subject: 'a', outcome: 'ThrottlingException' }),
  at(36, { type: 'fault', kind: 'throttle', subject: 'rds:DeleteDBInstance' }),
  at(40, { type: 'role', cluster: 'db', writer: 'b' }),
  at(41, { type: 'member-status', subject: 'a', status: 'deleting', cluster: 'db' }),
  at(50, { type: 'member-status', subject: 'a', status: 'deleted', cluster: 'db' }),
];

const lanes = lanesOf(TIMELINE, 56);
const lane = (title: string) => lanes.find((candidate) => candidate.title === title)!;
const told = (title: string) => lane(title).spans.map(({ kind, fromSeconds, toSeconds }) => [kind, fromSeconds, toSeconds]);

test('the lanes stand in the order in which a deployment reaches a database', () => {
  expect(lanes.map(({ group, title }) => `${group}: ${title}`)).toEqual([
    'Deployment: Shop', 'Cluster: db', 'Members: a', 'Members: b', 'Writes: writes to db', 'API calls: CloudFormation', 'Faults: faults',
  ]);
});

test('a status lasts until the next one, a role until nobody has it, and what is deleted ends', () => {
  expect(told('Shop')).toEqual([['busy', 0, 10], ['bad', 10, 20], ['bad', 20, 56]]);
  expect(told('a')).toEqual([['calm', 0, 41], ['busy', 41, 50], ['writer', 0, 30]]);
  expect(told('b')).toEqual([['busy', 5, 20], ['calm', 20, 56], ['writer', 40, 56]]);
  expect(told('writes to db')).toEqual([['writes', 0, 30], ['writes', 40, 56], ['gap', 30, 40]]);
});

test('a gap says when, how long and why; a mark what, on what and what came of it', () => {
  expect(lane('writes to db').spans.at(-1)!.text)
    .toBe('Writes to db stopped at 0:30 for 10.0 seconds: rds:FailoverDBCluster on b, called by CloudFormation at 0:29, stopped them.');
  expect(lane('CloudFormation').marks.map(({ kind, text }) => [kind, text])).toEqual([
    ['change', '0:29 rds:FailoverDBCluster on b'], ['look', '0:35 rds:DescribeDBClusters on db'], ['refused', '0:36 rds:DeleteDBInstance on a: ThrottlingException'],
  ]);
  expect(lane('Shop').marks.map(({ kind, text }) => [kind, text])).toEqual([['failure', '0:10 Db (AWS::RDS::DBCluster) UPDATE_FAILED: no such class']]);
});

test('a gap that no call began is AWS\'s own', () => {
  const own = at(30, { type: 'write-gap', cluster: 'db', ...gap, cause: undefined });
  const writes = lanesOf([...TIMELINE.filter(({ type }) => type !== 'write-gap'), own], 56).find(({ group }) => group === 'Writes')!;
  expect(writes.spans.at(-1)!.text).toBe('Writes to db stopped at 0:30 for 10.0 seconds: no call stopped them: AWS did by itself.');
});

test('the terminal draws one line each, and needs no colour', () => {
  const picture: Picture = { title: '', outcome: { text: '', good: true }, summary: [], numbers: [], problems: [], endsAtSeconds: 56, lanes };
  // eslint-disable-next-line no-control-regex
  const lines = drawLanes(picture).replace(/\u001B\[\d+m/g, '').split('\n').map((line) => line.trimEnd());
  const drawn = (title: string) => lines.find((line) => line.includes(`${title}  `))!.slice(lines[0].indexOf('0:00'));
  expect(drawn('Members     a')).toBe(`${'█'.repeat(30)}${'─'.repeat(11)}${'▒'.repeat(9)}`);
  expect(drawn('            b')).toBe(`     ${'▒'.repeat(15)}${'─'.repeat(20)}${'█'.repeat(16)}`);
  expect(drawn('writes to db')).toBe(`${'─'.repeat(30)}${'▓'.repeat(10)}${'─'.repeat(16)}`);
  expect(drawn('CloudFormation')).toBe(`${' '.repeat(29)}┃     ·×`);
  expect(drawn('faults')).toBe(`${' '.repeat(36)}◆`);
});
