import { describe, expect, it } from 'vitest';
import type { Notification } from '../../functions/domain/notification/notification.ts';
import { type Instant, minus, plus } from '../../functions/domain/time.ts';
import { type DueKind, dueKinds } from '../../functions/ports/due-store.ts';
import type { Store } from '../../functions/ports/store.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, tenOClock } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

const scope = 'ALERT#0000000000000700';

/** A page whose message the queue has lost. */
const aLostPage = (id: number, dueAt: Instant): Notification => ({
  scope,
  id,
  kind: 'PAGE',
  channel: 'SMS',
  target: '+49151000001',
  language: 'en',
  alertId: 700,
  userId: 1,
  run: 1,
  status: 'QUEUED',
  at: dueAt,
  dueAt,
  attempts: 0,
  createdAt: dueAt,
});

/** A world in which so many messages were lost a minute ago. */
async function aWorldThatLost(messages: number) {
  const world = await aWorld();
  const dueAt = minus(tenOClock, { minutes: 1 });
  const lost = Array.from({ length: messages }, (_, index) => aLostPage(index + 1, dueAt));
  for (let start = 0; start < lost.length; start += 50)
    await world.store.notifications.add(lost.slice(start, start + 50));
  return { ...world, deadline: plus(tenOClock, { seconds: 45 }) };
}

/** The store, with something done before each lease of due work. */
const withLease = (store: Store, before: (id: number) => void): Store => ({
  ...store,
  due: {
    ...store.due,
    lease: (reference, until) => {
      before('id' in reference ? Number(reference.id) : 0);
      return store.due.lease(reference, until);
    },
  },
});

/** The store, with something done before due work of a kind is listed. */
const withList = (store: Store, before: (kind: DueKind) => Promise<void>): Store => ({
  ...store,
  due: {
    ...store.due,
    list: async (kind, until, limit) => {
      await before(kind);
      return store.due.list(kind, until, limit);
    },
  },
});

