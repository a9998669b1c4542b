import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'none', clock: 'still' });
}, 200_000);
afterAll(() => cloud?.stop());

/** A browser as far as cookies go. */
function aBrowser() {
  const jar = new Map<string, string>();
  return {
    jar,
    async send(method: string, path: string, body?: unknown) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(`${cloud.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(cookie !== '' && { cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(method !== 'GET' && { origin: cloud.url }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      for (const given of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = given.split('; ');
        const [name = '', value = ''] = pair.split('=');
        if (attributes.includes('Max-Age=0')) jar.delete(name);
        else jar.set(name, value);
      }
      return response;
    },
  };
}

const mailsTo = async (address: string) =>
  (await cloud.outbox()).filter(({ channel, to }) => channel === 'EMAIL' && to === address);

/** The link in the newest mail to this address. */
async function linkFor(browser: ReturnType<typeof aBrowser>, email: string, to?: string): Promise<string> {
  const before = (await mailsTo(email)).length;
  expect((await browser.send('POST', '/auth/email', { email, ...(to && { to }) })).status).toBe(202);
  await cloud.settle();
  const mails = await mailsTo(email);
  expect(mails).toHaveLength(before + 1);
  return new URL(/http:\S+\/auth\/link\/\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '').pathname;
}

describe('signing in over the local cloud', () => {
  it('somebody asks for a link, signs in with it, acts on the API, and is signed out by an administrator', async () => {
    const ada = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', role: 'RESPONDER' };
    const { body: user } = await cloud.api('POST', '/api/users?send-no-invitation=true', ada);
    const laptop = aBrowser();
    const link = await linkFor(laptop, ada.email, '/alerts');
    expect((await aBrowser().send('POST', link)).status).toBe(403);
    const answer = await laptop.send('POST', link);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/alerts']);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^tocsin-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await laptop.send('POST', link)).status).toBe(410);

    const me = await laptop.send('GET', '/api/users/current');
    expect(await me.json()).toMatchObject({ id: user.id, role: 'RESPONDER' });
    const sessions = `/api/users/${user.id}/sessions`;
    expect((await cloud.api('GET', sessions)).body).toMatchObject([{ method: 'LINK' }]);
    expect((await cloud.api('DELETE', sessions)).status).toBe(204);
    expect((await laptop.send('GET', '/auth/session')).status).toBe(401);
    await cloud.advance(60);
    expect((await laptop.send('GET', '/api/users/current')).status).toBe(401);
  }, 60_000);

  it('an unknown address is answered like a known one, and gets nothing', async () => {
    const shape = async (email: string) => {
      const answer = await aBrowser().send('POST', '/auth/email', { email });
      const headers = [...answer.headers].filter(([name]) => !['date', 'apigw-requestid', 'set-cookie'].includes(name));
      const cookies = answer.headers.getSetCookie().map((cookie) => cookie.replace(/=[\w-]+\.[\w-]+;/, '=…;'));
      return { status: answer.status, headers, cookies, text: await answer.text() };
    };
    expect(await shape('nobody@example.com')).toEqual(await shape('admin@example.com'));
    await cloud.settle();
    expect(await mailsTo('nobody@example.com')).toEqual([]);
    expect(await mailsTo('admin@example.com')).toHaveLength(1);
  }, 60_000);

  it('a link is over after ten minutes', async () => {
    const laptop = aBrowser();
    const link = await linkFor(laptop, 'admin@example.com');
    expect((await laptop.send('GET', link)).status).toBe(200);
    await cloud.advance(600);
    expect((await laptop.send('GET', link)).status).toBe(410);
    expect((await laptop.send('POST', link)).status).toBe(410);
  }, 60_000);

  it('a mail is sent though the first attempt to write it fails', async () => {
    await cloud.faults.add({
      function: 'send-notification',
      service: 'dynamodb',
      action: 'PutItem',
      count: 5,
      kind: 'error5xx',
    });
    const laptop = aBrowser();
    const before = (await mailsTo('admin@example.com')).length;
    expect((await laptop.send('POST', '/auth/email', { email: 'admin@example.com' })).status).toBe(202);
    await cloud.settle();
    await cloud.faults.clear();
    await cloud.advance(240);
    expect(await mailsTo('admin@example.com')).toHaveLength(before + 1);
  }, 60_000);

  it('what another site sends in the name of somebody who is signed in is refused', async () => {
    const laptop = aBrowser();
    await laptop.send('POST', await linkFor(laptop, 'admin@example.com'));
    const cookie = [...laptop.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }];
    for (const path of ['/auth/sign-out', '/auth/email', '/api/users'])
      for (const headers of foreign) {
        const answer = await fetch(`${cloud.url}${path}`, {
          method: 'POST',
          headers: { cookie, ...headers },
        });
        expect([path, answer.status]).toEqual([path, 403]);
      }
    expect((await laptop.send('GET', '/auth/session')).status).toBe(200);
  }, 60_000);
});
