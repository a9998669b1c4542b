import { beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { contentOf } from '../security/content.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';
import { badInputFixture } from './bad-input/fixture.ts';
import { goodBody } from './bad-input/spoil.ts';

/*
 * A screen asks the same again and again, and two people edit the same thing: the first costs next to nothing when nothing is
 * new, and of the second one is told.
 */

describe('a question that is asked again', () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await apiHarness();
    await api.call('POST', '/api/teams', { body: { name: 'Shop', members: [] } });
  });
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    api.call(method, path, { headers });

  it('is answered with a tag, and with 304 and nothing else as long as the answer is the same', async () => {
    for (const path of ['/api/teams', '/api/users/current', '/api/alerts', '/health', '/api/integrations']) {
      const first = await ask(path);
      expect(first.headers, path).toMatchObject({
        'content-type': 'application/json',
        'cache-control': 'private, no-cache',
      });
      const tag = String(first.headers.etag);
      expect(tag, path).toMatch(/^"[\w-]{22,50}"$/);
      for (const known of [tag, `W/${tag}`, `"other", W/${tag}`, '*']) {
        const again = await ask(path, { 'if-none-match': known });
        expect([again.status, again.text, again.headers.etag], path).toEqual([304, '', tag]);
        expect(again.headers['cache-control']).toBe('private, no-cache');
      }
      expect((await ask(path, { 'if-none-match': '"other"' })).text, path).toBe(first.text);
    }
  });

  it('is answered anew when anything of the answer has changed', async () => {
    const tag = String((await ask('/api/teams')).headers.etag);
    await api.call('POST', '/api/teams', { body: { name: 'Mail', members: [] } });
    const again = await ask('/api/teams', { 'if-none-match': tag });
    expect([again.status, again.body.length]).toEqual([200, 2]);
    expect(again.headers.etag).not.toBe(tag);
  });

  it('is answered by HEAD with the same head, and no body', async () => {
    const whole = await ask('/api/teams');
    const head = await ask('/api/teams', {}, 'HEAD');
    expect([head.status, head.headers, head.text]).toEqual([200, whole.headers, '']);
    expect((await ask('/api/teams', { 'if-none-match': String(whole.headers.etag) }, 'HEAD')).status).toBe(304);
  });

  it('tells nobody by the way: who may not ask hears that, whatever they know', async () => {
    const tag = String((await ask('/api/audit-log')).headers.etag);
    const { key } = await api.userOf('VIEWER', 20);
    const headers = { 'if-none-match': tag };
    expect((await api.call('GET', '/api/audit-log', { key, headers })).status).toBe(403);
    expect((await api.call('GET', '/api/audit-log', { key: null, headers: { 'if-none-match': '*' } })).status).toBe(
      401,
    );
    expect((await api.call('GET', '/api/teams/404', { headers: { 'if-none-match': '*' } })).status).toBe(404);
  });

  it('has no tag when it is no question, and none beside a file', async () => {
    const made = await api.call('POST', '/api/teams', {
      body: { name: 'Search', members: [] },
      headers: { 'if-none-match': '*' },
    });
    expect([made.status, made.headers.etag]).toEqual([201, undefined]);
    const file = await api.call('GET', '/api/audit-log', { query: 'format=csv', headers: { 'if-none-match': '*' } });
    expect([file.status, file.headers.etag]).toEqual([200, undefined]);
  });
});

