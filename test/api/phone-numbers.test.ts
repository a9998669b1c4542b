import { beforeEach, describe, expect, it } from 'vitest';
import { awaitResult } from '../../functions/usecases/contact/test-result.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
const base = '/api/users/2/contacts';

beforeEach(async () => {
  api = await apiHarness();
  await api.userOf('RESPONDER', 2);
});

const add = (regionCode: string, target: string) =>
  api.call('POST', `${base}/phone-numbers`, { body: { regionCode, target } });

describe('a phone number', () => {
  it.each([
    ['DE', '0151/2345-9903', '+4915123459903'],
    ['DE', '+49 (0)151 23459901', '+4915123459901'],
    ['AT', '0664 1234567', '+436641234567'],
    ['CH', '078 123 45 67', '+41781234567'],
    ['FR', '06 12 34 56 78', '+33612345678'],
    ['GB', '(07911) 123456', '+447911123456'],
    ['IT', '347 123 4567', '+393471234567'],
    ['ES', '612 34 56 78', '+34612345678'],
    ['PL', '512 345 678', '+48512345678'],
    ['US', '(202) 555-0100', '+12025550100'],
    ['CA', '1-416-555-0123', '+14165550123'],
    ['IN', '081234 56789', '+918123456789'],
    ['AU', '0412 345 678', '+61412345678'],
    ['BR', '(11) 96123-4567', '+5511961234567'],
    ['JP', '090-1234-5678', '+819012345678'],
    ['DE', '00 44 7911 123456', '+447911123456'],
    ['DE', '030 123456', '+4930123456'],
  ])('of %s is understood as %s', async (regionCode, target, e164) => {
    const added = await add(regionCode, target);
    expect(added.status, added.text).toBe(201);
    expect(added.body).toMatchObject({ target, regionCode, status: 'OK' });
    expect((await api.store.users.get(2))?.phones.at(-1)?.e164).toBe(e164);
  });

  it.each([
    ['DE', '151234500011111', 'too long'],
    ['DE', '0151 2345', 'too short'],
    ['DE', '110', 'emergency'],
    ['DE', '115', 'short code'],
    ['DE', '0151 23450001 ext. 12', 'an extension'],
    ['DE', '0900 1234567', 'premium'],
    ['GB', '0909 879 0000', 'premium'],
    ['US', '+1 123 456 7890', 'no such area'],
    ['US', '900 234 5678', 'premium'],
    ['FR', '+33 8 99 70 12 34', 'premium'],
    ['DE', '+49 151', 'a beginning'],
    ['DE', '+999 123456789', 'no such country'],
    ['DE', 'call me', 'no number'],
    ['DE', '+', 'nothing'],
    ['IT', '+39 12', 'too short'],
  ])('of %s that nobody can be reached by is refused: %s (%s)', async (regionCode, target) => {
    const before = (await api.store.users.get(2))?.phones;
    const refused = await add(regionCode, target);
    expect(refused.body).toMatchObject({ status: 400, details: { field: 'target' } });
    expect((await api.store.users.get(2))?.phones).toEqual(before);
  });

  it('of no country is refused', async () => {
    expect((await add('XX', '+4915123459903')).body.details.field).toBe('regionCode');
  });
});

