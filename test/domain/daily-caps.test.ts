import { describe, expect, it } from 'vitest';
import {
  type CapReached,
  capReached,
  type DailyCaps,
  DayCount,
  dayOf,
} from '../../functions/domain/notification/daily-caps.ts';
import { Instant } from '../../functions/domain/time.ts';

const caps: DailyCaps = { perUser: { SMS: 9, VOICE: 6 }, all: { SMS: 90, VOICE: 60 } };
const count = (facts: Partial<DayCount>): DayCount => DayCount.parse(facts);

describe('one more message of a day', () => {
  it.each<[string, 'SMS' | 'VOICE', boolean, Partial<DayCount>, Partial<DayCount>, CapReached | undefined]>([
    ['the first', 'SMS', false, {}, {}, undefined],
    ['the last text to a person', 'SMS', false, { SMS: 8 }, { SMS: 89 }, undefined],
    ['one text too many to a person', 'SMS', false, { SMS: 9 }, { SMS: 9 }, 'TEXTS_OF_PERSON_USED_UP'],
    ['a call after all texts', 'VOICE', false, { SMS: 9 }, { SMS: 90 }, undefined],
    ['one call too many to a person', 'VOICE', false, { VOICE: 6 }, { VOICE: 6 }, 'CALLS_OF_PERSON_USED_UP'],
    ['one text too many to all', 'SMS', false, { SMS: 1 }, { SMS: 90 }, 'TEXTS_USED_UP'],
    ['one call too many to all', 'VOICE', false, {}, { VOICE: 60 }, 'CALLS_USED_UP'],
    ['one code too many', 'SMS', true, { SMS: 3, askedSMS: 3 }, {}, 'REQUESTED_OF_PERSON_USED_UP'],
    ['a page after all codes', 'SMS', false, { SMS: 3, askedSMS: 3 }, { SMS: 30, askedSMS: 30 }, undefined],
    ['a code after many pages', 'SMS', true, { SMS: 8, askedSMS: 0 }, { SMS: 89 }, undefined],
    ['a code after all pages', 'SMS', true, { SMS: 9 }, {}, 'TEXTS_OF_PERSON_USED_UP'],
    ['one test call too many', 'VOICE', true, { VOICE: 2, askedVOICE: 2 }, {}, 'REQUESTED_OF_PERSON_USED_UP'],
    ['the last code of a day to all', 'SMS', true, {}, { SMS: 29, askedSMS: 29 }, undefined],
    ['one code too many to all', 'SMS', true, {}, { SMS: 30, askedSMS: 30 }, 'REQUESTED_USED_UP'],
  ])('%s', (_case, channel, isAsked, user, all, reached) => {
    expect(capReached(caps, { user: count(user), all: count(all) }, { channel, isAsked })).toBe(reached);
  });

  it('stops at caps of one, too', () => {
    const single: DailyCaps = { perUser: { SMS: 1, VOICE: 1 }, all: { SMS: 1, VOICE: 1 } };
    const [none, some] = [count({}), count({ SMS: 1 })];
    const text = { channel: 'SMS', isAsked: false } as const;
    expect(capReached(single, { user: none, all: none }, text)).toBeUndefined();
    expect(capReached(single, { user: some, all: none }, text)).toBe('TEXTS_OF_PERSON_USED_UP');
    expect(capReached(single, { user: none, all: some }, text)).toBe('TEXTS_USED_UP');
  });

  it('goes out where nothing was counted, and where there is no cap', () => {
    const asked = { channel: 'SMS', isAsked: true } as const;
    expect(capReached(caps, { user: undefined, all: undefined }, asked)).toBeUndefined();
    const single: DailyCaps = { perUser: { SMS: 1, VOICE: 1 }, all: { SMS: 1, VOICE: 1 } };
    expect(capReached(single, { user: undefined, all: undefined }, asked)).toBeUndefined();
    const none: DailyCaps = { perUser: { SMS: 0, VOICE: 0 }, all: { SMS: 0, VOICE: 0 } };
    const many = count({ SMS: 1e6, askedSMS: 1e6 });
    expect(capReached(none, { user: many, all: many }, asked)).toBeUndefined();
  });

  it.each([1, 2, 3])('leaves room for one code under a cap of %i', (most) => {
    const small: DailyCaps = { perUser: { SMS: most, VOICE: most }, all: { SMS: 0, VOICE: 0 } };
    const asked = { channel: 'SMS', isAsked: true } as const;
    expect(capReached(small, { user: count({}), all: count({}) }, asked)).toBeUndefined();
  });
});

it.each([
  ['2026-11-28T23:59:59.999Z', '2026-11-28#USER#7'],
  ['2026-11-29T00:00:00.000Z', '2026-11-29#USER#7'],
])('a day begins at midnight in UTC: %s', (now, day) => {
  expect(dayOf(Instant.parse(now), 7)).toBe(day);
  expect(dayOf(Instant.parse(now))).toBe(day.replace('USER#7', 'ALL'));
});
