import { describe, expect, it } from 'vitest';
import { badInputFixture, long } from './fixture.ts';

const { ids, refuses, expectRefused, filled } = badInputFixture();

const service = () => ({ name: 'Shop' });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_none, index) => [`l${index}`, 'x']));

refuses('POST', () => '/api/services', [
  ['no name', () => ({ ...service(), name: undefined }), 'name'],
  ['an empty name', () => ({ ...service(), name: '' }), 'name'],
  ['a name of 256 characters', () => ({ ...service(), name: long(256) }), 'name'],
  ['an unknown status', () => ({ ...service(), status: 'BROKEN' }), 'status'],
  ['a status in small letters', () => ({ ...service(), status: 'degraded' }), 'status'],
  ['an alias without end', () => ({ ...service(), alias: long(256) }), 'alias'],
  ['a description without end', () => ({ ...service(), description: long(10_001) }), 'description'],
  ['a flag as text', () => ({ ...service(), oneOpenIncidentOnly: 'true' }), 'oneOpenIncidentOnly'],
  ['an unknown team', () => ({ ...service(), teams: [{ id: 999 }] }), 'teams[0].id'],
  ['labels as a list', () => ({ ...service(), labels: ['a'] }), 'labels'],
  ['a label that is a number', () => ({ ...service(), labels: { a: 1 } }), 'labels.a'],
  ['too many labels', () => ({ ...service(), labels: many(51) }), 'labels'],
  ['an icon that is a script', () => ({ ...service(), iconUrl: 'javascript:alert(1)' }), 'iconUrl'],
  ['an icon that is no address', () => ({ ...service(), iconUrl: 'https://' }), 'iconUrl'],
  ['a link that is a script', () => ({ ...service(), links: [{ href: 'javascript:alert(1)' }] }), 'links[0].href'],
  ['too many links', () => ({ ...service(), links: Array(31).fill({ href: 'https://a.example' }) }), 'links'],
]);

const override = () => ({
  service: { id: ids.service },
  status: 'MAJOR_OUTAGE',
  from: '2026-03-01T08:00:00Z',
  until: '2026-03-01T09:00:00Z',
});

refuses('POST', () => '/api/service-outages/overrides', [
  ['no service', () => ({ ...override(), service: undefined }), 'service'],
  ['an unknown service', () => ({ ...override(), service: { id: 999 } }), 'service.id'],
  ['no status', () => ({ ...override(), status: undefined }), 'status'],
  ['an unknown status', () => ({ ...override(), status: 'DOWN' }), 'status'],
  ['a time without a zone', () => ({ ...override(), from: '2026-03-01T08:00' }), 'from'],
  ['no end', () => ({ ...override(), until: undefined }), 'until'],
  ['an end before the beginning', () => ({ ...override(), until: '2026-03-01T07:00:00Z' }), 'until'],
  ['no time at all', () => ({ ...override(), until: '2026-03-01T08:00:00Z' }), 'until'],
  ['the future', () => ({ ...override(), until: '2026-04-01T08:00:00Z' }), 'until'],
]);

refuses('PUT', () => filled('/api/service-outages/overrides/{override}'), [
  ['another service', () => ({ ...override(), service: { id: ids.service + 1 } }), 'service.id'],
]);

refuses('PUT', () => `/api/services/${ids.service}/private-subscribers`, [
  [
    'an unknown user',
    () => [
      { id: ids.user, type: 'USER' },
      { id: 999, type: 'USER' },
    ],
    '[1].id',
  ],
  ['an unknown team', () => [{ id: 999, type: 'TEAM' }], '[0].id'],
]);

refuses('POST', () => `/api/services/${ids.service}/dependencies`, [
  ['itself', () => ({ service: { id: ids.service } }), 'service.id'],
  ['an unknown service', () => ({ service: { id: 999 } }), 'service.id'],
  ['an unknown type', () => ({ service: { id: ids.service }, type: 'LOOSE' }), 'type'],
]);

describe('lists of services and outages', () => {
  it.each([
    ['/api/services', 'max-results=101', 'max-results'],
    ['/api/services', 'max-results=26&include=uptime', 'max-results'],
    ['/api/service-outages', '', 'service'],
    ['/api/service-outages', 'service=999', 'service'],
    ['/api/service-outages', 'service=x', 'service'],
    ['/api/service-outages/overrides', '', 'service'],
  ])('%s refuse ?%s', async (path, query, field) => {
    expect((await expectRefused('GET', path, { query }, field)).status).toBe(400);
  });

  it.each([
    ['from=yesterday', 'from'],
    ['from=2026-03-01T09:00:00Z&until=2026-03-01T08:00:00Z', 'until'],
  ])('of outages refuse ?%s', async (query, field) => {
    await expectRefused('GET', '/api/service-outages', { query: `service=${ids.service}&${query}` }, field);
  });
});
