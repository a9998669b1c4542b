import { beforeEach, describe, expect, it } from 'vitest';
import type { StatusPage } from '../../functions/domain/page/status-page.ts';
import type { SignInMethod } from '../../functions/domain/session/session.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import { publishPage } from '../../functions/usecases/page/publish.ts';
import { aProvider } from '../store/contract/identity-providers.ts';
import { aService, aStatusPage, tenOClock } from '../support/factories.ts';
import { type Answered, type Asked, pageSite } from '../support/page-site.ts';
import { rememberedPublishing } from '../support/published.ts';
import { aTeam } from '../support/schedules.ts';
import { publicUrl, signInHarness } from './sign-in-harness.ts';

const below = 'customers.pages.example.com';
const own = 'status.customers.example';

/** Page 50 at two hosts shows Vault to team 1, which user 2 is in, and Cellar to team 2. */
async function aSite() {
  const published = rememberedPublishing();
  const world = await signInHarness({ settings: { pagesDomain: 'pages.example.com' } });
  const { store, clock, ctx } = world;
  await world.userOf('STAKEHOLDER', 2);
  await store.teams.create(aTeam([2], { id: 1 }));
  await store.teams.create(aTeam([], { id: 2 }));
  await store.services.create(aService(11, { name: 'Vault', teams: [1] }));
  await store.services.create(aService(12, { name: 'Cellar', teams: [2] }));
  await store.services.create(aService(13, { name: 'Attic', teams: [] }));
  const facts = { visibility: 'PRIVATE', audienceSpecific: true, activatedAt: tenOClock, teams: [1, 2] } as const;
  const page = { ...facts, teams: [1, 2], subdomain: 'customers', domain: own, services: [11, 12, 13] };
  await store.statusPages.create(aStatusPage(50, page));
  published.hosts.set('secrets', world.pageKeys.entry);
  const publish = () => publishPage({ ...ctx, ...published }, 50);
  await publish();
  const { visit } = pageSite({ published, signIn: world.signIn, clock });

  /** A browser on one host. */
  function visitor(host: string) {
    const jar: Record<string, string> = {};
    async function send(asked: Omit<Asked, 'host'>): Promise<Answered> {
      const answer = await visit({ host, ...asked, cookies: jar });
      for (const cookie of answer.setCookies) {
        const [pair = '', ...attributes] = cookie.split('; ');
        const name = pair.slice(0, pair.indexOf('='));
        if (attributes.includes('Max-Age=0')) delete jar[name];
        else jar[name] = pair.slice(name.length + 1);
      }
      return answer;
    }
    const post = (path: string, body: Record<string, string>, origin = `https://${host}`) =>
      send({
        path,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', origin },
        body: new URLSearchParams(body).toString(),
      });
    return {
      jar,
      send,
      post,
      /** Goes where it is led, twelve times at most. */
      async walk(path: string): Promise<Answered> {
        let at = path;
        for (let hop = 0; hop < 12; hop += 1) {
          const answer = await send({ path: at });
          if (answer.headers.location === undefined) return answer;
          at = answer.headers.location;
        }
        return expect.fail(`${path} leads in circles`);
      },
      async askForLink(): Promise<string> {
        expect((await post('/auth/email', { email: 'user2@example.com' })).status).toBe(202);
        return (await world.mails())[0]?.text.match(/https?:\/\/\S+/)?.[0] ?? expect.fail('no mail was sent');
      },
    };
  }
  async function signedIn(host = below) {
    const browser = visitor(host);
    const link = await browser.askForLink();
    expect((await browser.post(new URL(link).pathname, {})).status).toBe(303);
    return browser;
  }
  const setTeam = async (id: number, members: readonly number[]) => {
    const before = (await store.teams.get(id)) ?? expect.fail();
    await store.teams.save({ ...aTeam(members, { id }), version: before.version }, before);
  };
  return { ...world, published, publish, visitor, signedIn, setTeam };
}

let site: Awaited<ReturnType<typeof aSite>>;
beforeEach(async () => {
  site = await aSite();
});

