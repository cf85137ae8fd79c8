import { spawn, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { conformanceAccount } from './account';
import { normalized, type Outcome } from './outcome';
import { forPython, type Group } from './step';
import { problemsOf } from './strict-shapes';
import { Endpoint } from '../../src/simulator/endpoint';
import { type HttpListener, listen } from '../../src/simulator/http-server';

export const PYTHON_CLIENTS = ['boto3', 'cli'] as const;
export type PythonClient = typeof PYTHON_CLIENTS[number];

export interface PythonRun {
  readonly outcomes: Outcome[];
  /** What was wrong with the answers on the wire. */
  readonly problems: string[];
}

/** Nothing where boto3 and the AWS CLI are; else why they cannot be run. */
export function whyNoPython(): string | undefined {
  const { status, error, stderr } = spawnSync('python3', ['-c', 'import boto3, awscli.clidriver'], { encoding: 'utf8' });
  return status === 0 ? undefined : `python3 with boto3 and awscli is not installed (${error?.message ?? stderr.trim().split('\n').at(-1)})`;
}

/** Runs each group with both clients in one process of Python; answers by `client group`. */
export async function runWithPython(groups: readonly Group[]): Promise<Map<string, PythonRun>> {
  const parts = await Promise.all(PYTHON_CLIENTS.flatMap((client) => groups.map(async (group) => ({ ...group, client, ...await serve() }))));
  try {
    const outcomes = await python(parts.map(({ client, listener, steps }) => ({ client, url: listener.url, steps: forPython(steps) })));
    const runOf = (index: number): PythonRun => ({ outcomes: normalized(outcomes[index]) as Outcome[], problems: parts[index].problems });
    return new Map(parts.map(({ client, name }, index) => [`${client} ${name}`, runOf(index)]));
  } finally {
    await Promise.all(parts.map(({ listener }) => listener.close()));
  }
}

/** An account of its own over HTTP, whose time passes on request. */
async function serve(): Promise<{ listener: HttpListener; problems: string[] }> {
  const simulated = await conformanceAccount();
  const endpoint = new Endpoint(simulated.account);
  const problems: string[] = [];
  const listener = await listen(async (request) => {
    if (request.path === '/control') {
      await simulated.control(JSON.parse(request.body.toString()));
      return { status: 200, headers: {}, body: '' };
    }
    const response = await endpoint.answer(request);
    if (response) problems.push(...await problemsOf(request, response));
    return response;
  });
  return { listener, problems };
}

async function python(plan: object): Promise<unknown[]> {
  const process_ = spawn('python3', [path.join(__dirname, 'clients.py')], {
    env: { ...process.env, AWS_ACCESS_KEY_ID: 'TEST', AWS_SECRET_ACCESS_KEY: 'TEST', AWS_MAX_ATTEMPTS: '1', AWS_PAGER: '', AWS_CONFIG_FILE: path.join(__dirname, 'aws-config') },
  });
  let [out, err] = ['', ''];
  process_.stdout.setEncoding('utf8').on('data', (data: string) => out += data);
  process_.stderr.setEncoding('utf8').on('data', (data: string) => err += data);
  process_.stdin.end(JSON.stringify(plan));
  const status = await new Promise((resolve) => process_.on('close', resolve));
  if (status !== 0) throw new Error(`clients.py ended with ${status}:\n${err}`);
  return JSON.parse(out);
}
