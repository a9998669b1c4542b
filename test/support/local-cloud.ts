import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoggedRequest } from '../../local/aws/requests.ts';
import type { ExecutionView } from '../../local/aws/step-functions/types.ts';
import type { OutboxMessage } from '../../local/outbox/message.ts';
import type { LogLine } from '../../local/runtime/logs.ts';

export interface LocalCloudOptions {
  readonly seed?: 'demo' | 'none';
  /** ISO instant at which virtual time starts. */
  readonly now?: string;
  /** Time stands still from the start. */
  readonly clock?: 'still';
  /** Where state is kept; in memory when left out. */
  readonly dataDir?: string;
  readonly limits?: boolean;
  /** Real seconds until the canary gives a station up. */
  readonly canaryPatience?: number;
  /** False: no alert of the canary each five minutes, which is a sixth of the work where much time passes. */
  readonly canary?: boolean;
  /** The folder of another version of the repository, whose local cloud it is. */
  readonly repository?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers as they please
  readonly body: any;
}

/** A local cloud in a process of its own, and what a test does with it. */
export interface LocalCloud {
  readonly url: string;
  /** Of the process that it runs in. */
  readonly pid: number;
  /** Calls the API as user 1, or with another key; `null` sends none. */
  api(method: string, path: string, body?: unknown, key?: string | null): Promise<Answer>;
  /** Calls the control surface; `path` comes after `/_local/`. Fails the test when it is refused. */
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  outbox(since?: number): Promise<readonly OutboxMessage[]>;
  /** The receiver answers a message. */
  reply(messageId: string, answer: { readonly text?: string; readonly digits?: string }): Promise<unknown>;
  advance(seconds: number): Promise<string>;
  settle(): Promise<void>;
  now(): Promise<string>;
  requests(since?: number): Promise<readonly LoggedRequest[]>;
  executions(alertId?: number): Promise<readonly ExecutionView[]>;
  readonly faults: { add(fault: object): Promise<unknown>; clear(): Promise<unknown> };
  /** What the functions have written. */
  logs(since?: number): Promise<readonly LogLine[]>;
  /** Empties everything and begins anew, at the time that it is or at another ISO instant. */
  reset(now?: string): Promise<void>;
  /** Ends the process without warning, as a power cut does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const nodeFromNpm = `${root}node_modules/.bin/node`;
const node = existsSync(nodeFromNpm) ? nodeFromNpm : process.execPath;
/** What `npm start` gives Node: little memory for young objects, and no four threads at once that look through so little. */
const asNpmStart = ['--max-semi-space-size=8', '--no-parallel-scavenge'];
const longestStart = 170_000;

/** Those that a test file has stopped, for the next one in this process: vitest.config.ts says where that is done. */
const idle: LocalCloud[] = [];
const areKept = process.env.KEEP_LOCAL_CLOUDS !== undefined;

/** What a local cloud can be set to while it runs; all else is chosen at its start. */
const isUsual = ({ now, clock, seed = 'none', canary, ...others }: LocalCloudOptions): boolean =>
  (clock === 'still' || now === undefined) &&
  seed === 'none' &&
  Object.values(others).every((one) => one === undefined);

/**
 * A local cloud on a free port, with nothing in it but user 1: a used one, emptied, where these are kept and the options allow
 * for it, or else a new one. Rejects with its output when it does not start.
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const cloud = await takeOrStart(options);
  if (options.canary !== false) return cloud;
  const stopCanary = () => cloud.control('POST', 'stop', { rule: 'canary' });
  await stopCanary();
  return {
    ...cloud,
    async reset(now) {
      await cloud.reset(now);
      await stopCanary();
    },
  };
}

async function takeOrStart(options: LocalCloudOptions): Promise<LocalCloud> {
  if (!areKept || !isUsual(options)) return startAnother(options);
  const used = idle.pop();
  if (used === undefined) return kept(await startAnother(options), 0, 0);
  const { now = new Date().toISOString(), clock } = options;
  await used.control('POST', 'deploy', {});
  await used.reset(now);
  if (clock !== 'still') await used.control('POST', 'clock/run');
  const [call, line] = await Promise.all([used.requests(), used.logs()]);
  return kept(used, call.at(-1)?.seq ?? 0, line.at(-1)?.seq ?? 0);
}

/** A cloud that is not ended by `stop`, and tells nothing of calls and lines up to those numbers. */
function kept(cloud: LocalCloud, call: number, line: number): LocalCloud {
  let isThere = true;
  return {
    ...cloud,
    requests: (since = 0) => cloud.requests(Math.max(since, call)),
    logs: async (since = 0) => cloud.logs(Math.max(since, line)),
    kill() {
      isThere = false;
      return cloud.kill();
    },
    async stop() {
      if (isThere) idle.push(cloud);
      isThere = false;
    },
  };
}

async function startAnother(options: LocalCloudOptions): Promise<LocalCloud> {
  const home = options.repository ?? root;
  const child = spawn(node, [...asNpmStart, `${home}/local/start.ts`, ...argumentsOf(options)], {
    cwd: home,
    // By the channel it hears when this process is gone, and ends, too.
    stdio: ['ignore', 'pipe', process.env.LOG === '1' ? 'inherit' : 'pipe', 'ipc'],
  });
  const url = await readyAt(child);
  // It keeps nobody alive, and does not outlive them.
  for (const handle of [child, child.channel, child.stdout, child.stderr])
    (handle as { unref?(): void } | null)?.unref?.();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = (signal: NodeJS.Signals) => {
    child.ref();
    child.kill(signal);
    return ended;
  };

  async function call(method: string, path: string, body: unknown, key: string | null): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
  }

  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await call(method, `/_local/${path}`, body, null);
    if (answer.status >= 400)
      throw new Error(`${method} /_local/${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  return {
    url,
    pid: child.pid ?? 0,
    api: (method, path, body, key = 'local-admin-key') => call(method, path, body, key),
    control,
    outbox: async (since = 0) =>
      (await control<{ messages: OutboxMessage[] }>('GET', `outbox?since=${since}`)).messages,
    reply: (messageId, answer) => control('POST', `outbox/${messageId}/reply`, answer),
    advance: async (seconds) => (await control<{ now: string }>('POST', 'clock/advance', { seconds })).now,
    settle: async () => void (await control('POST', 'settle')),
    now: async () => (await control<{ now: string }>('GET', 'clock')).now,
    requests: (since = 0) => control('GET', `requests?since=${since}`),
    executions: (alertId) => control('GET', `executions${alertId === undefined ? '' : `?alertId=${alertId}`}`),
    faults: { add: (fault) => control('POST', 'faults', fault), clear: () => control('DELETE', 'faults') },
    logs: (since = 0) => control('GET', `logs?since=${since}`),
    reset: async (now) => void (await control('POST', 'reset', now === undefined ? undefined : { now })),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function argumentsOf(options: LocalCloudOptions): string[] {
  const { seed = 'none', now, clock, dataDir, limits, canaryPatience } = options;
  return [
    ...['--port', '0', '--seed', seed],
    ...(dataDir === undefined ? ['--ephemeral'] : ['--data', dataDir]),
    ...(now === undefined ? [] : ['--now', now]),
    ...(clock === undefined ? [] : ['--clock', clock]),
    ...(limits ? ['--limits'] : []),
    ...(canaryPatience === undefined ? [] : ['--canary-patience', String(canaryPatience)]),
  ];
}

function readyAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => reject(new Error(`The local cloud did not start (${why}):\n${output}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('too slow');
    }, longestStart);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`exit status ${code}`);
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const [, url] = /Tocsin is ready at (\S+)/.exec(output) ?? [];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
