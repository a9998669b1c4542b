import { describe, expect, it } from 'vitest';
import type { SupportHours } from '../../../functions/domain/support-hours/support-hours.ts';
import { plus } from '../../../functions/domain/time.ts';
import { announceChange, supportHoursFrom } from '../../../functions/usecases/support-hours/from-input.ts';
import { withExceptionsOf } from '../../../functions/usecases/support-hours/import-exceptions.ts';
import { CalendarImportInput, SupportHoursInput } from '../../../functions/usecases/support-hours/inputs.ts';
import { presentSupportHours } from '../../../functions/usecases/support-hours/present.ts';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const hours: SupportHours = {
  id: 600,
  version: 1,
  name: 'Office',
  timezone: 'Europe/Berlin',
  supportDays: { MONDAY: { start: '09:00', end: '17:00' } },
  exceptions: [],
  teams: [70],
  createdAt: tenOClock,
  updatedAt: tenOClock,
};

it('sources that raise alerts by support hours are looked at when a request that changes those is surely over', async () => {
  const { ctx, store, clock } = await aWorld({ teams: [aTeam([1], { id: 70 })] });
  await store.supportHours.create(hours);
  const source = (id: number, autoRaiseAlerts: boolean) =>
    aSource({
      id,
      integrationKey: `il1api-${id}`,
      alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS',
      extras: { supportHours: { id: 600 }, autoRaiseAlerts },
    });
  for (const one of [source(801, true), source(802, false)]) await store.sources.create(one);
  clock.advance({ minutes: 1 });
  for (const id of [801, 802]) await store.timers.delete('support', id);
  await announceChange(ctx, hours);
  const timers = await Promise.all([801, 802].map((id) => store.timers.get('support', id)));
  expect(timers.map((timer) => timer?.dueAt)).toEqual([plus(clock.now(), { seconds: 30 }), undefined]);
});

describe('support hours that are written', () => {
  const input = { name: 'Nights', timezone: 'UTC', supportDays: { SUNDAY: { start: '20:00', end: '23:00' } } };

  it('are new, without exceptions, or keep their id, their age and owners that are not mentioned', async () => {
    const { as, clock } = await aWorld({ teams: [aTeam([1], { id: 70 })] });
    clock.advance({ minutes: 1 });
    const now = clock.now();
    const made = await supportHoursFrom(as(1), { ...input, supportDays: { ...input.supportDays, MONDAY: undefined } });
    expect(made).toEqual({
      ...{ ...input, id: made.id, version: 0, exceptions: [], teams: [], createdAt: now, updatedAt: now },
    });
    expect(made.id).toBeGreaterThan(0);
    expect(made.supportDays).not.toHaveProperty('MONDAY');
    expect(await supportHoursFrom(as(1), input, hours)).toEqual({ ...hours, ...input, updatedAt: now });
    const day = { name: 'Day', start: '2026-12-24', end: '2026-12-24', supportStatus: 'NONE' as const };
    const excepted = await supportHoursFrom(as(1), { ...input, exceptions: [day] }, hours);
    expect(excepted.exceptions).toEqual([day]);
  });

  it('are refused by the member that is wrong', async () => {
    const { as } = await aWorld();
    const wrong = (facts: object) => supportHoursFrom(as(1), { ...input, ...facts });
    await expect(wrong({ timezone: 'Nowhere' })).rejects.toMatchObject({ field: 'timezone' });
    await expect(wrong({ teams: [{ id: 99 }] })).rejects.toMatchObject({ field: 'teams[0].id' });
  });

  it('are shown with their owners, their exceptions only where one asks for one of them', async () => {
    const { as } = await aWorld({ teams: [aTeam([1], { id: 70, name: 'Desk' })] });
    const { version: _version, exceptions, ...told } = hours;
    const shown = { ...told, teams: [{ id: 70, name: 'Desk' }] };
    expect(await presentSupportHours(as(1), [hours], { withExceptions: false })).toEqual([shown]);
    expect(await presentSupportHours(as(1), [hours], { withExceptions: true })).toEqual([{ ...shown, exceptions }]);
  });
});

