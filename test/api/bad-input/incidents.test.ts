import { describe, expect, it } from 'vitest';
import { badInputFixture, long } from './fixture.ts';

const { ids, refuses, expectRefused } = badInputFixture();

const affected = (facts: object = {}) => ({ impact: 'DEGRADED', service: { id: ids.service }, ...facts });
const incident = (facts: object = {}) => ({
  summary: 'Slow',
  status: 'INVESTIGATING',
  affectedServices: [affected()],
  ...facts,
});

refuses('POST', () => '/api/incidents', [
  ['no summary', () => incident({ summary: undefined }), 'summary'],
  ['a blank summary', () => incident({ summary: ' ' }), 'summary'],
  ['a summary of two lines', () => incident({ summary: 'a\nb' }), 'summary'],
  ['no status', () => incident({ status: undefined }), 'status'],
  ['an unknown status', () => incident({ status: 'OPEN' }), 'status'],
  ['a message without end', () => incident({ message: long(20_001) }), 'message'],
  ['no services', () => incident({ affectedServices: undefined }), 'affectedServices'],
  ['an empty list of services', () => incident({ affectedServices: [] }), 'affectedServices'],
  [
    'a service without impact',
    () => incident({ affectedServices: [{ service: { id: 1 } }] }),
    'affectedServices[0].impact',
  ],
  [
    'an unknown impact',
    () => incident({ affectedServices: [affected({ impact: 'BAD' })] }),
    'affectedServices[0].impact',
  ],
  [
    'an unknown service',
    () => incident({ affectedServices: [affected(), affected({ service: { id: 999 } })] }),
    'affectedServices[1].service.id',
  ],
  [
    'a service twice',
    () => incident({ affectedServices: [affected(), affected({ impact: 'MAJOR_OUTAGE' })] }),
    'affectedServices[1].service.id',
  ],
  ['61 services', () => incident({ affectedServices: Array(61).fill(affected()) }), 'affectedServices'],
  ['a beginning in the future', () => incident({ createdAt: '2027-01-01T00:00:00Z' }), 'createdAt'],
  ['an update in the future', () => incident({ updatedAt: '2027-01-01T00:00:00Z' }), 'updatedAt'],
  [
    'an update before the beginning',
    () => incident({ createdAt: '2026-03-01T08:00:00Z', updatedAt: '2026-03-01T07:00:00Z' }),
    'updatedAt',
  ],
  ['a beginning in words', () => incident({ createdAt: 'yesterday' }), 'createdAt'],
]);

refuses('PUT', () => `/api/incidents/${ids.incident}`, [
  ['no service any more', () => incident({ affectedServices: [] }), 'affectedServices'],
  ['no status', () => incident({ status: undefined }), 'status'],
  [
    'an unknown service',
    () => incident({ affectedServices: [affected({ service: { id: 999 } })] }),
    'affectedServices[0].service.id',
  ],
]);

refuses('POST', () => '/api/incidents/publish-info', [
  ['no services', () => ({ summary: 'x' }), 'affectedServices'],
  [
    'an unknown service',
    () => incident({ affectedServices: [affected({ service: { id: 999 } })] }),
    'affectedServices[0].service.id',
  ],
]);

refuses('POST', () => '/api/incident-templates', [
  ['no name', () => ({ summary: 'x' }), 'name'],
  ['an unknown status', () => ({ name: 'T', status: 'OPEN' }), 'status'],
  ['a message without end', () => ({ name: 'T', message: long(20_001) }), 'message'],
  ['an unknown team', () => ({ name: 'T', teams: [{ id: 999 }] }), 'teams[0].id'],
]);

describe('lists of incidents', () => {
  it.each([
    ['states=OPEN', 'states'],
    ['services=one', 'services'],
    ['from=yesterday', 'from'],
    ['max-results=101', 'max-results'],
    ['max-results=26&include=history', 'max-results'],
    ['statuses=RESOLVED', 'statuses'],
  ])('refuse ?%s', async (query, field) => {
    expect((await expectRefused('GET', '/api/incidents', { query }, field)).status).toBe(400);
  });
});
