import { describe, expect, it } from 'vitest';
import { paramFacts, withMember } from '../../web/screens/configuration/connectors/params-field.tsx';
import { typeName } from '../../web/screens/configuration/connectors/types.ts';
import { usageOf, usedLately } from '../../web/screens/configuration/keys/usage.ts';
import { readRepeat, writeRepeat } from '../../web/screens/configuration/maintenance/recurrence.ts';
import { stateOf } from '../../web/screens/configuration/maintenance/state.ts';
import { levelOf, withLevel } from '../../web/screens/configuration/scopes.tsx';
import { hoursOf, stretchesOf } from '../../web/screens/configuration/support-hours/week.ts';
import { fromLocalInput, toLocalInput, toWallInput } from '../../web/time/local.ts';
import { linesOf } from '../../web/ui/lines.tsx';

describe('how planned work comes again', () => {
  it.each([
    [undefined, { kind: 'never' }],
    ['FREQ=DAILY', { kind: 'daily', interval: 1, until: '' }],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', { kind: 'weekly', interval: 2, days: ['MO', 'FR'], until: '' }],
    ['FREQ=MONTHLY;UNTIL=20271231', { kind: 'monthly', interval: 1, until: '2027-12-31' }],
    ['FREQ=MONTHLY;BYDAY=1SU', { kind: 'rule', rule: 'FREQ=MONTHLY;BYDAY=1SU' }],
    ['FREQ=WEEKLY;COUNT=3', { kind: 'rule', rule: 'FREQ=WEEKLY;COUNT=3' }],
  ])('%s is read, and written as it was', (rule, repeat) => {
    expect(readRepeat(rule)).toEqual(repeat);
    expect(writeRepeat(readRepeat(rule))).toBe(rule);
  });

  it('has the days of a week in their order', () => {
    expect(writeRepeat({ kind: 'weekly', interval: 1, days: ['FR', 'MO'], until: '' })).toBe('FREQ=WEEKLY;BYDAY=MO,FR');
  });
});

describe('where a window is in time', () => {
  const window = { start: '2026-12-01T22:00', end: '2026-12-02T02:00', timezone: 'Europe/Berlin' };
  it.each([
    ['2026-12-01T20:59:00Z', 'coming'],
    ['2026-12-01T21:00:00Z', 'on'],
    ['2026-12-02T01:00:00Z', 'over'],
  ])('at %s it is %s', (now, state) => {
    expect(stateOf(window, Date.parse(now))).toBe(state);
  });

  it('says that it comes again, unless it is under way', () => {
    const again = { ...window, recurrence: 'FREQ=DAILY' };
    expect(stateOf(again, Date.parse('2027-01-01T12:00:00Z'))).toBe('repeats');
    expect(stateOf(again, Date.parse('2026-12-01T23:00:00Z'))).toBe('on');
  });
});

describe('a week of support hours', () => {
  it('has stretches within its days, also of hours past midnight', () => {
    expect(stretchesOf({ MONDAY: { start: '09:00', end: '17:00' }, SUNDAY: { start: '22:00', end: '06:00' } })).toEqual(
      [
        { day: 'MONDAY', from: 540, until: 1020 },
        { day: 'SUNDAY', from: 1320, until: 1440 },
        { day: 'MONDAY', from: 0, until: 360 },
      ],
    );
  });

  it('counts a day from midnight to midnight as whole', () => {
    expect(hoursOf({ MONDAY: { start: '00:00', end: '00:00' }, TUESDAY: null })).toBe(24);
    expect(hoursOf({ MONDAY: { start: '', end: '17:00' } })).toBe(0);
  });
});

describe('what a key may do', () => {
  it('is the most that its scopes say of a thing', () => {
    expect(levelOf(['alert', 'policy:w', 'policy:r'], 'alert')).toBe('r');
    expect(levelOf(['alert', 'policy:w', 'policy:r'], 'policy')).toBe('w');
    expect(levelOf(['alert'], 'team')).toBe('none');
  });

  it('is written as one scope a thing', () => {
    expect(withLevel(['alert', 'alert:w', 'team:r'], 'alert', 'd')).toEqual(['team:r', 'alert:d']);
    expect(withLevel(['alert:d'], 'alert', 'none')).toEqual([]);
  });
});

describe('how much keys are used', () => {
  it('is asked for over 31 days, which is all that one report may be about', () => {
    expect(usedLately(Date.parse('2026-03-02T23:30:00Z'))).toEqual({ from: '2026-01-31', until: '2026-03-02' });
  });
  it('is summed up by owner and thing, the most used first', () => {
    expect(
      usageOf([
        [7, 'alert:r', '2026-11-27', 3],
        [7, 'alert:r', '2026-11-28', 4],
        [8, 'team:w', '2026-11-20', 9],
      ]),
    ).toEqual([
      { user: 8, scope: 'team:w', calls: 9, lastDay: '2026-11-20' },
      { user: 7, scope: 'alert:r', calls: 7, lastDay: '2026-11-28' },
    ]);
  });
});

describe('times in fields', () => {
  it('come back as the moment that they were', () => {
    expect(fromLocalInput(toLocalInput('2026-11-29T14:05:00.000Z'))).toBe('2026-11-29T14:05:00.000Z');
    expect(toLocalInput(undefined)).toBe('');
    expect(fromLocalInput('')).toBeUndefined();
  });

  it('are those of a zone’s clock where they are a zone’s', () => {
    expect(toWallInput('2026-12-01T22:00:00Z', 'Europe/Berlin')).toBe('2026-12-01T23:00');
    expect(toWallInput('2026-12-01T22:00', 'Europe/Berlin')).toBe('2026-12-01T22:00');
  });
});

it('lines are what says something', () => {
  expect(linesOf(' main \n\nrelease/*\n')).toEqual(['main', 'release/*']);
});

describe('params of a type', () => {
  it('leave out what is empty', () => {
    expect(withMember({ url: 'a', kept: 1 }, 'url', '')).toEqual({ kept: 1 });
    expect(withMember({}, 'labels', [])).toEqual({});
    expect(withMember({ url: 'a' }, 'url', 'b')).toEqual({ url: 'b' });
  });

  it('are read with their names, and secrets as dots', () => {
    const members = [
      { name: 'url', kind: 'address', isRequired: true, isSecret: false },
      { name: 'apiKey', kind: 'text', isRequired: true, isSecret: true },
      { name: 'headers', kind: 'headers', isRequired: false, isSecret: false },
    ] as const;
    const params = { url: 'https://x', apiKey: 'hidden', headers: [{ key: 'X-Team', value: 'secret' }] };
    expect(paramFacts(members, params, { url: 'Address' })).toEqual([
      ['Address', 'https://x'],
      ['apiKey', '••••••••'],
      ['headers', 'X-Team'],
    ]);
  });

  it('belong to types that have names', () => {
    expect(typeName('slack')).toBe('Slack');
    expect(typeName('something_new')).toBe('something_new');
  });
});
