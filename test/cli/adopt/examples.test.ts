import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { fullDiff } from '@aws-cdk/cloudformation-diff';
import { compare } from '../../../src/cli/guard/compare';
import { adoptExample, EXAMPLES, fileOf, readJson, synthesizeExamples } from '../../support/adoption';

const textsIn = (folder: string) => Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));

/** What no deployment carries out. */
function withoutMetadata({ Metadata: _, ...template }: Record<string, any>) {
  const resources = Object.entries<any>(template.Resources).map(([id, { Metadata, ...resource }]) => [id, resource]);
  return { ...template, Resources: Object.fromEntries(resources) };
}

let synthesized: ReturnType<typeof synthesizeExamples>;
beforeAll(async () => {
  if (process.env.UPDATE_EXAMPLES) {
    for (const example of EXAMPLES) {
      const expected = fileOf(example, 'adoption');
      const { folder } = await adoptExample(example);
      rmSync(expected, { recursive: true, force: true });
      cpSync(folder, expected, { recursive: true });
    }
  }
  synthesized = synthesizeExamples();
}, 300_000);

describe.each(EXAMPLES)('examples/adopt/%s', (example) => {
  const expected = fileOf(example, 'adoption');

  test('the old app synthesizes to the deployed template', () => {
    if (!existsSync(fileOf(example, 'app.ts'))) return expect(existsSync(fileOf(example, 'template.yaml'))).toBe(true);
    return expect(readJson(synthesized.before(example), 'Shop.template.json')).toEqual(readJson(fileOf(example), 'template.json'));
  });

  test('the folder is as it is committed, byte for byte (UPDATE_EXAMPLES=1 writes it anew)', async () => {
    const { folder, result: { refusals } } = await adoptExample(example);
    expect(refusals).toEqual([]);
    expect(textsIn(folder)).toEqual(textsIn(expected));
  });

  test('ends with the data whole, nothing replaced, no write gap, no drift, and an empty last deployment', async () => {
    const { result: { proof, adoption } } = await adoptExample(example);
    const { report } = proof!;
    expect(report).toMatchObject({ outcome: 'completed', drift: [], invariants: { violated: [] } });
    const actions = report.steps.flatMap(({ stacks }) => stacks.flatMap(({ resources }) => resources.map(({ action }) => action)));
    expect(actions).toContain('imported');
    for (const action of ['replaced', 'deleted', 'created'] as const) expect(actions).not.toContain(action);
    const cluster = report.clusters.find(({ identifier }) => identifier === adoption.match.live.cluster.DBClusterIdentifier);
    expect(cluster).toMatchObject({ exists: true, writesLost: 0, writeGapSeconds: 0 });
    expect(cluster!.writesAcknowledged).toBeGreaterThan(0);
    expect(report.steps.at(-1)).toMatchObject({ source: 'check', stacks: [{ operation: 'none' }] });
  });

  test('imports nothing but the database, and changes nothing else in that deployment', async () => {
    const { result: { adoption: { steps, adopted } } } = await adoptExample(example);
    const index = steps.findIndex(({ name }) => name === 'import');
    const { Resources: imported, ...rest } = steps[index].template;
    const others = Object.fromEntries(Object.entries(imported).filter(([id]) => !(id in adopted)));
    if (index > 0) expect({ ...rest, Resources: others }).toEqual(steps[index - 1].template);
    expect(Object.values(adopted).every(({ DeletionPolicy }) => DeletionPolicy === 'Retain')).toBe(true);
    expect(Object.keys(readJson(expected, 'resource-mapping.json')).sort()).toEqual(Object.keys(adopted).sort());
  });

  test('the TypeScript synthesizes to the adopted template: equal, an empty full diff, and nothing for guard', () => {
    const code = readJson(synthesized.after(example), 'Shop.template.json');
    const adopted = readJson(expected, 'adopted.template.json');
    expect(withoutMetadata(code)).toEqual(withoutMetadata(adopted));
    expect(fullDiff(withoutMetadata(adopted), withoutMetadata(code)).isEmpty).toBe(true);
    const stack = (template: never) => [{ name: 'Shop', template, nested: {} }];
    expect(compare(stack(adopted as never), stack(code as never)).findings).toEqual([]);
  });
});
