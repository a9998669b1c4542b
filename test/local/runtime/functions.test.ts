import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeployedFunction } from '../../../local/deployment.ts';
import { trackActivity } from '../../../local/runtime/activity.ts';
import { createFunctions, type Functions, type FunctionsOptions } from '../../../local/runtime/functions.ts';
import { keepLogs } from '../../../local/runtime/logs.ts';
import { collectMetrics, type MetricPoint } from '../../../local/runtime/metrics.ts';
import { realDelay } from '../../../local/runtime/native-timers.ts';
import { buildWorker } from '../../../local/synth.ts';

/** Does what the event says. */
const handler = `
  let invocations = 0;
  export const handler = async (event, context) => {
    invocations += 1;
    const time = () => performance.timeOrigin + performance.now();
    const begin = time();
    if (event.sleep) await new Promise((resolve) => setTimeout(resolve, event.sleep));
    if (event.log) console.log(event.log);
    if (event.throw) throw Object.assign(new Error(event.throw), { name: 'OutOfCoffee' });
    if (event.exit) process.exit(3);
    if (event.uncaught) setTimeout(() => { throw new Error('nobody caught it'); }), await new Promise(() => {});
    if (event.nothing) return undefined;
    return { invocations, span: [begin, time()], now: Date.now(), text: String(new Date()), home: process.env.HOME ?? null,
      key: process.env.AWS_ACCESS_KEY_ID, greeting: process.env.GREETING, name: context.functionName,
      remaining: context.getRemainingTimeInMillis() };
  };
`;

