import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
const log = async (query = '', options = {}) => (await api.call('GET', '/api/audit-log', { query, ...options })).body;
const actionsOf = (entries: { action: string }[]) => entries.map(({ action }) => action);

beforeEach(async () => {
  api = await apiHarness();
});

const team = async (name: string): Promise<number> =>
  (await api.call('POST', '/api/teams', { body: { name } })).body.id;

describe('the audit log', () => {
  it('says who changed what, by which key, and what it was before', async () => {
    const id = await team('Platform');
    api.clock.advance({ minutes: 1 });
    await api.call('PUT', `/api/teams/${id}`, { body: { name: 'Platforms' } });
    await api.call('PUT', `/api/teams/${id}`, { body: { name: 'Platforms' } });
    await api.call('DELETE', `/api/teams/${id}`);
    const actor = { kind: 'user', id: 1, name: 'First1 Last1' };
    const common = { actor, via: 'API_KEY', keyId: 10 };
    expect(await log()).toEqual([
      {
        ...common,
        id: expect.any(Number),
        at: '2026-03-02T09:01:00.000Z',
        action: 'team:delete',
        entity: { kind: 'team', id, name: 'Platforms' },
        before: { name: 'Platforms', visibility: 'PUBLIC', members: [] },
      },
      {
        ...common,
        id: expect.any(Number),
        at: '2026-03-02T09:01:00.000Z',
        action: 'team:update',
        entity: { kind: 'team', id, name: 'Platforms' },
        before: { name: 'Platform' },
        after: { name: 'Platforms' },
      },
      {
        ...common,
        id: expect.any(Number),
        at: '2026-03-02T09:00:00.000Z',
        action: 'team:create',
        entity: { kind: 'team', id, name: 'Platform' },
        after: { name: 'Platform', visibility: 'PUBLIC', members: [] },
      },
    ]);
  });

  it('is filtered by time, actor, entity and action', async () => {
    const admin = await api.userOf('ADMIN', 20);
    const first = await team('One');
    api.clock.advance({ hours: 1 });
    await api.call('POST', '/api/teams', { body: { name: 'Two' }, key: admin.key });
    await api.call('DELETE', `/api/teams/${first}`, { key: admin.key });
    expect(actionsOf(await log('actor=20'))).toEqual(['team:delete', 'team:create']);
    expect(actionsOf(await log(`entity=team&entity-id=${first}`))).toEqual(['team:delete', 'team:create']);
    expect(actionsOf(await log('action=team:delete'))).toEqual(['team:delete']);
    expect(actionsOf(await log('until=2026-03-02T09:30:00Z'))).toEqual(['team:create']);
    expect(actionsOf(await log('from=2026-03-02T09:30:00Z&action=team:create'))).toEqual(['team:create']);
    expect(await log('entity=policy')).toEqual([]);
  });

  it.each([
    ['from=yesterday', 'from'],
    ['from=2026-03-02T09:00:00Z&until=2026-03-01T09:00:00Z', 'until'],
    ['actor=ada', 'actor'],
    ['actor=1&actor=2', 'actor'],
    ['entity=Policy%23', 'entity'],
    ['entity-id=5', 'entity'],
    ['entity=team&entity-id=a%23b', 'entity-id'],
    ['action=delete', 'action'],
    ['cursor=5', 'cursor'],
    ['cursor=2026-13-02T09:00:00.000Z_5', 'cursor'],
    ['format=xml', 'format'],
    ['max-results=101', 'max-results'],
    ['format=csv&max-results=1001', 'max-results'],
    ['format=csv&start-index=1', 'start-index'],
  ])('refuses %s, naming %s', async (query, field) => {
    expect(await api.call('GET', '/api/audit-log', { query })).toMatchObject({
      status: 400,
      body: { details: { field } },
    });
  });

  it('is for administrators, and nobody changes it', async () => {
    for (const [index, role] of (['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER'] as const).entries()) {
      const { key } = await api.userOf(role, 20 + index);
      expect((await api.call('GET', '/api/audit-log', { key })).status).toBe(403);
      expect((await api.call('GET', '/api/audit-log', { key, query: 'format=csv' })).status).toBe(403);
    }
    await team('One');
    const [{ id }] = await log();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      expect((await api.call(method, '/api/audit-log', { body: {} })).status).toBe(405);
      expect((await api.call(method, `/api/audit-log/${id}`, { body: {} })).status).toBe(404);
    }
    expect(await log()).toHaveLength(1);
  });

  it('is read whole by its cursor, as JSON and as CSV', async () => {
    for (let count = 0; count < 7; count += 1) {
      await team(`Team ${count}`);
      if (count % 2 === 0) api.clock.advance({ days: 20 });
    }
    for (const [format, head] of [
      ['json', 0],
      ['csv', 1],
    ] as const) {
      let cursor = '';
      const names: string[] = [];
      for (let page = 0; page < 5; page += 1) {
        const query = `max-results=3&format=${format}&cursor=${cursor}`;
        const { headers, body, text } = await api.call('GET', '/api/audit-log', { query });
        const lines = format === 'csv' ? text.split('\r\n').slice(page === 0 ? head : 0, -1) : body.map(JSON.stringify);
        names.push(...lines.map((line: string) => /Team \d/.exec(line)?.[0] ?? line));
        cursor = String(headers['next-cursor'] ?? '');
        if (cursor === '') break;
      }
      expect(names).toEqual([6, 5, 4, 3, 2, 1, 0].map((count) => `Team ${count}`));
    }
  });

  it('as CSV holds no formula, whatever things are called', async () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\u0009=1', ' =1', '|calc', 'say "hi", Bob', '＝1'];
    for (const name of names) await api.store.audit.add([entryNamed(name)]);
    const { text, headers } = await api.call('GET', '/api/audit-log', { headers: { accept: 'text/csv' } });
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit-log.csv"',
    });
    const cells = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => String(cell));
    expect(cells.filter((cell) => /^\s*[=+\-@|＝]/.test(cell))).toEqual([]);
    for (const name of names.filter((one) => !one.startsWith('say'))) expect(cells).toContain(`'${name}`);
    expect(cells).toContain('say ""hi"", Bob');
  });

  it('as CSV fits into the answer of a function, however large its entries are', async () => {
    const large = { after: { text: 'ü"'.repeat(8000) } };
    for (let count = 0; count < 300; count += 1) await api.store.audit.add([{ ...entryNamed('Team'), ...large }]);
    let cursor = '';
    let lines = 0;
    for (let page = 0; page < 10; page += 1) {
      const { text, headers } = await api.call('GET', '/api/audit-log', { query: `format=csv&cursor=${cursor}` });
      expect(Buffer.byteLength(JSON.stringify({ body: text }))).toBeLessThan(5_000_000);
      lines += text.split('\r\n').length - (page === 0 ? 2 : 1);
      cursor = String(headers['next-cursor'] ?? '');
      if (cursor === '') break;
    }
    expect(lines).toBe(300);
  });

  it('tells of keys, overrides and what is deleted with a user', async () => {
    const { user } = await api.userOf('USER', 20);
    await api.call('POST', '/api/users/20/api-keys', { body: { name: 'CI' } });
    const schedule = { name: 'S', timezone: 'Europe/Berlin', type: 'STATIC' };
    const { body } = await api.call('POST', '/api/schedules', { body: schedule });
    const override = { user: { id: user.id }, start: '2026-03-04T00:00:00Z', end: '2026-03-05T00:00:00Z' };
    await api.call('PUT', `/api/schedules/${body.id}/overrides`, { body: override });
    await api.call('DELETE', '/api/users/20', { query: 'force=true' });
    const entries = await log();
    expect(actionsOf(entries).sort()).toEqual([
      'api-key:create',
      'api-key:delete',
      'api-key:delete',
      'schedule:create',
      'schedule:override',
      'schedule:override',
      'user:delete',
    ]);
    const [ended, added] = entries.filter(({ action }: { action: string }) => action === 'schedule:override');
    const told = { id: expect.any(Number), userId: 20, start: override.start, end: override.end };
    expect(added).toMatchObject({ entity: { kind: 'schedule', id: body.id, name: 'S' }, after: { overrides: [told] } });
    expect(ended).toMatchObject({ before: { overrides: [told] }, after: { overrides: [] } });
  });
});

const entryNamed = (name: string) => ({
  id: api.ids.next(),
  at: api.clock.now(),
  actor: { kind: 'user' as const, id: 1, name },
  via: 'API_KEY',
  action: 'team:create',
  entity: { kind: 'team', id: 5, name },
});
