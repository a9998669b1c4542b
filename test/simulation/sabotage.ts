import type { ActionDelivery } from '../../functions/domain/action-delivery/delivery.ts';
import type { KeyLock, OpenKeyLock } from '../../functions/domain/alert/alert.ts';
import { notificationId } from '../../functions/domain/notification/id.ts';
import type { Notification } from '../../functions/domain/notification/notification.ts';
import type { AlertChange } from '../../functions/ports/alert-store.ts';
import type { Channels, Driver, OutgoingMessage, SendResult } from '../../functions/ports/channels.ts';
import type { World } from '../../functions/ports/context.ts';
import type { Item, Table, WriteOperation } from '../../functions/store/table.ts';
import { isKeptBack } from './check-guards.ts';
import type { FunctionName } from './plan.ts';

type SimulatedWorld = Omit<World, 'actor' | 'blobs' | 'signInMails' | 'openId' | 'openIdTies'>;

/** A bug put in on purpose: it changes what a running function sees of the table, or of the ports. */
interface Bug {
  readonly table?: (table: Table, name: FunctionName) => Table;
  readonly world?: (world: SimulatedWorld, name: FunctionName) => SimulatedWorld;
}

const claimers: readonly FunctionName[] = ['advance-escalation', 'tick'];

const bugs = {
  /** Whoever comes to a step takes it, also when somebody else has taken it or answered meanwhile. */
  'no-claim-condition': {
    table: (table, name) =>
      claimers.includes(name)
        ? { ...table, write: (operations) => table.write(operations.map(withoutVersionOfAlert)) }
        : table,
  },
  /** Who answers takes nothing back of what waits in a flow, as if nothing did. */
  'held-goes-on': {
    world: (world) => ({
      ...world,
      store: { ...world.store, flowEvents: { ...flowEventsOf(world), drop: async () => true } },
    }),
  },
  /** A wait that is over is handed on once; what is lost of that is lost. */
  'handed-on-once': {
    table: (table, name) => (name === 'tick' ? forgettingWaits(table) : table),
  },
  /** What a flow hands over is recorded without a look at what has become of it meanwhile. */
  'blind-end-of-wait': {
    table: (table, name) =>
      name === 'process-event'
        ? { ...table, write: (operations) => table.write(operations.map(withoutConditionOfEvent)) }
        : table,
  },
  /** The driver is called first, and the mark QUEUED → SENDING is written after it has answered. */
  'send-before-claim': {
    world: (world, name) => (name === 'send-notification' ? sendingBeforeTheMark(world) : world),
  },
  /** An alert that is given to somebody else stays in the run it was in. */
  'run-not-raised': {
    world: (world) => ({ ...world, store: { ...world.store, alerts: keepingRunOnReassign(world.store.alerts) } }),
  },
  /** Some executions never start, nobody hears of it, and no watchdog looks for what they should have done. */
  'lost-start': {
    world: (world) => ({
      ...world,
      workflow: {
        ...world.workflow,
        start: (execution) =>
          (execution.alertId + execution.generation) % 3 === 0 ? Promise.resolve() : world.workflow.start(execution),
      },
      store: {
        ...world.store,
        due: {
          ...world.store.due,
          list: async (kind, until, limit) => (kind === 'escalation' ? [] : world.store.due.list(kind, until, limit)),
        },
      },
    }),
  },
  /** Whoever writes a step's notifications draws new ids for them. */
  'random-notification-ids': { world: (world) => drawingNotificationIds(world) },
  /** A read that fails is taken for one that found nothing. */
  'throttled-is-empty': {
    table: (table) => ({
      ...table,
      get: (key, options) => table.get(key, options).catch(() => undefined),
      batchGet: (keys) => table.batchGet(keys).catch(() => []),
      query: (query) => table.query(query).catch(() => ({ items: [] })),
    }),
  },
  /** What automation notes of an alert is written whatever somebody else has noted meanwhile. */
  'automation-unconditional': {
    table: (table) => ({ ...table, write: (operations) => table.write(operations.map(withoutConditionOfRun)) }),
  },
  /** Nobody takes back what an alert said of a service, once it is resolved. */
  'automation-not-released': {
    world: (world) => ({
      ...world,
      store: { ...world.store, automationRuns: releasingNothing(world.store.automationRuns) },
    }),
  },
  /** A deployment is attached to what begins after it was reported, and to nothing that was there before. */
  'late-deployments-unseen': {
    world: (world) =>
      withDeployments(world, () => ({ alertsWith: async (_deployment, alertIds) => new Set(alertIds) })),
  },
  /** Whoever looks for deployments attaches what is attached already once more. */
  'deployments-told-again': {
    table: (table) => ({ ...table, write: (operations) => table.write(operations.map(withoutConditionOfAttached)) }),
    world: (world) => withDeployments(world, () => ({ alertsWith: async () => new Set() })),
  },
  /** What is delivered again is kept again. */
  'deployment-kept-again': {
    table: (table, name) =>
      name === 'ingest'
        ? { ...table, write: (operations) => table.write(operations.filter((one) => !isDelivery(one))) }
        : table,
  },
  /** Nobody asks what the same action still has to do for the same alert. */
  'actions-out-of-order': {
    world: (world) =>
      withDeliveries(world, ({ ofAlert }) => ({
        ofAlert: async (id) => (await ofAlert(id)).filter((one) => isFirstTry(one) || one.at <= world.clock.now()),
      })),
  },
  /** A look is the last one, whatever was asked for meanwhile. */
  'looked-for-good': {
    table: (table, name) =>
      name === 'run-action'
        ? { ...table, write: (operations) => table.write(operations.map(withoutConditionOfWatch)) }
        : table,
  },
  /** Whoever finds an attempt that was left begins another one, as if the first had never been. */
  'attempt-forgotten': {
    world: (world) =>
      withDeliveries(world, ({ ofAlert }) => ({ ofAlert: async (id) => (await ofAlert(id)).map(withoutDoubt) })),
  },
  /** What a target answered is noted nowhere when it was a failure for good. */
  'failure-untold': {
    world: (world) =>
      withDeliveries(world, ({ save }) => ({
        save: (delivery, besides) => save(delivery, delivery.status === 'FAILED' ? { ...besides, log: [] } : besides),
      })),
  },
  /** That an event was counted is forgotten, so that one that comes again counts again. */
  'counted-again': {
    table: (table) => ({
      ...table,
      batchGet: async (wanted) => (await table.batchGet(wanted)).filter(({ type }) => type !== 'COUNTED'),
      write: (operations) => table.write(operations.map(withoutConditionOfCounted)),
    }),
  },
  /** It is not written that an alert is to resolve itself. */
  'never-resolves-itself': {
    table: (table) => ({ ...table, write: (operations) => table.write(operations.filter(isNoAutoResolution)) }),
  },
  /** A sender does not look at the alert again after its mark. */
  'blind-send': {
    table: (table, name) => (name === 'send-notification' ? rememberingAlerts(table) : table),
  },
  /** A member that is new to an accepted alert is remembered, and nobody is told. */
  'news-not-told': {
    world: (world) => withAlerts(world, ({ save }) => ({ save: (alert, change) => save(alert, withoutNews(change)) })),
  },
  /** What a key knows of its group is forgotten, so that each repeat brings news. */
  'told-again': {
    world: (world) =>
      withLocks(world, (lock) =>
        lock.group === undefined ? lock : { ...lock, group: { ...lock.group, ids: [], total: 0 } },
      ),
  },
  /** A repeat that is more severe is taken for one that says the same. */
  'never-raised': { world: (world) => withLocks(world, (lock) => ({ ...lock, priority: 'HIGH' })) },
  /** Which alerts of a source are open is forgotten. */
  'heads-forgotten': {
    world: (world, name) => (name === 'process-event' ? withAlerts(world, forgettingHeads) : world),
  },
  /** The source's word that the first key of an alert is over is taken for the end of all its keys. */
  'first-key-is-all': {
    world: (world) =>
      withAlerts(
        withLocks(world, ({ hasMembers: _several, ...lock }) => lock),
        ({ save }) => ({ save: (alert, { isAlone: _alone, ...change }) => save(alert, change) }),
      ),
  },
  /** What is grouped into an alert that somebody has is told to nobody. */
  'grouped-untold': { world: (world) => withAlerts(world, tellingNobodyOfGrouped) },
  /** A source that is switched off is not heard at all, not even when it tells that something is over. */
  'deaf-when-off': {
    world: (world) =>
      withAlerts(world, ({ intake }) => ({
        intake: async (...asked) => {
          const met = await intake(...asked);
          return met.source?.active === false ? { ...met, lock: undefined } : met;
        },
      })),
  },
  /** Who was let in by a key once is let in by it for ever. */
  'key-believed-for-ever': {
    world: (world) => ({ ...world, store: { ...world.store, apiKeys: rememberingFor(world, 'apiKeys', 'byHash') } }),
  },
  /** The same by a session. */
  'session-believed-for-ever': {
    world: (world) => ({ ...world, store: { ...world.store, sessions: rememberingFor(world, 'sessions', 'byHash') } }),
  },
  /** Whoever is known is taken for what they were when they were first seen. */
  'person-believed-for-ever': {
    world: (world, name) =>
      name === 'api' ? { ...world, store: { ...world.store, users: rememberingFor(world, 'users', 'get') } } : world,
  },
  /** Whoever was in a team when teams were first looked at stays in it. */
  'member-for-ever': {
    world: (world, name) =>
      name === 'api' ? { ...world, store: { ...world.store, teams: rememberingFor(world, 'teams', 'list') } } : world,
  },
  /** Whoever comes to a page takes it, also while somebody else makes it: an older one may overwrite a newer one. */
  'pages-unclaimed': {
    table: (table, name) => (name === 'render-page' ? withoutClaims(table) : table),
  },
  /** What is made for one audience is what is made for another. */
  'variant-of-others': { world: (world) => ({ ...world, pageBucket: mixingAudiences(world) }) },
  /** Whoever was in a team when it was first asked after sees what it owns for ever. */
  'audience-for-ever': {
    world: (world, name) =>
      name === 'api'
        ? { ...world, store: { ...world.store, teams: rememberingFor(world, 'teams', 'getMany') } }
        : world,
  },
  /** Subscribers who may have been told already are told again without a word. */
  'telling-uncounted': {
    world: (world, name) =>
      name === 'tell-subscribers' ? { ...world, metrics: { ...world.metrics, count: () => undefined } } : world,
  },
  /** Of those who are to be told one is not written down. */
  'subscriber-left-out': {
    world: (world) => {
      const { tellings } = world.store;
      const putPart: typeof tellings.putPart = ({ recipients, ...part }) =>
        tellings.putPart({ ...part, recipients: part.startedAt === undefined ? recipients.slice(1) : recipients });
      // Of what is loaded with the first question nobody sees what it can do.
      const changed = new Proxy(tellings, {
        get: (_store, name) => (name === 'putPart' ? putPart : Reflect.get(tellings, name)),
      });
      return { ...world, store: { ...world.store, tellings: changed } };
    },
  },
  /** Sums of a day are believed though a point of that day came later. */
  'late-points-lost': { table: (table, name) => (name === 'ingest' ? keepingSums(table) : table) },
  /** A point that is sent again is a point more. */
  'points-twice': { table: (table, name) => (name === 'ingest' ? addingPoints(table) : table) },
  /** What went out is not counted. */
  uncounted: {
    world: (world) => ({
      ...world,
      store: { ...world.store, dayCounts: { ...world.store.dayCounts, add: async () => undefined } },
    }),
  },
  /** What a guard keeps back ends without a word. */
  'kept-back-untold': {
    world: (world) => withMoves(world, (move) => (after, from, log) => move(after, from, isKeptBack(after) ? [] : log)),
  },
  /** The person's next way keeps its time, whatever has failed. */
  'no-next-way': {
    world: (world) =>
      withMoves(
        world,
        (move) =>
          async (after, ...rest) =>
            after.broughtForwardBy === undefined && move(after, ...rest),
      ),
  },
  /** That a push service knows a browser no more is taken for any other refusal. */
  'ended-browser-kept': {
    world: (world) =>
      withBrowserAnswers(world, (result) => (result.outcome === 'rejected' ? withoutEnd(result) : result)),
  },
  /** What a push service refuses for good counts as sent: nobody hears that somebody was not reached. */
  'refused-is-sent': {
    world: (world) =>
      withBrowserAnswers(world, (result) =>
        result.outcome === 'rejected' && result.gone ? { outcome: 'sent', providerId: 'none' } : result,
      ),
  },
  /** Whoever signed in to a browser before keeps getting pushes there. */
  'browser-of-two': {
    world: (world) => ({
      ...world,
      store: { ...world.store, users: { ...world.store.users, byContact: async () => [] } },
    }),
  },
} as const satisfies Record<string, Bug>;

