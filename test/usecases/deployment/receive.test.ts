import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DeploymentPipeline } from '../../../functions/domain/deployment/pipeline.ts';
import { argoCdNotification, github, gitlab } from '../../integrations/deployments/messages.ts';
import { always, aPipeline, deploymentSender } from '../../support/deployments.ts';
import { memoryStore } from '../../support/memory-store.ts';

const page = { offset: 0, limit: 100 };

async function world(facts: Partial<DeploymentPipeline> = {}, perMinute = 0) {
  const memory = memoryStore();
  const pipeline = await memory.store.deploymentPipelines.create(aPipeline(facts));
  const key = pipeline.integrationKey;
  const send = deploymentSender(memory, perMinute);
  return {
    ...memory,
    pipeline,
    key,
    send,
    kept: () => memory.store.deployments.list(always, page),
  };
}

const github256 = (secret: string, body: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('a report of a deployment', () => {
  it('is kept with its pipeline, now unless it says when', async () => {
    const { send, key, kept, clock } = await world();
    await send({ integrationKey: key, summary: 'shop 2.4.1', userEmail: 'ada@example.com', customDetails: { a: 1 } });
    expect(await kept()).toEqual([
      {
        id: expect.any(Number),
        pipeline: { id: 600, name: 'Shop' },
        integrationType: 'API',
        at: clock.now(),
        receivedAt: clock.now(),
        summary: 'shop 2.4.1',
        userEmail: 'ada@example.com',
        customDetails: { a: 1 },
      },
    ]);
  });

  it('takes one read and one write, kept or left out, and only changes items, which is all that its function may', async () => {
    const calls: string[] = [];
    const memory = memoryStore({
      beforeCall: (call) =>
        void calls.push(call.name === 'write' ? (Object.keys(call.operations[0] ?? {})[0] ?? '') : call.name),
    });
    await memory.store.deploymentPipelines.create(aPipeline({ integrationType: 'GITHUB', eventFilters: ['push'] }));
    const send = deploymentSender(memory);
    calls.length = 0;
    await send(github.push, { key: 'ilapid-600', headers: { 'x-github-delivery': 'one' } });
    expect(calls.splice(0)).toEqual(['get', 'update']);
    await send(github.release, { key: 'ilapid-600' });
    expect(calls).toEqual(['get', 'update']);
  });

  it('is taken by its key in the path, and under the former name of the member', async () => {
    const { send, key, kept } = await world();
    await send({ summary: 'a' }, { key });
    await send({ apiKey: key, summary: 'b' });
    expect((await kept()).map(({ summary }) => summary).sort()).toEqual(['a', 'b']);
  });

  it.each<[string, unknown, { readonly key?: string }, string]>([
    ['no key', { summary: 'x' }, {}, 'integrationKey'],
    ['an unknown key', { integrationKey: 'nobodys', summary: 'x' }, {}, 'integrationKey'],
    ['an unknown key in the path', { summary: 'x' }, { key: 'nobodys' }, 'integrationKey'],
    ['an unknown key, before anything is read', '{', { key: 'nobodys' }, 'integrationKey'],
    ['a key that is a list', { integrationKey: ['ilapid-600'], summary: 'x' }, {}, 'integrationKey'],
    ['no body', '', { key: 'ilapid-600' }, 'body'],
    ['half a body', '{"summary": "x"', { key: 'ilapid-600' }, 'body'],
    ['a body that is a list', '[]', { key: 'ilapid-600' }, 'body'],
    ['a body that is a number', '7', { key: 'ilapid-600' }, 'body'],
    ['a body that goes on and on', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, { key: 'ilapid-600' }, 'body'],
    ['no summary', {}, { key: 'ilapid-600' }, 'summary'],
  ])('is refused with %s, and nothing is written', async (_name, body, how, field) => {
    const { send, table } = await world();
    const before = table.items().length;
    await expect(send(body, how)).rejects.toThrow(expect.objectContaining({ code: 'INVALID', field }));
    expect(table.items()).toHaveLength(before);
  });

  it('of a tool is mended where its template is broken, but nobody guesses whose it is', async () => {
    const { send, key, kept } = await world({ integrationType: 'ARGO_CD' });
    const { message = '' } = { message: JSON.stringify({ ...argoCdNotification, integrationKey: key }) };
    const broken = message.replace(/\}$/, ',}');
    await expect(send(broken)).rejects.toThrow('body: is not valid JSON');
    expect(await kept()).toEqual([]);
    await send(broken, { key });
    expect(await kept()).toHaveLength(1);
  });

  it('is refused where it is too large, zipped or not', async () => {
    const { ...memory } = await world();
    const send = deploymentSender(memory);
    await expect(send('x'.repeat(901 * 1024), { key: 'ilapid-600' })).rejects.toThrow('larger than 900 KB');
    const zipped = gzipSync('x'.repeat(2_000_000)).toString('latin1');
    const headers = { 'content-encoding': 'gzip' };
    await expect(send(zipped, { key: 'ilapid-600', headers })).rejects.toThrow('Content-Encoding');
  });

  it('is refused when a minute has had enough of them', async () => {
    const { send, key, clock, kept } = await world({}, 2);
    await send({ summary: 'a' }, { key });
    await send({ summary: 'b' }, { key });
    await expect(send({ summary: 'c' }, { key })).rejects.toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    clock.advance({ minutes: 1 });
    await send({ summary: 'c' }, { key });
    expect(await kept()).toHaveLength(3);
  });

  it('is forgotten after thirty days', async () => {
    const { send, key, clock, kept } = await world();
    await send({ summary: 'a' }, { key });
    clock.advance({ days: 29, hours: 23 });
    expect(await kept()).toHaveLength(1);
    clock.advance({ hours: 2 });
    expect(await kept()).toEqual([]);
  });

  it('is nobody’s once the key was changed, or the pipeline is gone', async () => {
    const { send, key, store, pipeline, kept } = await world();
    const changed = await store.deploymentPipelines.save({ ...pipeline, integrationKey: 'ilapid-new' }, pipeline);
    await expect(send({ summary: 'a' }, { key })).rejects.toThrow('is not the key');
    await send({ summary: 'b' }, { key: 'ilapid-new' });
    await store.deploymentPipelines.delete(changed);
    await expect(send({ summary: 'c' }, { key: 'ilapid-new' })).rejects.toThrow('is not the key');
    expect((await kept()).map(({ summary }) => summary)).toEqual(['b']);
  });

  it('has the name and the owners that the pipeline has then', async () => {
    const { send, key, store, pipeline, kept } = await world();
    await store.teams.create({ id: 9, version: 0, name: 'T', visibility: 'PUBLIC', members: [] } as never);
    await store.deploymentPipelines.save({ ...pipeline, name: 'Store', teams: [9] }, pipeline);
    await send({ summary: 'a' }, { key });
    expect(await kept()).toMatchObject([{ pipeline: { id: 600, name: 'Store' }, teams: [9] }]);
  });
});

