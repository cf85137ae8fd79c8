import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
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
  let reports: ClusterReport[];

  beforeAll(async () => {
    const { stdout } = run('rehearse', '--app', firstMove(), '--state', ...EXAMPLE_STATE, '--html', file, '--json');
    ({ clusters: reports } = JSON.parse(stdout) as { clusters: ClusterReport[] });
    browser = await launch();
    page = await browser.newPage();
    page.on('console', (message) => errors.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`file://${file}`);
  });

  afterAll(() => browser?.close());

  test('loads nothing but itself and says nothing on the console', () => {
    expect(errors).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([`file://${file}`]);
  });

  test('has a lane for each stack, the steps, the cluster, each member, its writes and whoever calls', async () => {
    const [mysql] = reports;
    const timeline = page.locator('article').first().getByRole('group', { name: /^Timeline of/ });
    const lanes = [
      'Deployment: MigrationEngine', 'Deployment: Moves', 'Driver: steps', 'Cluster: mysql-80', ...[...mysql.from.members, ...mysql.to.members].map(({ identifier }) => `Members: ${identifier}`),
      'Writes: writes to mysql-80',
    ];
    for (const name of lanes) expect([name, await timeline.getByRole('group', { name, exact: true }).count()]).toEqual([name, 1]);
    expect(await timeline.getByRole('group', { name: /^API calls: .*Advance/ }).count()).toBe(1);
  });

  test('the red band says when writes stopped, for how long, and which call stopped them', async () => {
    for (const [index, report] of reports.entries()) {
      const timeline = page.locator('article').nth(index).getByRole('group', { name: /^Timeline of/ });
      const bands = timeline.getByRole('img', { name: /^Writes to .* stopped at/ });
      const gaps = report.timeline.filter((event) => event.type === 'write-gap');
      expect(await bands.count()).toBe(gaps.length);
      for (const [nth, { fromSeconds, seconds, cause }] of gaps.entries()) {
        const band = bands.nth(nth);
        const name = (await band.getAttribute('aria-label'))!;
        const minutes = `${Math.floor(Math.round(fromSeconds) / 60)}:${String(Math.round(fromSeconds) % 60).padStart(2, '0')}`;
        expect(name).toContain(`Writes to ${report.identifier} stopped at ${minutes} for ${seconds.toFixed(1)} seconds`);
        expect(name).toContain(`${cause!.call} on ${cause!.subject}, called by MigrationEngine-EngineAdvance`);
        expect(await band.locator('.ground').evaluate(fillOf)).toBe('rgb(196, 18, 47)');
      }
    }
    expect(reports.map(({ timeline }) => timeline.flatMap((event) => event.type === 'write-gap' ? event.cause!.call : []))).toEqual([
      ['rds:FailoverDBCluster'], ['rds:ModifyDBCluster', 'rds:FailoverDBCluster'],
    ]);
  });

  test('the role of the writer moves from member to member', async () => {
    const timeline = page.locator('article').first().getByRole('group', { name: /^Timeline of/ });
    const terms = await timeline.getByRole('img', { name: /is the writer from/ }).evaluateAll((nodes: any[]) => nodes.map((node) => String(node.getAttribute('aria-label'))));
    const [mysql] = reports;
    const writer = (members: ClusterReport['from']['members']) => members.find((member) => member.writer)!.identifier;
    expect(terms.map((term) => term.split(' ')[0])).toEqual([writer(mysql.from.members), writer(mysql.to.members)]);
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
