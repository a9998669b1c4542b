import { describe, expect, it } from 'vitest';
import { differences, isSame, readable } from '../../web/screens/configuration/framework/differences.ts';
import { fieldLabel } from '../../web/screens/configuration/framework/differences-table.tsx';
import { placeAddress, placesOf } from '../../web/screens/configuration/framework/places.ts';
import { durationText, splitDuration, unitName } from '../../web/time/duration.ts';
import { fieldMessage } from '../../web/ui/form.tsx';

const reading = { language: 'en', yes: 'Yes', no: 'No', nothing: '—' } as const;

describe('what differs between two editions', () => {
  it('is nothing where one says nothing in another way', () => {
    expect(differences({ alertSummary: null, teams: [] }, { alertSummary: '', name: undefined })).toEqual([]);
  });

  it('is told member by member, and of what stands within by its path', () => {
    expect(
      differences({ name: 'a', params: { url: 'x', kept: 1 } }, { name: 'b', params: { url: 'y', kept: 1 } }),
    ).toEqual([
      { path: 'name', before: 'a', after: 'b' },
      { path: 'params.url', before: 'x', after: 'y' },
    ]);
  });

  it('goes by what is referred to, not by how much is said of it', () => {
    expect(differences({ alertSource: { id: 7 } }, { alertSource: { id: 7, name: 'Shop' } })).toEqual([]);
    expect(differences({ alertSource: { id: 7, name: 'Shop' } }, { alertSource: { id: 8, name: 'Web' } })).toEqual([
      { path: 'alertSource', before: { id: 7, name: 'Shop' }, after: { id: 8, name: 'Web' } },
    ]);
  });

  it('shows lists as a whole, in their order', () => {
    expect(differences({ users: [{ id: 1 }, { id: 2 }] }, { users: [{ id: 2 }, { id: 1 }] })).toEqual([
      { path: 'users', before: [{ id: 1 }, { id: 2 }], after: [{ id: 2 }, { id: 1 }] },
    ]);
    expect(isSame([{ id: 1 }], [{ id: 1, name: 'One' }])).toBe(true);
  });
});

describe('a value in words', () => {
  it.each([
    [undefined, '—'],
    [[], '—'],
    [true, 'Yes'],
    [12, '12'],
    [{ id: 7, name: 'Shop' }, 'Shop'],
    [{ id: 7, firstName: 'Ada', lastName: 'Lovelace' }, 'Ada Lovelace'],
    [{ id: 7 }, '#7'],
    [[{ id: 7, name: 'Shop' }, { id: 8 }], 'Shop, #8'],
    [{ start: '09:00', end: '17:00', note: null }, 'start: 09:00; end: 17:00'],
  ])('%j', (value, expected) => {
    expect(readable(value, reading)).toBe(expected);
  });

  it('has times in the zone of whoever looks', () => {
    expect(readable('2026-11-29T10:00:00Z', reading)).toMatch(/29 Nov 2026, \d\d:00/);
  });
});

describe('the label of a member', () => {
  it('is that of its field, or of the field that it stands in', () => {
    expect(fieldLabel('name', { name: 'Name' })).toBe('Name');
    expect(fieldLabel('params.url', { params: 'Settings' })).toBe('Settings · url');
    expect(fieldLabel('params.url', { params: 'Settings', 'params.url': 'Address' })).toBe('Address');
    expect(fieldLabel('other', {})).toBe('other');
  });
});

describe('places where something is used', () => {
  it('are links to their screens', () => {
    expect(placeAddress({ kind: 'policy', id: 7 })).toBe('/configuration/policies/7');
    expect(placeAddress({ kind: 'schedule', id: 8 })).toBe('/on-call/schedules/8');
    expect(placeAddress({ kind: 'session', id: 'x' })).toBeUndefined();
  });

  it('are what the refusal names', () => {
    const places = [{ kind: 'policy', id: 7, name: 'Nights', leavesEmpty: true }];
    expect(placesOf({ details: { places } })).toEqual(places);
    expect(placesOf({ details: {} })).toEqual([]);
  });
});

describe('how long something takes', () => {
  it.each([
    [45, 45, 'second'],
    [60, 1, 'minute'],
    [5400, 90, 'minute'],
    [7200, 2, 'hour'],
    [172_800, 2, 'day'],
    [0, 0, 'second'],
  ])('%i seconds are %i of a %s', (seconds, count, unit) => {
    expect(splitDuration(seconds)).toEqual({ count, unit });
  });

  it('is said in both languages', () => {
    expect(durationText(7200, 'en')).toBe('2 hours');
    expect(durationText(60, 'de')).toBe('1 Minute');
    expect(unitName('day', 'de')).toBe('Tage');
  });
});

describe('what is said at a field', () => {
  it('is the message without the name of the field', () => {
    expect(fieldMessage({ field: 'name', message: 'name: must not be empty' }, 'name')).toBe('Must not be empty');
    expect(fieldMessage({ field: 'name', message: 'is taken' }, 'name')).toBe('is taken');
  });

  it('says where, when it is about something within the field', () => {
    const error = { field: 'supportDays.MONDAY.end', message: 'supportDays.MONDAY.end: must be a time' };
    expect(fieldMessage(error, 'supportDays')).toBe('MONDAY.end: must be a time');
    expect(fieldMessage({ field: 'users[0].id', message: 'users[0].id: is unknown' }, 'users.0')).toBe(
      'id: is unknown',
    );
  });
});