export type Sabotage = keyof typeof bugs;

/** The table as a function sees it that has this bug. */
export function sabotagedTable(table: Table, name: FunctionName, sabotage: Sabotage | undefined): Table {
  const bug: Bug = sabotage === undefined ? {} : bugs[sabotage];
  return bug.table?.(table, name) ?? table;
}

/** The ports as a function sees them that has this bug. */
export function sabotagedWorld(
  world: SimulatedWorld,
  name: FunctionName,
  sabotage: Sabotage | undefined,
): SimulatedWorld {
  const bug: Bug = sabotage === undefined ? {} : bugs[sabotage];
  return bug.world?.(world, name) ?? world;
}

/** What was found once in a run, by the store's member and what it was asked for. */
const foundInRun = new WeakMap<object, Map<string, unknown>>();

/** A store whose `get` or `byHash` gives what it gave first, whatever has become of it. */
function rememberingFor<S extends keyof World['store'], G extends keyof World['store'][S]>(
  world: SimulatedWorld,
  name: S,
  getter: G,
): World['store'][S] {
  const found = foundInRun.get(world.ids) ?? new Map<string, unknown>();
  foundInRun.set(world.ids, found);
  const store = world.store[name];
  const get = async (key: unknown, ...rest: unknown[]): Promise<unknown> => {
    const what = `${name} ${key}`;
    const value = found.get(what) ?? (await (store[getter] as (...asked: unknown[]) => Promise<unknown>)(key, ...rest));
    if (value !== undefined) found.set(what, value);
    return value;
  };
  return { ...store, [getter]: get };
}