describe('what is sent of support hours', () => {
  const statuses = ['DURING', 'OUTSIDE', 'NONE'];
  const day = { start: '2026-12-24', end: '2026-12-24' };
  const exceptions = (sent: readonly object[]) =>
    SupportHoursInput.parse({ name: 'Office', timezone: 'UTC', supportDays: {}, exceptions: sent }).exceptions;

  it('says what an exception is, which is within them without a name otherwise', () => {
    const sent = statuses.map((supportStatus) => ({ ...day, name: 'Day', supportStatus }));
    expect(exceptions(sent)).toEqual(sent);
    expect(exceptions([day])).toEqual([{ ...day, name: '', supportStatus: 'DURING' }]);
    expect(() => exceptions([{ ...day, supportStatus: 'SOMETIMES' }])).toThrow('supportStatus');
  });

  it('says what the days of a calendar are, which are outside of them otherwise', () => {
    for (const supportStatus of statuses)
      expect(CalendarImportInput.parse({ calendar: 'x', supportStatus })).toEqual({ calendar: 'x', supportStatus });
    expect(CalendarImportInput.parse({ calendar: 'x' })).toEqual({ calendar: 'x', supportStatus: 'OUTSIDE' });
    expect(() => CalendarImportInput.parse({ calendar: 'x', supportStatus: 'SOMETIMES' })).toThrow('supportStatus');
  });
});

describe('a calendar of holidays', () => {
  const calendar = (...lines: string[]) => {
    const event = ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Holiday', ...lines, 'END:VEVENT'];
    return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...event, 'END:VCALENDAR'].join('\r\n');
  };
  const yearly = calendar('DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY');
  const holiday = (year: number) => ({
    ...{ name: 'Holiday', start: `${year}-12-25`, end: `${year}-12-25`, supportStatus: 'OUTSIDE' as const },
  });
  const asked = { supportStatus: 'OUTSIDE' as const };

  it('is written down from now on for three years, beside what stands there already', async () => {
    const { ctx, clock } = await aWorld();
    clock.advance({ minutes: 1 });
    const known = { ...hours, exceptions: [holiday(2027)] };
    expect(withExceptionsOf(ctx, known, yearly, asked)).toEqual({
      hours: { ...known, exceptions: [holiday(2027), holiday(2026), holiday(2028)], updatedAt: clock.now() },
      report: { added: 2, known: 1, unreadable: 0, problems: [] },
    });
  });

  it.each<[string, object]>([
    ['by another name', { name: 'Christmas' }],
    ['that begins on another day', { start: '2026-12-24' }],
    ['that ends on another day', { end: '2026-12-26' }],
  ])('has nothing to do with an exception %s', async (_what, facts) => {
    const { ctx } = await aWorld();
    const other = { ...hours, exceptions: [{ ...holiday(2026), ...facts }] };
    expect(withExceptionsOf(ctx, other, yearly, asked).report).toMatchObject({ added: 3, known: 0 });
  });

  it('fills support hours up to a thousand exceptions', async () => {
    const { ctx } = await aWorld();
    const full = (count: number) => ({
      ...hours,
      exceptions: Array.from({ length: count }, (_none, index) => ({ ...holiday(2030), name: `Day ${index}` })),
    });
    expect(withExceptionsOf(ctx, full(997), yearly, asked).hours.exceptions).toHaveLength(1000);
    expect(() => withExceptionsOf(ctx, full(998), yearly, asked)).toThrow('more than 1000 exceptions');
  });

  it('that is none is refused by the member it came in', async () => {
    const { ctx } = await aWorld();
    const read = (how: object) => () => withExceptionsOf(ctx, hours, 'no calendar', { ...asked, ...how });
    expect(read({ calendar: 'no calendar' })).toThrow(expect.objectContaining({ field: 'calendar' }));
    expect(read({ url: 'https://example.com/x.ics' })).toThrow(expect.objectContaining({ field: 'url' }));
  });
});
