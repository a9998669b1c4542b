import { describe, expect, it } from 'vitest';
import { currentEdition, withEdition } from '../../../functions/domain/schedule/edition.ts';
import { onCallAt, shifts } from '../../../functions/domain/schedule/shifts.ts';
import { at } from '../../support/factories.ts';
import { ada, aLayer, alan, aSchedule, grace } from './factories.ts';

const weeks = aLayer({ startsOn: '2026-06-01T09:00', rotation: 'P1W', users: [ada, grace] });
const schedule = aSchedule({ timezone: 'UTC', layers: [weeks] });
const wednesday = at('2026-06-10T12:00Z');
const all = [at('2026-06-01T00:00Z'), at('2026-06-22T00:00Z')] as const;

const told = (of: typeof schedule) =>
  shifts(of, [], ...all).map(({ userId, start, end }) => [userId, start.slice(5, 16), end.slice(5, 16)]);

describe('an edited schedule', () => {
  const edited = withEdition(schedule, { layers: [{ ...weeks, users: [alan] }], shifts: [] }, wednesday);

  it('says of the past what it said then, and the new from now on', () => {
    expect(told(edited)).toEqual([
      [ada, '06-01T09:00', '06-08T09:00'],
      [grace, '06-08T09:00', '06-10T12:00'],
      [alan, '06-10T12:00', '06-15T09:00'],
      [alan, '06-15T09:00', '06-22T09:00'],
    ]);
  });

  it('says so after any number of edits', () => {
    const twice = withEdition(edited, { layers: [], shifts: [] }, at('2026-06-12T00:00Z'));
    expect(told(twice).slice(0, 2)).toEqual(told(edited).slice(0, 2));
    expect(onCallAt(twice, [], at('2026-06-11T00:00Z'))).toBe(alan);
    expect(onCallAt(twice, [], at('2026-06-12T00:00Z'))).toBeUndefined();
  });

  it('keeps a shift whole that the edit leaves alone', () => {
    const renamed = withEdition(schedule, { layers: [{ ...weeks, name: 'Weeks' }], shifts: [] }, wednesday);
    expect(renamed.editions).toHaveLength(2);
    expect(told(renamed)).toEqual(told(schedule));
  });

  it('keeps a shift whole that the edit makes longer', () => {
    const longer = aLayer({ ...weeks, startsOn: '2026-06-08T09:00', rotation: 'P2W', users: [grace, ada] });
    expect(told(withEdition(schedule, { layers: [longer], shifts: [] }, wednesday))).toEqual([
      [ada, '06-01T09:00', '06-08T09:00'],
      [grace, '06-08T09:00', '06-22T09:00'],
    ]);
  });

  it('gains nothing when nothing about the layers changes', () => {
    const same = { ...weeks, endsOn: undefined };
    expect(withEdition(schedule, { layers: [same], shifts: [] }, wednesday)).toBe(schedule);
  });

  it('says of the time before it was made what its first edition says', () => {
    const made = { ...schedule, editions: schedule.editions.map((edition) => ({ ...edition, from: wednesday })) };
    expect(onCallAt(made, [], at('2026-06-02T00:00Z'))).toBe(ada);
    const changed = withEdition(made, { layers: [], shifts: [] }, at('2026-06-12T00:00Z'));
    expect(onCallAt(changed, [], at('2026-06-02T00:00Z'))).toBe(ada);
  });

  it('is shown by its newest edition', () => {
    expect(currentEdition(edited).layers[0]?.users).toEqual([alan]);
  });

  it('forgets an edit that is edited again within the same millisecond', () => {
    const again = withEdition(edited, { layers: [{ ...weeks, users: [ada] }], shifts: [] }, wednesday);
    expect(again.editions).toHaveLength(2);
    expect(onCallAt(again, [], wednesday)).toBe(ada);
    expect(onCallAt(again, [], at('2026-06-09T00:00Z'))).toBe(grace);
  });

  it('never goes back when clocks disagree', () => {
    const late = withEdition(edited, { layers: [], shifts: [] }, at('2026-06-09T00:00Z'));
    expect(onCallAt(late, [], at('2026-06-10T11:59Z'))).toBe(grace);
    expect(onCallAt(late, [], wednesday)).toBeUndefined();
  });
});

describe('an archived edition', () => {
  it('keeps only what counted in its time', () => {
    const entered = ['01', '10', '20'].map((day) => ({
      userId: ada,
      start: `2026-06-${day}T00:00`,
      end: `2026-06-${day}T18:00`,
    }));
    const future = aLayer({ startsOn: '2026-07-01T00:00' });
    const byHand = aSchedule({
      timezone: 'UTC',
      editions: [{ from: at('2026-05-01T00:00Z'), layers: [future, weeks], shifts: entered }],
    });
    const first = withEdition(byHand, { layers: [], shifts: entered.slice(1) }, wednesday);
    expect(first.editions[0]).toEqual({ from: at('2026-05-01T00:00Z'), layers: [weeks], shifts: entered.slice(0, 2) });
    const second = withEdition(first, { layers: [], shifts: [] }, at('2026-06-15T00:00Z'));
    expect(second.editions[1]?.shifts).toEqual(entered.slice(1, 2));
    expect(onCallAt(second, [], at('2026-06-10T13:00Z'))).toBe(ada);
    expect(onCallAt(second, [], at('2026-06-20T13:00Z'))).toBeUndefined();
  });

  it('keeps no layer that had ended before its time, or begins after it', () => {
    const layerUntil = (name: string, endsOn?: string) => ({ ...weeks, name, ...(endsOn && { endsOn }) });
    const layers = [
      layerUntil('over before', '2026-06-10T12:00'),
      layerUntil('over in it', '2026-06-10T12:01'),
      layerUntil('of no readable end', 'some day'),
      layerUntil('without an end'),
      { ...weeks, name: 'later', startsOn: '2026-06-15T00:00' },
      { ...weeks, name: 'just in time', startsOn: '2026-06-14T23:59' },
      { ...weeks, name: 'unreadable', startsOn: 'some day' },
    ];
    const first = withEdition(schedule, { layers, shifts: [] }, wednesday);
    const second = withEdition(first, { layers: [], shifts: [] }, at('2026-06-15T00:00Z'));
    expect(second.editions[1]?.layers.map(({ name }) => name)).toEqual([
      'over in it',
      'of no readable end',
      'without an end',
      'just in time',
    ]);
  });
});