/** The driver of browsers, with other answers. */
function withBrowserAnswers(world: SimulatedWorld, change: (result: SendResult) => SendResult): SimulatedWorld {
  const PUSH = world.channels.PUSH.map((driver) =>
    driver.name === 'push.web'
      ? { ...driver, send: async (message: OutgoingMessage) => change(await driver.send(message)) }
      : driver,
  ) satisfies readonly Driver[];
  return { ...world, channels: { ...world.channels, PUSH } };
}

const withoutEnd = ({ gone: _gone, ...result }: Extract<SendResult, { outcome: 'rejected' }>): SendResult => result;

type Alerts = World['store']['alerts'];

type Move = World['store']['notifications']['move'];

const withMoves = (world: SimulatedWorld, change: (move: Move) => Move): SimulatedWorld => {
  const { notifications } = world.store;
  const move = change(notifications.move);
  return { ...world, store: { ...world.store, notifications: { ...notifications, move } } };
};

const withAlerts = (world: SimulatedWorld, change: (alerts: Alerts) => Partial<Alerts>): SimulatedWorld => {
  const { alerts } = world.store;
  return { ...world, store: { ...world.store, alerts: { ...alerts, ...change(alerts) } } };
};

/** Whoever asks for the lock of an open alert sees it changed. */
const withLocks = (world: SimulatedWorld, change: (lock: OpenKeyLock) => OpenKeyLock): SimulatedWorld => {
  const seen = (lock: KeyLock | undefined) => (lock?.state === 'OPEN' ? change(lock) : lock);
  return withAlerts(world, ({ intake, keyLock }) => ({
    intake: async (...asked) => {
      const met = await intake(...asked);
      return { ...met, lock: seen(met.lock) };
    },
    keyLock: async (...asked) => seen(await keyLock(...asked)),
  }));
};

