import { expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { dueKinds } from '../../../functions/ports/due-store.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { works } from '../../../functions/usecases/due/works.ts';
import { noteTrouble } from '../../../functions/usecases/escalation/note-trouble.ts';
import { fixedClock } from '../../support/clock.ts';
import { tenOClock } from '../../support/factories.ts';

const those = (what: (work: (typeof works)[(typeof dueKinds)[number]]) => boolean) =>
  dueKinds.filter((kind) => what(works[kind] as never));

it('what belongs to something that lasts is never given up, and what belongs to one alert or message is', () => {
  expect(those(({ isPerpetual }) => isPerpetual !== true).toSorted()).toEqual(
    ['action', 'deployment', 'escalation', 'incident', 'notification', 'step', 'subscribers', 'window'].toSorted(),
  );
});

it('what is quick is read by the thousand, what asks others only as far as it is done at once, with the time that they take', () => {
  expect(
    Object.fromEntries(those(({ atOnce }) => atOnce !== undefined).map((kind) => [kind, works[kind].atOnce])),
  ).toEqual({
    heartbeat: 1000,
    page: 1000,
    pull: 10,
  });
  expect(those(({ takes }) => takes !== undefined)).toEqual(['pull']);
  expect(works.pull.takes).toEqual({ seconds: 13 });
});

it('an escalation is due once its execution has had half a minute, all else at its time', () => {
  expect(those(({ until }) => until !== undefined)).toEqual(['escalation']);
  expect(works.escalation.until?.(tenOClock)).toBe('2026-11-21T09:59:30.000Z');
});

it('whoever looks for subscribers and actions is woken once for all that is due, or for each that is taken singly', async () => {
  const woken: string[] = [];
  const wake = (what: string) => async () => {
    woken.push(what);
  };
  const ctx = { subscriberWork: { wake: wake('subscribers') }, actionWork: { wake: wake('action') } } as never;
  expect(await works.subscribers.together?.(ctx, [{}, {}] as never)).toBe(0);
  expect(await works.action.together?.(ctx, [{}, {}] as never)).toBe(0);
  await works.subscribers.one(ctx, {} as never);
  await works.action.one(ctx, {} as never);
  expect(woken).toEqual(['subscribers', 'action', 'subscribers', 'action']);
});

it('a stuck escalation weighs as much as three that were restarted', () => {
  const counted: (readonly [string, number?])[] = [];
  const metrics = { count: (...what: [string, number?]) => void counted.push(what) };
  noteTrouble({ metrics } as never, 'WatchdogRestarts');
  noteTrouble({ metrics } as never, 'EscalationsStuck');
  expect(counted).toEqual([
    ['WatchdogRestarts'],
    ['EscalationTrouble', 1],
    ['EscalationsStuck'],
    ['EscalationTrouble', 3],
  ]);
});

it('a page that fails as a whole is done piece by piece, and the next as a page', async () => {
  const references = Array.from({ length: 250 }, (_none, id) => ({ kind: 'action', alertId: id, id }));
  const lists = [references];
  const leased: unknown[] = [];
  const due = {
    list: async (kind: string) => (kind === 'action' ? (lists.shift() ?? []) : []),
    lease: async (one: unknown) => {
      leased.push(one);
      return 0;
    },
  };
  let woken = 0;
  const wake = async () => {
    woken += 1;
    if (woken === 1) throw new Error('throttled');
  };
  const errors: [string, object][] = [];
  const log = { error: (what: string, fields: object) => void errors.push([what, fields]) };
  const ctx = { store: { due }, clock: fixedClock(tenOClock), log, actionWork: { wake } } as never;
  expect(await runDueWork(ctx, { deadline: plus(tenOClock, { seconds: 45 }) })).toBe(100);
  expect(leased).toEqual(references.slice(0, 100));
  expect(woken).toBe(1 + 100 + 2);
  expect(errors).toMatchObject([['due work failed as a page, it is tried piece by piece', { kind: 'action' }]]);
});

it('a monitor that is looked at alone is the one that is due', async () => {
  const asked: unknown[] = [];
  const heartbeats = {
    beats: async (ids: unknown) => {
      asked.push(ids);
      return [];
    },
    getMany: async () => [],
  };
  const ctx = { store: { heartbeats }, clock: fixedClock(tenOClock), events: { send: async () => {} } } as never;
  expect(await works.heartbeat.one(ctx, { kind: 'heartbeat', id: 61 } as never)).toBe(0);
  expect(asked).toEqual([[61]]);
});

it('a monitor that is looked at alone gets the RESOLVE that it is owed, though its lease ends later', async () => {
  const missed = { lastPingAt: tenOClock, sourceId: 800, groupId: 'group', at: tenOClock };
  const beat = { monitorId: 61, state: 'RECOVERED', intervalSec: 60, missed, dueAt: plus(tenOClock, { minutes: 2 }) };
  const moved: unknown[] = [];
  const heartbeats = {
    beats: async () => [beat],
    getMany: async () => [],
    move: async (next: { readonly state: string }) => moved.push(next.state),
  };
  const sent: unknown[] = [];
  const events = { send: async (messages: readonly { readonly message: unknown }[]) => sent.push(...messages) };
  const ctx = { store: { heartbeats }, clock: fixedClock(tenOClock), events } as never;
  await works.heartbeat.one(ctx, { kind: 'heartbeat', id: 61 } as never);
  expect(sent).toMatchObject([{ message: { event: { eventType: 'RESOLVE' } }, groupId: 'group' }]);
  expect(moved).toEqual(['HEALTHY']);
});

it('an event that waits, and a page, are those that are due, also when they are taken singly', async () => {
  const asked: unknown[] = [];
  const answer =
    (value: unknown) =>
    async (what: unknown, ...more: readonly unknown[]) => {
      asked.push(more.length === 0 ? what : [what, ...more]);
      return value;
    };
  const events = { getMany: answer([]) };
  const timers = { save: answer(true) };
  const ctx = { store: { events, timers }, clock: fixedClock(tenOClock), events: { send: async () => {} } } as never;
  await works.waiting.one(ctx, { kind: 'waiting', id: 'e1' } as never);
  await works.page.one(ctx, { kind: 'page', id: 7, dueAt: tenOClock } as never);
  expect(asked).toEqual([
    ['e1'],
    ['page', 7, { dueAt: plus(tenOClock, { minutes: 10 }), state: expect.anything() }, { dueAt: tenOClock }],
  ]);
});

it('a message is sent again as long as nobody has sent it; that of a notification that is gone is of nothing', async () => {
  const sent: unknown[] = [];
  const sending = (notification: object | undefined) =>
    works.notification.one(
      {
        store: { notifications: { get: async () => notification } },
        notifications: { send: async (messages: unknown[]) => void sent.push(...messages) },
      } as never,
      { kind: 'notification', scope: 'ALERT#1', id: 7, dueAt: tenOClock },
    );
  const kept = { scope: 'ALERT#1', id: 7, channel: 'SMS' };
  for (const status of ['QUEUED', 'SENDING', 'SENT', 'CANCELLED']) await sending({ ...kept, status });
  await sending(undefined);
  const message = expect.objectContaining({ scope: 'ALERT#1', id: 7 });
  expect(sent).toEqual([
    { message, channel: 'SMS' },
    { message, channel: 'SMS' },
  ]);
});

it('when time is over nothing is looked for any more', async () => {
  let looks = 0;
  const list = async () => {
    looks += 1;
    return [];
  };
  const ctx = { store: { due: { list } }, clock: fixedClock(tenOClock) } as never;
  expect(await runDueWork(ctx, { deadline: tenOClock })).toBe(0);
  expect(looks).toBe(0);
});