describe('what is delivered again', () => {
  it.each<[string, Partial<DeploymentPipeline>, object, Record<string, string>]>([
    ['by GitHub', { integrationType: 'GITHUB' }, github.push, { 'x-github-delivery': 'd-1' }],
    ['by GitLab', { integrationType: 'GITLAB' }, gitlab.push, { 'x-gitlab-event-uuid': 'u-1' }],
    ['by Argo CD', { integrationType: 'ARGO_CD' }, argoCdNotification, {}],
    ['by a script', {}, { summary: 'x' }, { 'idempotency-key': 'build-17' }],
  ])('%s is kept once, whenever it comes', async (_name, facts, body, headers) => {
    const { send, key, kept, clock } = await world(facts);
    await send(body, { key, headers });
    clock.advance({ minutes: 5 });
    await Promise.all([1, 2, 3].map(() => send(body, { key, headers })));
    expect(await kept()).toHaveLength(1);
  });

  it('is told in the log as what is known', async () => {
    const memory = memoryStore();
    await memory.store.deploymentPipelines.create(aPipeline());
    const logged: string[] = [];
    const send = deploymentSender(memory, 0, (words) => void logged.push(words));
    const headers = { 'idempotency-key': 'one' };
    for (const key of ['ilapid-600', 'ilapid-600']) await send({ summary: 'x' }, { key, headers });
    expect(logged).toEqual(['deployment kept', 'deployment known already']);
  });

  it('at the same moment is kept once', async () => {
    const { send, key, kept } = await world();
    const headers = { 'idempotency-key': 'one' };
    await Promise.all(Array.from({ length: 8 }, () => send({ summary: 'x' }, { key, headers })));
    expect(await kept()).toHaveLength(1);
  });

  it('is another one of another pipeline, and without a name of its own', async () => {
    const { send, key, kept, store } = await world();
    await store.deploymentPipelines.create(aPipeline({ id: 601 }));
    const headers = { 'idempotency-key': 'one' };
    await send({ summary: 'x' }, { key, headers });
    await send({ summary: 'x' }, { key: 'ilapid-601', headers });
    await send({ summary: 'x' }, { key });
    await send({ summary: 'x' }, { key });
    expect(await kept()).toHaveLength(4);
  });
});

