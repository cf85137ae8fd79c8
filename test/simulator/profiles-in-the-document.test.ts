import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { TYPICAL } from '../../src/simulator/profile';
import { PROFILES } from '../../src/simulator/profiles';

const DOCUMENT = readFileSync(path.join(__dirname, '../../docs/simulator.md'), 'utf8');

describe('docs/simulator.md', () => {
  test('## Durations: lists each duration as the profile has it, with its source', () => {
    const rows = [...DOCUMENT.matchAll(/^\| `(\w+)` \| [^|]+ \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([^|]+) \|$/gm)]
      .map(([, name, minimum, typical, maximum, source]) => [
        name, { minimum: Number(minimum), typical: Number(typical), maximum: Number(maximum), source },
      ]);
    expect(Object.fromEntries(rows)).toEqual(TYPICAL.durations);
  });

  test('## What AWS does not document: lists each parameter and each profile', () => {
    const [, section] = /## What AWS does not document\n(.*?)\n## /s.exec(DOCUMENT)!;
    const names = [...Object.keys(TYPICAL).filter((name) => name !== 'durations' && name !== 'replicationLagMillis'), ...Object.keys(PROFILES)];
    expect(names.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
  });
});