describe('somebody whose view is replaced', () => {
  it('finds a page at every moment, and the new one within a minute', async () => {
    const browser = await site.signedIn();
    expect((await browser.walk('/status.json')).body).toContain('Vault');
    await site.setTeam(1, []);
    await site.setTeam(2, [2]);
    const seen: string[] = [];
    for (let second = 0; second <= 150; second += 5) {
      if (second === 5 || second % 30 === 0) await site.publish();
      const { status, body } = await browser.walk('/status.json');
      expect([second, status]).toEqual([second, expect.toBeOneOf([200, 202])]);
      seen.push(status === 202 ? 'wait' : body.includes('Vault') ? 'Vault' : body.includes('Cellar') ? 'Cellar' : '?');
      site.clock.advance({ seconds: 5 });
    }
    expect(new Set(seen)).toEqual(new Set(['Vault', 'Cellar']));
    expect(seen.slice(11)).not.toContain('Vault');
  });

  it('waits where the new one is not there yet, and is let in when it is', async () => {
    const browser = await site.signedIn();
    await browser.walk('/');
    await site.setTeam(2, [2]);
    site.clock.advance({ seconds: 50 });
    const waiting = await browser.walk('/');
    expect([waiting.status, waiting.headers.refresh]).toEqual([202, '3; url=/auth/page?to=%2F']);
    expect(waiting.body).not.toMatch(/Vault|Cellar/);
    await site.publish();
    expect((await browser.walk('/')).body).toMatch(/Vault[\s\S]*Cellar/);
  });
});

describe('the door of a private page', () => {
  it('sends a browser on five times in ten seconds, then lets it wait: where the way does not know the page, nobody goes round', async () => {
    const browser = await site.signedIn();
    await browser.walk('/');
    const turns: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) turns.push((await browser.send({ path: '/auth/page?to=/' })).status);
    // One turn was counted while the browser was let in.
    expect(turns).toEqual([303, 303, 303, 303, 202, 303, 303, 303]);
    site.clock.advance({ seconds: 11 });
    const later = await browser.send({ path: '/auth/page?to=/' });
    expect([later.status, later.headers.location]).toEqual([303, '/']);
  });
});

describe('a page with a domain of its own', () => {
  it('lets in on either host, by a link to the one on which somebody asked', async () => {
    for (const host of [below, own]) {
      const browser = site.visitor(host);
      const link = await browser.askForLink();
      expect(new URL(link).origin).toBe(`https://${host}`);
      expect((await browser.post(new URL(link).pathname, {})).status).toBe(303);
      expect((await browser.walk('/status.json')).body).toContain('Vault');
    }
  });

  it('takes no host of a page for another: cookies and forms are of one', async () => {
    const browser = await site.signedIn(own);
    expect((await browser.post('/auth/sign-out', {}, `https://${below}`)).status).toBe(403);
    expect((await browser.walk('/status.json')).status).toBe(200);
  });

  it('sends no link to a domain that was taken from the page meanwhile', async () => {
    const browser = site.visitor(own);
    await browser.post('/auth/email', { email: 'user2@example.com' });
    const page = (await site.store.statusPages.get(50)) as StatusPage;
    const { domain: _gone, ...without } = page;
    await site.store.statusPages.save(without, page);
    const [mail] = await site.mails();
    expect(mail?.text).toContain(`https://${below}/auth/link/`);
    expect(mail?.text).not.toContain(own);
  });
});

