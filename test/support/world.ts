import type { Actor, UserActor } from '../../functions/domain/access/actor.ts';
import type { AlertSource } from '../../functions/domain/alert-source/alert-source.ts';
import type { EscalationPolicy } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import type { EventMessage, FlowMessage } from '../../functions/domain/event/event.ts';
import type { NotificationMessage, UpdateMessage } from '../../functions/domain/notification/notification.ts';
import type { Team } from '../../functions/domain/team/team.ts';
import { type Duration, type Instant, minus } from '../../functions/domain/time.ts';
import type { User } from '../../functions/domain/user/user.ts';
import type { ActionWork } from '../../functions/ports/action-work.ts';
import type { Blobs } from '../../functions/ports/blobs.ts';
import type { MetricName } from '../../functions/ports/log.ts';
import type { EventQueue, NotificationQueue } from '../../functions/ports/queues.ts';
import type { Workflow } from '../../functions/ports/workflow.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { fixedClock } from './clock.ts';
import { aPolicy, aSource, aUser, tenOClock } from './factories.ts';
import { type MemoryStoreOptions, memoryStore } from './memory-store.ts';

type Call =
  | { readonly call: 'start'; readonly name: string }
  | { readonly call: 'stop'; readonly name: string; readonly error: string; readonly cause: string };

/** A workflow that only remembers what it was asked for; `failing` makes every start reject. */
export function rememberedWorkflow() {
  const calls: Call[] = [];
  const nameOf = ({ alertId, generation }: { alertId: number; generation: number }) =>
    `alert-${alertId}-g${generation}`;
  const workflow: Workflow & { failing: boolean } = {
    failing: false,
    async start(execution) {
      if (workflow.failing) throw new Error('Step Functions does not answer');
      calls.push({ call: 'start', name: nameOf(execution) });
    },
    async stop({ error, cause, ...execution }) {
      calls.push({ call: 'stop', name: nameOf(execution), error, cause });
    },
  };
  return { workflow, calls };
}

/** A notification queue that only remembers; `failing` makes every send reject. */
export function rememberedQueue() {
  const sent: (NotificationMessage & { channel: string; delaySeconds?: number })[] = [];
  const announced: UpdateMessage[] = [];
  const queue: NotificationQueue & { failing: boolean } = {
    failing: false,
    async send(messages) {
      if (queue.failing) throw new Error('SQS does not answer');
      sent.push(
        ...messages.map(({ message, channel, delaySeconds }) => ({
          ...message,
          channel,
          ...(delaySeconds && { delaySeconds }),
        })),
      );
    },
    async announce(messages) {
      announced.push(...messages);
    },
  };
  return { queue, sent, announced };
}

/** An event queue that only remembers, what is for sources apart from what is for flows; `failing` makes every send reject. */
export function rememberedEvents() {
  const queued: { readonly message: EventMessage; readonly groupId: string }[] = [];
  const inFlows: { readonly message: FlowMessage; readonly groupId: string; readonly name?: string }[] = [];
  const events: EventQueue & { failing: boolean } = {
    failing: false,
    async send(messages) {
      if (events.failing) throw new Error('SQS does not answer');
      for (const { message, ...rest } of messages) {
        if (message.v === 1) queued.push({ message, ...rest });
        else inFlows.push({ message, ...rest });
      }
    },
  };
  return { events, queued, inFlows };
}

export interface WorldSketch extends Omit<MemoryStoreOptions, 'clock'> {
  readonly users?: readonly User[];
  readonly teams?: readonly Team[];
  readonly policy?: EscalationPolicy;
  readonly source?: AlertSource;
}

/**
 * The use cases' world in memory at ten o'clock: users 1, 2 and 3 on a level of five minutes each, a source, a clock that
 * stands still, and a queue and a workflow that remember what they were asked for.
 */
