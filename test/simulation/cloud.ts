import type { Alert } from '../../functions/domain/alert/alert.ts';
import { announcementOf } from '../../functions/domain/alert/announcement.ts';
import type { EventMessage } from '../../functions/domain/event/event.ts';
import type { Channel, NotificationMessage, UpdateMessage } from '../../functions/domain/notification/notification.ts';
import { readReference } from '../../functions/domain/notification/reference.ts';
import { minus, plus } from '../../functions/domain/time.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { Channels, Driver, SendResult } from '../../functions/ports/channels.ts';
import type { World } from '../../functions/ports/context.ts';
import type { MetricName } from '../../functions/ports/log.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import type { Change } from '../../functions/store/memory/table.ts';
import { createStore } from '../../functions/store/store.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { announceChange } from '../../functions/usecases/notification/announce.ts';
import { sendNotification } from '../../functions/usecases/notification/send.ts';
import { handleSms, type InboundSms } from '../../functions/usecases/reply/handle-sms.ts';
import { tenOClock } from '../support/factories.ts';
import { countingIds } from '../support/ids.ts';
import { Executions } from './executions.ts';
import { type Invocation, Invocations, type Outcome } from './invocations.ts';
import type { FunctionName, Operation, Plan, RuleSketch } from './plan.ts';
import { FifoQueue, StandardQueue } from './queues.ts';
import { randomOf } from './random.ts';
import type { Received, Written } from './record.ts';
import { type Sabotage, sabotagedTable, sabotagedWorld } from './sabotage.ts';
import { Scheduler } from './scheduler.ts';
import { plainCipher } from './set-up.ts';
import { Tables } from './tables.ts';

type Outage = Extract<Operation, { kind: 'outage' }>['does'];
type SimulatedWorld = Omit<World, 'actor' | 'blobs'>;

export const publicUrl = 'https://tocsin.example.com';
const silent = () => undefined;

/** The cloud that the use cases run in: functions, table, stream, queues, executions, drivers, all on virtual time. */
export class Cloud {
  readonly scheduler = new Scheduler(minus(tenOClock, { seconds: 1 }));
  readonly invocations: Invocations;
  readonly executions: Executions;
  readonly tables: Tables;
  readonly tokens = createTokens('master secret', this.scheduler.clock);
  readonly events: FifoQueue<{ readonly message: EventMessage; readonly groupId: string }>;
  readonly notifications: StandardQueue<NotificationMessage | UpdateMessage>;
  readonly inbound: StandardQueue<InboundSms>;
  readonly stream: FifoQueue<{ readonly before: Alert; readonly after: Alert }>;
  readonly writes: Written[] = [];
  readonly received: Received[] = [];
  readonly counts: Partial<Record<MetricName, number>> = {};
  readonly outages = new Map<RuleSketch['method'], Outage>();
  noTicksUntil = 0;
  onReceived: (received: Received) => void = silent;
  onChange: (change: Change) => void = silent;
  readonly #ids = countingIds();
  readonly #sabotage: Sabotage | undefined;