const forgettingHeads = ({ heads }: Alerts): Partial<Alerts> => ({
  heads: async (sourceId) => {
    const known = await heads(sourceId);
    return known && { ...known, heads: [] };
  },
  list: async () => [],
});

const tellingNobodyOfGrouped = ({ save }: Alerts): Partial<Alerts> => ({
  save: (alert, change) => {
    if (change.event?.outcome !== 'GROUPED') return save(alert, change);
    const { latestNews: _news, ...quiet } = alert;
    return save(quiet, withoutNews(change));
  },
});

const withoutNews = (change: AlertChange): AlertChange => ({
  ...change,
  ...(change.notifications && { notifications: change.notifications.filter(({ news }) => news === undefined) }),
});

const withoutVersionOfAlert = (operation: WriteOperation): WriteOperation =>
  'put' in operation && operation.put.type === 'ALERT' && operation.put.version !== 1
    ? { put: operation.put }
    : operation;

function rememberingAlerts(table: Table): Table {
  const seen = new Map<string, Promise<Item | undefined>>();
  return {
    ...table,
    batchGet: async (keys) => {
      const items = await table.batchGet(keys);
      for (const item of items) if (item.SK === 'ALERT' && !seen.has(item.PK)) seen.set(item.PK, Promise.resolve(item));
      return items;
    },
    get: (key, options) => {
      if (key.SK !== 'ALERT') return table.get(key, options);
      const known = seen.get(key.PK) ?? table.get(key, options);
      seen.set(key.PK, known);
      return known;
    },
  };
}