describe('every thing that one can write over', () => {
  const { call, table, ids, filled } = badInputFixture();
  let secondFlow = 0;

  /** The same with something else in it. */
  function another(body: Record<string, unknown>): Record<string, unknown> {
    const name = ['name', 'summary', 'firstName', 'position'].find((one) => typeof body[one] === 'string');
    if (name !== undefined) return { ...body, [name]: `${String(body[name]).slice(0, 20)} 2` };
    if ('botToken' in body) return { ...body, botToken: 'xoxb-2-b' };
    if ('eventFlowId' in body) return { ...body, eventFlowId: secondFlow };
    if ('services' in body) return { ...body, services: [] };
    if ('until' in body) return { ...body, status: 'DEGRADED' };
    if (body.type === 'HARD') return { ...body, type: 'SOFT' };
    if ('delayMin' in body) return { ...body, delayMin: 9 };
    if ('beforeMin' in body) return { ...body, beforeMin: 60 };
    if ('regionCode' in body) return { ...body, target: '15123450077' };
    if ('target' in body) return { ...body, target: 'another@example.com' };
    if ('type' in body) return { ...body, type: 'ALERT_RESOLVED' };
    if ('resolveService' in body) return { ...body, resolveService: false };
    return { ...body, method: 'SMS', contact: { id: ids.phone } };
  }

  /** What is there, as it is written: where what is written refers to what only this one may refer to. */
  const asRead = async (path: string) => {
    const { service, status, type, from, until } = (await call('GET', path)).body;
    return { service: { id: service.id }, ...(type && { type }), ...(from && { status, from, until }) };
  };

  it('is written only by who has read what is there, where they say what that was', async () => {
    const conditional = (await allRoutes()).filter(
      ({ takesIfMatch, path }) => takesIfMatch && path !== '/api/users/current',
    );
    expect(conditional.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/api/escalation-policies/{id}',
        '/api/alert-sources/{id}',
        '/api/automation-rules/{rule}',
        '/api/chat-apps/{type}',
        '/api/event-flow-integrations/{id}',
        '/api/service-outages/overrides/{override}',
        '/api/services/{id}/dependencies/{dependency}',
        '/api/status-pages/{id}/groups/{group}',
        '/api/status-pages/{id}/audiences/{team}',
      ]),
    );
    const flow = { ...(goodBody('/api/event-flows', ids) as object), name: 'Second' };
    secondFlow = (await call('POST', '/api/event-flows', { body: flow })).body.id;
    for (const route of conditional) {
      const path = filled(route.path);
      const isAsRead = /\/(dependencies|service-outages\/overrides)\//.test(path);
      const written = (isAsRead ? await asRead(path) : goodBody(route.path, ids)) as Record<string, unknown>;
      const put = (body: object, ifMatch: string) =>
        call('PUT', path, { body, headers: { 'if-match': ifMatch }, query: 'force=true' });
      const tag = async () => String((await call('GET', path)).headers.etag);
      const first = await tag();
      expect(first, path).toMatch(/^"[\w-]{44,49}"$/);
      const done = await put(another(written), first);
      expect(done.status, `${path} ${done.text}`).toBe(200);
      const second = await tag();
      const editionIn = (text: unknown) => String(text).slice(0, -23);
      expect(editionIn(done.headers.etag), path).toBe(editionIn(second));
      expect(editionIn(second), path).not.toBe(editionIn(first));
      const before = contentOf({ table: table() });
      const late = await put(written, first);
      expect([late.status, late.body.code], path).toEqual([412, 'CHANGED']);
      expect(contentOf({ table: table() }), path).toBe(before);
      expect((await put(written, 'W/"other"')).status, path).toBe(412);
      const last = await put(written, `"other", W/${second}`);
      expect(last.status, `${path} ${last.text}`).toBe(200);
      expect((await put(written, '*')).status, path).toBe(200);
    }
  });
});