describe('a test message', () => {
  async function aTest() {
    const phone = (await add('DE', '015123450001')).body;
    const path = `${base}/phone-numbers/${phone.id}/test`;
    const sent = (await api.call('POST', path, { body: { method: 'SMS' } })).body;
    const stored = (await api.store.notifications.get('USER#2', sent.id)) ?? expect.fail('the message is stored');
    return { phone, path, sent, stored, read: () => api.call('GET', `${path}/${sent.id}`) };
  }

  it.each([
    ['is under way', { status: 'SENDING' }, { status: 'SCHEDULED' }],
    ['was taken by the provider', { status: 'SENT' }, { status: 'SENT' }],
    ['has arrived', { status: 'DELIVERED' }, { status: 'DELIVERED' }],
    ['was refused', { status: 'FAILED', error: 'sms.eum: no' }, { status: 'ERROR', errorMessage: 'sms.eum: no' }],
    [
      'rang and nobody took it',
      { status: 'SENT', notAnswered: true },
      { status: 'ERROR', errorMessage: 'NOT_ANSWERED' },
    ],
    ['was taken after a delay', { status: 'SENT', error: 'throttled' }, { status: 'SENT' }],
  ] as const)('that %s says so', async (_what, facts, told) => {
    const { sent, stored, read } = await aTest();
    expect(sent).toEqual({ id: stored.id, method: 'SMS', target: '+4915123450001', status: 'SCHEDULED' });
    await api.store.notifications.move({ ...stored, ...facts }, { status: 'QUEUED' });
    expect((await read()).body).toEqual({ ...sent, ...told });
  });

  it('is waited for until a provider has answered, and not for ever', async () => {
    const { stored } = await aTest();
    let waited = 0;
    const waiting = (after: number) => ({
      now: api.clock.now,
      wait: async (milliseconds: number) => {
        waited += milliseconds;
        if (waited >= after) await api.store.notifications.move({ ...stored, status: 'SENT' }, { status: 'QUEUED' });
      },
    });
    const ctx = { store: api.store, ids: api.ids, log: console, metrics: { count() {}, seconds() {} } } as never as {
      store: typeof api.store;
    };
    const asked = (after: number) => awaitResult({ ...ctx, clock: waiting(after) } as never, stored);
    expect((await asked(Number.POSITIVE_INFINITY)).status).toBe('QUEUED');
    expect(waited).toBe(7000);
    waited = 0;
    expect((await asked(900)).status).toBe('SENT');
    expect(waited).toBe(1000);
  });

  it('is only told of the contact it was sent to, and of nothing else', async () => {
    const { path, sent } = await aTest();
    const other = (await add('DE', '015123450002')).body;
    expect((await api.call('GET', `${base}/phone-numbers/${other.id}/test/${sent.id}`)).status).toBe(404);
    expect((await api.call('GET', `${path}/1`)).status).toBe(404);
    expect((await api.call('GET', `${path}/x`)).status).toBe(400);
  });

  it('is refused for a number that wants no texts, which can still be called', async () => {
    const { phone, path } = await aTest();
    const user = (await api.store.users.get(2)) ?? expect.fail();
    const phones = user.phones.map((one) =>
      one.id === phone.id ? { ...one, status: 'LOCKED' as const, optedOut: true } : one,
    );
    await api.store.users.save({ ...user, phones }, user);
    const refused = await api.call('POST', path, { body: { method: 'SMS' } });
    expect(refused.body).toMatchObject({ status: 400, message: expect.stringContaining('START') });
    expect((await api.call('POST', path, { body: { method: 'VOICE' } })).status).toBe(202);
    expect((await api.call('GET', `${base}/phone-numbers/${phone.id}`)).body.status).toBe('LOCKED');
    const edited = { regionCode: 'DE', target: '+49 151 23450001' };
    expect((await api.call('PUT', `${base}/phone-numbers/${phone.id}`, { body: edited })).body.status).toBe('LOCKED');
    const corrected = { regionCode: 'DE', target: '+49 151 23450009' };
    expect((await api.call('PUT', `${base}/phone-numbers/${phone.id}`, { body: corrected })).body.status).toBe('OK');
  });
});

describe('the reachability report', () => {
  it('tells numbers that cannot exist, locked contacts, and SNS as the only way', async () => {
    const policy = { name: 'P', escalationRules: [{ escalationTimeout: 5, users: [{ id: 2 }] }] };
    const { id } = (await api.call('POST', '/api/escalation-policies', { body: policy })).body;
    const source = { name: 'S', integrationType: 'API', escalationPolicy: { id } };
    await api.call('POST', '/api/alert-sources', { body: source });
    const problems = async () => (await api.call('GET', '/api/on-calls/reachability')).body[0]?.problems;
    const change = async (facts: object) => {
      const user = (await api.store.users.get(2)) ?? expect.fail();
      const phones = user.phones.map((phone) => ({ ...phone, ...facts }));
      await api.store.users.save({ ...user, phones }, user);
    };
    // As stored by an earlier version, which looked at the length only.
    expect(await problems()).toEqual(['NO_VERIFIED_PHONE', 'NO_WORKING_RULE', 'INVALID_NUMBER']);
    await change({ e164: '+4915123450001', target: '+4915123450001' });
    expect(await problems()).toBeUndefined();
    await change({ status: 'LOCKED', optedOut: true });
    expect(await problems()).toEqual(['NO_VERIFIED_PHONE', 'NO_WORKING_RULE', 'CONTACT_LOCKED']);
  });
});