export async function aWorld({
  users = [aUser(1), aUser(2), aUser(3)],
  teams = [],
  policy,
  source,
  ...options
}: WorldSketch = {}) {
  const clock = fixedClock(minus(tenOClock, { minutes: 1 }));
  const { store, table, ids } = memoryStore({ clock, ...options });
  await store.createAccount({ createdAt: clock.now(), ownerId: 1 });
  for (const user of users) await store.users.create(user);
  for (const team of teams) await store.teams.create(team);
  await store.policies.create(policy ?? aPolicy([[1], [2], [3]]));
  await store.sources.create(source ?? aSource());
  clock.set(tenOClock);

  const { workflow, calls } = rememberedWorkflow();
  const { queue, sent, announced } = rememberedQueue();
  const { events, queued, inFlows } = rememberedEvents();
  const kept = new Map<string, Uint8Array>();
  const blobs: Blobs = { put: async (key, body) => void kept.set(key, body), get: async (key) => kept.get(key) };
  const pages = new Map<string, string>();
  const fetch = async (url: string) => {
    const body = pages.get(url);
    return body === undefined ? { status: 404, body: '' } : { status: 200, body };
  };
  /** What data sources of metrics are asked, and what they answer. */
  const asks: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] = [];
  const pulling = {
    sources: store.metricSources,
    ask: async (url: string, { headers }: { readonly headers: Readonly<Record<string, string>> }) => {
      asks.push({ url, headers });
      return fetch(url);
    },
  };
  const counted: [MetricName, number][] = [];
  const metrics = {
    count: (name: MetricName, value = 1) => void counted.push([name, value]),
    seconds: () => undefined,
  };
  const silent = () => undefined;
  const log = { info: silent, warn: silent, error: silent };
  const settings = {
    publicUrl: 'https://tocsin.example.com',
    consoleUrl: 'https://tocsin.example.com',
    twoWaySms: true,
  };
  const woken = { times: 0 };
  const subscriberWork = {
    wake: async () => {
      woken.times += 1;
    },
  };
  /** Alerts whose actions somebody was asked to look at; an empty list: whatever is due. */
  const actionsWoken: (readonly number[])[] = [];
  const actionWork: ActionWork = {
    wake: async (alertIds = []) => void actionsWoken.push(alertIds),
    perform: async () => undefined,
  };
  const ctx = {
    store,
    workflow,
    notifications: queue,
    events,
    blobs,
    fetch,
    pulling,
    settings,
    clock,
    ids,
    log,
    metrics,
    subscriberWork,
    actionWork,
    chatTokens: { tokenOf: async ({ type }: { readonly type: string }) => `token-of-${type}` },
    /** What comes by mail and text is never too much. */
    allows: async () => true,
  };

  return {
    ctx,
    woken,
    actionsWoken,
    store,
    table,
    clock,
    workflow,
    calls,
    queue,
    sent,
    announced,
    events,
    /** What was put on the event queue, for sources and for flows. */
    queued,
    inFlows,
    /** What the internet has at an address. */
    pages,
    asks,
    counted,
    /** The context of a person, acting over the API unless `via` says otherwise. */
    as: (userId: number, via: UserActor['via'] = 'API') => ({
      ...ctx,
      actor: {
        kind: 'user',
        userId,
        name: `First${userId} Last${userId}`,
        role: 'USER',
        via,
        person: aUser(userId),
      } satisfies Actor,
    }),
    /** Lets time pass, taking the alert's steps as its execution would. */
    async run(alertId: number, duration: Duration): Promise<void> {
      const until = clockAfter(clock.now(), duration);
      for (;;) {
        const { waitUntil } = await takeDueSteps(ctx, { alertId });
        if (waitUntil === undefined || waitUntil > until) break;
        clock.set(waitUntil);
      }
      clock.set(until);
    },
    /** What was queued so far: `SMS 1` is an SMS to user 1. Empties the list. */
    async told(): Promise<string[]> {
      const lines = await Promise.all(
        sent
          .splice(0)
          .map(async ({ scope, id, channel }) => `${channel} ${(await store.notifications.get(scope, id))?.userId}`),
      );
      return lines;
    },
    /** The alert's timeline, one word an entry, without the ending they share. */
    async timeline(alertId: number): Promise<string[]> {
      const entries = await store.alerts.log(alertId, { offset: 0, limit: 100 });
      return entries.map(({ type }) => type.replace('LogEntry', ''));
    },
  };
}

const clockAfter = (now: Instant, duration: Duration): Instant => fixedClock(now).advance(duration);
