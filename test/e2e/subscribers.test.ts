import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { type Visit, visit } from '../support/visit.ts';
import { tenOClock } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.stop());

const host = 'acme.pages.localhost';
const see = (path: string, sent: Visit = {}) => visit(cloud.url, host, path, sent);
const post = (path: string, body = '', type = 'application/x-www-form-urlencoded') =>
  see(path, { method: 'POST', headers: { 'content-type': type }, body });
const ask = (body: object) => post('/subscribe', JSON.stringify(body), 'application/json');

async function made(path: string, body: object, query = '') {
  const answer = await cloud.api('POST', path + query, body);
  expect([200, 201, 202], JSON.stringify(answer.body)).toContain(answer.status);
  return answer.body;
}

let shop: { id: number };
let mail: { id: number };
let page: { id: number; url: string };
async function aPage(facts: object = {}) {
  shop = await made('/api/services', { name: 'Shop' });
  mail = await made('/api/services', { name: 'Mail' });
  page = await made('/api/status-pages', {
    name: 'Acme',
    subdomain: 'acme',
    visibility: 'PUBLIC',
    showSubscribeAction: true,
    services: [{ id: shop.id }, { id: mail.id }],
    ...facts,
  });
  expect((await cloud.api('PUT', `/api/status-pages/${page.id}/activate`)).status).toBe(200);
  await cloud.settle();
}

const listed = async () => (await cloud.api('GET', `/api/status-pages/${page.id}/subscribers`)).body;
const messagesTo = async (to: string) => (await cloud.outbox()).filter((message: { to: string }) => message.to === to);
const pathIn = (text: string, kind: string): string =>
  new URL(new RegExp(`https?://\\S+/subscribe/${kind}/[\\w-]+`).exec(text)?.[0] ?? 'http://none/').pathname;

const affected = (id: number, impact = 'PARTIAL_OUTAGE') => [{ impact, service: { id } }];
const anIncident = (id: number, facts: object = {}) =>
  made('/api/incidents', {
    summary: 'Payments fail',
    status: 'INVESTIGATING',
    message: 'We are **looking** into it.',
    sendNotification: true,
    affectedServices: affected(id),
    ...facts,
  });