describe('somebody who signs in by a passkey or over an identity provider', () => {
  const bound = () =>
    site.store.identityProviders.create(
      aProvider({ name: 'Staff', domains: ['example.com'], issuer: 'https://id.example.com' }),
    );

  /** From the page to the API's host; whoever is signed in there. */
  async function toMain(host = below) {
    const browser = site.visitor(host);
    const { status, headers } = await browser.send({ path: '/auth/main?to=/history' });
    expect(status).toBe(303);
    const address = new URL(headers.location ?? '');
    expect(address.origin).toBe(publicUrl);
    return { browser, ask: address.searchParams.get('ask') ?? '', path: address.pathname };
  }
  const user = async () => (await site.store.users.get(2)) as User;
  async function atMain(method: SignInMethod = 'OIDC') {
    const main = site.browser();
    await main.open({ user: await user() }, method);
    return main;
  }

  it.each([below, own])('comes back to %s by a link for this browser, once', async (host) => {
    await bound();
    const { browser, ask, path } = await toMain(host);
    const main = site.browser();
    const first = await main.get(path, { query: `ask=${ask}` });
    expect(first.headers.location).toBe(`/auth/login?${new URLSearchParams({ to: `/auth/to-page?ask=${ask}` })}`);
    await main.open({ user: await user() }, 'OIDC');
    const asked = await main.get(path, { query: `ask=${ask}` });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('user2@example.com');
    expect(asked.headers['content-security-policy']).toContain(`form-action 'self' https://${host};`);
    const { status, headers } = await main.post(path, { form: { ask } });
    expect(status).toBe(303);
    const link = new URL(headers.location ?? '');
    expect(link.origin).toBe(`https://${host}`);
    expect((await site.visitor(host).post(link.pathname, {})).status).toBe(403);
    expect((await browser.send({ path: link.pathname })).status).toBe(200);
    const answer = await browser.post(link.pathname, {});
    expect([answer.status, answer.headers.location]).toEqual([303, '/history']);
    expect((await browser.walk('/status.json')).body).toContain('Vault');
    expect((await browser.post(link.pathname, {})).status).toBe(410);
    site.clock.advance({ minutes: 20 });
    expect((await browser.walk('/status.json')).body).toContain('Vault');
  });

  it('is told so by mail where their address is bound, with the way that leads back', async () => {
    await bound();
    const browser = site.visitor(own);
    await browser.post('/auth/email', { email: 'user2@example.com' });
    const [mail] = await site.mails();
    expect(mail?.text).toContain(`https://${own}/auth/main?to=%2F`);
    expect(mail?.text).not.toContain('/auth/link/');
  });

  it('finds the other ways on the form of a private page, and on no other', async () => {
    const browser = site.visitor(below);
    expect((await browser.send({ path: '/auth/login?to=/history' })).body).toContain('/auth/main?to=%2Fhistory');
    expect((await site.browser().get('/auth/login')).text).not.toContain('/auth/main');
  });

  it('is not led anywhere by what nobody asked, or too long ago, or for another page', async () => {
    const { ask, path } = await toMain();
    const main = await atMain('PASSKEY');
    const forged = createTokens('another secret', site.clock).seal('PAGE', { exp: 9_999_999_999 });
    const other = site.tokens.seal('CONSENT', { exp: 9_999_999_999 });
    for (const text of ['', 'x', `${ask.slice(0, -1)}x`, forged, other])
      for (const answer of [
        await main.get(path, { query: `ask=${text}` }),
        await main.post(path, { form: { ask: text } }),
      ])
        expect([answer.status, answer.headers.location]).toEqual([410, undefined]);
    site.clock.advance({ minutes: 15 });
    expect((await main.post(path, { form: { ask } })).status).toBe(410);
  });

  it('is not let in where the page would not let them in, nor signed in by another site', async () => {
    const { ask, path } = await toMain();
    const main = await atMain();
    const foreign = { origin: `https://${below}`, 'sec-fetch-site': 'cross-site' };
    expect((await main.post(path, { form: { ask }, headers: foreign })).status).toBe(403);
    // A page that is the same for all who see it is for members of its teams.
    const page = (await site.store.statusPages.get(50)) as StatusPage;
    await site.store.statusPages.save({ ...page, audienceSpecific: false }, page);
    for (const id of [1, 2]) await site.setTeam(id, []);
    for (const answer of [await main.get(path, { query: `ask=${ask}` }), await main.post(path, { form: { ask } })])
      expect([answer.status, answer.headers.location]).toEqual([403, undefined]);
    expect((await site.browser().post(path, { form: { ask } })).status).toBe(401);
  });

  it('cannot be signed in as somebody else: what another browser began ends in that one alone', async () => {
    const attacker = await toMain();
    const victim = await atMain();
    const { headers } = await victim.post(attacker.path, { form: { ask: attacker.ask } });
    const onPage = site.visitor(below);
    expect((await onPage.post(new URL(headers.location ?? '').pathname, {})).status).toBe(403);
    expect(Object.keys(onPage.jar)).toEqual([]);
  });
});
