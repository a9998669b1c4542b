import type { Channel, NotificationMessage } from '../../functions/domain/notification/notification.ts';
import { type Duration, earliest, type Instant, latest, plus } from '../../functions/domain/time.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { Channels, Driver, OutgoingMessage, SendResult } from '../../functions/ports/channels.ts';
import type { Fate, TableCall } from '../../functions/store/memory/table.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { sendNotification } from '../../functions/usecases/notification/send.ts';
import { anEventMessage } from '../support/factories.ts';
import { aWorld, type WorldSketch } from '../support/world.ts';

/** What a person received, on which driver, when. */
export interface Received extends OutgoingMessage {
  readonly driver: string;
  readonly at: Instant;
}

export type Behaviour = (message: OutgoingMessage) => SendResult | Promise<SendResult>;

const visibility = { seconds: 180 };
export const replyDomain = 'in.example.com';

/**
 * The use cases' world with drivers that remember what was received, and with queue, executions and tick running on the
 * virtual clock: `advance` goes from event to event, and delivers again what a handler failed on.
 */
export async function aSendingWorld(sketch: WorldSketch & { readonly twoWaySms?: boolean } = {}) {
  let hook: ((call: TableCall) => Fate) | undefined;
  let isWorking = false;
  const world = await aWorld({ ...sketch, beforeCall: (call) => (isWorking ? hook?.(call) : undefined) });
  const { clock, store, sent } = world;

  const received: Received[] = [];
  const behaviours = new Map<string, Behaviour>();
  let sends = 0;
  const driver = (name: string): Driver => ({
    name,
    async send(message) {
      const result = (await behaviours.get(name)?.(message)) ?? { outcome: 'sent', providerId: `${name}-${++sends}` };
      if (result.outcome === 'sent') received.push({ ...message, driver: name, at: clock.now() });
      return result;
    },
  });
  const channels: { -readonly [Name in Channel]: Channels[Name] } = {
    SMS: [driver('sms.eum')],
    VOICE: [driver('voice.connect'), driver('voice.eum')],
    EMAIL: [driver('email.ses')],
    PUSH: [driver('push.pinpoint')],
    NULL: [driver('nobody')],
  };
  const ctx = {
    ...world.ctx,
    channels,
    tokens: createTokens('master secret', clock),
    settings: {
      publicUrl: 'https://tocsin.example.com',
      consoleUrl: 'https://tocsin.example.com',
      replyDomain,
      twoWaySms: sketch.twoWaySms ?? true,
    },
  };

  const alerts = new Set<number>();
  const pending: { message: NotificationMessage; availableAt: Instant }[] = [];
  const failures: unknown[] = [];
  let nextTick = plus(clock.now(), { seconds: 30 });

  const drain = () => {
    for (const { channel: _channel, delaySeconds = 0, ...message } of sent.splice(0)) {
      pending.push({ message, availableAt: plus(clock.now(), { seconds: delaySeconds }) });
    }
  };
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      isWorking = true;
      return (await work()) !== 'again';
    } catch (error) {
      failures.push(error);
      return false;
    } finally {
      isWorking = false;
      drain();
    }
  };
  const deliver = async (): Promise<void> => {
    for (const delivery of pending.filter(({ availableAt }) => availableAt <= clock.now())) {
      const isDone = await attempt(() => sendNotification(ctx, delivery.message));
      if (isDone) pending.splice(pending.indexOf(delivery), 1);
      else delivery.availableAt = plus(clock.now(), visibility);
    }
  };

  return {
    ...world,
    ctx,
    channels,
    received,
    failures,
    driver,
    /** What a driver answers from now on, instead of taking everything. */
    behave: (name: string, behaviour: Behaviour | undefined) =>
      behaviour ? behaviours.set(name, behaviour) : behaviours.delete(name),
    /** Breaks calls that handlers make to the table while set. */
    breakTable: (breaking: typeof hook) => {
      hook = breaking;
    },
    /** Breaks every call to the table while set, also those of a use case that a test calls itself. */
    breakEverything: (breaking: typeof hook) => {
      hook = breaking;
      isWorking = breaking !== undefined;
    },
    /** A new alert, whose first level is taken at once. */
    async arrive(summary = 'Disk full on db-1', alertKey: string = summary): Promise<number> {
      const eventId = `event-${alertKey}`;
      const message = anEventMessage({ summary, alertKey }, { eventId, receivedAt: clock.now() });
      await processEvent(ctx, message);
      const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
      if (alert === undefined) throw new Error('no alert was created');
      alerts.add(alert.id);
      await takeDueSteps(ctx, { alertId: alert.id });
      drain();
      return alert.id;
    },
    /** Lets time pass, event by event. */
    async advance(duration: Duration): Promise<void> {
      const until = plus(clock.now(), duration);
      for (;;) {
        drain();
        const steps = await Promise.all([...alerts].map((id) => store.alerts.get(id)));
        const nextStep = earliest(
          ...steps.map((alert) => (alert?.status === 'PENDING' ? alert.escalation.nextAt : undefined)),
        );
        const next = earliest(...pending.map(({ availableAt }) => availableAt), nextTick, nextStep);
        if (next === undefined || next > until) break;
        clock.set(latest(clock.now(), next));
        await deliver();
        for (const alertId of alerts) await attempt(() => takeDueSteps(ctx, { alertId }));
        if (nextTick > clock.now()) continue;
        nextTick = plus(clock.now(), { minutes: 1 });
        await attempt(() => runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) }));
      }
      clock.set(until);
    },
    /** What was received, in short: `SMS 1: Disk full…`. Empties the list. */
    told: (): string[] =>
      received.splice(0).map(({ channel, data, text, subject }) => `${channel} ${data?.userId}: ${subject ?? text}`),
    /** The states notifications of an alert were logged in: `SMS SENT`. */
    async notified(alertId: number): Promise<string[]> {
      const entries = await store.alerts.log(alertId, { offset: 0, limit: 500 }, ['NOTIFICATIONS']);
      return entries.map(({ vars }) => [vars.channel, vars.status, vars.reason].filter(Boolean).join(' '));
    },
  };
}
