import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { systemIds } from '../../functions/platform/ids.ts';
import { apiHarness } from '../api/api-harness.ts';

const base = '/api/users/2/contacts';

async function someone() {
  const api = await apiHarness();
  const { key } = await api.userOf('USER', 2);
  const other = await api.userOf('USER', 3);
  const call = (method: string, path: string, body?: unknown) => api.call(method, path, { key, body });
  return {
    ...api,
    api: api.call,
    call,
    as: (path: string, body?: unknown) => api.call('POST', path, { key: other.key, body }),
    /** Adds a phone number and asks for its code. */
    async ask(target = '15123450002') {
      const { body } = await call('POST', `${base}/phone-numbers`, { regionCode: 'DE', target });
      return { id: body.id as number, ...(await call('POST', `${base}/phone-numbers/${body.id}/verify`)) };
    },
    async codeSent(): Promise<string> {
      const last = api.queued.at(-1);
      const sent = last && 'id' in last ? await api.store.notifications.get(last.scope, last.id) : undefined;
      return /\d{6}/.exec(sent?.text ?? '')?.[0] ?? expect.fail('no code was sent');
    },
  };
}

describe('a verification code', () => {
  it('takes five guesses, and no more when the contact is asked about again', async () => {
    const world = await someone();
    const { id } = await world.ask();
    const code = await world.codeSent();
    const wrong = code === '000000' ? '000001' : '000000';
    for (let guess = 0; guess < 5; guess++)
      expect((await world.call('POST', `${base}/phone-numbers/${id}/verify`, { code: wrong })).status).toBe(400);
    const right = await world.call('POST', `${base}/phone-numbers/${id}/verify`, { code });
    expect(right).toMatchObject({ status: 400, body: { message: expect.stringContaining('5 times') } });
    expect((await world.store.users.get(2))?.phones.at(-1)?.verified).toBe(false);
  });

  it('that is asked for anew brings no more guesses, until the last one has expired', async () => {
    const world = await someone();
    const { id } = await world.ask();
    const path = `${base}/phone-numbers/${id}/verify`;
    const wrongGuess = async () => {
      const code = await world.codeSent();
      return world.call('POST', path, { code: code === '000000' ? '000001' : '000000' });
    };
    for (let guess = 0; guess < 3; guess++) expect((await wrongGuess()).status).toBe(400);
    world.clock.advance({ minutes: 1 });
    expect((await world.call('POST', path)).status).toBe(200);
    for (let guess = 0; guess < 2; guess++) expect((await wrongGuess()).body.message).toContain('is wrong');
    const right = await world.call('POST', path, { code: await world.codeSent() });
    expect(right).toMatchObject({ status: 400, body: { message: expect.stringContaining('5 times') } });
    world.clock.advance({ minutes: 14, seconds: 59 });
    expect((await world.call('POST', path)).status).toBe(400);
    world.clock.advance({ seconds: 1 });
    expect((await world.call('POST', path)).status).toBe(200);
    expect((await world.call('POST', path, { code: await world.codeSent() })).status).toBe(200);
    expect((await world.store.users.get(2))?.phones.at(-1)?.verified).toBe(true);
  });

  it.each([
    [14 * 60 + 59, 200],
    [15 * 60, 400],
  ])('is worth something for 15 minutes: after %i seconds it gets %i', async (seconds, status) => {
    const world = await someone();
    const { id } = await world.ask();
    world.clock.advance({ seconds });
    const reply = await world.call('POST', `${base}/phone-numbers/${id}/verify`, { code: await world.codeSent() });
    expect(reply.status).toBe(status);
  });

  it.each([
    [59, 429],
    [60, 200],
  ])('comes at most once a minute: again after %i seconds gets %i', async (seconds, status) => {
    const world = await someone();
    const { id } = await world.ask();
    world.clock.advance({ seconds });
    expect((await world.call('POST', `${base}/phone-numbers/${id}/verify`)).status).toBe(status);
  });

  it('cannot be had without end by deleting the contact and adding it again', async () => {
    const world = await someone();
    let sent = 0;
    for (let round = 0; round < 12; round++) {
      const { id, status } = await world.ask();
      if (status === 200) sent++;
      else expect(status).toBe(429);
      expect((await world.call('DELETE', `${base}/phone-numbers/${id}`)).status).toBe(204);
    }
    expect(sent).toBe(5);
    expect(world.queued).toHaveLength(5);
  });

  it('cannot be had without end by changing the contact back and forth', async () => {
    const world = await someone();
    const { id } = await world.ask('15123450000');
    let sent = 1;
    for (let round = 1; round < 30; round++) {
      const body = { regionCode: 'DE', target: `151234500${String(round).padStart(2, '0')}` };
      expect((await world.call('PUT', `${base}/phone-numbers/${id}`, body)).status).toBe(200);
      if ((await world.call('POST', `${base}/phone-numbers/${id}/verify`)).status === 200) sent++;
    }
    expect(sent).toBe(10);
  });

  it('reaches a number five times an hour, whoever asks, and again an hour later', async () => {
    const world = await someone();
    for (let round = 0; round < 5; round++) {
      const { id } = await world.ask();
      await world.call('DELETE', `${base}/phone-numbers/${id}`);
    }
    const path = '/api/users/3/contacts/phone-numbers';
    const { body } = await world.as(path, { regionCode: 'DE', target: '+4915123450002' });
    expect((await world.as(`${path}/${body.id}/verify`)).status).toBe(429);
    world.clock.advance({ minutes: 61 });
    expect((await world.as(`${path}/${body.id}/verify`)).status).toBe(200);
  });

  it('is stored as a hash, and not shown', async () => {
    const world = await someone();
    const { id } = await world.ask();
    const code = await world.codeSent();
    expect(JSON.stringify(await world.store.users.get(2))).not.toContain(code);
    expect((await world.call('GET', `${base}/phone-numbers/${id}`)).text).not.toContain(code);
    expect((await world.call('GET', '/api/users/2')).text).not.toContain(code);
  });

  it('of one contact is worth nothing for another', async () => {
    const world = await someone();
    await world.ask();
    const code = await world.codeSent();
    const { body: email } = await world.call('POST', `${base}/emails`, { target: 'new@example.com' });
    const answer = await world.call('POST', `${base}/emails/${email.id}/verify`, { code });
    expect(answer.status).toBe(400);
  });
});

