import { describe, expect, it } from 'vitest';
import { badInputFixture, long } from './fixture.ts';

const { ids, refuses, expectRefused } = badInputFixture();

const hours = () => ({
  name: 'Office',
  timezone: 'Europe/Berlin',
  supportDays: { MONDAY: { start: '09:00', end: '17:00' } },
});
const christmas = { name: 'Christmas', start: '2026-12-25', end: '2026-12-26', supportStatus: 'OUTSIDE' };
const withException = (facts: object) => () => ({ ...hours(), exceptions: [{ ...christmas, ...facts }] });

refuses('POST', () => '/api/support-hours', [
  ['no name', () => ({ ...hours(), name: undefined }), 'name'],
  ['a blank name', () => ({ ...hours(), name: ' ' }), 'name'],
  ['no zone', () => ({ ...hours(), timezone: undefined }), 'timezone'],
  ['an unknown zone', () => ({ ...hours(), timezone: 'Europe/Atlantis' }), 'timezone'],
  ['an offset as zone', () => ({ ...hours(), timezone: '+02:00' }), 'timezone'],
  ['no days', () => ({ ...hours(), supportDays: undefined }), 'supportDays'],
  ['days that are null', () => ({ ...hours(), supportDays: null }), 'supportDays'],
  ['a day as text', () => ({ ...hours(), supportDays: { MONDAY: '9-17' } }), 'supportDays.MONDAY'],
  ['a day without end', () => ({ ...hours(), supportDays: { MONDAY: { start: '09:00' } } }), 'supportDays.MONDAY.end'],
  [
    'a day in small letters',
    () => ({ ...hours(), supportDays: { monday: { start: '09:00', end: '17:00' } } }),
    'supportDays.monday',
  ],
  ['a day that does not exist', () => ({ ...hours(), supportDays: { HOLIDAY: null } }), 'supportDays.HOLIDAY'],
  [
    'an hour of 25',
    () => ({ ...hours(), supportDays: { FRIDAY: { start: '25:00', end: '26:00' } } }),
    'supportDays.FRIDAY.start',
  ],
  [
    'a day from nine to nine',
    () => ({ ...hours(), supportDays: { FRIDAY: { start: '09:00', end: '09:00' } } }),
    'supportDays.FRIDAY.end',
  ],
  ['an exception without start', withException({ start: undefined }), 'exceptions[0].start'],
  ['an exception in February 30th', withException({ start: '2026-02-30' }), 'exceptions[0].start'],
  ['an exception that ends before it starts', withException({ end: '2026-12-24' }), 'exceptions[0].end'],
  ['an unknown status', withException({ supportStatus: 'MAYBE' }), 'exceptions[0].supportStatus'],
  ['too many exceptions', () => ({ ...hours(), exceptions: Array(1001).fill(christmas) }), 'exceptions'],
  ['an unknown team', () => ({ ...hours(), teams: [{ id: 999 }] }), 'teams[0].id'],
]);

refuses('POST', () => `/api/support-hours/${ids.hours}/exceptions/import`, [
  ['neither calendar nor url', () => ({}), 'calendar'],
  ['both', () => ({ calendar: 'BEGIN:VCALENDAR', url: 'https://example.com/a.ics' }), 'calendar'],
  ['what is no calendar', () => ({ calendar: 'Dear all, we are closed on Friday' }), 'calendar'],
  ['a calendar that is too long', () => ({ calendar: long(900_001) }), 'calendar'],
  ['an address without encryption', () => ({ url: 'http://example.com/a.ics' }), 'url'],
  ['no address', () => ({ url: 'holidays' }), 'url'],
  ['an address where nothing is', () => ({ url: 'https://example.com/nothing.ics' }), 'url'],
  ['an unknown status', () => ({ calendar: 'x', supportStatus: 'SOMETIMES' }), 'supportStatus'],
]);

const source = (facts: object) => () => ({
  name: 'S',
  integrationType: 'API',
  escalationPolicy: { id: ids.policy },
  alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS',
  ...facts,
});

refuses('POST', () => '/api/alert-sources', [
  ['support hours that are not there', source({ supportHours: { id: 999 } }), 'supportHours.id'],
  [
    'its own hours in an unknown zone',
    source({ supportHours: { timezone: 'Mars', supportDays: {} } }),
    'supportHours.timezone',
  ],
  [
    'its own hours without sense',
    source({ supportHours: { timezone: 'UTC', supportDays: { MONDAY: { start: 'nine', end: '17:00' } } } }),
    'supportHours.supportDays.MONDAY.start',
  ],
  [
    'its own hours on a day in small letters',
    source({ supportHours: { timezone: 'UTC', supportDays: { monday: { start: '09:00', end: '17:00' } } } }),
    'supportHours.supportDays.monday',
  ],
]);

describe('lists of support hours', () => {
  it('have at most 50 on a page', async () => {
    const answer = await expectRefused('GET', '/api/support-hours', { query: 'max-results=51' }, 'max-results');
    expect(answer.status).toBe(400);
  });
});
