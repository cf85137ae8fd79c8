import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { DeploymentReport } from '../../../src/cli/rehearse/deployment-report';
import { goalFor } from '../../../src/cli/rehearse/goal';
import { rehearseInProcess } from '../../../src/cli/rehearse/in-process';
import type { ClusterReport } from '../../../src/cli/rehearse/report';
import { htmlReport } from '../../../src/cli/report/html/document';
import { pictureOfMove } from '../../../src/cli/report/pictures';
import { parseFault } from '../../../src/simulator/faults/fault';
import { hasChromium, launch } from '../../support/chromium';
import { run, writeFiles } from '../../support/command-line';
import { firstMove } from '../../support/first-move';
import { EXAMPLE_STATE, exampleClusters } from '../../support/simulated-account';

async function rehearse(faults: string[] = []): Promise<ClusterReport> {
  const { mysql80 } = await exampleClusters();
  return rehearseInProcess(mysql80, goalFor(mysql80, {}), { seed: 1, faults: faults.map(parseFault) });
}

/** Runs in the browser. */
const fillOf = (node: any) => (globalThis as any).getComputedStyle(node).fill as string;

describe('a report as HTML', () => {
  test('is one file without scripts and without anything to load', async () => {
    const html = htmlReport('Rehearsal', [pictureOfMove(await rehearse())], 'seed 1');
    expect(html).not.toMatch(/<script|<link[^>]+href="(?!data:)|@import|url\((?!#)|src=/);
    expect(html).toContain("default-src 'none'");
  });

  test('escapes what others named', async () => {
    const report = await rehearse();
    const html = htmlReport('Rehearsal', [pictureOfMove({ ...report, identifier: '<img src=x>' })], '');
    expect(html).not.toContain('<img');
  });

  test('is written by the command, which says where', () => {
    const { 'report.html': file } = writeFiles({ 'report.html': '' });
    const { stdout, status } = run('rehearse', '--state', ...EXAMPLE_STATE, '--html', file);
    expect([status, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, `HTML report: ${file}`]);
    expect(readFileSync(file, 'utf8')).toContain('<h1>Move of mysql-80 to Serverless v2</h1>');
    expect(run('rehearse', '--state', ...EXAMPLE_STATE, '--html', path.join(file, 'x'))).toMatchObject({ status: 2, stderr: expect.stringContaining('Cannot write') });
  });
});

if (!hasChromium) process.stdout.write('SKIPPED: Chromium is not on this machine (apt-get install chromium), so nobody looked at the HTML report.\n');

(hasChromium ? describe : describe.skip)('the HTML report of the demo in Chromium', () => {
  const file = path.join(tmpdir(), `demo-${process.pid}.html`);
  const errors: string[] = [];
  const requests: string[] = [];
  let browser: Browser;
  let page: Page;
  let report: DeploymentReport;

  beforeAll(async () => {
    const { stdout } = run('rehearse', '--deploy', firstMove(), '--state', ...EXAMPLE_STATE, '--html', file, '--json');
    report = JSON.parse(stdout) as DeploymentReport;
    browser = await launch();
    page = await browser.newPage();
    page.on('console', (message) => errors.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`file://${file}`);
  });

  afterAll(() => browser?.close());

  const timeline = () => page.getByRole('group', { name: /^Timeline of/ });

  test('loads nothing but itself and says nothing on the console', () => {
    expect(errors).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([`file://${file}`]);
  });

  test('has a lane for each deployment, stack, execution, cluster, member, its writes and whoever calls', async () => {
    const lanes = [
      'Deployment: deployments', 'Deployment: MigrationEngine', 'Deployment: Moves', ...report.steps[0].executions.map(({ name }) => `Machine: ${name}`),
      ...report.clusters.flatMap(({ identifier, members }) => [
        `Cluster: ${identifier}`, `Writes: writes to ${identifier}`, ...members.map((member) => `Members: ${member.identifier}`),
      ]),
      'Members: provisioned-instance-1', 'Members: provisioned-instance-2', 'Members: sample-cluster-instance-1',
    ];
    for (const name of lanes) expect([name, await timeline().getByRole('group', { name, exact: true }).count()]).toEqual([name, 1]);
    expect(await timeline().getByRole('group', { name: /^API calls: .*Advance/ }).count()).toBe(1);
  });

  test('the red band says when writes stopped, for how long, and which call stopped them', async () => {
    expect(report.clusters.map(({ writeGaps }) => writeGaps.map(({ cause }) => cause?.call))).toEqual([
      ['rds:FailoverDBCluster'], ['rds:ModifyDBCluster', 'rds:FailoverDBCluster'],
    ]);
    for (const { identifier, writeGaps } of report.clusters) {
      for (const { fromSeconds, seconds, cause } of writeGaps) {
        const minutes = `${Math.floor(Math.round(fromSeconds) / 60)}:${String(Math.round(fromSeconds) % 60).padStart(2, '0')}`;
        const name = `Writes to ${identifier} stopped at ${minutes} for ${seconds.toFixed(1)} seconds: ${cause!.call} on ${cause!.subject}, called by MigrationEngine-EngineAdvance`;
        const band = timeline().getByRole('img', { name });
        expect([name, await band.count()]).toEqual([name, 1]);
        expect(await band.locator('.ground').evaluate(fillOf)).toBe('rgb(196, 18, 47)');
      }
    }
  });

  test('the role of the writer moves from member to member', async () => {
    const terms = await timeline().getByRole('img', { name: /is the writer from/ }).evaluateAll((nodes: any[]) => nodes.map((node) => String(node.getAttribute('aria-label'))));
    expect(terms.map((term) => term.split(' is the writer')[0])).toEqual([
      'provisioned-instance-1', 'mysql-80-v2-a-ablepu', 'The Serverless v1 compute', 'sample-cluster-instance-1', 'sample-cluster-v2-a-b4cjyf',
    ]);
    expect(await timeline().locator('.handover').count()).toBe(3);
  });

  test('every bar and every mark has a text, and a pattern or shape besides its colour', async () => {
    const marks = page.locator('svg.chart [role=img]');
    const texts = await marks.evaluateAll((nodes: any[]) => nodes.map((node) => [node.getAttribute('aria-label'), node.querySelector('title')?.textContent]));
    expect(texts.length).toBeGreaterThan(300);
    expect(texts.filter(([label, title]) => !label || label !== title)).toEqual([]);
    for (const kind of ['gap', 'busy']) {
      expect(await page.locator(`svg.chart .${kind} .pattern`).first().evaluate(fillOf)).toMatch(/^url\(/);
    }
  });

  test('shows everything on a printed page', async () => {
    await page.emulateMedia({ media: 'print' });
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(20_000);
    await page.emulateMedia({ media: 'screen' });
  });
});
