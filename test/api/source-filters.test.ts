import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let policy: number;

const create = async (path: string, body: object): Promise<number> => {
  const answer = await api.call('POST', path, { body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
};

beforeEach(async () => {
  api = await apiHarness();
  policy = await create('/api/escalation-policies', {
    name: 'Shop',
    escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }],
  });
});

const source = (facts: object) => ({
  name: 'Shop',
  integrationType: 'API',
  escalationPolicy: { id: policy },
  ...facts,
});

describe.each(['eventFilter', 'eventTypeFilterCreate', 'eventTypeFilterAccept', 'eventTypeFilterResolve'])(
  '%s',
  (member) => {
    it('reads back as it was sent', async () => {
      const id = await create('/api/alert-sources', source({ [member]: ' event.severity > 2' }));
      const { body } = await api.call('GET', `/api/alert-sources/${id}`, { query: `include=${member}` });
      expect(body[member]).toBe(' event.severity > 2');
      await create('/api/alert-sources', source({ [member]: '' }));
    });

    it('is refused where it cannot be read, with the place, and changes nothing', async () => {
      const body = source({ [member]: 'event.a = 1' });
      const details = { field: member, position: 8 };
      const refused = await api.call('POST', '/api/alert-sources', { body });
      expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID', details } });
      const id = await create('/api/alert-sources', source({}));
      expect(await api.call('PUT', `/api/alert-sources/${id}`, { body })).toMatchObject({
        status: 400,
        body: { details },
      });
    });

    it('keeps what it names from being deleted', async () => {
      const hours = await create('/api/support-hours', {
        name: 'Office',
        timezone: 'UTC',
        supportDays: { MONDAY: { start: '08:00', end: '18:00' } },
      });
      const filter = (id: number) => `now is_in {"id": ${id}, "type": "SUPPORT_HOUR"}`;
      const id = await create('/api/alert-sources', source({ [member]: filter(hours) }));
      expect((await api.call('DELETE', `/api/support-hours/${hours}`)).status).toBe(400);
      const unknown = await api.call('POST', '/api/alert-sources', { body: source({ [member]: filter(4711) }) });
      expect(unknown).toMatchObject({ status: 400, body: { details: { field: member, position: 10 } } });
      expect((await api.call('PUT', `/api/alert-sources/${id}`, { body: source({}) })).status).toBe(200);
      expect((await api.call('DELETE', `/api/support-hours/${hours}`)).status).toBe(204);
    });
  },
);

it('support hours of a source itself are those of UTC without a zone, and are checked like any others', async () => {
  const rule = { alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' };
  const own = (supportHours: object) => source({ ...rule, supportHours });
  const day = { start: '09:00', end: '17:00' };
  await create('/api/alert-sources', own({ supportDays: { MONDAY: day } }));
  await create('/api/alert-sources', own({ timezone: '', supportDays: { MONDAY: day } }));
  const fieldOf = async (hours: object) =>
    (await api.call('POST', '/api/alert-sources', { body: own(hours) })).body.details?.field;
  expect(await fieldOf({ timezone: 'Berlin', supportDays: { MONDAY: day } })).toBe('supportHours.timezone');
  expect(await fieldOf({})).toBe('supportHours');
});
