import type { Alert } from '../../functions/domain/alert/alert.ts';
import { announcementOf } from '../../functions/domain/alert/announcement.ts';
import type { NotificationMessage, UpdateMessage } from '../../functions/domain/notification/notification.ts';
import { minus, plus } from '../../functions/domain/time.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { Tokens } from '../../functions/ports/context.ts';
import type { MetricName } from '../../functions/ports/log.ts';
import type { QueuedMessage } from '../../functions/ports/queues.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import type { Change } from '../../functions/store/memory/table.ts';
import type { Table } from '../../functions/store/table.ts';
import { runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { runAutomations } from '../../functions/usecases/automation/run-many.ts';
import { attachToNewAlerts } from '../../functions/usecases/deployment/attach-to-new.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processQueued } from '../../functions/usecases/event/process-queued.ts';
import { announceChange } from '../../functions/usecases/notification/announce.ts';
import { sendNotification } from '../../functions/usecases/notification/send.ts';
import { publishTouched } from '../../functions/usecases/page/publish-touched.ts';
import { runSubscriberWork } from '../../functions/usecases/subscriber/run.ts';
import { countingIds } from '../support/ids.ts';
import { type Callback, handleCallback } from './callbacks.ts';
import { Executions } from './executions.ts';
import { pauseOfFeed, shardOf, touchesPages, wakesTellers, watchedBy } from './feeds.ts';
import type { Guards } from './guards.ts';
import { handleInbound, type Inbound } from './inbound.ts';
import { Ingest, type IngestContext } from './ingest.ts';
import { type Invocation, Invocations, type Outcome } from './invocations.ts';
import type { OutageOperation } from './operations/outage.ts';
import type { FunctionName, Plan } from './plan.ts';
import { portsOf, type SimulatedWorld } from './ports.ts';
import { PushServices } from './push-services.ts';
import { FifoQueue, StandardQueue } from './queues.ts';
import { randomOf } from './random.ts';
import type { Received, Written } from './record.ts';
import { type Sabotage, sabotagedTable, sabotagedWorld } from './sabotage.ts';
import { Scheduler } from './scheduler.ts';
import { Shown } from './shown.ts';
import { Tables } from './tables.ts';
import { Targets } from './targets.ts';

/** An alert before a change and after it. */
interface Changed {
  readonly before?: Alert;
  readonly after: Alert;
}

/** What the stream brings besides: that subscribers are to be told, or asked, something; that an alert's actions have to look at it. */
type Brought = Changed | 'wake' | { readonly look: number };

const isChange = (brought: Brought): brought is Changed => brought !== 'wake' && !('look' in brought);

const silent = () => undefined;

/** Four times what the longest of thousands of runs took: dozens of calls that wait for one line look for hours. */
const maxEvents = 2_000_000;

/** As functions/handlers/world/batch.ts does with a group: one after the other up to the first that fails. */
async function inOrder<M>(batch: readonly M[], handle: (message: M) => Promise<unknown>): Promise<number> {
  for (const [index, message] of batch.entries()) {
    try {
      await handle(message);
    } catch {
      return index;
    }
  }
  return batch.length;
}

/** The cloud that the use cases run in: functions, table, stream, queues, executions, drivers, all on virtual time. */
export class Cloud {
  readonly scheduler: Scheduler;
  readonly invocations: Invocations;
  readonly executions: Executions;
  readonly tables: Tables;
  readonly tokens: Tokens;
  readonly events: FifoQueue<QueuedMessage>;
  readonly notifications: StandardQueue<NotificationMessage | UpdateMessage>;
  readonly inbound: StandardQueue<Inbound>;
  readonly stream: FifoQueue<Brought>;
  /** Those who are to tell subscribers: each is called once, and never again. */
  readonly wakes: StandardQueue<'wake'>;
  /** Those who are to carry out alert actions, in the same way. */
  readonly actionWakes: StandardQueue<{ readonly alertIds?: readonly number[] }>;
  /** What other tools have called for: Lambda tries each three times. */
  readonly callbacks: StandardQueue<Callback>;
  readonly targets: Targets;
  readonly pushServices = new PushServices();
  /** What pages show, as the stream brings it. */
  readonly feed: FifoQueue<Change>;
  readonly shown: Shown;
  readonly writes: Written[] = [];
  readonly received: Received[] = [];
  readonly counts: Partial<Record<MetricName, number>> = {};
  readonly blobs = new Map<string, Uint8Array>();
  readonly outages = new Map<OutageOperation['channel'], OutageOperation['does']>();
  readonly ids = countingIds();
  readonly guards: Guards | undefined;
  noTicksUntil = 0;
  onReceived: (received: Received) => void = silent;
  onChange: (change: Change) => void = silent;
  readonly #ingest = new Ingest(this);
  readonly #seed: number;
  readonly #hasPages: boolean;
  readonly #hasPipelines: boolean;
  readonly #sabotage: Sabotage | undefined;

  constructor(plan: Plan, sabotage?: Sabotage) {
    const scheduler = new Scheduler(minus(plan.startsAt, { seconds: 1 }), maxEvents);
    this.scheduler = scheduler;
    this.guards = plan.guards;
    this.tokens = createTokens('master secret', scheduler.clock);
    this.#seed = plan.seed;
    this.#hasPages = plan.configuration.pages !== undefined;
    this.#hasPipelines = plan.configuration.pipelines !== undefined;
    this.shown = new Shown(scheduler.clock.now, plan);
    this.targets = new Targets(plan, scheduler.clock.now);
    this.#sabotage = sabotage;
    this.invocations = new Invocations(scheduler, plan);
    const random = (part: string) => randomOf(part, plan.seed);
    this.tables = new Tables(scheduler, random('indexes'), plan.pageSize, (change) => this.#changed(change));
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
      batchSize: 10,
      deliver: (batch) =>
        this.run('process-event', (world) => inOrder(batch, ({ message }) => processQueued(world, message))),
    });
    this.notifications = new StandardQueue(around('notifications'), {
      visibilitySeconds: 180,
      deliver: (message) => this.run('send-notification', (world) => this.#send(world, message)),
    });
    this.inbound = new StandardQueue(around('inbound'), {
      visibilitySeconds: 180,
      deliver: (message) => this.run('handle-reply', (world) => handleInbound(world, message)),
    });
    this.stream = new FifoQueue(around('stream'), {
      visibilitySeconds: 1,
      batchSize: 1,
      deliver: (batch) =>
        this.run('on-change', async (world) => {
          const waking = batch.includes('wake') && world.subscriberWork.wake().catch(silent);
          const looks = batch.flatMap((one) => (one !== 'wake' && 'look' in one ? one.look : []));
          const looking = looks.length > 0 && world.actionWork.wake(looks).catch(silent);
          const done = await inOrder(batch, (one) => this.#announce(world, one));
          const changes = batch.slice(0, done);
          await Promise.all([this.#automate(world, changes), this.#attach(world, changes), waking, looking]);
          return done;
        }),
    });
    this.wakes = new StandardQueue(around('wakes'), {
      visibilitySeconds: 0,
      attempts: 1,
      deliver: () => this.#tellSubscribers(),
    });
    this.actionWakes = new StandardQueue(around('action-wakes'), {
      visibilitySeconds: 0,
      attempts: 1,
      deliver: (wake) => this.#runActions(wake),
    });
    this.callbacks = new StandardQueue(around('callbacks'), {
      visibilitySeconds: 60,
      attempts: 3,
      deliver: (callback) => this.run('handle-callback', (world) => handleCallback(world, callback)),
    });
    this.feed = new FifoQueue(around('feed'), {
      visibilitySeconds: 1,
      batchSize: 1000,
      attempts: 20,
      pauseSeconds: pauseOfFeed,
      deliver: (batch) =>
        this.run('render-page', async (world) => {
          const images = batch.flatMap((change) => [change.old ?? [], change.new ?? []]).flat();
          await publishTouched(world, images);
          return batch.length;
        }),
    });
  }

  /** Runs a function with a world of its own. */
  run<T>(name: FunctionName, work: (world: SimulatedWorld) => Promise<T>): Promise<Outcome<T>> {
    return this.invocations.run(name, (invocation) => work(this.#worldOf(invocation)));
  }

  /** Runs `ingest`, which has a context of its own. */
  ingest = <T>(work: (ctx: IngestContext) => Promise<T>): Promise<Outcome<T>> => this.#ingest.run(work);

  #tellSubscribers = (): Promise<Outcome<void>> =>
    this.run('tell-subscribers', (world) =>
      runSubscriberWork(world, { deadline: plus(world.clock.now(), { seconds: 50 }) }),
    );

  #runActions = (wake: { readonly alertIds?: readonly number[] }): Promise<Outcome<number>> =>
    this.invocations.run('run-action', (invocation) => {
      const world = this.#worldOf(invocation);
      const deadline = plus(world.clock.now(), { seconds: 50 });
      return runActionWork(world, this.targets.ask(invocation), { ...wake, deadline });
    });

  /** The table as a running function sees it. */
  tableOf = (invocation: Invocation): Table =>
    sabotagedTable(this.tables.of(invocation), invocation.function, this.#sabotage);

  /** Starts the ticks: one a minute, but while they are off. */
  startTicking(): void {
    const tick = () => {
      this.scheduler.after(60_000, tick);
      if (this.scheduler.now < this.noTicksUntil) return;
      const deadline = plus(this.scheduler.clock.now(), { seconds: 45 });
      void this.run('tick', (world) => runDueWork(world, { deadline }));
    };
    this.scheduler.after(randomOf('tick', this.#seed).between(1, 59) * 1000, tick);
  }

  /** Whatever was out of order works again. */
  repair(): void {
    this.noTicksUntil = 0;
    this.outages.clear();
    this.pushServices.troubles.clear();
    this.shown.deaf.clear();
    this.targets.troubles.clear();
  }

  isIdle = (): boolean =>
    this.invocations.running === 0 &&
    this.executions.running().length === 0 &&
    [
      this.events,
      this.notifications,
      this.inbound,
      this.stream,
      this.wakes,
      this.actionWakes,
      this.callbacks,
      this.feed,
    ].every(({ waiting }) => waiting === 0);

  async #send(world: SimulatedWorld, message: NotificationMessage | UpdateMessage): Promise<void> {
    if ('announce' in message) return announceChange(world, message);
    if ((await sendNotification(world, message)) === 'again') throw new Error('is being sent by somebody else');
  }

  /** As functions/handlers/on-change.ts does with a record of the stream. */
  async #announce(world: SimulatedWorld, brought: Brought): Promise<void> {
    if (!isChange(brought) || brought.before === undefined) return;
    const { before, after } = brought;
    const announce = announcementOf(before, after);
    if (announce !== undefined)
      await world.notifications.announce([{ v: 1, announce, alertId: after.id, version: after.version }]);
  }

  async #automate(world: SimulatedWorld, changes: readonly Brought[]): Promise<void> {
    const asked = changes
      .filter(isChange)
      .filter(({ before, after }) => after.automation !== undefined && after.automation !== before?.automation)
      .map(({ after }) => ({ alertId: after.id, sourceId: after.source.id }));
    const deadline = plus(world.clock.now(), { seconds: 10 });
    if (asked.length > 0) await runAutomations(world, asked, { deadline });
  }

  /** What was deployed shortly before an alert that has just begun; who has no pipelines finds nothing. */
  async #attach(world: SimulatedWorld, changes: readonly Brought[]): Promise<void> {
    if (!this.#hasPipelines) return;
    const fresh = changes.filter(isChange).filter(({ before }) => before === undefined);
    const deadline = plus(world.clock.now(), { seconds: 10 });
    await attachToNewAlerts(
      world,
      fresh.map(({ after }) => after),
      { deadline },
    );
  }

  #changed(change: Change): void {
    this.writes.push({ ...change, at: this.scheduler.clock.now() });
    this.onChange(change);
    if (this.#hasPages) this.#feed(change);
    const watched = watchedBy(change);
    if (watched !== undefined) this.stream.send({ look: watched }, change.key.PK);
    if (change.new?.type !== 'ALERT') return;
    const after = alertOf(change.new);
    // What is new tells nobody anything; only automation has to know, and who looks for deployments.
    if (change.old === undefined && after.automation === undefined && !this.#hasPipelines) return;
    this.stream.send({ ...(change.old && { before: alertOf(change.old) }), after }, change.key.PK);
  }

  /** What a run with pages has besides to look at. */
  #feed(change: Change): void {
    if (wakesTellers(change, this.scheduler.clock.now())) this.stream.send('wake', change.key.PK);
    if (touchesPages(change)) this.feed.send(change, shardOf(change));
  }

  #worldOf(invocation: Invocation): SimulatedWorld {
    const world = portsOf(this, invocation, this.tableOf(invocation));
    return { ...world, ...sabotagedWorld(world, invocation.function, this.#sabotage) };
  }
}
