import { readFileSync, writeFileSync } from 'node:fs';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import * as rds from 'aws-cdk-lib/aws-rds';
import { type Example, readmeExamples, synthesizeExample } from './l2-readme';
import { MYSQL, POSTGRES, stackWith } from './support';
import { ServerlessV2Cluster } from '../../src';
import { compare } from '../../src/cli/guard/compare';
import type { Stack as StackToGuard } from '../../src/cli/guard/read-stacks';

const examples = readmeExamples().map((example, index) => ({ ...example, name: `${index + 1}. ${example.title}` }));

describe('each example of the L2\'s README', () => {
  test('is found', () => {
    expect(examples.length).toBeGreaterThan(25);
  });

  test.each(examples.filter(refusedByTheL2))('$name: is refused by the L2 itself, which wants a writer, and not by ours', (example: Example) => {
    expect(() => synthesizeExample(example, { Cluster: ServerlessV2Cluster, storageEncrypted: true })).not.toThrow();
  });

  test.each(examples.filter((example) => !refusedByTheL2(example)))('$name: same logical ids, nothing replaced or removed', (example: Example) => {
    const before = synthesizeExample(example);
    const encrypted = Object.values(before.Resources).some(({ Type, Properties }) => Type === 'AWS::RDS::DBCluster' && Properties?.StorageEncrypted === true);
    const after = synthesizeExample(example, { Cluster: ServerlessV2Cluster, storageEncrypted: encrypted });
    expect(Object.keys(after.Resources)).toEqual(expect.arrayContaining(Object.keys(before.Resources)));
    expect(JSON.stringify(after)).not.toBe(JSON.stringify(before));
    const changes = Object.entries(fullDiff(stateEncryption(before), after).resources.changes);
    const allowed = [ResourceImpact.WILL_UPDATE, ResourceImpact.WILL_CREATE, ResourceImpact.NO_CHANGE];
    expect(changes.filter(([, { changeImpact }]) => !allowed.includes(changeImpact)).map(([id]) => id)).toEqual([]);
    const stackOf = (template: typeof after): StackToGuard => ({ name: 'Stack', template, nested: {} });
    expect(compare([stackOf(stateEncryption(before))], [stackOf(after)])).toMatchObject({ verdict: 'safe', findings: [] });
  });
});

function refusedByTheL2({ code }: Example): boolean {
  return !/writer:|instanceProps|LIMITLESS/.test(code);
}

/** A cluster that does not say so is not encrypted; stating that changes nothing. */
function stateEncryption(template: ReturnType<typeof synthesizeExample>) {
  const copy = structuredClone(template);
  for (const { Type, Properties } of Object.values(copy.Resources)) {
    if (Type === 'AWS::RDS::DBCluster' && Properties && Properties.StorageEncrypted === undefined) Properties.StorageEncrypted = false;
  }
  return copy;
}

describe('docs/swap.md', () => {
  const changes = (engine: rds.IClusterEngine) => {
    const synthesize = (Cluster: typeof rds.DatabaseCluster | typeof ServerlessV2Cluster) => stackWith((stack, vpc) => new Cluster(stack, 'Db', {
      engine, vpc, storageEncrypted: false, writer: rds.ClusterInstance.serverlessV2('Writer'),
    })).template.toJSON();
    const { resources } = fullDiff(synthesize(rds.DatabaseCluster), synthesize(ServerlessV2Cluster));
    return Object.values(resources.changes).flatMap((change) => change.isAddition
      ? [`| new resource | \`${change.resourceType}\` | | |`]
      : Object.entries(change.propertyUpdates).map(([property, { oldValue, newValue, changeImpact }]) =>
        `| ${changeImpact === ResourceImpact.WILL_UPDATE ? 'in place' : changeImpact} | \`${property}\` | ${shown(oldValue)} | ${shown(newValue)} |`));
  };
  const shown = (value: unknown) => value === undefined ? 'not set' : `\`${JSON.stringify(value)}\``;
  const table = (engine: rds.IClusterEngine) => ['| change | what | before | after |', '|---|---|---|---|', ...changes(engine)].join('\n');

  test('lists every change that our defaults cause', () => {
    const guide = readFileSync('docs/swap.md', 'utf8');
    const fresh = [['mysql', MYSQL], ['postgresql', POSTGRES]].reduce((text, [name, engine]) => text.replace(
      new RegExp(`(<!-- ${name as string} -->\\n)[^]*?(<!-- end -->)`), (_, begin: string, end: string) => `${begin}${table(engine as rds.IClusterEngine)}\n${end}`,
    ), guide);
    if (process.env.UPDATE_DOCS) writeFileSync('docs/swap.md', fresh);
    expect(guide).toBe(fresh);
    expect(guide).toContain('| in place | `EnableIAMDatabaseAuthentication`');
  });
});
