import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';

const BUNDLES = 'assets/mutation';

/**
 * Loads the bundled tests once and calls them again and again, with another mutant active each time. Jest loads every module
 * anew for every mutant, which takes a thousand times as long as the tests of pure functions themselves.
 */
class InProcessRunner {
  stryker = (globalThis.__stryker__ ??= {});
  tests = [];

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    const require = createRequire(import.meta.url);
    const { describe, test, it, getState } = require('jest-circus');
    Object.assign(globalThis, { describe, test, it, expect: require('expect').expect });
    for (const file of readdirSync(BUNDLES).filter((name) => name.endsWith('.js')).sort()) {
      describe(file, () => { require(path.resolve(BUNDLES, file)); });
    }
    this.tests = testsIn(getState().rootDescribeBlock);
  }

  async dryRun() {
    const result = await this.run(this.tests, true);
    // Those that fail fast come first from now on.
    const times = new Map(result.tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    this.tests.sort((a, b) => times.get(a.id) - times.get(b.id));
    return { ...result, mutantCoverage: this.stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit }) {
    Object.assign(this.stryker, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const wanted = testFilter ? this.tests.filter(({ id }) => testFilter.includes(id)) : this.tests;
    const result = await this.run(wanted, disableBail);
    this.stryker.activeMutant = undefined;
    return toMutantRunResult(determineHitLimitReached(this.stryker.hitCount, hitLimit) ?? result, disableBail);
  }

  async run(tests, all) {
    const results = [];
    for (const { id, fn } of tests) {
      this.stryker.currentTestId = id;
      const started = performance.now();
      const failureMessage = await messageOf(fn);
      const timeSpentMs = performance.now() - started;
      results.push({ id, name: id, timeSpentMs, ...(failureMessage === undefined ? { status: TestStatus.Success } : { status: TestStatus.Failed, failureMessage }) });
      if (failureMessage !== undefined && !all) break;
    }
    this.stryker.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests: results };
  }
}

function testsIn({ name, children, hooks }, above = []) {
  if (hooks.length > 0) throw new Error(`${name} has hooks, which this runner does not call`);
  return children.flatMap((child, index) => child.type === 'test'
    ? [{ id: [...above, index, child.name].join(' '), fn: child.fn }]
    : testsIn(child, [...above, child.name]));
}

async function messageOf(fn) {
  try {
    await fn();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
