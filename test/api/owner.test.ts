import { beforeEach, describe, expect, it } from 'vitest';
import { aUser } from '../support/factories.ts';
import { type ApiHarness, apiHarness, ownerKey } from './api-harness.ts';

let api: ApiHarness;
let adminKey: string;
beforeEach(async () => {
  api = await apiHarness();
  ({ key: adminKey } = await api.userOf('ADMIN', 2));
});

const give = (id: number | string, key = ownerKey) => api.call('POST', `/api/users/${id}/owner`, { key });
const rolesOf = async (...ids: readonly number[]) => (await api.store.users.getMany(ids)).map(({ role }) => role);
const owners = async () =>
  (await api.store.users.list({ offset: 0, limit: 100 })).filter(({ role }) => role === 'OWNER').map(({ id }) => id);

describe('the account', () => {
  it('goes to an administrator, and its former owner is one', async () => {
    await api.store.createAccount({ createdAt: api.clock.now(), ownerId: 1 });
    api.clock.advance({ minutes: 1 });
    const answer = await give(2);
    expect([answer.status, answer.body.id, answer.body.role]).toEqual([200, 2, 'ADMIN']);
    expect(await rolesOf(1, 2)).toEqual(['ADMIN', 'OWNER']);
    expect(await api.store.account()).toMatchObject({ ownerId: 2 });
    const now = api.clock.now();
    expect(await api.store.users.getMany([1, 2])).toMatchObject([{ updatedAt: now }, { updatedAt: now }]);
  });

  it('is the new owner’s alone at once: who gave it away cannot take it back', async () => {
    await give(2);
    expect((await give(1)).status).toBe(403);
    expect((await give(1, adminKey)).status).toBe(200);
    expect(await owners()).toEqual([1]);
  });

  it('is not given away again by a function that still takes its former owner for the owner', async () => {
    await api.userOf('ADMIN', 3);
    await give(999);
    const [owner, heir] = await api.store.users.getMany([1, 2]);
    if (owner === undefined || heir === undefined) throw new Error('both are there');
    await api.store.users.transferAccount({
      owner: { before: owner, after: { ...owner, role: 'ADMIN' } },
      heir: { before: heir, after: { ...heir, role: 'OWNER' } },
    });
    expect((await give(3)).status).toBe(403);
    expect(await owners()).toEqual([2]);
  });

  it('is known as theirs within a minute by a function that took them for administrators', async () => {
    const third = await api.userOf('ADMIN', 3);
    expect((await give(999, adminKey)).status).toBe(404);
    const [owner, heir] = await api.store.users.getMany([1, 2]);
    if (owner === undefined || heir === undefined) throw new Error('both are there');
    await api.store.users.transferAccount({
      owner: { before: owner, after: { ...owner, role: 'ADMIN' } },
      heir: { before: heir, after: { ...heir, role: 'OWNER' } },
    });
    api.clock.advance({ seconds: 60 });
    expect((await give(3, third.key)).status).toBe(403);
    expect((await give(3)).status).toBe(403);
    expect((await give(3, adminKey)).status).toBe(200);
    expect(await owners()).toEqual([3]);
  });

  it('goes to one of two to whom it is given at once', async () => {
    await api.userOf('ADMIN', 3);
    const statuses = (await Promise.all([give(2), give(3)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 403]);
    expect(await owners()).toHaveLength(1);
    expect(await rolesOf(1)).toEqual(['ADMIN']);
  });

  it.each(['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER'] as const)('does not go to a %s', async (role) => {
    await api.userOf(role, 3);
    const answer = await give(3);
    expect([answer.status, answer.body.code]).toEqual([400, 'CONFLICT']);
    expect([await owners(), await rolesOf(3)]).toEqual([[1], [role]]);
  });

  it('does not go to whoever has it, to nobody, or to the canary', async () => {
    expect((await give(1)).status).toBe(400);
    expect((await give(999)).status).toBe(404);
    expect((await give('me')).status).toBe(400);
    await api.store.users.create(aUser(7, { role: 'ADMIN', hidden: true }));
    expect((await give(7)).status).toBe(404);
    expect(await owners()).toEqual([1]);
  });

  it('is given away by its owner only, not by an administrator, and not to oneself', async () => {
    expect((await give(2, adminKey)).status).toBe(403);
    expect((await give(1, adminKey)).status).toBe(403);
    expect(await owners()).toEqual([1]);
  });

  it('needs the scope of the account', async () => {
    const limited = async (scope: string) =>
      (await api.call('POST', '/api/users/1/api-keys', { body: { name: scope, scopes: [scope] } })).body.key;
    const answer = await give(2, await limited('user:w'));
    expect([answer.status, answer.body.scope]).toEqual([403, 'account:w']);
    expect((await give(2, await limited('account:w'))).status).toBe(200);
  });

  it.each([
    ['a second owner by changing a role', 2, 'OWNER'],
    ['none by changing the owner’s role', 1, 'USER'],
    ['none by changing the owner’s role to the one it reads as', 1, 'STAKEHOLDER'],
  ])('has never %s', async (_what, id, role) => {
    const body = { email: id === 1 ? 'admin@example.com' : 'user2@example.com', firstName: 'A', lastName: 'B', role };
    expect((await api.call('PUT', `/api/users/${id}`, { body })).status).toBe(400);
    expect(await owners()).toEqual([1]);
  });

  it('cannot lose its owner, but somebody who was it may go', async () => {
    expect((await api.call('DELETE', '/api/users/1')).status).toBe(403);
    await give(2);
    expect((await api.call('DELETE', '/api/users/2', { key: adminKey })).status).toBe(403);
    expect((await api.call('DELETE', '/api/users/1', { key: adminKey })).status).toBe(204);
    expect(await owners()).toEqual([2]);
  });

  it('tells in the audit log what became of both, in one transaction', async () => {
    await give(2);
    const { body } = await api.call('GET', '/api/audit-log', { key: adminKey, query: 'action=user:give-account' });
    const told = body.map(({ entity, before, after, actor }: Record<string, Record<string, unknown>>) => [
      actor?.id,
      entity?.id,
      before?.role,
      after?.role,
    ]);
    expect(told.toSorted()).toEqual([
      [1, 1, 'OWNER', 'ADMIN'],
      [1, 2, 'ADMIN', 'OWNER'],
    ]);
  });

  it('tells both by mail, in their language, once', async () => {
    const heir = await api.store.users.get(2);
    if (heir === undefined) throw new Error('there is an administrator');
    await api.store.users.save({ ...heir, language: 'de' }, heir);
    await give(2);
    const mails = await Promise.all(api.queued.map(({ scope, id }) => api.store.notifications.get(scope, id)));
    expect(mails.map((mail) => [mail?.target, mail?.subject, mail?.channel])).toEqual([
      ['user2@example.com', 'Ihnen gehört jetzt das Tocsin-Konto', 'EMAIL'],
      ['admin@example.com', 'You gave the Tocsin account away', 'EMAIL'],
    ]);
    expect(mails.map((mail) => mail?.link)).toEqual([undefined, undefined]);
  });

  it('changes hands though nobody can be told', async () => {
    api = await apiHarness({ settings: { configuredChannels: ['SMS'] } });
    await api.userOf('ADMIN', 2);
    expect((await give(2)).status).toBe(200);
    expect(api.queued).toEqual([]);
  });
});