function sendingBeforeTheMark(world: SimulatedWorld): SimulatedWorld {
  const { notifications, sending } = world.store;
  let mark: (() => Promise<boolean>) | undefined;
  const writeMark = async () => {
    const write = mark;
    mark = undefined;
    return write?.();
  };
  const send = (driver: Driver): Driver => ({
    ...driver,
    send: async (message) => {
      const result = await driver.send(message);
      await writeMark();
      return result;
    },
  });
  return {
    ...world,
    channels: Object.fromEntries(
      Object.entries(world.channels).map(([channel, drivers]) => [channel, drivers.map(send)]),
    ) as unknown as Channels,
    store: {
      ...world.store,
      notifications: {
        ...notifications,
        move: async (notification, from, log) => {
          await writeMark();
          return notifications.move(notification, from, log);
        },
      },
      sending: {
        ...sending,
        mark: async (...marked) => {
          mark = () => sending.mark(...marked);
          return true;
        },
      },
    },
  };
}

function keepingRunOnReassign(alerts: World['store']['alerts']): World['store']['alerts'] {
  const assigned: readonly string[] = [
    'AlertAssignedByUserLogEntry',
    'AlertAssignedToPolicyLogEntry',
    'AlertAssignedToScheduleLogEntry',
  ];
  return {
    ...alerts,
    save: (alert, change) => {
      const { escalation } = alert;
      const run = change.log.some(({ type }) => assigned.includes(type)) ? escalation.run - 1 : escalation.run;
      return alerts.save({ ...alert, escalation: { ...escalation, run } }, change);
    },
  };
}

