import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../functions/domain/schedule/schedule.ts';
import { plus } from '../../functions/domain/time.ts';
import type { DutyPreference, User } from '../../functions/domain/user/user.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { at, aUser } from '../support/factories.ts';
import { anOverride, aSchedule } from '../support/schedules.ts';
import { aWorld } from '../support/world.ts';

type Lead = DutyPreference['beforeMin'];

/** Somebody who wants an SMS so many minutes before a shift; 0: when it begins and ends. */
const withDuties = (id: number, leads: readonly Lead[], facts: Partial<User> = {}): User => {
  const user = aUser(id, facts);
  const duties = leads.map((beforeMin, index) => ({
    id: id * 1000 + index,
    method: 'SMS' as const,
    contactId: id * 10 + 2,
    beforeMin,
    type: 'ON_CALL' as const,
  }));
  return { ...user, preferences: { ...user.preferences, duties } };
};

/** Users 1 and 2 take turns of a day, handed over at nine in Berlin, which is eight in UTC; user 2 has the 21st. */
async function aRota(users: readonly User[], schedule: Schedule = aSchedule([1, 2])) {
  const world = await aWorld({ users });
  await world.store.schedules.create(schedule);
  const tick = () => runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });
  await tick();
  const known = new Set<number>();
  return {
    ...world,
    tick,
    /** Lets time pass minute by minute until then; what people were told, with the minute it was. Nobody sends here, so
     * the tick queues each message again: only the first time counts. */
    async until(time: string): Promise<string[]> {
      const told: string[] = [];
      while (world.clock.now() < at(time)) {
        world.clock.advance({ minutes: 1 });
        await tick();
        for (const { scope, id } of world.sent.splice(0)) {
          if (known.has(id)) continue;
          known.add(id);
          const notice = await world.store.notifications.get(scope, id);
          told.push(`${world.clock.now().slice(8, 16)} ${notice?.userId} ${notice?.subject}`);
        }
      }
      return told;
    },
  };
}

describe('notices of shifts', () => {
  it('come before a shift, when it begins and when it ends, as everybody prefers', async () => {
    const rota = await aRota([withDuties(1, [15, 60]), withDuties(2, [0]), aUser(3)]);
    expect(await rota.until('2026-11-23T08:30:00Z')).toEqual([
      '22T07:00 1 On call in 1 hour: Primary',
      '22T07:45 1 On call in 15 minutes: Primary',
      '22T08:00 2 Off call: Primary',
      '23T08:00 2 You are on call: Primary',
    ]);
  });

  it('are in the language and on the clock of their reader', async () => {
    const rota = await aRota([
      withDuties(1, [720], { language: 'de', timezone: 'America/New_York' }),
      withDuties(2, []),
      aUser(3),
    ]);
    await rota.until('2026-11-21T20:30:00Z');
    const [notice] = await rota.store.notifications.list('USER#1');
    expect(notice).toMatchObject({ kind: 'NOTICE', subject: 'Bereitschaft in 12 Stunden: Primary' });
    expect(notice?.text).toMatch(/So.*22.*03:00.*Mo.*23.*03:00/);
  });

  it('do not tell of a hand-over to oneself', async () => {
    const alone = aSchedule([1]);
    const rota = await aRota([withDuties(1, [0, 15]), aUser(2), aUser(3)], alone);
    expect(await rota.until('2026-11-24T09:00:00Z')).toEqual([]);
  });

  it('spare the muted', async () => {
    const rota = await aRota([withDuties(1, [15], { mutedUntil: at('2026-11-23T00:00:00Z') }), aUser(2), aUser(3)]);
    expect(await rota.until('2026-11-22T09:00:00Z')).toEqual([]);
  });

  it('are told once, also when the tick dies before it remembers', async () => {
    const rota = await aRota([withDuties(1, [15]), aUser(2), aUser(3)]);
    rota.clock.set(at('2026-11-22T07:45:00Z'));
    const { timers } = rota.store;
    const forgetful = {
      ...rota.store,
      timers: { ...timers, save: () => Promise.reject(new Error('the power failed')) },
    };
    await runDueWork({ ...rota.ctx, store: forgetful }, { deadline: plus(rota.clock.now(), { seconds: 45 }) });
    expect(rota.sent).toHaveLength(1);
    rota.clock.advance({ minutes: 3 });
    await rota.tick();
    expect(new Set(rota.sent.map(({ id }) => id)).size).toBe(1);
    expect(await rota.store.notifications.list('USER#1')).toHaveLength(1);
  });

  it('are not sent long after the fact', async () => {
    const rota = await aRota([withDuties(1, [0, 15]), aUser(2), aUser(3)]);
    rota.clock.set(at('2026-11-22T20:00:00Z'));
    await rota.tick();
    expect(rota.sent).toEqual([]);
  });
});

