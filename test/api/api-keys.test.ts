import { beforeEach, describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const path = '/api/users/1/api-keys';
const make = async (body: object = {}) => (await api.call('POST', path, { body })).body;
const works = async (key: string) => (await api.call('GET', '/api/users/current', { key })).status === 200;
const list = async () => (await api.call('GET', path)).body;

describe('an API key with an end', () => {
  it('works until then and not a moment longer, though it was just used', async () => {
    const expiresAt = plus(api.clock.now(), { minutes: 1 });
    const { key, id, ...told } = await make({ name: 'Audit', expiresAt });
    expect(told).toEqual({ name: 'Audit', createdAt: api.clock.now(), expiresAt });
    api.clock.advance({ milliseconds: 59_999 });
    expect(await works(key)).toBe(true);
    api.clock.advance({ milliseconds: 1 });
    const refused = await api.call('GET', '/api/users/current', { key });
    expect([refused.status, refused.body.code]).toEqual([403, 'KEY_ERROR']);
    expect(await list()).toContainEqual({ id, ...told, lastUsedAt: '2026-03-02' });
  });

  it.each(['2026-03-02T09:00:00Z', '2020-01-01T00:00:00Z', 'tomorrow', '2026-04-01', 7])(
    'is not made to end at %j',
    async (expiresAt) => {
      const answer = await api.call('POST', path, { body: { expiresAt } });
      expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(/^expiresAt/)]);
    },
  );

  it('does not count among the fifty any more', async () => {
    for (let key = 0; key < 49; key++) await make({ expiresAt: plus(api.clock.now(), { hours: 1 }) });
    expect((await api.call('POST', path, { body: {} })).status).toBe(400);
    api.clock.advance({ hours: 1 });
    expect((await api.call('POST', path, { body: {} })).status).toBe(201);
  });
});

describe('rotating a key', () => {
  const rotate = async (id: number, body?: object) =>
    api.call('POST', `${path}/${id}/rotate`, body === undefined ? {} : { body });

  it('gives a successor like it, and both work for a day', async () => {
    const former = await make({ name: 'CI', scopes: ['profile', 'alert:w'] });
    const { status, body, headers } = await rotate(former.id);
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'CI', scopes: ['profile', 'alert:w'], key: expect.stringMatching(/^tocsin_/) });
    expect(body).not.toHaveProperty('expiresAt');
    expect(headers.location).toBe(`https://tocsin.example.com${path}/${body.id}`);
    expect([await works(former.key), await works(body.key)]).toEqual([true, true]);
    const ended = (await list()).find(({ id }: { id: number }) => id === former.id);
    expect(ended.expiresAt).toBe('2026-03-03T09:00:00.000Z');
    api.clock.advance({ hours: 24 });
    expect([await works(former.key), await works(body.key)]).toEqual([false, true]);
  });

  it('ends the former one after the overlap asked for, within a minute on every function', async () => {
    const former = await make();
    expect(await works(former.key)).toBe(true);
    const { body } = await rotate(former.id, { overlapHours: 0 });
    api.clock.advance({ seconds: 60 });
    expect([await works(former.key), await works(body.key)]).toEqual([false, true]);
  });

  it('keeps the length of its life, and never lengthens that of the former one', async () => {
    const former = await make({ expiresAt: '2026-03-02T19:00:00Z' });
    api.clock.advance({ hours: 2 });
    const { body } = await rotate(former.id, { overlapHours: 720 });
    expect(body.expiresAt).toBe('2026-03-02T21:00:00.000Z');
    const ends = (await list()).find(({ id }: { id: number }) => id === former.id).expiresAt;
    expect(ends).toBe('2026-03-02T19:00:00.000Z');
  });

  it.each([-1, 721, 1.5, '24'])('takes no overlap of %j hours', async (overlapHours) => {
    const { status, body } = await rotate(10, { overlapHours });
    expect([status, body.message]).toEqual([400, expect.stringMatching(/^overlapHours/)]);
  });

  it('is for keys that are there and have not ended', async () => {
    const { id } = await make({ expiresAt: plus(api.clock.now(), { minutes: 1 }) });
    expect((await rotate(4711)).status).toBe(404);
    api.clock.advance({ minutes: 1 });
    expect((await rotate(id)).status).toBe(400);
    const other = await api.userOf('USER', 2);
    const { body } = await api.call('POST', '/api/users/2/api-keys', { key: other.key, body: {} });
    expect((await rotate(body.id)).status).toBe(404);
  });

  it('is not one too many where two do it at once: each gets a key of its own, or is refused', async () => {
    const former = await make();
    const answers = await Promise.all([rotate(former.id), rotate(former.id)]);
    for (const { status, body } of answers) expect([status, await works(body.key)]).toEqual([201, true]);
  });
});

it('a key with limits is not found by code that knows none: it looks elsewhere', async () => {
  const { key } = await make({ scopes: ['alert'] });
  const plain = await make();
  const partitions = api.table
    .items()
    .filter(({ type }) => type === 'APIKEY')
    .map(({ PK }) => PK.split('#')[0]);
  expect(key).toMatch(/^tocsin_limited_/);
  expect(plain.key).not.toMatch(/^tocsin_limited_/);
  expect(partitions.sort()).toEqual(['APIKEY', 'APIKEY', 'LIMITED_APIKEY']);
});
