import type { Point } from '../../functions/domain/metric/series.ts';
import type { Instant } from '../../functions/domain/time.ts';
import type { SendResult } from '../../functions/ports/channels.ts';
import type { World } from '../../functions/ports/context.ts';
import type { Cloud } from './cloud.ts';
import type { Invocation } from './invocations.ts';
import type { Plan } from './plan.ts';
import type { SubscriberSketch } from './publishing.ts';
import { type Random, randomOf } from './random.ts';

/** A file of a page, or what leads to a page, as it was put; taken away where it has no body. */
export interface Put {
  readonly key: string;
  readonly body?: string;
  readonly at: Instant;
}

/** A message that reached a subscriber. */
export interface Told {
  readonly channel: SubscriberSketch['type'] | 'PUSH';
  readonly target: string;
  /** What makes it different from all others: the same where it is sent again. */
  readonly about: string;
  /** All that it says. */
  readonly words: string;
  readonly at: Instant;
  /** True when its answer was lost, or the function that sent it broke or died at any time. */
  readonly isUncertain: () => boolean;
}

/** Somebody who was led to a variant of a page, and what they read there. */
export interface Visit {
  readonly userId: number;
  readonly pageId: number;
  readonly variant: string;
  /** When what they are was asked after. */
  readonly asked: Instant;
  readonly reads: readonly { readonly at: Instant; readonly body: string }[];
}

/** Points that were sent to a metric: whether that was answered 202, and when. */
export interface SentPoints {
  readonly metricId: number;
  readonly points: readonly Point[];
  acceptedAt?: Instant;
}

/** What a source of metrics answered, and when. */
export interface Pulled {
  readonly metricId: number;
  readonly value: number;
  readonly at: Instant;
}

/** All that people outside see of pages: their files, what leads to them, messages, and what is sent to metrics. */
export class Shown {
  readonly files: Put[] = [];
  readonly hosts: Put[] = [];
  readonly told: Told[] = [];
  readonly visits: Visit[] = [];
  readonly sent: SentPoints[] = [];
  readonly pulled: Pulled[] = [];
  /** How often the one who tells subscribers said that somebody may have been told again. */
  repeats = 0;
  /** Targets that take nothing for the time being. */
  readonly deaf = new Map<string, 'rejects' | 'postpones' | 'loses-answers'>();
  onTold: (told: Told) => void = () => undefined;
  readonly #objects = new Map<string, string>();
  readonly #hosts = new Map<string, string>();
  /** How likely a file is slow on its way. */
  readonly slowness: number;
  readonly random: Random;
  readonly #now: () => Instant;

  constructor(now: () => Instant, { seed, slowness }: Pick<Plan, 'seed' | 'slowness'>) {
    this.slowness = slowness;
    this.random = randomOf('files', seed);
    this.#now = now;
  }

  read = (key: string): string | undefined => this.#objects.get(key);

  put(key: string, body: string): void {
    this.#objects.set(key, body);
    this.files.push({ key, body, at: this.#now() });
  }

  remove(keys: readonly string[]): void {
    for (const key of keys) if (this.#objects.delete(key)) this.files.push({ key, at: this.#now() });
  }

  host = (key: string): string | undefined => this.#hosts.get(key);

  lead(key: string, body: string): void {
    this.#hosts.set(key, body);
    this.hosts.push({ key, body, at: this.#now() });
  }

  /** The store takes a deletion only of what is as it was read. */
  forget(key: string, body: string): void {
    if (this.#hosts.get(key) !== body) throw new Error('the store has changed');
    this.#hosts.delete(key);
    this.hosts.push({ key, at: this.#now() });
  }
}

type Ports = Pick<World, 'pageBucket' | 'edgeStore' | 'subscriberSending' | 'pulling'>;

/** What a running function may touch of it. */
export function shownPorts(cloud: Cloud, { call, isDisturbed }: Invocation, store: World['store']): Ports {
  const { shown } = cloud;
  return {
    pageBucket: {
      put: (key, { body }) => call('PutPage', () => arriving(cloud, () => shown.put(key, body))),
      delete: async (keys) => {
        if (keys.length > 0) await call('DeletePages', () => shown.remove(keys));
      },
    },
    edgeStore: {
      put: (key, value) => call('PutKey', () => shown.lead(key, value)),
      deleteIf: async (key, isOurs) => {
        const value = await call('GetKey', () => shown.host(key));
        if (value !== undefined && isOurs(value)) await call('DeleteKey', () => shown.forget(key, value));
      },
    },
    subscriberSending: {
      turn: (channel) => call('turn', () => channel === 'WEBHOOK' || cloud.outages.get(channel) !== 'postpones'),
      post: ({ id, url, body }) =>
        call('post', () => take(cloud, { channel: 'WEBHOOK', target: url, about: id, words: body }, isDisturbed)),
    },
    pulling: {
      sources: { get: (id) => store.metricSources.get(id) },
      ask: (url) => call('ask', () => answerOf(cloud, url)),
    },
  };
}

/** Where calls are slow, files take their time on the way; of two that are put at once either may come last. */
function arriving({ shown, scheduler, invocations }: Cloud, put: () => void): Promise<void> | void {
  const slowness = invocations.isCalm() ? 0 : shown.slowness;
  if (!shown.random.chance(slowness)) return put();
  return new Promise((arrived) => {
    scheduler.after(shown.random.next() * slowestFile, () => {
      put();
      arrived();
    });
  });
}

const slowestFile = 4_000;

/** A subscriber's provider, or their own server, takes a message. */
export function take(
  { shown, scheduler }: Cloud,
  message: Pick<Told, 'channel' | 'target' | 'about' | 'words'>,
  isDisturbed: () => boolean,
): SendResult {
  const trouble = shown.deaf.get(message.target);
  if (trouble === 'rejects') return { outcome: 'rejected', error: 'refused' };
  if (trouble === 'postpones') return { outcome: 'postponed', error: 'busy' };
  const isLost = trouble === 'loses-answers';
  const told: Told = { ...message, at: scheduler.clock.now(), isUncertain: () => isLost || isDisturbed() };
  shown.told.push(told);
  shown.onTold(told);
  if (isLost) throw new Error('the answer was lost');
  return { outcome: 'sent', providerId: `told-${shown.told.length}` };
}

/** Prometheus counts how often it was asked. */
function answerOf({ shown, scheduler }: Cloud, url: string): { readonly status: number; readonly body: string } {
  const metricId = Number(new URL(url).searchParams.get('query')?.split('_')[1]);
  const value = shown.pulled.length + 1;
  shown.pulled.push({ metricId, value, at: scheduler.clock.now() });
  const data = { resultType: 'vector', result: [{ metric: {}, value: [0, String(value)] }] };
  return { status: 200, body: JSON.stringify({ status: 'success', data }) };
}
