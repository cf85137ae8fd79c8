import { lazyIndex } from '../../projenrc/lazy-exports';

test('the published index loads a module when one of its names is used, and has all names before', () => {
  const loaded: string[] = [];
  const exported: Record<string, unknown> = {};
  const code = lazyIndex({ './a': ['A', 'B'], './c': ['C'] });
  new Function('exports', 'require', code)(exported, (module: string) => {
    loaded.push(module);
    return { A: 1, B: 2, C: 3 };
  });
  expect([Object.keys(exported), loaded]).toEqual([['A', 'B', 'C'], []]);
  expect([exported.C, loaded]).toEqual([3, ['./c']]);
  // What Node looks for when an ES module imports names.
  for (const name of ['A', 'B', 'C']) expect(code).toContain(`exports.${name} = void 0;`);
});
