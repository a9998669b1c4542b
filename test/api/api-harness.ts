import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ActionAnswer, ActionRequest } from '../../functions/actions/driver.ts';
import type { Role } from '../../functions/domain/access/actor.ts';
import type { NotificationMessage } from '../../functions/domain/notification/notification.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { createApi } from '../../functions/handlers/api/create-api.ts';
import type { ApiContext } from '../../functions/handlers/api/route.ts';
import { createCookies } from '../../functions/platform/cookies.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { Settings } from '../../functions/ports/context.ts';
import type { Log, Metrics } from '../../functions/ports/log.ts';
import type { Operation } from '../../functions/ports/operation.ts';
import { doDeed } from '../../functions/usecases/action-delivery/deeds.ts';
import { performOne } from '../../functions/usecases/action-delivery/run.ts';
import { fixedClock } from '../support/clock.ts';
import { aUser } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';
import { expectDocumented } from './conformance.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The parsed JSON, undefined for an empty body. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared, not trusted
  readonly body: any;
  readonly text: string;
}

export interface CallOptions {
  /** `null`: no Authorization header. */
  readonly key?: string | null;
  readonly query?: string;
  readonly body?: unknown;
  /** The body as text, where it is not JSON. */
  readonly raw?: string;
  readonly isBase64?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

export const ownerKey = 'owner-key';

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
export const silentMetrics: Metrics = { count: () => {}, seconds: () => {} };

/** A deployment of which nothing is to be told. */
export const quietOperation: Operation = {
  lastCounted: async () => undefined,
  deadLetters: async () => [],
  alarms: async () => [],
  mail: async () => ({ perDay: 50_000, sentToday: 0, perSecond: 14 }),
  texts: async () => ({ sentBy: 'SNS', isInSandbox: false, limit: 100, spent: 0 }),
  countedSince: async () => ({ alerts: 0, messages: { SMS: 0, VOICE: 0, EMAIL: 0, PUSH: 0 } }),
};

/** The API over a store in memory, with an account owner (user 1) whose key is `ownerKey`. */
export async function apiHarness({
  callsPerMinute = 0,
  settings = {},
  operation = quietOperation,
}: {
  readonly callsPerMinute?: number;
  readonly settings?: Partial<Settings>;
  readonly operation?: Operation;
} = {}) {
  const { store, table, clock, ids } = memoryStore({ clock: fixedClock('2026-03-02T09:00:00.000Z') });
  const tokens = createTokens('a test secret', clock);
  const cookies = createCookies('a test secret', { isSecure: true });
  const errors: unknown[] = [];
  const queued: NotificationMessage[] = [];
  const executions: string[] = [];
  const blobs = new Map<string, Uint8Array>();
  const pages = new Map<string, string>();
  /** What alert actions have asked of the outside, and what that answers. */
  const outside: { readonly asked: ActionRequest[]; answer: ActionAnswer } = {
    asked: [],
    answer: { kind: 'http', status: 200, headers: {}, body: 'ok' },
  };
  const world: Omit<ApiContext, 'actor'> = {
    store,
    clock,
    ids,
    log: { ...silentLog, error: (_message, fields) => errors.push(fields?.error) },
    metrics: silentMetrics,
    settings: {
      publicUrl: 'https://tocsin.example.com',
      consoleUrl: 'https://tocsin.example.com',
      twoWaySms: true,
      ...settings,
    },
    fetch: async (url) => {
      const body = pages.get(url);
      return body === undefined ? { status: 404, body: '' } : { status: 200, body };
    },
    operation,
    tokens,
    blobs: {
      put: async (key, body) => void blobs.set(key, body),
      get: async (key) => blobs.get(key),
    },
    notifications: {
      send: async (messages) => void queued.push(...messages.map(({ message }) => message)),
      announce: async () => {},
    },
    workflow: {
      start: async ({ alertId, generation }) => void executions.push(`start ${alertId} ${generation}`),
      stop: async ({ alertId, generation, error }) => void executions.push(`stop ${alertId} ${generation} ${error}`),
    },
    actionWork: {
      wake: async () => {},
      perform: (delivery: { readonly alertId: number; readonly id: number }) =>
        performOne(
          { ...world, chatTokens: { tokenOf: async ({ type }) => `token-of-${type}` } },
          async (request, about) => {
            if (request.kind === 'internal') return doDeed(world, request, about);
            outside.asked.push(request);
            return outside.answer;
          },
          delivery,
        ),
    },
  };
  const api = createApi(world, { callsPerMinute, cookies });

  async function keyOf(user: User): Promise<string> {
    const key = `key-of-${user.id}`;
    await store.users.create(user);
    const hash = createHash('sha256').update(key).digest('hex');
    await store.apiKeys.create({ id: ids.next(), hash, userId: user.id, name: 'test', createdAt: clock.now() });
    return key;
  }

  async function call(method: string, path: string, options: CallOptions = {}): Promise<ApiAnswer> {
    const { key = ownerKey, query = '', body, raw, isBase64 = false, headers = {}, cookies: sent } = options;
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const result = await api({
      version: '2.0',
      routeKey: 'ANY /{proxy+}',
      rawPath: path,
      rawQueryString: query,
      headers: { ...(key !== null && { authorization: `Bearer ${key}` }), ...headers },
      ...(sent && { cookies: [...sent] }),
      requestContext: { http: { method, path, sourceIp: '192.0.2.1' } },
      ...(text !== undefined && { body: text }),
      isBase64Encoded: isBase64,
    } as APIGatewayProxyEventV2);
    const answer = String(result.body ?? '');
    const isJson = result.headers?.['content-type'] === 'application/json';
    const given = {
      status: result.statusCode ?? 0,
      headers: result.headers ?? {},
      body: isJson && answer !== '' ? JSON.parse(answer) : undefined,
      text: answer,
    };
    await expectDocumented(method, path, given);
    return given;
  }

  const owner = aUser(1, { role: 'OWNER', email: 'admin@example.com', username: 'admin@example.com' });
  const hash = createHash('sha256').update(ownerKey).digest('hex');
  await store.users.create({
    ...owner,
    emails: owner.emails.map((contact) => ({ ...contact, target: owner.email, address: owner.email })),
  });
  await store.apiKeys.create({ id: 10, hash, userId: 1, name: 'owner', createdAt: clock.now() });

  return {
    call,
    store,
    table,
    clock,
    ids,
    tokens,
    cookies,
    errors,
    queued,
    executions,
    blobs,
    outside,
    /** What the internet has at an address. */
    pages,
    /** A user of this role with a key. */
    userOf: async (role: Role, id: number) => {
      const user = aUser(id, { role });
      return { user, key: await keyOf(user) };
    },
  };
}

export type ApiHarness = Awaited<ReturnType<typeof apiHarness>>;
