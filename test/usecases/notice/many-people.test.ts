import { describe, expect, it } from 'vitest';
import { notificationId } from '../../../functions/domain/notification/id.ts';
import { plus } from '../../../functions/domain/time.ts';
import type { DutyPreference, User } from '../../../functions/domain/user/user.ts';
import { tell } from '../../../functions/usecases/coverage/tell.ts';
import { refreshCalendar } from '../../../functions/usecases/notice/refresh-calendar.ts';
import { sendNotices } from '../../../functions/usecases/notice/send.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const url = 'https://example.com/rota.ics';
const shift = (name: string, day: number) =>
  `BEGIN:VEVENT\r\nUID:${day}\r\nSUMMARY:${name}\r\nDTSTART:202611${day}T080000Z\r\nDTEND:202611${day}T160000Z\r\nEND:VEVENT`;

describe('a calendar that feeds a schedule', () => {
  it('finds everybody by name, address or user name, however many there are', async () => {
    const world = await aWorld({ users: Array.from({ length: 203 }, (_, index) => aUser(index + 1)) });
    const imported = {
      type: 'STATIC' as const,
      import: { url },
      editions: [{ from: tenOClock, layers: [], shifts: [] }],
    };
    await world.store.schedules.create(aSchedule([], imported));
    await world.store.timers.arm('calendar', [500], tenOClock);
    const names = ['first1 LAST1', 'user100', 'USER101@example.com', 'First203 Last203', 'Nobody'];
    const events = names.map((name, index) => shift(name, 22 + index));
    world.pages.set(url, ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n'));
    await refreshCalendar(world.ctx, { id: 500 });
    const schedule = await world.store.schedules.get(500);
    expect(schedule?.editions.at(-1)?.shifts.map((one) => one.userId)).toEqual([1, 100, 101, 203]);
    expect(schedule?.import).toMatchObject({ unknown: ['Nobody'], fetchedAt: tenOClock });
    expect(await world.store.timers.get('calendar', 500)).toMatchObject({ dueAt: plus(tenOClock, { minutes: 15 }) });
  });
});

describe('a notice', () => {
  const rule = (method: DutyPreference['method'], contactId?: number): DutyPreference => ({
    id: 1,
    method,
    beforeMin: 0,
    type: 'ON_CALL',
    ...(contactId !== undefined && { contactId }),
  });
  const notice = (user: User, rules: readonly DutyPreference[]) => ({
    user,
    rules,
    about: ['BEGIN', 500],
    subject: 'On call',
    text: 'You are on call.',
  });

  it('has the id that former versions gave it, so that nobody is told again after an update', async () => {
    const world = await aWorld();
    await sendNotices(world.ctx, [notice(aUser(1), [rule('SMS', 12)])]);
    expect(world.sent).toMatchObject([{ scope: 'USER#1', id: notificationId(['NOTICE', 1, 12, 'BEGIN', 500]) }]);
  });

  it('is told once, on each way that somebody chose', async () => {
    const world = await aWorld();
    const both = [notice(aUser(1), [rule('SMS', 12), rule('SMS', 12), rule('EMAIL', 11)])];
    await sendNotices(world.ctx, both);
    await sendNotices(world.ctx, both);
    expect((await world.told()).sort()).toEqual(['EMAIL 1', 'SMS 1']);
    const [one] = await world.store.notifications.list('USER#1');
    expect(one).toMatchObject({ kind: 'NOTICE', status: 'QUEUED', subject: 'On call', text: 'You are on call.' });
  });

  it('is told to nobody who is muted', async () => {
    const world = await aWorld();
    const muted = aUser(1, { mutedUntil: plus(tenOClock, { hours: 1 }) });
    await sendNotices(world.ctx, [notice(muted, [rule('SMS', 12)])]);
    expect(await world.store.notifications.list('USER#1')).toEqual([]);
  });
});

describe('news of a request to take over', () => {
  const request = {
    id: 1,
    version: 1,
    requesterId: 1,
    colleagueId: 2,
    shifts: [{ scheduleId: 500, start: tenOClock, end: plus(tenOClock, { hours: 8 }) }],
    message: 'Please',
    state: 'PENDING' as const,
    createdAt: tenOClock,
    updatedAt: tenOClock,
  };
  const told = async (news: Parameters<typeof tell>[1], facts: Partial<typeof request> = {}) => {
    const world = await aWorld();
    await tell(world.ctx, news, { ...request, ...facts });
    const [{ scope, id } = { scope: '', id: 0 }] = world.sent;
    return world.store.notifications.get(scope, id);
  };

  it.each([
    ['ASKED', 2, 'First1 Last1 asks you to take shifts'],
    ['CANCELLED', 2, 'First1 Last1 no longer asks you to take shifts'],
    ['ACCEPTED', 1, 'First2 Last2 takes your shifts'],
    ['DECLINED', 1, 'First2 Last2 does not take your shifts'],
  ] as const)('that is %s goes to user %i', async (news, userId, subject) => {
    expect(await told(news)).toMatchObject({ kind: 'NOTICE', channel: 'EMAIL', userId, subject });
  });

  it('carries the words of whoever asked, and only these', async () => {
    expect((await told('ASKED'))?.text).toContain('Please');
    for (const news of ['CANCELLED', 'ACCEPTED', 'DECLINED'] as const)
      expect((await told(news))?.text).not.toContain('Please');
  });

  it('names nobody who is gone, and goes to nobody who is', async () => {
    expect((await told('ASKED', { requesterId: 99 }))?.subject).toBe('Somebody asks you to take shifts');
    expect(await told('ASKED', { colleagueId: 99 })).toBeUndefined();
  });

  it('that cannot be queued breaks nothing', async () => {
    const world = await aWorld();
    world.queue.failing = true;
    await tell(world.ctx, 'ASKED', request);
    expect(world.sent).toEqual([]);
  });
});