describe('somebody outside', () => {
  it('is asked once, told nothing before they confirm, then told once of each update, and no more after one click', async () => {
    await aPage();
    const first = await ask({ target: 'Ada@example.com', services: [shop.id], locale: 'en-GB' });
    expect(first.status).toBe(202);
    await cloud.settle();
    const again = await ask({ target: 'ada@example.com' });
    await cloud.settle();
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const questions = await messagesTo('ada@example.com');
    expect(questions).toHaveLength(1);
    expect(await listed()).toMatchObject([{ target: 'ada@example.com', status: 'PENDING', type: 'EMAIL' }]);

    await anIncident(shop.id);
    await cloud.settle();
    expect(await messagesTo('ada@example.com')).toHaveLength(1);

    const confirm = pathIn(questions[0]?.text ?? '', 'confirm');
    const shown = await see(confirm);
    expect(shown.status).toBe(200);
    expect(shown.headers['referrer-policy']).toBe('no-referrer');
    expect((await listed())[0].status).toBe('PENDING');
    expect((await post(confirm)).status).toBe(200);
    expect((await post(confirm)).status).toBe(200);
    expect((await listed())[0].status).toBe('CONFIRMED');

    const { id } = await anIncident(shop.id, { summary: 'Checkout is slow' });
    await cloud.settle();
    const told = (await messagesTo('ada@example.com')).slice(1);
    expect(told).toHaveLength(1);
    const [update] = told;
    expect(update?.subject).toContain('Checkout is slow');
    expect(update?.text).toContain(`${page.url}incidents/${id}`);
    expect(update?.text).toContain('We are looking into it.');
    const remove = pathIn(update?.headers['list-unsubscribe'] ?? '', 'remove');
    expect(update?.headers).toMatchObject({
      'list-unsubscribe': `<${page.url.slice(0, -1)}${remove}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
    expect(update?.text).toContain('/subscribe/manage/');

    const manage = pathIn(update?.text ?? '', 'manage');
    expect((await see(manage)).body).toContain('Mail');
    expect((await post(manage, `services=${mail.id}`)).status).toBe(200);
    expect((await listed())[0].services).toEqual([mail.id]);
    await anIncident(shop.id, { summary: 'Not for Ada' });
    await cloud.settle();
    expect(await messagesTo('ada@example.com')).toHaveLength(2);

    expect((await see(remove)).status).toBe(200);
    expect(await listed()).toHaveLength(1);
    expect((await post(remove, 'List-Unsubscribe=One-Click')).status).toBe(200);
    expect((await post(remove, 'List-Unsubscribe=One-Click')).status).toBe(200);
    expect(await listed()).toEqual([]);
    expect((await post(confirm)).status).toBe(410);
  });

  it('fills in a form that needs no script', async () => {
    await aPage();
    expect((await see('/')).body).toContain('href="/subscribe"');
    const form = await see('/subscribe', { headers: { accept: 'text/html' } });
    expect(form.status).toBe(200);
    expect(form.body).toContain(`value="${shop.id}"`);
    const refused = await post('/subscribe', 'target=nobody');
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('aria-invalid');
    const taken = await post(
      '/subscribe',
      `target=ada%40example.com&services=${shop.id}&services=${mail.id}&locale=de-DE`,
    );
    expect(taken.status).toBe(202);
    await cloud.settle();
    expect((await messagesTo('ada@example.com'))[0]?.subject).toBe('Abonnement von Acme bestätigen');
  });

  it('may be a webhook, which gets signed messages', async () => {
    await aPage();
    const url = 'https://hooks.example.com/tocsin';
    expect((await ask({ target: url, type: 'WEBHOOK' })).status).toBe(202);
    await cloud.settle();
    const [question] = await messagesTo(url);
    expect(question?.channel).toBe('WEBHOOK');
    const asked = JSON.parse(question?.text ?? '{}');
    expect(asked).toMatchObject({ type: 'subscription.confirm' });
    const confirmed = await post(new URL(asked.url).pathname);
    const secret = /whsec_[A-Za-z0-9+/=]+/.exec(confirmed.body)?.[0] ?? '';
    await anIncident(shop.id);
    await cloud.settle();
    const [, update] = await messagesTo(url);
    const { Webhook } = await import('standardwebhooks');
    const headers = update?.headers ?? {};
    expect(
      new Webhook(secret).sign(
        headers['webhook-id'] ?? '',
        new Date(Number(headers['webhook-timestamp']) * 1000),
        update?.text ?? '',
      ),
    ).toBe(headers['webhook-signature']);
    expect(JSON.parse(update?.text ?? '{}')).toMatchObject({
      type: 'incident.updated',
      incident: { summary: 'Payments fail' },
    });
  });

  it.each([
    [{ target: 'ada' }, 'target'],
    [{ target: 'http://example.com', type: 'WEBHOOK' }, 'target'],
    [{ target: 'https://127.0.0.1/', type: 'WEBHOOK' }, 'target'],
    [{ target: 'ada@example.com', type: 'FAX' }, 'type'],
    [{ target: 'ada@example.com', services: [1] }, 'services'],
    [{ target: 'ada@example.com', services: ['x'] }, 'services'],
    [{}, 'target'],
  ])('is told what is wrong with %j', async (body, field) => {
    await aPage();
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ details: { field } });
  });

  it('is told nothing more after a bounce, a complaint or a STOP, and after the last two cannot be subscribed again', async () => {
    await aPage();
    const [gone, angry, number] = ['bounce+ada@example.com', 'complaint+grace@example.com', '+4915123450077'];
    const people = [
      { target: gone },
      { target: angry },
      { target: number, type: 'SMS' },
      { target: 'ada@example.com' },
    ];
    const bulk = `/api/status-pages/${page.id}/subscribers_bulk?import=true`;
    expect((await cloud.api('POST', bulk, people)).status).toBe(202);
    await anIncident(shop.id);
    await cloud.advance(5);
    const targets = async () => (await listed()).map(({ target }: { target: string }) => target).sort();
    expect(await targets()).toEqual([number, 'ada@example.com']);
    const [text] = await messagesTo(number);
    await cloud.reply(text?.id ?? '', { text: 'Stop' });
    await cloud.settle();
    expect(await targets()).toEqual(['ada@example.com']);

    for (const body of [{ target: angry }, { target: number, type: 'SMS' }, { target: gone }])
      expect((await ask(body)).status).toBe(202);
    expect((await cloud.api('POST', bulk, people)).body.map(({ target }: { target: string }) => target)).toEqual([
      gone,
      'ada@example.com',
    ]);
    await cloud.settle();
    expect(await messagesTo(number)).toHaveLength(1);
    expect(await messagesTo(angry)).toHaveLength(1);
  });

  it('finds nothing where there is no subscribing', async () => {
    await aPage({ showSubscribeAction: false });
    expect((await see('/')).body).not.toContain('href="/subscribe"');
    expect((await see('/subscribe')).status).toBe(404);
    expect((await ask({ target: 'ada@example.com' })).status).toBe(404);
    expect((await post('/subscribe/remove/xyz')).status).toBe(404);
  });
});

describe('a page with many subscribers', () => {
  it('tells 1,300 within a minute, each once, with few writes', async () => {
    await aPage();
    const readers = Array.from({ length: 1300 }, (_, index) => ({ target: `reader${index}@example.com` }));
    const bulk = `/api/status-pages/${page.id}/subscribers_bulk?import=true`;
    for (const some of [readers.slice(0, 700), readers.slice(700)])
      expect((await cloud.api('POST', bulk, some)).status).toBe(202);
    await cloud.settle();
    const before = (await cloud.requests()).at(-1)?.seq ?? 0;
    const { id } = await anIncident(shop.id);
    await cloud.advance(60);
    const told = (await cloud.outbox()).filter(({ channel }) => channel === 'EMAIL').map(({ to }) => to);
    expect(new Set(told).size).toBe(1300);
    expect(told).toHaveLength(1300);
    const { body } = await cloud.api('GET', `/api/incidents/${id}/notifications`);
    expect(body).toMatchObject([{ status: 'DONE', recipients: 1300, sent: 1300, failed: 0, pending: 0 }]);
    const calls = (await cloud.requests(before)).filter((call) => call.function === 'tell-subscribers');
    const writes = calls.filter(
      ({ service, action }) => service === 'dynamodb' && /Put|Update|Transact|Delete/.test(action),
    );
    expect(calls.filter(({ action }) => action === 'SendRawEmail')).toHaveLength(1300);
    expect(writes.length).toBeLessThan(200);
  }, 120_000);

  it('tells of planned work when it is made, begins and ends', async () => {
    await aPage();
    const bulk = `/api/status-pages/${page.id}/subscribers_bulk?import=true`;
    await cloud.api('POST', bulk, [{ target: 'ada@example.com' }]);
    const notifications = { atCreation: true, atStart: true, atEnd: true };
    const times = { start: '2026-11-21T10:05:00Z', end: '2026-11-21T10:10:00Z' };
    await made('/api/maintenance-windows', {
      ...times,
      summary: 'Upgrade',
      services: [{ id: shop.id }],
      notifications,
    });
    await cloud.settle();
    await cloud.advance(360);
    await cloud.advance(360);
    const subjects = (await messagesTo('ada@example.com')).map(({ subject }) => subject);
    expect(subjects).toEqual(['planned', 'has started', 'is over'].map((state) => `[Maintenance ${state}] Upgrade`));
  }, 60_000);
});
