import { readdirSync } from 'node:fs';
import { isSame } from '../../../src/simulator/cloudformation/update-behaviour';
import { adoptExample, EXAMPLES, readJson, synthesizeCode } from '../../support/adoption';

const WITHOUT_EFFECT = ['Metadata', 'Description', 'Rules'];

function withoutMetadata(template: Record<string, any>) {
  const resources = Object.fromEntries(Object.entries<any>(template.Resources).map(([id, { Metadata: _, ...resource }]) => [id, resource]));
  return { ...Object.fromEntries(Object.entries(template).filter(([name]) => !WITHOUT_EFFECT.includes(name))), Resources: resources };
}

describe.each(readdirSync(EXAMPLES))('examples/adopt/%s', (example) => {
  test('ends with the data whole, nothing replaced, no write gap, no drift, and an empty last deployment', async () => {
    const { result: { refusals, proof, adoption } } = await adoptExample(example);
    expect(refusals).toEqual([]);
    const { report } = proof!;
    expect(report).toMatchObject({ outcome: 'completed', drift: [], invariants: { violated: [] } });
    const actions = report.steps.flatMap(({ stacks }) => stacks.flatMap(({ resources }) => resources.map(({ action }) => action)));
    expect(actions).toContain('imported');
    expect(actions).not.toContain('replaced');
    expect(actions).not.toContain('deleted');
    const cluster = report.clusters.find(({ identifier }) => identifier === adoption.match.live.cluster.DBClusterIdentifier);
    expect(cluster).toMatchObject({ exists: true, writesLost: 0, writeGapSeconds: 0 });
    expect(cluster!.writesAcknowledged).toBeGreaterThan(0);
    expect(report.steps.at(-1)).toMatchObject({ source: 'check', stacks: [{ operation: 'none' }] });
  });

  test('imports nothing but the database, and changes nothing else in that deployment', async () => {
    const { folder, result: { adoption: { steps, adopted } } } = await adoptExample(example);
    const index = steps.findIndex(({ name }) => name === 'import');
    const { Resources: imported, ...rest } = steps[index].template;
    const others = Object.fromEntries(Object.entries(imported).filter(([id]) => !(id in adopted)));
    if (index > 0) expect({ ...rest, Resources: others }).toEqual(steps[index - 1].template);
    expect(Object.values(adopted).every(({ DeletionPolicy }) => DeletionPolicy === 'Retain')).toBe(true);
    expect(Object.keys(readJson(folder, 'resource-mapping.json')).sort()).toEqual(Object.keys(adopted).sort());
  });

  test('writes TypeScript that synthesizes to the adopted template', async () => {
    const { folder, result: { adoption: { steps } } } = await adoptExample(example);
    const synthesized = withoutMetadata(synthesizeCode(folder, 'Shop'));
    const adopted = withoutMetadata(steps.at(-1)!.template as never);
    expect(synthesized).toEqual(adopted);
    expect(isSame(synthesized, adopted)).toBe(true);
  }, 120_000);
});