  constructor(plan: Plan, sabotage?: Sabotage) {
    const { scheduler } = this;
    this.#sabotage = sabotage;
    this.invocations = new Invocations(scheduler, plan);
    const random = (part: string) => randomOf(part, plan.seed);
    this.tables = new Tables(scheduler, random('indexes'), (change) => this.#changed(change));
    this.executions = new Executions(scheduler, random('executions'), (payload) =>
      this.run('advance-escalation', (world) => takeDueSteps(world, payload)),
    );
    const around = (part: string) => ({
      scheduler,
      invocations: this.invocations,
      random: random(part),
      disorder: plan.disorder,
    });
    this.events = new FifoQueue(around('events'), {
      visibilitySeconds: 60,
      deliver: ({ message }) => this.run('process-event', (world) => processEvent(world, message)),
    });
    this.notifications = new StandardQueue(around('notifications'), {
      visibilitySeconds: 180,
      deliver: (message) => this.run('send-notification', (world) => this.#send(world, message)),
    });
    this.inbound = new StandardQueue(around('inbound'), {
      visibilitySeconds: 180,
      deliver: (message) => this.run('handle-reply', (world) => handleSms(world, message)),
    });
    this.stream = new FifoQueue(around('stream'), {
      visibilitySeconds: 1,
      deliver: ({ before, after }) => this.run('on-change', (world) => this.#announce(world, before, after)),
    });
  }

  /** Runs a function with a world of its own. */
  run<T>(name: FunctionName, work: (world: SimulatedWorld) => Promise<T>): Promise<Outcome<T>> {
    return this.invocations.run(name, (invocation) => work(this.#worldOf(invocation)));
  }

  /** Starts the ticks: one a minute, but while they are off. */
  startTicking(offsetSeconds: number): void {
    const tick = () => {
      this.scheduler.after(60_000, tick);
      if (this.scheduler.now < this.noTicksUntil) return;
      const deadline = plus(this.scheduler.clock.now(), { seconds: 45 });
      void this.run('tick', (world) => runDueWork(world, { deadline }));
    };
    this.scheduler.after(offsetSeconds * 1000, tick);
  }

  isIdle = (): boolean =>
    this.invocations.running === 0 &&
    this.executions.running().length === 0 &&
    [this.events, this.notifications, this.inbound, this.stream].every(({ waiting }) => waiting === 0);

  async #send(world: SimulatedWorld, message: NotificationMessage | UpdateMessage): Promise<void> {
    if ('announce' in message) return announceChange(world, message);
    if ((await sendNotification(world, message)) === 'again') throw new Error('is being sent by somebody else');
  }

  /** As functions/handlers/on-change.ts does with a record of the stream. */
  async #announce(world: SimulatedWorld, before: Alert, after: Alert): Promise<void> {
    const announce = announcementOf(before, after);
    if (announce !== undefined)
      await world.notifications.announce([{ v: 1, announce, alertId: after.id, version: after.version }]);
  }

  #changed(change: Change): void {
    this.writes.push({ ...change, at: this.scheduler.clock.now() });
    this.onChange(change);
    if (change.new?.type !== 'ALERT' || change.old === undefined) return;
    this.stream.send({ before: alertOf(change.old), after: alertOf(change.new) }, change.key.PK);
  }

  #worldOf(invocation: Invocation): SimulatedWorld {
    const { clock } = this.scheduler;
    const { call, function: name } = invocation;
    const table = sabotagedTable(this.tables.of(invocation), name, this.#sabotage);
    const world: SimulatedWorld = {
      store: createStore(table, { clock, cipher: plainCipher }),
      workflow: {
        start: (execution) => call('StartExecution', () => this.executions.start(execution)),
        stop: (execution) => call('StopExecution', () => this.executions.stop(execution)).catch(silent),
      },
      events: {
        send: (messages) =>
          call('SendMessage', () => {
            for (const one of messages) this.events.send(one, one.groupId);
          }),
      },
      notifications: {
        send: (messages) =>
          call('SendMessage', () => {
            for (const { message, delaySeconds } of messages) this.notifications.send(message, delaySeconds);
          }),
        announce: (messages) =>
          call('SendMessage', () => {
            for (const message of messages) this.notifications.send(message);
          }),
      },
      channels: this.#channelsOf(invocation),
      tokens: this.tokens,
      settings: { publicUrl, twoWaySms: true },
      clock,
      ids: this.#ids,
      log: { info: silent, warn: silent, error: silent },
      metrics: {
        count: (name, value = 1) => {
          this.counts[name] = (this.counts[name] ?? 0) + value;
        },
        seconds: silent,
      },
      fetch: async () => ({ status: 404, body: '' }),
    };
    return sabotagedWorld(world, name, this.#sabotage);
  }

  #channelsOf(invocation: Invocation): Channels {
    const driver = (name: string, channel: Channel): Driver => ({
      name,
      send: (message) =>
        invocation.call(`send ${name}`, (): SendResult => {
          const outage = channel === 'NULL' ? undefined : this.outages.get(channel);
          if (outage === 'rejects') return { outcome: 'rejected', error: 'refused' };
          if (outage === 'postpones') return { outcome: 'postponed', error: 'throttled' };
          if (outage === 'breaks') throw new Error('no answer');
          const { scope, id } = readReference(message.idempotencyToken) as { scope: string; id: number };
          const received: Received = {
            message,
            scope,
            id,
            at: this.scheduler.clock.now(),
            after: this.writes.length,
            isUncertain: () => outage === 'loses-answers' || invocation.isDisturbed(),
          };
          this.received.push(received);
          this.onReceived(received);
          if (outage === 'loses-answers') throw new Error('the answer was lost');
          return { outcome: 'sent', providerId: `${name}-${this.received.length}` };
        }),
    });
    return {
      SMS: [driver('sms.eum', 'SMS')],
      VOICE: [driver('voice.connect', 'VOICE'), driver('voice.eum', 'VOICE')],
      EMAIL: [driver('email.ses', 'EMAIL')],
      PUSH: [driver('push.pinpoint', 'PUSH')],
      NULL: [driver('nobody', 'NULL')],
    };
  }
}