describe('what cannot be guessed', () => {
  it("has 256 bits of the machine's randomness, and codes six digits of it", () => {
    const secrets = new Set(Array.from({ length: 1_000 }, () => systemIds.secret()));
    expect(secrets.size).toBe(1_000);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const codes = Array.from({ length: 1_000 }, () => systemIds.digits(6));
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(950);
  });

  it("a calendar's address: neither part of it, nor its hash, nor another case opens it", async () => {
    const world = await someone();
    const { body } = await world.call('POST', '/api/users/2/ical-feed');
    const secret = /ical\/([\w-]+)\.ics/.exec(body.url)?.[1] ?? expect.fail(body.url);
    const open = (text: string) => world.call('GET', `/api/ical/${text}.ics`);
    expect((await open(secret)).status).toBe(200);
    const hash = createHash('sha256').update(secret).digest('hex');
    for (const guess of [
      secret.slice(1),
      `${secret}A`,
      secret.toLowerCase(),
      secret.toUpperCase(),
      hash,
      '__proto__',
      '-',
    ])
      if (guess !== secret) expect((await open(guess)).status).toBe(404);
    expect((await world.call('DELETE', '/api/users/2/ical-feed')).status).toBe(204);
    expect((await open(secret)).status).toBe(404);
  });

  it('an API key: only its hash is stored, and the hash is no key', async () => {
    const world = await someone();
    const { body } = await world.call('POST', '/api/users/2/api-keys', { name: 'CI' });
    const hash = createHash('sha256').update(body.key).digest('hex');
    const [stored] = (await world.store.apiKeys.ofUser(2)).filter(({ id }) => id === body.id);
    expect(stored).toMatchObject({ hash });
    expect(JSON.stringify(stored)).not.toContain(body.key);
    const use = (key: string) => apiCall(world, key);
    expect(await use(body.key)).toBe(200);
    for (const guess of [hash, body.key.toLowerCase(), body.key.slice(0, -1), `${body.key}A`, 'tocsin_', '*'])
      if (guess !== body.key) expect(await use(guess)).toBe(403);
  });
});

const apiCall = async (world: { api: Awaited<ReturnType<typeof apiHarness>>['call'] }, key: string) =>
  (await world.api('GET', '/api/users/current', { key })).status;
