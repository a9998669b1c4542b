import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const version = '4.0.2';
const kept = fileURLToPath(new URL(`../../node_modules/.cache/tocsin/aws-lambda-ric-${version}/`, import.meta.url));

/**
 * The folder of AWS's own Node.js runtime client, the program that runs a function in Lambda. It is no dependency, because
 * installing it compiles curl: its package is fetched once, without running anything of it. `LAMBDA_RIC` names the
 * folder of one that is installed. Undefined where neither is to be had.
 */
export async function runtimeClient(): Promise<string | undefined> {
  const { LAMBDA_RIC } = process.env;
  if (LAMBDA_RIC !== undefined) return LAMBDA_RIC;
  if (!existsSync(kept)) await fetchClient().catch(() => undefined);
  return existsSync(kept) ? kept : undefined;
}

async function fetchClient(): Promise<void> {
  await mkdir(path.dirname(path.resolve(kept)), { recursive: true });
  const work = await mkdtemp(path.join(path.dirname(path.resolve(kept)), 'fetching-'));
  try {
    const pack = ['pack', `aws-lambda-ric@${version}`, '--ignore-scripts', '--silent', '--pack-destination', work];
    const { stdout } = await run('npm', pack, { cwd: work, timeout: 60_000 });
    await run('tar', ['xzf', stdout.trim()], { cwd: work });
    await writeFile(path.join(work, 'package/http-client.cjs'), httpClient);
    await rename(path.join(work, 'package'), kept);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Stands in for the compiled part of the client, which posts answers; everything else is AWS's. */
const httpClient = `
const Module = require('node:module');
const { request } = require('node:http');
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const post = (path, body, headers = {}) =>
  request({ host, port, path: '/2018-06-01/runtime/invocation/' + path, method: 'POST', headers }).end(body);
const native = {
  done: (id, body) => post(id + '/response', body),
  error: (id, body, cause) => post(id + '/error', body, { 'lambda-runtime-function-xray-error-cause': cause }),
};
const load = Module._load;
Module._load = (name, ...rest) => (name === './rapid-client.node' ? native : load(name, ...rest));
`;

export interface Invoked {
  /** What the function answered, or the error that the client told. */
  readonly answer?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
  /** What stands in the log: every line of standard output. */
  readonly lines: readonly string[];
}

/** Everything a function asks for besides the Runtime API: AWS, and the world. */
export type Outside = (request: IncomingMessage, body: string) => { status?: number; body: string } | undefined;

export interface Invocation {
  readonly client: string;
  /** The folder of its bundle. */
  readonly directory: string;
  /** `{outside}` in it, and in the environment, becomes the host and port of what is outside. */
  readonly event: unknown;
  readonly environment: Readonly<Record<string, string>>;
  readonly outside: Outside;
}

/** Starts a function as Lambda does, invokes it once, and stops it. */
export async function invokeUnderClient({
  client,
  directory,
  event,
  environment,
  outside,
}: Invocation): Promise<Invoked> {
  const answered = Promise.withResolvers<Pick<Invoked, 'answer' | 'error'>>();
  let isTaken = false;
  const here = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('');
    const url = request.url ?? '';
    if (url.endsWith('/invocation/next')) {
      // Asked for a second time: everything of the first invocation is written.
      if (isTaken) return;
      isTaken = true;
      return void next(response, JSON.stringify(event).replaceAll('{outside}', here()), directory);
    }
    const end = (status: number, text: string) => response.writeHead(status).end(text);
    if (url.endsWith('/response')) answered.resolve({ answer: JSON.parse(body) });
    else if (url.includes('/runtime/') && url.endsWith('/error')) answered.resolve({ error: JSON.parse(body) });
    else {
      const reply = outside(request, body);
      return void end(reply?.status ?? (reply ? 200 : 400), reply?.body ?? '{"__type":"ValidationException"}');
    }
    end(202, '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const child = spawn(process.execPath, [...startOptions(client), path.join(client, 'index.mjs'), 'index.handler'], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      ...credentials,
      ...environmentOf(directory),
      ...Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, value.replace('{outside}', here())]),
      ),
      AWS_LAMBDA_RUNTIME_API: here(),
      AWS_ENDPOINT_URL: `http://${here()}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  child.once('exit', (code) => answered.reject(new Error(`the function ended with ${code}\n${errors}\n${output}`)));
  try {
    const answer = await answered.promise;
    return { ...answer, lines: output.split('\n').filter((line) => line !== '') };
  } finally {
    child.kill('SIGKILL');
    server.closeAllConnections();
    server.close();
  }
}

function next(response: ServerResponse, event: string, directory: string): void {
  response
    .writeHead(200, {
      'lambda-runtime-aws-request-id': '0a1b2c3d-0000-4000-8000-000000000000',
      'lambda-runtime-deadline-ms': String(Date.now() + 30_000),
      'lambda-runtime-invoked-function-arn': `arn:aws:lambda:eu-central-1:111122223333:function:${path.basename(directory)}`,
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000',
    })
    .end(event);
}

/** An installed client has its compiled part; the fetched one gets ours. */
const startOptions = (client: string): string[] =>
  existsSync(path.join(client, 'rapid-client.node')) ? [] : ['--require', path.join(client, 'http-client.cjs')];

const credentials = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };

const environmentOf = (directory: string) => ({
  LAMBDA_TASK_ROOT: directory,
  _HANDLER: 'index.handler',
  AWS_LAMBDA_FUNCTION_NAME: `tocsin-test-${path.basename(directory)}`,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_LOG_GROUP_NAME: 'log',
  AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
  // Without the compiled part, the client asks for work over HTTP.
  AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1: 'true',
});
