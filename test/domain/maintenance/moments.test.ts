import { describe, expect, it } from 'vitest';
import { isAnnounced, tellingOfMoment, tellingOfNew } from '../../../functions/domain/maintenance/announced.ts';
import type { MaintenanceWindow } from '../../../functions/domain/maintenance/maintenance-window.ts';
import { momentsBetween } from '../../../functions/domain/maintenance/moments.ts';
import { at } from '../../support/factories.ts';

const start = at('2026-11-21T22:00:00Z');
const end = at('2026-11-21T23:30:00Z');
const dayBefore = at('2026-11-20T22:00:00Z');
const hourBefore = at('2026-11-21T21:00:00Z');
const made = at('2026-11-01T08:00:00Z');
const none = { atCreation: false, at24HoursBefore: false, at1HourBefore: false, atStart: false, atEnd: false };
const all = { atCreation: true, at24HoursBefore: true, at1HourBefore: true, atStart: true, atEnd: true };

const aWindow = (facts: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  id: 4,
  version: 0,
  timezone: 'UTC',
  start: '2026-11-21T22:00:00Z',
  end: '2026-11-21T23:30:00Z',
  startsAt: start,
  endsAt: end,
  summary: 'New disks',
  sources: [],
  services: [1, 2],
  upcoming: [{ start, end }],
  notifications: all,
  createdAt: made,
  updatedAt: made,
  ...facts,
});
const names = (...[window, since, until]: Parameters<typeof momentsBetween>) =>
  momentsBetween(window, since, until).due.map(({ moment }) => moment);
const justAfter = (text: string) => at(text.replace('.000Z', '.001Z'));

describe('the moments at which planned work is told', () => {
  it('are a day and an hour before it, its start and its end', () => {
    const occurrence = { start, end };
    expect(momentsBetween(aWindow(), made, at('2026-12-01T00:00:00Z'))).toEqual({
      due: [
        { moment: 'DAY_BEFORE', at: dayBefore, ...occurrence },
        { moment: 'HOUR_BEFORE', at: hourBefore, ...occurrence },
        { moment: 'STARTED', at: start, ...occurrence },
        { moment: 'ENDED', at: end, ...occurrence },
      ],
      next: undefined,
    });
  });

  it.each([
    [{ at24HoursBefore: true }, ['DAY_BEFORE']],
    [{ at1HourBefore: true }, ['HOUR_BEFORE']],
    [{ atStart: true }, ['STARTED']],
    [{ atEnd: true }, ['ENDED']],
    [{ atCreation: true }, []],
  ])('are those that were asked for: %j', (wanted, told) => {
    const notifications = { ...none, ...wanted };
    const window = aWindow({ notifications });
    expect(names(window, made, at('2026-12-01T00:00:00Z'))).toEqual(told);
    expect(isAnnounced(window)).toBe(told.length > 0);
    const { at24HoursBefore: _day, at1HourBefore: _hour, ...unsaid } = none;
    const quiet = { ...unsaid, atStart: true };
    expect(names(aWindow({ notifications: quiet }), made, at('2026-12-01T00:00:00Z'))).toEqual(['STARTED']);
  });

  it('are none where nobody asked for any, or nothing of a service is known', () => {
    const until = at('2026-12-01T00:00:00Z');
    const nothing = { due: [], next: undefined };
    expect(momentsBetween(aWindow({ notifications: undefined }), made, until)).toEqual(nothing);
    expect(momentsBetween(aWindow({ services: [] }), made, until)).toEqual(nothing);
    expect(momentsBetween(aWindow({ services: [] }), made, made)).toEqual(nothing);
    expect(momentsBetween(aWindow({ notifications: none }), made, made)).toEqual(nothing);
    expect(isAnnounced({ services: [1], notifications: undefined })).toBe(false);
    expect(isAnnounced({ services: [], notifications: all })).toBe(false);
    expect(isAnnounced({ services: [1], notifications: all })).toBe(true);
  });

  it('are each due once: after the last look, up to this one', () => {
    expect(names(aWindow(), dayBefore, hourBefore)).toEqual(['HOUR_BEFORE']);
    expect(names(aWindow(), hourBefore, at('2026-11-21T21:59:59Z'))).toEqual([]);
    expect(names(aWindow(), at('2026-11-21T21:59:59Z'), start)).toEqual(['STARTED']);
    expect(names(aWindow(), at('2026-11-21T23:29:59Z'), end)).toEqual(['ENDED']);
    expect(names(aWindow(), end, at('2026-11-22T23:29:59Z'))).toEqual([]);
    expect(names(aWindow(), hourBefore, end)).toEqual(['STARTED', 'ENDED']);
  });

  it('have a next one, until the work is over', () => {
    const next = (until: ReturnType<typeof at>, facts = {}) => momentsBetween(aWindow(facts), made, until).next;
    expect(next(at('2026-11-20T21:59:59Z'))).toBe(dayBefore);
    expect(next(dayBefore)).toBe(hourBefore);
    expect(next(hourBefore)).toBe(start);
    expect(next(start)).toBe(end);
    expect(next(end)).toBeUndefined();
    // Nothing more is told of it, but it is not over.
    const atStart = { notifications: { ...none, atStart: true } };
    expect(next(start, atStart)).toBe(at('2026-12-29T22:00:00Z'));
    expect(next(end, atStart)).toBeUndefined();
    expect(next(justAfter(start), atStart)).toBe(at('2026-12-29T22:00:00.001Z'));
  });

  it('are looked for later, where the work is far away', () => {
    const window = aWindow();
    const early = at('2026-10-01T00:00:00Z');
    // Forty days ahead, less two, so that none is missed.
    expect(momentsBetween(window, early, early)).toEqual({ due: [], next: at('2026-11-08T00:00:00Z') });
    const near = at('2026-10-12T22:00:01Z');
    expect(momentsBetween(window, near, near).next).toBe(dayBefore);
  });

  it('come again with work that does, in their order, even where they overlap', () => {
    const lasting = { end: '2026-11-22T22:30:00Z', endsAt: at('2026-11-22T22:30:00Z'), recurrence: 'FREQ=DAILY' };
    const daily = aWindow({ ...lasting, notifications: { ...none, at1HourBefore: true, atStart: true, atEnd: true } });
    const found = momentsBetween(daily, at('2026-11-22T20:30:00Z'), at('2026-11-23T00:00:00Z'));
    expect(found.due.map(({ moment, at: when }) => [moment, when])).toEqual([
      ['HOUR_BEFORE', at('2026-11-22T21:00:00Z')],
      ['STARTED', at('2026-11-22T22:00:00Z')],
      ['ENDED', at('2026-11-22T22:30:00Z')],
    ]);
    expect(found.next).toBe(at('2026-11-23T21:00:00Z'));
    const yearly = aWindow({ recurrence: 'FREQ=YEARLY' });
    const after = at('2026-11-22T00:00:00Z');
    expect(momentsBetween(yearly, after, after)).toEqual({ due: [], next: at('2026-12-30T00:00:00Z') });
  });

  it('tell that one time of the work ends before the next begins', () => {
    const whole = { end: '2026-11-22T22:00:00Z', endsAt: at('2026-11-22T22:00:00Z'), recurrence: 'FREQ=DAILY' };
    const window = aWindow({ ...whole, notifications: { ...none, atStart: true, atEnd: true } });
    expect(names(window, at('2026-11-22T21:00:00Z'), at('2026-11-22T23:00:00Z'))).toEqual(['ENDED', 'STARTED']);
  });

  it('hold the end of an occurrence that ended at the last look, if only just after it', () => {
    expect(names(aWindow(), at('2026-11-21T23:29:59.999Z'), end)).toEqual(['ENDED']);
    expect(names(aWindow(), end, end)).toEqual([]);
  });
});

