import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * People and scripts do the same thing at the same moment. Nobody is told to try again later.
 */

let api: ApiHarness;
let alert: { id: number };
const people = Array.from({ length: 15 }, (_, index) => 100 + index);
const keys = new Map<number, string>();

beforeEach(async () => {
  api = await apiHarness();
  for (const id of people) keys.set(id, (await api.userOf('RESPONDER', id)).key);
  const rules = { name: 'Platform', escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }] };
  const policy = (await api.call('POST', '/api/escalation-policies', { body: rules })).body;
  const sent = { name: 'Shop', integrationType: 'API', escalationPolicy: { id: policy.id } };
  const source = (await api.call('POST', '/api/alert-sources', { body: sent })).body;
  const made = { summary: 'Disk full', alertSource: { id: source.id } };
  alert = (await api.call('POST', '/api/alerts', { body: made })).body;
});

const respondersNow = async () =>
  (await api.call('GET', `/api/alerts/${alert.id}`)).body.responders.map(
    ({ user, status }: { user: { id: number }; status: string }) => [user.id, status],
  );

describe('at the same moment', () => {
  it('fifteen people accept an alert, and each has accepted it', async () => {
    const path = `/api/alerts/${alert.id}/accept`;
    const answers = await Promise.all(people.map((id) => api.call('PUT', path, { key: keys.get(id) ?? '' })));
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    expect(await respondersNow()).toEqual(people.map((id) => [id, 'ACCEPTED']));
  });

  it('fifteen people are added to an alert and taken off it', async () => {
    const path = `/api/alerts/${alert.id}/responders`;
    const added = await Promise.all(people.map((id) => api.call('POST', path, { body: { user: { id } } })));
    expect(added.map(({ status }) => status)).toEqual(people.map(() => 201));
    expect(await respondersNow()).toEqual(people.map((id) => [id, 'PENDING']));
    const removed = await Promise.all(people.map((id) => api.call('DELETE', `${path}/${id}`)));
    expect(removed.map(({ status }) => status)).toEqual(people.map(() => 204));
    expect(await respondersNow()).toEqual([]);
  });

  it('six scripts create the same heartbeat monitor: one makes it, the others are shown it', async () => {
    const body = { name: 'Backup', intervalSec: 3600 };
    const answers = await Promise.all(
      people.slice(0, 6).map(() => api.call('POST', '/api/heartbeat-monitors', { body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });
});