describe('an edit that changes shifts', () => {
  it('is told to those whose next 14 days are others now', async () => {
    const rota = await aRota([withDuties(1, [15]), withDuties(2, [15]), withDuties(3, [15])]);
    await rota.store.schedules.addOverrides([anOverride(9001, 3, '2026-11-25T08:00:00Z', '2026-11-26T08:00:00Z')]);
    expect(await rota.until('2026-11-21T10:02:00Z')).toEqual([
      '21T10:01 2 Your shifts changed: Primary',
      '21T10:01 3 Your shifts changed: Primary',
    ]);
    const [notice] = await rota.store.notifications.list('USER#3');
    expect(notice?.text).toMatch(/Wed,? 25 Nov, 09:00 – Thu,? 26 Nov, 09:00/);
  });

  it('is told when it is made while the tick reads the schedule', async () => {
    const rota = await aRota([withDuties(1, [15]), withDuties(2, [15]), withDuties(3, [15])]);
    const { store, ctx, clock } = rota;
    let edit: Promise<unknown> | undefined;
    const schedules: typeof store.schedules = {
      ...store.schedules,
      async get(id) {
        const read = (await store.schedules.get(id)) ?? expect.fail('no schedule');
        edit ??= store.schedules.save({ ...read, editions: aSchedule([3, 2]).editions }, read);
        await edit;
        return read;
      },
    };
    /** Answers late: after what was asked for beside it. */
    const timers: typeof store.timers = {
      ...store.timers,
      async get(...timer) {
        await new Promise((resolve) => setImmediate(resolve));
        await edit;
        return store.timers.get(...timer);
      },
    };
    await store.timers.arm('notice', [500], clock.now());
    await runDueWork(
      { ...ctx, store: { ...store, schedules, timers } },
      { deadline: plus(clock.now(), { seconds: 45 }) },
    );
    expect(edit).toBeDefined();
    expect(await rota.until('2026-11-21T10:05:00Z')).toEqual([
      '21T10:01 1 Your shifts changed: Primary',
      '21T10:01 3 Your shifts changed: Primary',
    ]);
  });

  it('is not told when it changes nothing, or only what is far away', async () => {
    const rota = await aRota([withDuties(1, [15]), withDuties(2, [15]), withDuties(3, [15])]);
    await rota.store.schedules.addOverrides([anOverride(9001, 3, '2026-12-25T08:00:00Z', '2026-12-26T08:00:00Z')]);
    const [schedule] = await rota.store.schedules.getMany([500]);
    if (schedule) await rota.store.schedules.save({ ...schedule, name: 'Primary rota' }, schedule);
    expect(await rota.until('2026-11-21T10:05:00Z')).toEqual([]);
  });
});

describe('a schedule fed by a calendar', () => {
  const url = 'https://calendar.example.com/rota.ics';
  const calendar = (who: string) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//EN',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTAMP:20261101T000000Z',
      'DTSTART:20261121T120000Z',
      'DTEND:20261121T180000Z',
      `SUMMARY:${who}`,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
  const fed = aSchedule([], {
    type: 'STATIC',
    editions: [{ from: at('2026-11-21T10:00:00Z'), layers: [], shifts: [] }],
    import: { url },
  });
  const shiftsOf = async ({ store }: { store: Awaited<ReturnType<typeof aRota>>['store'] }) =>
    (await store.schedules.get(500))?.editions.at(-1)?.shifts.map(({ userId }) => userId);

  it('is read by the tick, kept when the calendar cannot be had, and read again', async () => {
    const world = await aWorld();
    world.pages.set(url, calendar('First2 Last2'));
    await world.store.schedules.create(fed);
    const tick = () => runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });
    await tick();
    expect(await shiftsOf(world)).toEqual([2]);

    for (const broken of ['not a calendar', undefined]) {
      if (broken) world.pages.set(url, broken);
      else world.pages.delete(url);
      world.clock.advance({ minutes: 16 });
      await tick();
      expect(await shiftsOf(world)).toEqual([2]);
      expect((await world.store.schedules.get(500))?.import?.error).toBeTruthy();
    }

    world.pages.set(url, calendar('user3@example.com'));
    world.clock.advance({ minutes: 16 });
    await tick();
    expect(await shiftsOf(world)).toEqual([3]);
    expect((await world.store.schedules.get(500))?.import).toEqual({ url, fetchedAt: world.clock.now() });
  });

  it('tells on the schedule what of the calendar is missing, until it is mended', async () => {
    const world = await aWorld();
    await world.store.schedules.create(fed);
    const tick = () => runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });
    const stranger = calendar('Somebody Else').replace('UID:1', 'UID:2').split('\r\n').slice(3, -1).join('\r\n');
    const odd = stranger
      .replace('DTSTART:20261121T120000Z', 'DTSTART;TZID=Nowhere:20261121T120000')
      .replace('UID:2', 'UID:3');
    const good = calendar('First2 Last2');
    world.pages.set(url, good.replace('END:VCALENDAR', `${stranger}\r\n${odd}\r\nEND:VCALENDAR`));
    await tick();
    expect(await shiftsOf(world)).toEqual([2]);
    const { import: told } = (await world.store.schedules.get(500)) ?? {};
    expect(told).toEqual({
      url,
      fetchedAt: world.clock.now(),
      unreadable: 1,
      problems: [{ line: 18, event: 'Somebody Else', message: expect.stringContaining('Nowhere') }],
      unknown: ['Somebody Else'],
    });

    world.pages.set(url, good.replace('DTSTART:20261121T120000Z', 'DTSTART;TZID=Nowhere:20261121T120000'));
    world.clock.advance({ minutes: 16 });
    await tick();
    expect(await shiftsOf(world)).toEqual([2]);
    expect((await world.store.schedules.get(500))?.import).toMatchObject({
      error: expect.stringContaining('no event that can be read'),
      unreadable: 1,
    });

    world.pages.set(url, good);
    world.clock.advance({ minutes: 16 });
    await tick();
    expect((await world.store.schedules.get(500))?.import).toEqual({ url, fetchedAt: world.clock.now() });
  });
});
