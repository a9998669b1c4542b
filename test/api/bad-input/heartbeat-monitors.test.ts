import { describe, expect, it } from 'vitest';
import { badInputFixture, long } from './fixture.ts';

const { ids, refuses, expectRefused } = badInputFixture();

const monitor = () => ({ name: 'Nightly backup', intervalSec: 3600 });

refuses('POST', () => '/api/heartbeat-monitors', [
  ['no name', () => ({ ...monitor(), name: undefined }), 'name'],
  ['an empty name', () => ({ ...monitor(), name: '' }), 'name'],
  ['a name of 256 characters', () => ({ ...monitor(), name: long(256) }), 'name'],
  ['no interval', () => ({ ...monitor(), intervalSec: undefined }), 'intervalSec'],
  ['an interval of 24 seconds', () => ({ ...monitor(), intervalSec: 24 }), 'intervalSec'],
  ['an interval of more than 31 days', () => ({ ...monitor(), intervalSec: 2_678_401 }), 'intervalSec'],
  ['half a second', () => ({ ...monitor(), intervalSec: 30.5 }), 'intervalSec'],
  ['an interval as text', () => ({ ...monitor(), intervalSec: 'PT1H' }), 'intervalSec'],
  ['an unknown source', () => ({ ...monitor(), alertSource: { id: 999 } }), 'alertSource.id'],
  ['a source without id', () => ({ ...monitor(), alertSource: {} }), 'alertSource.id'],
  ['an unknown team', () => ({ ...monitor(), teams: [{ id: 999 }] }), 'teams[0].id'],
  ['a summary without end', () => ({ ...monitor(), alertSummary: long(256) }), 'alertSummary'],
]);

refuses('PUT', () => `/api/heartbeat-monitors/${ids.monitor}`, [
  ['an interval of 0', () => ({ ...monitor(), intervalSec: 0 }), 'intervalSec'],
]);

describe('lists of heartbeat monitors', () => {
  it.each([
    ['cursor=abc', 'cursor'],
    ['cursor=99999999999999999', 'cursor'],
    ['max-results=201', 'max-results'],
  ])('refuse ?%s', async (query, field) => {
    const answer = await expectRefused('GET', '/api/heartbeat-monitors', { query }, field);
    expect(answer.status).toBe(400);
  });
});
