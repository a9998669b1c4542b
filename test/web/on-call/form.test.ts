import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  contentOf,
  formOf,
  peopleIn,
  restrictionForms,
  restrictionsOf,
  rotationOf,
  rotationText,
} from '../../../web/screens/on-call/form.ts';

const day = (from: string, to: string) => {
  const [fromDay, fromTime] = from.split(' ');
  const [toDay, toTime] = to.split(' ');
  return {
    from: { dayOfWeek: fromDay as 'MONDAY', time: fromTime ?? '' },
    to: { dayOfWeek: toDay as 'MONDAY', time: toTime ?? '' },
  };
};

const schedule = {
  name: 'Platform',
  timezone: 'Europe/Berlin',
  type: 'RECURRING',
  scheduleLayers: [
    {
      name: 'Days',
      startsOn: '2026-03-02T09:00',
      endsOn: '2026-12-31T08:00:00Z',
      rotation: 'P7D',
      users: [{ id: 1, firstName: 'Ada' }, { id: 2 }, { id: 1 }],
      restrictionType: 'TIMES_OF_WEEK',
      restrictions: [day('MONDAY 09:00', 'MONDAY 17:00'), day('TUESDAY 09:00', 'TUESDAY 17:00')],
    },
  ],
  showGaps: true,
  defaultShiftDuration: 'P1D',
  teams: [{ id: 5, name: 'Core' }],
} as const;

describe('a schedule in the form', () => {
  const form = formOf(schedule);

  it('shows all that is saved, times as the clock of its zone has them', () => {
    expect(form.layers[0]).toMatchObject({ count: 1, unit: 'weeks', startsOn: '2026-03-02T09:00' });
    expect(form.layers[0]?.endsOn).toBe('2026-12-31T09:00');
    expect(form.layers[0]?.participants.map(({ user }) => user.id)).toEqual([1, 2, 1]);
    expect(peopleIn(form).map(({ id }) => id)).toEqual([1, 2, 1]);
  });

  it('is sent as it was read', () => {
    expect(bodyOf(form)).toEqual({
      ...schedule,
      scheduleLayers: [
        {
          ...schedule.scheduleLayers[0],
          endsOn: '2026-12-31T09:00',
          rotation: 'P1W',
          users: [{ id: 1 }, { id: 2 }, { id: 1 }],
        },
      ],
      teams: [{ id: 5 }],
    });
  });

  it('plans what the domain computes, and leaves out who is missing', () => {
    expect(contentOf(form).layers[0]?.users).toEqual([1, 2, 1]);
    const empty = { ...form, layers: form.layers.map((layer) => ({ ...layer, participants: [] })) };
    expect(contentOf(empty)).toEqual({ layers: [], shifts: [] });
    expect(contentOf({ ...form, type: 'STATIC' })).toEqual({ layers: [], shifts: [] });
  });

  it('of shifts sends these, or the calendar that gives them', () => {
    const shifts = [
      { key: 1, user: { id: 1 }, start: '2026-06-01T09:00', end: '2026-06-02T09:00' },
      { key: 2, user: undefined, start: '', end: '' },
    ];
    const entered = { ...form, type: 'STATIC' as const, shifts };
    expect(bodyOf(entered)).toMatchObject({ calendarUrl: null, shifts: [{ user: { id: 1 } }, { user: { id: 0 } }] });
    expect(contentOf(entered).shifts).toEqual([{ userId: 1, start: '2026-06-01T09:00', end: '2026-06-02T09:00' }]);
    const body = bodyOf({ ...entered, isImported: true, calendarUrl: 'https://example.com/a.ics' });
    expect(body).toMatchObject({ calendarUrl: 'https://example.com/a.ics' });
    expect(body).not.toHaveProperty('shifts');
  });
});

describe('how long a turn lasts', () => {
  it.each([
    ['P1W', 1, 'weeks'],
    ['P14D', 2, 'weeks'],
    ['P3D', 3, 'days'],
    ['PT12H', 12, 'hours'],
    ['PT720M', 12, 'hours'],
  ] as const)('%s is %i %s', (text, count, unit) => {
    expect(rotationOf(text)).toEqual({ count, unit });
    expect(rotationOf(rotationText({ count, unit }))).toEqual({ count, unit });
  });

  it('that is not entered yet is nothing the API takes', () => {
    expect(rotationOf('P1M').count).toBeUndefined();
    expect(rotationText({ count: undefined, unit: 'days' })).toBe('P0D');
  });
});

describe('times to which a layer is restricted', () => {
  it.each([
    ['one day', [day('MONDAY 09:00', 'MONDAY 17:00')], ['daily']],
    ['a night', [day('SUNDAY 22:00', 'MONDAY 06:00')], ['daily']],
    ['a whole day', [day('MONDAY 09:00', 'TUESDAY 09:00')], ['daily']],
    ['a weekend', [day('FRIDAY 17:00', 'MONDAY 09:00')], ['weekly']],
    ['most of a week', [day('MONDAY 17:00', 'MONDAY 09:00')], ['weekly']],
    [
      'days that overlap',
      [day('MONDAY 09:00', 'MONDAY 17:00'), day('MONDAY 09:00', 'MONDAY 17:00')],
      ['daily', 'daily'],
    ],
    ['more than a day', [day('MONDAY 09:00', 'TUESDAY 17:00')], ['weekly']],
  ])('are shown and sent alike: %s', (_, restrictions, kinds) => {
    const forms = restrictionForms(restrictions);
    expect(forms.map(({ kind }) => kind)).toEqual(kinds);
    expect(restrictionsOf(forms)).toEqual(restrictions);
  });

  it('of the same hours on several days are one line', () => {
    const [form, ...more] = restrictionForms([
      day('TUESDAY 18:00', 'WEDNESDAY 09:00'),
      day('MONDAY 18:00', 'TUESDAY 09:00'),
    ]);
    expect(more).toEqual([]);
    expect(form).toMatchObject({ kind: 'daily', days: ['MONDAY', 'TUESDAY'], from: '18:00', to: '09:00' });
  });
});
