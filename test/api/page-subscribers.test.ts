import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let page: number;
let services: number[];
beforeEach(async () => {
  api = await apiHarness();
  services = [await create('/services', { name: 'Shop' }), await create('/services', { name: 'Mail' })];
  page = await create('/status-pages', { ...least, services: services.map((id) => ({ id })) });
});

const least = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', showSubscribeAction: true };

const did = async (method: string, path: string, { body, query = '', status = 200, key }: Asked = {}) => {
  const answer = await api.call(method, `/api${path}`, {
    query,
    ...(key && { key }),
    ...(body !== undefined && { body }),
  });
  expect(answer.status, `${method} ${path} ${answer.text}`).toBe(status);
  return answer;
};
interface Asked {
  readonly body?: unknown;
  readonly query?: string;
  readonly status?: number;
  readonly key?: string;
}
const create = async (path: string, body: unknown): Promise<number> =>
  (await did('POST', path, { body, status: 201 })).body.id;

const bulk = (body: unknown, status = 202) =>
  did('POST', `/status-pages/${page}/subscribers_bulk`, { query: 'import=true', body, status });
const listed = async () => (await did('GET', `/status-pages/${page}/subscribers`)).body;
const at = '2026-03-02T09:00:00.000Z';

describe('subscribers of a page that are taken over', () => {
  it('are told from now on, each target once, and nothing is sent to them', async () => {
    const sent = [
      { target: ' Ada@Example.com', type: 'EMAIL', locale: 'de-DE', services: [{ id: services[0] }] },
      { target: '+49 151 23450001', type: 'SMS' },
      { target: 'https://hooks.example.com/tocsin#x', type: 'WEBHOOK', services: services.map(String) },
      { target: 'ada@example.com', locale: 'de-DE', services: [services[0]] },
    ];
    const { body } = await bulk(sent);
    const told = { status: 'CONFIRMED', createdAt: at, confirmedAt: at };
    expect(body).toEqual([
      {
        id: expect.any(Number),
        type: 'EMAIL',
        target: 'ada@example.com',
        locale: 'de-DE',
        services: [services[0]],
        ...told,
      },
      { id: expect.any(Number), type: 'SMS', target: '+4915123450001', locale: 'en-GB', services: [], ...told },
      {
        id: expect.any(Number),
        type: 'WEBHOOK',
        target: 'https://hooks.example.com/tocsin',
        locale: 'en-GB',
        services: [],
        ...told,
      },
    ]);
    const all = await listed();
    expect(all).toHaveLength(3);
    expect(all).toEqual(expect.arrayContaining(body));
    expect(api.queued).toEqual([]);
    api.clock.advance({ minutes: 1 });
    await bulk([{ target: 'ADA@example.com' }]);
    const again = (await listed()).find(({ target }: { target: string }) => target === 'ada@example.com');
    expect(again).toMatchObject({ services: [], locale: 'en-GB', createdAt: at, confirmedAt: at });
    expect(await listed()).toHaveLength(3);
  });

  it.each([
    ['a target that is no address', [{ target: 'ada' }], '[0].target'],
    ['a number that nobody has', [{ target: 'a@example.com' }, { target: '+49 1', type: 'SMS' }], '[1].target'],
    ['a webhook without TLS', [{ target: 'http://hooks.example.com', type: 'WEBHOOK' }], '[0].target'],
    ['a webhook of a private network', [{ target: 'https://10.0.0.7/', type: 'WEBHOOK' }], '[0].target'],
    ['a webhook in the clothes of IPv6', [{ target: 'https://[::ffff:10.0.0.7]/', type: 'WEBHOOK' }], '[0].target'],
    ['a webhook written as one number', [{ target: 'https://2130706433/', type: 'WEBHOOK' }], '[0].target'],
    ['a webhook at this machine', [{ target: 'https://localhost/', type: 'WEBHOOK' }], '[0].target'],
    ['a webhook with a password', [{ target: 'https://a:b@example.com/', type: 'WEBHOOK' }], '[0].target'],
    ['a webhook at a mail port', [{ target: 'https://example.com:25/', type: 'WEBHOOK' }], '[0].target'],
    ['another type', [{ target: 'a@example.com', type: 'FAX' }], '[0].type'],
    ['another language', [{ target: 'a@example.com', locale: 'fr-FR' }], '[0].locale'],
    ['a service of another page', [{ target: 'a@example.com', services: [12345] }], '[0].services'],
    ['nobody', [], ''],
  ])('are refused for %s, and nobody is taken over', async (_what, sent, field) => {
    const { body } = await bulk(sent, 400);
    expect(body.details?.field ?? '').toBe(field);
    expect(await listed()).toEqual([]);
  });

  it('are not those who have complained of our messages', async () => {
    await api.store.subscribers.block({ type: 'EMAIL', target: 'ada@example.com' });
    const { body } = await bulk([{ target: 'Ada@example.com' }, { target: 'grace@example.com' }]);
    expect(body.map(({ target }: { target: string }) => target)).toEqual(['grace@example.com']);
  });

  it('are none of a page that is not public', async () => {
    const closed = await create('/status-pages', { ...least, subdomain: 'closed', visibility: 'PRIVATE' });
    const path = `/status-pages/${closed}/subscribers_bulk`;
    const asked = { query: 'import=true', body: [{ target: 'a@example.com' }], status: 400 };
    expect((await did('POST', path, asked)).body.details.field).toBe('visibility');
  });
});

describe('the list of subscribers', () => {
  it('is a table, too, in which nothing is a formula', async () => {
    await bulk([
      { target: '=1+1@example.com', services },
      { target: '+4915123450001', type: 'SMS' },
    ]);
    const { text, headers } = await did('GET', `/status-pages/${page}/subscribers.csv`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = text.trimEnd().split('\r\n');
    expect(head).toBe('"id","type","target","locale","status","services","createdAt","confirmedAt"');
    expect(lines).toHaveLength(2);
    expect(text).toContain('"\'=1+1@example.com"');
    expect(text).toContain('"\'+4915123450001"');
  });

  it('loses whom somebody removes; twice is once', async () => {
    const { body } = await bulk([{ target: 'ada@example.com' }]);
    const path = `/status-pages/${page}/subscribers/${body[0].id}`;
    await did('DELETE', path, { status: 204 });
    await did('DELETE', path, { status: 404 });
    expect(await listed()).toEqual([]);
    const told = (await did('GET', '/audit-log')).body.filter(({ action }: { action: string }) =>
      /^subscriber:/.test(action),
    );
    expect(told.map(({ action }: { action: string }) => action)).toEqual(['subscriber:delete', 'subscriber:import']);
    expect(JSON.stringify(told)).not.toContain('ada@example.com');
  });

  it('is for those who may write the page', async () => {
    const { key } = await api.userOf('RESPONDER', 20);
    await did('GET', `/status-pages/${page}/subscribers`, { key, status: 403 });
    await did('GET', `/status-pages/${page}/subscribers.csv`, { key, status: 403 });
  });

  it('goes with its page', async () => {
    const { body } = await bulk([{ target: 'ada@example.com' }]);
    await did('DELETE', `/status-pages/${page}`, { status: 204 });
    expect(await api.store.subscribers.get(page, body[0].id)).toBeUndefined();
  });
});