describe('what stands in something else and is changed by itself', () => {
  it('is as it was read whatever else is changed there, and tells who has changed it', async () => {
    const { call } = await apiHarness();
    const made = await call('POST', '/api/status-pages', {
      body: { name: 'Shop', subdomain: 'shop', visibility: 'PUBLIC' },
    });
    const groups = `/api/status-pages/${made.body.id}/groups`;
    const [core, edge] = [
      (await call('POST', groups, { body: { name: 'Core' } })).body,
      (await call('POST', groups, { body: { name: 'Edge' } })).body,
    ];
    const headers = { 'if-match': String((await call('GET', `${groups}/${core.id}`)).headers.etag) };
    expect((await call('GET', `${groups}/name/Core`)).headers.etag).toBe(headers['if-match']);
    await call('PUT', `${groups}/${edge.id}`, { body: { name: 'Rim' } });
    expect((await call('PUT', `${groups}/${core.id}`, { body: { name: 'Heart' }, headers })).status).toBe(200);
    const late = await call('PUT', `${groups}/${core.id}`, { body: { name: 'Middle' }, headers });
    expect([late.status, late.body.details]).toEqual([
      412,
      { changedAt: expect.any(String), changedBy: { kind: 'user', id: 1, name: expect.any(String) } },
    ]);
    await call('DELETE', `${groups}/${core.id}`);
    expect((await call('PUT', `${groups}/${core.id}`, { body: { name: 'Core' }, headers })).status).toBe(404);
  });
});

describe('two people edit an escalation policy at once', () => {
  const policy = (name: string) => ({ name, escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }] });
  const path = '/api/escalation-policies';

  it('at the very same moment: one of them is told, and what the other wrote stays', async () => {
    const api = await apiHarness();
    const { id } = (await api.call('POST', path, { body: policy('Shop') })).body;
    const tag = String((await api.call('GET', `${path}/${id}`)).headers.etag);
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D', 'E'].map((name) =>
        api.call('PUT', `${path}/${id}`, { body: policy(name), headers: { 'if-match': tag } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200)?.body.name;
    expect((await api.call('GET', `${path}/${id}`)).body.name).toBe(winner);
    // Without the header whoever is last has the word, as Terraform expects it.
    expect((await api.call('PUT', `${path}/${id}`, { body: policy('Z') })).status).toBe(200);
  });

  it('hears who was first where they may know that person, and else only when', async () => {
    const api = await apiHarness();
    const { id } = (await api.call('POST', path, { body: policy('Shop') })).body;
    const tag = String((await api.call('GET', `${path}/${id}`)).headers.etag);
    const { key: editor } = await api.userOf('USER', 20);
    const put = (name: string, key?: string) =>
      api.call('PUT', `${path}/${id}`, { body: policy(name), headers: { 'if-match': tag }, ...(key && { key }) });
    api.clock.advance({ minutes: 5 });
    const changedAt = api.clock.now();
    expect((await put('Shop at night')).status).toBe(200);
    const told = async (key?: string) => (await put('Late', key)).body.details;
    expect(await told()).toEqual({ changedAt, changedBy: { kind: 'user', id: 1, name: expect.any(String) } });
    expect(await told(editor)).toEqual({ changedAt, changedBy: { kind: 'user', id: 1, name: expect.any(String) } });
    const secret = { name: 'Secret', visibility: 'PRIVATE', members: [{ user: { id: 1 }, role: 'ADMIN' }] };
    expect((await api.call('POST', '/api/teams', { body: secret })).status).toBe(201);
    expect(await told(editor)).toEqual({ changedAt });
    await api.call('PUT', `${path}/${id}`, { body: policy('Mine'), key: editor });
    expect((await told(editor)).changedBy).toMatchObject({ id: 20 });
    const { key: viewer } = await api.userOf('VIEWER', 21);
    expect((await put('Never', viewer)).status).toBe(403);
  });

  it('is not disturbed by what somebody else is called, nor by what nobody has set', async () => {
    const api = await apiHarness();
    const { id } = (await api.call('POST', path, { body: policy('Shop') })).body;
    const first = await api.call('GET', `${path}/${id}`);
    const me = { email: 'admin@example.com', firstName: 'Other', lastName: 'Name' };
    await api.call('PUT', '/api/users/current', { body: me });
    const second = await api.call('GET', `${path}/${id}`);
    expect(second.headers.etag).not.toBe(first.headers.etag);
    const headers = { 'if-match': String(first.headers.etag) };
    expect((await api.call('PUT', `${path}/${id}`, { body: policy('Shop 2'), headers })).status).toBe(200);
  });
});