describe('the tick', () => {
  it.each([1, 99, 100, 101, 250])('does all of %i pieces of due work, however many pages they are', async (count) => {
    const { ctx, sent, deadline } = await aWorldThatLost(count);
    expect(await runDueWork(ctx, { deadline })).toBe(count);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(count);
    expect(sent).toHaveLength(count);
  });

  it('begins no page after its time is over, so that the next tick finds a free hand', async () => {
    const { ctx, store, sent, clock, deadline } = await aWorldThatLost(450);
    let taken = 0;
    const slow = withLease(store, () => {
      taken += 1;
      if (taken % 100 === 0) clock.advance({ seconds: 20 });
    });
    await runDueWork({ ...ctx, store: slow }, { deadline });
    expect(sent).toHaveLength(300);
  });

  it('asks for every kind at once, and where nothing is due for none twice', async () => {
    const { ctx, store, deadline } = await aWorldThatLost(0);
    const asked: DueKind[] = [];
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = withList(store, async (kind) => {
      asked.push(kind);
      if (asked.length === dueKinds.length) answer();
      await answered;
    });
    expect(await runDueWork({ ...ctx, store: slow }, { deadline })).toBe(0);
    expect(asked.sort()).toEqual([...dueKinds].sort());
  });

  it('does what is urgent while it still waits to hear of what is less so', async () => {
    const { ctx, store, sent, deadline } = await aWorldThatLost(2);
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const hanging = withList(store, async (kind) => {
      if (kind === 'pull') await answered;
    });
    const done = runDueWork({ ...ctx, store: hanging }, { deadline });
    await expect.poll(() => sent.length).toBe(2);
    answer();
    expect(await done).toBe(2);
  });

  it('asks again for what could not be read at first', async () => {
    const { ctx, store, sent, deadline } = await aWorldThatLost(3);
    const asked: DueKind[] = [];
    const failing = withList(store, async (kind) => {
      asked.push(kind);
      if (asked.length <= dueKinds.length) throw new Error('the table does not answer');
    });
    expect(await runDueWork({ ...ctx, store: failing }, { deadline })).toBe(3);
    expect(sent).toHaveLength(3);
    expect(asked.slice(dueKinds.length)).toEqual(dueKinds);
  });

  it('asks again for all that is less urgent than what it did, which may have made it due', async () => {
    const { ctx, store, deadline } = await aWorldThatLost(3);
    const asked: DueKind[] = [];
    const watched = withList(store, async (kind) => void asked.push(kind));
    expect(await runDueWork({ ...ctx, store: watched }, { deadline })).toBe(3);
    expect(asked.slice(dueKinds.length)).toEqual(dueKinds.slice(dueKinds.indexOf('notification') + 1));
  });

  it('that cannot read a kind has done what is more urgent, and fails', async () => {
    const { ctx, store, sent, deadline } = await aWorldThatLost(2);
    const failing = withList(store, async (kind) => {
      if (kind === 'window') throw new Error('the table does not answer');
    });
    await expect(runDueWork({ ...ctx, store: failing }, { deadline })).rejects.toThrow('does not answer');
    expect(sent).toHaveLength(2);
  });

  it('whose time is over at its beginning does nothing', async () => {
    const { ctx, sent } = await aWorldThatLost(3);
    expect(await runDueWork(ctx, { deadline: tenOClock })).toBe(0);
    expect(sent).toEqual([]);
  });

  it('lets one piece fail alone, counts it, and finds it again after its lease', async () => {
    const { ctx, store, sent, clock, counted, deadline } = await aWorldThatLost(25);
    const get: Store['notifications']['get'] = (place, id) =>
      id === 7 ? Promise.reject(new Error('the table does not answer')) : store.notifications.get(place, id);
    const broken = { ...ctx, store: { ...store, notifications: { ...store.notifications, get } } };
    expect(await runDueWork(broken, { deadline })).toBe(24);
    expect(sent.map(({ id }) => id)).not.toContain(7);
    expect(counted).toEqual([['DueWorkFailed', 1]]);

    sent.splice(0);
    clock.advance({ minutes: 1, seconds: 59 });
    await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) });
    expect(sent).toEqual([]);
    clock.advance({ seconds: 1 });
    await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) });
    expect(sent.map(({ id }) => id)).toContain(7);
  });

  it('gives up what fails fifty times, and says so, but never what belongs to something that lasts', async () => {
    const { ctx, store, clock, counted } = await aWorldThatLost(1);
    const { heartbeats } = store;
    const refuse = () => Promise.reject(new Error('the table does not answer'));
    const broken = {
      ...ctx,
      store: {
        ...store,
        notifications: { ...store.notifications, get: refuse },
        heartbeats: Object.fromEntries(Object.keys(heartbeats).map((name) => [name, refuse])) as never,
      },
    };
    for (let minute = 0; minute < 110; minute++) {
      clock.advance({ minutes: 1 });
      await runDueWork(broken, { deadline: plus(clock.now(), { seconds: 45 }) });
    }
    expect(counted.filter(([name]) => name === 'DueWorkFailed').length).toBeGreaterThan(50);
    expect(await store.due.list('notification', plus(clock.now(), { days: 1 }), 10)).toEqual([]);
  });

  it.each([
    [50, ['SMS'], [], 1],
    [51, [], [['DueWorkFailed', 1]], 0],
  ] as const)('that has failed %i times is tried, or given up, which rings', async (failures, done, rings, left) => {
    const { ctx, store, sent, counted, deadline, clock } = await aWorldThatLost(1);
    const lease: Store['due']['lease'] = async (...given) => {
      await store.due.lease(...given);
      return failures;
    };
    await runDueWork({ ...ctx, store: { ...store, due: { ...store.due, lease } } }, { deadline });
    expect(sent.map(({ channel }) => channel)).toEqual(done);
    expect(counted).toEqual(rings);
    expect(await store.due.list('notification', plus(clock.now(), { days: 1 }), 10)).toHaveLength(left);
  });

  it('takes lost escalations before lost messages', async () => {
    const { ctx, store, clock } = await aWorldThatLost(2);
    await processEvent(ctx, anEventMessage());
    clock.advance({ minutes: 6 });
    const order: string[] = [];
    const watched = {
      ...store,
      due: {
        ...store.due,
        lease: (reference: Parameters<Store['due']['lease']>[0], until: Instant) => {
          order.push(reference.kind);
          return store.due.lease(reference, until);
        },
      },
    };
    await runDueWork({ ...ctx, store: watched }, { deadline: plus(clock.now(), { seconds: 45 }) });
    expect(order[0]).toBe('escalation');
    expect(order.filter((kind) => kind === 'notification').length).toBeGreaterThan(2);
  });
});

describe('a lost timer', () => {
  /** When the tick that comes every minute, first after so many seconds, has the level told; counted from the moment it was due. */
  async function toldAfter(firstTick: number, level: 1 | 2): Promise<number> {
    const delayed = { delayMin: level === 1 ? 3 : 0 };
    const { ctx, store, clock, told } = await aWorld({ policy: aPolicy([[1], [2]], delayed) });
    await processEvent(ctx, anEventMessage());
    const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
    const alertId = alert?.id ?? 0;
    if (level === 2) await takeDueSteps(ctx, { alertId });
    const due = (await store.alerts.get(alertId))?.escalation.nextAt ?? expect.fail('nothing is due');
    for (let seconds = firstTick; seconds <= 300; seconds += 60) {
      clock.set(plus(due, { seconds }));
      await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) });
      if ((await told()).includes(`SMS ${level}`)) return seconds;
    }
    return Number.POSITIVE_INFINITY;
  }

  it.each([0, 15, 29, 30, 31, 45, 59])(
    'is found less than 90 seconds after it was due, when the tick comes %i seconds after that',
    async (firstTick) => {
      expect(await toldAfter(firstTick, 1)).toBeLessThan(90);
      expect(await toldAfter(firstTick, 2)).toBeLessThan(90);
    },
  );

  it('is left to its execution for half a minute', async () => {
    expect(await toldAfter(29, 1)).toBe(89);
    expect(await toldAfter(30, 1)).toBe(30);
    expect(await toldAfter(29, 2)).toBe(89);
    expect(await toldAfter(30, 2)).toBe(30);
  });
});
