import { describe, expect, it } from 'vitest';
import { badInputFixture, long } from './fixture.ts';

const { ids, refuses, expectRefused } = badInputFixture();

const window = () => ({
  timezone: 'Europe/Berlin',
  start: '2026-04-01T22:00',
  end: '2026-04-02T02:00',
  summary: 'Database update',
  alertSources: [{ id: ids.source }],
});

refuses('POST', () => '/api/maintenance-windows', [
  ['no start', () => ({ ...window(), start: undefined }), 'start'],
  ['no end', () => ({ ...window(), end: undefined }), 'end'],
  ['a start in words', () => ({ ...window(), start: 'tonight' }), 'start'],
  ['a start on a day there is not', () => ({ ...window(), start: '2026-02-30T22:00' }), 'start'],
  ['an end before the start', () => ({ ...window(), end: '2026-04-01T21:00' }), 'end'],
  ['no time at all', () => ({ ...window(), end: '2026-04-01T22:00' }), 'end'],
  ['an unknown zone', () => ({ ...window(), timezone: 'Europe/Atlantis' }), 'timezone'],
  ['no summary', () => ({ ...window(), summary: undefined }), 'summary'],
  ['a summary of two lines', () => ({ ...window(), summary: 'a\nb' }), 'summary'],
  ['a description without end', () => ({ ...window(), description: long(10_001) }), 'description'],
  ['a rule in words', () => ({ ...window(), recurrence: 'every Sunday' }), 'recurrence'],
  ['a rule for every second', () => ({ ...window(), recurrence: 'FREQ=SECONDLY' }), 'recurrence'],
  ['a rule whose occurrences overlap', () => ({ ...window(), recurrence: 'FREQ=HOURLY' }), 'recurrence'],
  ['a time that is over', () => ({ ...window(), start: '2026-03-01T22:00', end: '2026-03-02T02:00' }), 'end'],
  [
    'a rule whose last occurrence is over',
    () => ({ ...window(), start: '2026-01-01T22:00', end: '2026-01-02T02:00', recurrence: 'FREQ=DAILY;COUNT=3' }),
    'recurrence',
  ],
  ['a rule that ends before it begins', () => ({ ...window(), recurrence: 'FREQ=DAILY;UNTIL=20260101' }), 'recurrence'],
  ['an unknown source', () => ({ ...window(), alertSources: [{ id: 999 }] }), 'alertSources[0].id'],
  ['a source id as text', () => ({ ...window(), alertSources: [{ id: '1' }] }), 'alertSources[0].id'],
  ['too many sources', () => ({ ...window(), alertSources: Array(61).fill({ id: 1 }) }), 'alertSources'],
  ['a service without id', () => ({ ...window(), services: [{}] }), 'services[0].id'],
  ['notifications as text', () => ({ ...window(), notifications: 'yes' }), 'notifications'],
]);

refuses('PUT', () => `/api/maintenance-windows/${ids.window}`, [
  ['a time that is over', () => ({ ...window(), start: '2026-03-01T22:00', end: '2026-03-02T02:00' }), 'end'],
  ['an end before the start', () => ({ ...window(), end: '2026-04-01T21:00' }), 'end'],
]);

describe('lists of maintenance windows', () => {
  it.each([
    ['state=PLANNED', 'state'],
    ['sources=one', 'sources'],
    ['services=x', 'services'],
    ['from=yesterday', 'from'],
    ['until=2026-02-30T00:00:00', 'until'],
    ['max-results=101', 'max-results'],
  ])('refuse ?%s', async (query, field) => {
    const answer = await expectRefused('GET', '/api/maintenance-windows', { query }, field);
    expect(answer.status).toBe(400);
  });
});