function drawingNotificationIds(world: SimulatedWorld): SimulatedWorld {
  const drawn = new Map<number, number>();
  const draw = (notification: Notification): Notification => {
    const id = notificationId([notification.id, world.ids.next()]);
    drawn.set(notification.id, id);
    return { ...notification, id };
  };
  const drawAll = (change: AlertChange): AlertChange => ({
    ...change,
    ...(change.notifications && { notifications: change.notifications.map(draw) }),
  });
  return {
    ...world,
    store: {
      ...world.store,
      alerts: {
        ...world.store.alerts,
        create: (alert, change) => world.store.alerts.create(alert, drawAll(change)),
        save: (alert, change) => world.store.alerts.save(alert, drawAll(change)),
        expandStep: (step, made, at) =>
          world.store.alerts.expandStep(step, { ...made, notifications: made.notifications.map(draw) }, at),
      },
    },
    notifications: {
      ...world.notifications,
      send: (messages) =>
        world.notifications.send(
          messages.map((one) => ({
            ...one,
            message: { ...one.message, id: drawn.get(one.message.id) ?? one.message.id },
          })),
        ),
    },
  };
}

/** The store is loaded with its first question: its methods are not its own. */
const flowEventsOf = ({ store: { flowEvents } }: SimulatedWorld): World['store']['flowEvents'] => ({
  intake: (...about) => flowEvents.intake(...about),
  held: (...about) => flowEvents.held(...about),
  waiting: (...about) => flowEvents.waiting(...about),
  settle: (...about) => flowEvents.settle(...about),
  hold: (...about) => flowEvents.hold(...about),
  drop: (...about) => flowEvents.drop(...about),
  noteSent: (...about) => flowEvents.noteSent(...about),
  sentTo: (...about) => flowEvents.sentTo(...about),
});

/** Whoever takes an event that waits takes it out of the index. */
const forgettingWaits = (table: Table): Table => ({
  ...table,
  write: (operations) =>
    table.write(
      operations.map((operation) => {
        if (!('update' in operation) || operation.update.SK !== 'EVENT') return operation;
        return { ...operation, set: {}, remove: ['duePK', 'dueAt'] };
      }),
    ),
});

const withoutConditionOfEvent = (operation: WriteOperation): WriteOperation =>
  'put' in operation && operation.put.type === 'EVENT' && operation.put.sourceId !== 0
    ? { put: operation.put }
    : operation;

const withoutConditionOfRun = (operation: WriteOperation): WriteOperation =>
  'put' in operation && operation.put.type === 'AUTOMATION_RUN' ? { put: operation.put } : operation;

/** Nobody sees that a page is taken, and nobody is refused what is theirs alone. */
const withoutClaims = (table: Table): Table => ({
  ...table,
  get: async (key, options) => {
    const item = await table.get(key, options);
    if (item === undefined || key.SK !== 'PUBLISHED') return item;
    const { claimedUntil: _until, ...free } = item;
    return free as Item;
  },
  write: (operations) =>
    table.write(
      operations.map((operation) => {
        if (!('update' in operation) || operation.update.SK !== 'PUBLISHED') return operation;
        const { condition: _condition, ...rest } = operation;
        return rest;
      }),
    ),
});

/** The longest that was made of each file of a page, whomever for. */
const longestInRun = new WeakMap<object, Map<string, string>>();

function mixingAudiences({ ids, pageBucket }: SimulatedWorld): World['pageBucket'] {
  const longest = longestInRun.get(ids) ?? new Map<string, string>();
  longestInRun.set(ids, longest);
  return {
    ...pageBucket,
    put: (key, file) => {
      const path = key.replace(/^(p\/\d+)\/[^/]+/, '$1');
      const known = longest.get(path) ?? '';
      const body = file.body.length > known.length ? file.body : known;
      longest.set(path, body);
      return pageBucket.put(key, { ...file, body });
    },
  };
}