describe('functions in worker threads', () => {
  let directory: string;
  let program: string;
  let functions: Functions;
  let points: MetricPoint[];
  const clock = new SharedArrayBuffer(8);
  const now = Date.parse('2026-03-01T12:00:00.000Z');
  const logs = keepLogs({ show: false, now: () => now });

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'tocsin-functions-'));
    program = await buildWorker(directory);
    await writeFile(path.join(directory, 'worker-under-test.mjs'), handler);
    await writeFile(path.join(directory, 'other.mjs'), handler);
    await writeFile(path.join(directory, 'broken.mjs'), 'import "./not-there.mjs";');
    await writeFile(path.join(directory, 'empty.mjs'), 'export const other = 1;');
    Atomics.store(new BigInt64Array(clock), 0, BigInt(now));
  });
  afterAll(() => rm(directory, { recursive: true }));

  function deployed(name: string): DeployedFunction {
    return {
      name,
      functionName: `tocsin-local-${name}`,
      arn: `arn:aws:lambda:eu-central-1:000000000000:function:tocsin-local-${name}`,
      roleArn: 'arn:aws:iam::000000000000:role/any',
      environment: { GREETING: 'hello', NODE_OPTIONS: '--enable-source-maps' },
      timeoutSeconds: 2,
      memoryMb: 128,
      asynchronousRetries: 2,
    };
  }

  function start(more: Partial<FunctionsOptions> = {}) {
    const metrics = collectMetrics(
      () => now,
      (name) => `tocsin-local-${name}`,
    );
    points = [];
    metrics.subscribe((point) => points.push(point));
    functions = createFunctions({
      functions: ['worker-under-test', 'other', 'broken', 'empty', 'slow'].map(deployed),
      built: { program, fileOf: (name) => path.join(directory, `${name}.mjs`) },
      environment: { AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' },
      callAws: async () => 'dropped',
      clock,
      activity: trackActivity(),
      logs,
      metrics,
      ...more,
    });
    return (event: object, name = 'worker-under-test') => functions.invoke(name, event);
  }
  afterEach(() => functions.killAll());

  it('have their own environment, virtual time and Lambda’s context', async () => {
    const result = await start()({});
    expect(result.ok && JSON.parse(result.payload)).toMatchObject({
      now,
      text: expect.stringContaining('Mar 01 2026'),
      home: null,
      key: 'worker-under-test',
      greeting: 'hello',
      name: 'tocsin-local-worker-under-test',
    });
    const { remaining } = JSON.parse(result.ok ? result.payload : '{}');
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(2000);
  });

  it('answer null for nothing', async () => {
    expect(await start()({ nothing: true })).toEqual({
      ok: true,
      payload: 'null',
      processorMilliseconds: expect.any(Number),
    });
  });

  it('stay warm, one invocation at a time each', async () => {
    const invoke = start();
    const counted = async (event: object) => {
      const result = await invoke(event);
      return result.ok && JSON.parse(result.payload).invocations;
    };
    expect(await counted({})).toBe(1);
    expect(await counted({})).toBe(2);
    expect(await Promise.all([counted({ sleep: 50 }), counted({ sleep: 50 })])).toEqual([3, 1]);
  });

  it.each([
    ['keep their thread where their code can be run again', 'cjs', true],
    ['have a new thread where it cannot', 'mjs', false],
  ])('know nothing of before when they start afresh, and %s', async (_case, kind, isKept) => {
    const script = handler.replace(
      'export const handler',
      'const { threadId } = require("node:worker_threads"); exports.handler',
    );
    await writeFile(
      path.join(directory, 'again.cjs'),
      script.replace('return { invocations', 'return { threadId, invocations'),
    );
    const module = handler.replace(
      'let invocations',
      'import { threadId } from "node:worker_threads"; let invocations',
    );
    await writeFile(
      path.join(directory, 'again.mjs'),
      module.replace('return { invocations', 'return { threadId, invocations'),
    );
    const invoke = start({ built: { program, fileOf: () => path.join(directory, `again.${kind}`) } });
    const told = async () => {
      const result = await invoke({});
      const { threadId, invocations } = JSON.parse(result.ok ? result.payload : '{}');
      return { threadId, invocations };
    };
    await told();
    const before = await told();
    await functions.startAfresh();
    const after = await told();
    expect([before.invocations, after.invocations]).toEqual([2, 1]);
    expect(after.threadId === before.threadId).toBe(isKept);
    expect((await told()).invocations).toBe(2);
  });

  it('share threads where their code can be run again, and nothing else: each has its own memory and environment', async () => {
    const script = `
      let invocations = 0;
      const { threadId } = require('node:worker_threads');
      const born = process.env.AWS_LAMBDA_FUNCTION_NAME;
      exports.handler = async () => {
        const found = process.env.LEFT;
        process.env.LEFT = born;
        return [threadId, ++invocations, born, process.env.AWS_LAMBDA_FUNCTION_NAME, found ?? null];
      };`;
    await writeFile(path.join(directory, 'sharing.cjs'), script);
    const invoke = start({ built: { program, fileOf: () => path.join(directory, 'sharing.cjs') } });
    const told: unknown[][] = [];
    for (const name of ['other', 'slow', 'other', 'slow']) {
      const result = await invoke({}, name);
      told.push(JSON.parse(result.ok ? result.payload : '[]'));
    }
    expect(new Set(told.map(([threadId]) => threadId)).size).toBe(1);
    expect(told.map(([, ...rest]) => rest)).toEqual([
      [1, 'tocsin-local-other', 'tocsin-local-other', null],
      [1, 'tocsin-local-slow', 'tocsin-local-slow', null],
      [2, 'tocsin-local-other', 'tocsin-local-other', null],
      [2, 'tocsin-local-slow', 'tocsin-local-slow', null],
    ]);
  });

  it('wait their turn when as many run as may, whatever their names', async () => {
    const invoke = start({ atOnce: 3 });
    const names = ['worker-under-test', 'other'];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => invoke({ sleep: 20 }, names[index % 2])),
    );
    const spans = results.map((result) => JSON.parse(result.ok ? result.payload : '{}').span as [number, number]);
    const atOnce = spans.map(([begin]) => spans.filter(([from, to]) => from <= begin && begin < to).length);
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(3);
  });

  it('end when nobody has needed them for a while', async () => {
    const invoke = start({ idleFor: 100 });
    await invoke({});
    await realDelay(500);
    const result = await invoke({});
    expect(result.ok && JSON.parse(result.payload).invocations).toBe(1);
  });

  it('report what they throw in Lambda’s form', async () => {
    const result = await start()({ throw: 'no beans' });
    expect(result).toMatchObject({ ok: false, error: { errorType: 'OutOfCoffee', errorMessage: 'no beans' } });
    expect(points.filter(({ name }) => name === 'Errors').map(({ value }) => value)).toEqual([1]);
  });

  it.each([
    ['exit', { exit: true }, 'Runtime.ExitError'],
    ['throw outside any promise', { uncaught: true }, 'Runtime.ExitError'],
    ['take too long', { sleep: 5_000 }, 'Sandbox.Timedout'],
  ])('may %s: the invocation fails and the next has a new worker', async (_case, event, errorType) => {
    const invoke = start();
    expect(await invoke({})).toMatchObject({ ok: true });
    expect(await invoke(event)).toMatchObject({ ok: false, error: { errorType } });
    const result = await invoke({});
    expect(result.ok && JSON.parse(result.payload).invocations).toBe(1);
  });

  it('may load for longer than they may run', async () => {
    await writeFile(
      path.join(directory, 'slow.mjs'),
      'await new Promise((resolve) => setTimeout(resolve, 2_100)); export const handler = async () => "at last";',
    );
    expect(await start()({}, 'slow')).toEqual({
      ok: true,
      payload: '"at last"',
      processorMilliseconds: expect.any(Number),
    });
  });

  it('die in the middle of their work when killed', async () => {
    const invoke = start();
    const under = invoke({ sleep: 1_900 });
    await realDelay(300);
    functions.kill('worker-under-test');
    expect(await under).toMatchObject({ ok: false, error: { errorType: 'Runtime.ExitError' } });
  });

  it.each([
    ['broken', 'Runtime.ImportModuleError'],
    ['empty', 'Runtime.HandlerNotFound'],
  ])('that are %s say so', async (name, errorType) => {
    expect(await start()({}, name)).toMatchObject({ ok: false, error: { errorType } });
  });

  it('are throttled while stopped', async () => {
    const invoke = start();
    functions.stop('worker-under-test');
    expect(await invoke({})).toMatchObject({ ok: false, error: { errorType: 'TooManyRequestsException' } });
    functions.resume('worker-under-test');
    expect(await invoke({})).toMatchObject({ ok: true });
  });

  it('leave their lines in the log and their metrics where they are watched', async () => {
    const metric = {
      _aws: {
        CloudWatchMetrics: [{ Namespace: 'Tocsin', Dimensions: [['service']], Metrics: [{ Name: 'EventsAccepted' }] }],
      },
      service: 'tocsin-local',
      EventsAccepted: 3,
    };
    await start()({ log: JSON.stringify(metric) });
    expect(logs.since(0).at(-1)?.line).toContain('EventsAccepted');
    expect(points.find(({ name }) => name === 'EventsAccepted')).toEqual({
      namespace: 'Tocsin',
      name: 'EventsAccepted',
      dimensions: { service: 'tocsin-local' },
      value: 3,
      at: now,
    });
  });
});
