import { gunzipSync } from 'node:zlib';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { type Instant, instantOf, millisecondsOf } from '../../../functions/domain/time.ts';
import type { Keyed, KeyedSource } from '../../../functions/ports/alert-source-store.ts';
import type { Log, MetricName } from '../../../functions/ports/log.ts';
import type { QueuedMessage } from '../../../functions/ports/queues.ts';
import { createEventBudgets } from '../../../functions/store/event-budgets.ts';
import { createMemoryTable } from '../../../functions/store/memory/table.ts';
import { type ReceiveContext, receiveRequest, type SourceRequest } from '../../../functions/usecases/event/receive.ts';
import { topicMessageVerifier } from '../../../functions/usecases/event/receive-sns.ts';
import { rememberSources } from '../../../functions/usecases/event/receive-source.ts';
import { sharedLimit } from '../../../functions/usecases/event/shared-limit.ts';

export const sourceKey = 'il1api-0123456789abcdef';

export const aSource = (changes: Partial<KeyedSource> = {}): KeyedSource => ({
  id: 17,
  version: 1,
  integrationType: 'API',
  policyId: 3,
  alertCreation: 'ONE_ALERT_PER_EMAIL',
  extras: {},
  ...changes,
});

/** Everything `receiveRequest` touches, in memory, and what it did to it. */
export function aWorld(
  options: {
    readonly source?: Keyed;
    readonly eventsPerMinute?: number;
    readonly pages?: Readonly<Record<string, { readonly status: number; readonly body: string }>>;
    readonly queueFails?: boolean;
    readonly keepUpFails?: boolean;
  } = {},
) {
  const queued: QueuedMessage[] = [];
  const sent: { message: EventMessage; groupId: string }[] = [];
  const blobs = new Map<string, Uint8Array>();
  const counts: Partial<Record<MetricName, number>> = {};
  const fetched: string[] = [];
  const lookups: string[] = [];
  const keptUp: string[] = [];
  const errors: string[] = [];
  const sources = new Map<string, Keyed>([[sourceKey, options.source ?? aSource()]]);
  let now = '2026-11-21T20:30:00.000Z' as Instant;

  const clock = { now: () => now };
  const fetch = async (url: string) => {
    fetched.push(url);
    const page = options.pages?.[url];
    if (page === undefined) throw new Error('nobody answers');
    return page;
  };
  const log: Log = { info: () => {}, warn: () => {}, error: (message) => errors.push(message) };
  const budgets = createEventBudgets(createMemoryTable());
  const refusals: number[] = [];
  const ctx: ReceiveContext = {
    clock,
    log,
    metrics: {
      count: (name, value = 1) => {
        counts[name] = (counts[name] ?? 0) + value;
      },
      seconds: () => {},
    },
    events: {
      send: async (messages) => {
        if (options.queueFails) throw new Error('the queue does not answer');
        queued.push(...messages);
        for (const { message, groupId } of messages) if (message.v === 1) sent.push({ message, groupId });
      },
    },
    blobs: {
      put: async (key, body) => {
        blobs.set(key, body);
      },
      get: async (key) => blobs.get(key),
    },
    sources: rememberSources(
      {
        byIntegrationKey: async (key) => {
          lookups.push(key);
          return sources.get(key);
        },
        keepUp: async (key) => {
          keptUp.push(key);
          if (options.keepUpFails) throw new Error('the table does not answer');
        },
      },
      { clock, log: { ...log, warn: (message) => errors.push(message) } },
    ),
    fetch,
    verify: topicMessageVerifier(fetch, clock),
    allows: sharedLimit(options.eventsPerMinute ?? 0, { budgets, log }),
    tellRefusal: async ({ id }) => void refusals.push(id),
  };

  let requests = 0;
  return {
    ctx,
    /** All that was queued, and what of it is for a source. */
    queued,
    sent,
    blobs,
    counts,
    fetched,
    lookups,
    errors,
    refusals,
    keptUp,
    sources,
    advance: (seconds: number) => {
      now = instantOf(millisecondsOf(now) + seconds * 1000);
    },
    /** Posts a body; text as it is, anything else as JSON. With the key in the path unless the body has one. */
    post: (body: unknown, request: Partial<SourceRequest> = {}) =>
      receiveRequest(ctx, {
        requestId: `request-${++requests}`,
        slug: 'api',
        key: sourceKey,
        headers: {},
        query: {},
        body: body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        ...request,
      }),
  };
}

/** The body that was kept with a message. */
export async function keptBody(world: ReturnType<typeof aWorld>, message: EventMessage | undefined): Promise<string> {
  const raw = message?.raw;
  if (raw === undefined) throw new Error('no body was kept');
  const gzip = 'gzip' in raw ? Buffer.from(raw.gzip, 'base64') : world.blobs.get(raw.blobKey);
  return gunzipSync(gzip ?? '').toString('utf8');
}