/** Nobody says that sums are not what they were. */
const keepingSums = (table: Table): Table => ({
  ...table,
  write: async (operations) => {
    const left = operations.filter((one) => !('update' in one) || one.set?.type !== 'METRIC_SUMS');
    return left.length === 0 ? [] : table.write(left);
  },
});

/** A slot that is taken leaves the next one. */
const addingPoints = (table: Table): Table => ({
  ...table,
  write: async (operations) => {
    const moved = operations.map(async (operation) => {
      if (!('update' in operation) || operation.set?.type !== 'METRIC_POINTS') return operation;
      const there = await table.get(operation.update, { consistent: true });
      const set = Object.entries(operation.set).map(([name, value]) =>
        /^p\d/.test(name) && there?.[name] !== undefined ? [`p${Number(name.slice(1)) + 1}`, value] : [name, value],
      );
      return { ...operation, set: Object.fromEntries(set) };
    });
    return table.write(await Promise.all(moved));
  },
});

/** The note that it was taken back is written, and nothing besides. */
const releasingNothing = (runs: World['store']['automationRuns']): World['store']['automationRuns'] => ({
  get: runs.get,
  getMany: runs.getMany,
  begin: runs.begin,
  save: (write, besides) => {
    const isRelease = write.run.applied.some(({ isReleased }) => isReleased);
    return runs.save(write, isRelease ? { services: [], audit: [] } : besides);
  },
});

type Deployments = World['store']['deployments'];

function withDeployments(
  world: SimulatedWorld,
  change: (deployments: Deployments) => Partial<Deployments>,
): SimulatedWorld {
  const { list, due, lookAgain, lookFor, lookedFor, attach, attachedTo, alertsWith } = world.store.deployments;
  const whole = { list, due, lookAgain, lookFor, lookedFor, attach, attachedTo, alertsWith };
  return { ...world, store: { ...world.store, deployments: { ...whole, ...change(whole) } } };
}

const isDelivery = (operation: WriteOperation): boolean => 'update' in operation && operation.update.SK === 'DELIVERY';

const withoutConditionOfAttached = (operation: WriteOperation): WriteOperation =>
  'put' in operation && operation.put.type === 'ALERT_DEPLOYMENT' ? { put: operation.put } : operation;

type Deliveries = World['store']['actionDeliveries'];

function withDeliveries(
  world: SimulatedWorld,
  change: (deliveries: Deliveries) => Partial<Deliveries>,
): SimulatedWorld {
  const { get, ofAlert, add, save, watch, beginWatch, looked, reference, alertOfTicket, alertOfThread } =
    world.store.actionDeliveries;
  const whole = { get, ofAlert, add, save, watch, beginWatch, looked, reference, alertOfTicket, alertOfThread };
  return { ...world, store: { ...world.store, actionDeliveries: { ...whole, ...change(whole) } } };
}

/** One that is tried again is not seen among those that others wait for. */
const isFirstTry = ({ attempts, status }: ActionDelivery): boolean => attempts === 0 || status === 'SENDING';

function withoutDoubt(delivery: ActionDelivery): ActionDelivery {
  const { isUncertain: _doubt, sendingSince: _since, ...rest } = delivery;
  return delivery.status === 'SENDING' ? rest : delivery;
}

const withoutConditionOfWatch = (operation: WriteOperation): WriteOperation =>
  'put' in operation && operation.put.type === 'ACTION_WATCH' ? { put: operation.put } : operation;

const withoutConditionOfCounted = (operation: WriteOperation): WriteOperation =>
  'put' in operation && operation.put.type === 'COUNTED' ? { put: operation.put } : operation;

const isNoAutoResolution = (operation: WriteOperation): boolean =>
  !('put' in operation) || operation.put.type !== 'AUTO_RESOLUTION';