describe('what is told of planned work', () => {
  const told = {
    kind: 'MAINTENANCE',
    windowId: 4,
    start,
    end,
    summary: 'New disks',
    description: 'Slow for an hour.',
    services: [1, 2],
  };
  const window = aWindow({ description: 'Slow for an hour.' });

  it('is told once per moment and occurrence', () => {
    expect(tellingOfMoment(window, { moment: 'STARTED', start, end }, start)).toEqual({
      scope: 'MAINTENANCE#4',
      id: `STARTED#${start}`,
      version: 0,
      told: { ...told, moment: 'STARTED' },
      at: start,
      round: 0,
      dueAt: start,
    });
    const { told: silent } = tellingOfMoment(aWindow(), { moment: 'ENDED', start, end }, end);
    expect(silent).toMatchObject({ description: '', moment: 'ENDED' });
  });

  it('is told when it is made, of its first occurrence that is not over', () => {
    const telling = tellingOfNew(window);
    expect(telling).toMatchObject({ id: `CREATED#${start}`, told: { ...told, moment: 'CREATED' }, at: made });
    const over = { start: at('2026-10-31T08:00:00Z'), end: made };
    const on = { start: at('2026-10-31T09:00:00Z'), end: at('2026-11-01T08:00:01Z') };
    expect(tellingOfNew({ ...window, upcoming: [over, on, { start, end }] })).toMatchObject({ told: on });
    expect(tellingOfNew({ ...window, upcoming: [over] })).toMatchObject({ told: { start, end } });
  });

  it('is not told where nobody is to be told', () => {
    expect(tellingOfNew({ ...window, services: [] })).toBeUndefined();
    expect(tellingOfNew({ ...window, notifications: { ...all, atCreation: false } })).toBeUndefined();
    expect(tellingOfNew({ ...window, notifications: undefined })).toBeUndefined();
  });
});