describe('a pipeline with a secret', () => {
  const body = JSON.stringify(github.push);
  const form = `payload=${encodeURIComponent(body)}`;
  const secret = 'It is a secret to everybody';
  it.each<[string, DeploymentPipeline['integrationType'], string, Record<string, string>, boolean]>([
    ['GitHub signs', 'GITHUB', body, { 'x-hub-signature-256': github256(secret, body) }, true],
    ['GitHub signs a form', 'GITHUB', form, { 'x-hub-signature-256': github256(secret, form) }, true],
    [
      'in capitals',
      'GITHUB',
      body,
      { 'x-hub-signature-256': github256(secret, body).toUpperCase().replace('SHA', 'sha') },
      true,
    ],
    ['somebody else signs', 'GITHUB', body, { 'x-hub-signature-256': github256('other', body) }, false],
    ['something else is signed', 'GITHUB', body, { 'x-hub-signature-256': github256(secret, `${body} `) }, false],
    ['nothing is signed', 'GITHUB', body, {}, false],
    ['the signature is empty', 'GITHUB', body, { 'x-hub-signature-256': 'sha256=' }, false],
    ['the signature is cut', 'GITHUB', body, { 'x-hub-signature-256': github256(secret, body).slice(0, -2) }, false],
    ['GitLab brings it', 'GITLAB', JSON.stringify(gitlab.push), { 'x-gitlab-token': secret }, true],
    ['GitLab brings another one', 'GITLAB', JSON.stringify(gitlab.push), { 'x-gitlab-token': 'other' }, false],
    ['GitLab brings half of it', 'GITLAB', JSON.stringify(gitlab.push), { 'x-gitlab-token': 'It is a secret' }, false],
    ['GitLab brings none', 'GITLAB', JSON.stringify(gitlab.push), {}, false],
    ['Argo CD brings it', 'ARGO_CD', JSON.stringify(argoCdNotification), { authorization: `Bearer ${secret}` }, true],
    ['a script says it in what it sends', 'API', JSON.stringify({ summary: 'a', sharedSecret: secret }), {}, true],
    ['a script says another one', 'API', JSON.stringify({ summary: 'a', sharedSecret: 'other' }), {}, false],
    ['a forged body cannot be read', 'GITHUB', '{', { 'x-hub-signature-256': 'sha256=00' }, false],
  ])('%s: %s', async (_name, integrationType, sent, headers, isTaken) => {
    const { send, key, kept } = await world({ integrationType, signingSecret: secret });
    const sending = send(sent, { key, headers });
    if (isTaken) await sending;
    else await expect(sending).rejects.toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(await kept()).toHaveLength(isTaken ? 1 : 0);
  });

  it('keeps it sealed, and forgets it', async () => {
    const { table, store, pipeline, send, key } = await world({ integrationType: 'GITHUB', signingSecret: secret });
    expect(JSON.stringify(table.items())).not.toContain(secret);
    const { signingSecret: _gone, ...open } = pipeline;
    await store.deploymentPipelines.save(open, pipeline);
    await send(body, { key });
  });
});
