import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { system } from '../../../functions/domain/access/actor.ts';
import { teamAccessOf } from '../../../functions/domain/access/team-access.ts';
import type { EventRecord } from '../../../functions/domain/event/event.ts';
import type { Team } from '../../../functions/domain/team/team.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { anyEvent, eventIn, readableSource, seenEvent } from '../../../functions/usecases/event/seen-event.ts';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const event = { eventType: 'ALERT', summary: 'Disk full', customDetails: { host: 'db-1' } } as const;
const gzip = (body: unknown) => ({ gzip: gzipSync(JSON.stringify(body)).toString('base64') });
const notFound = (id: number | string) => ({ code: 'NOT_FOUND', message: expect.stringContaining(`${id}`) });

/** User 1, who may read source 800, but neither 801, which is of a team, nor 802, which is hidden; and these events. */
async function aSeenWorld(...events: readonly Partial<EventRecord>[]) {
  const times = { createdAt: tenOClock, updatedAt: tenOClock };
  const team: Team = { id: 5, version: 0, name: 'Shop', visibility: 'PRIVATE', members: [], ...times };
  const world = await aWorld({ teams: [team] });
  const { store, as } = world;
  await store.sources.create(aSource({ id: 801, integrationKey: 'other', teams: [5] }));
  await store.sources.create(aSource({ id: 802, integrationKey: 'canary', hidden: true }));
  for (const [index, facts] of events.entries()) {
    const usual = { sourceId: 800, integration: 'grafana', outcome: 'CREATED', receivedAt: tenOClock, event } as const;
    await store.events.record({ ...usual, id: `e${index}-0`, ...facts });
  }
  const user = as(1);
  const ctx = { ...user, actor: { ...user.actor, teams: teamAccessOf(1, [team]) } };
  return { ...world, ctx, source: await readableSource(ctx, 800) };
}

describe('a source whose events somebody tries something on', () => {
  it('is one that they may read', async () => {
    const { ctx, source, store } = await aSeenWorld();
    expect(source).toEqual(await store.sources.get(800));
    for (const id of [801, 802, 999]) await expect(readableSource(ctx, id)).rejects.toMatchObject(notFound(id));
  });

  it('is never that of the canary, also for who may do all', async () => {
    const { ctx } = await aSeenWorld();
    expect(await readableSource({ ...ctx, actor: system }, 801)).toMatchObject({ id: 801 });
    await expect(readableSource({ ...ctx, actor: system }, 802)).rejects.toMatchObject(notFound(802));
  });
});

describe('what a source sent', () => {
  it('is the latest that was more than a handshake, unless another is named', async () => {
    const { ctx, source } = await aSeenWorld(
      { receivedAt: minus(tenOClock, { minutes: 2 }), event: { ...event, summary: 'Disk filling' } },
      { receivedAt: minus(tenOClock, { minutes: 1 }) },
      { event: undefined, outcome: 'IGNORED' },
    );
    const latest = { eventId: 'e1-0', event, payload: { host: 'db-1' } };
    expect(await seenEvent(ctx, source)).toStrictEqual(latest);
    expect(await seenEvent(ctx, source, null)).toStrictEqual(latest);
    expect(await seenEvent(ctx, source, 'e0-0')).toMatchObject({ eventId: 'e0-0', event: { summary: 'Disk filling' } });
  });

  it('is not what another source sent, nor what nobody did', async () => {
    const { ctx, source } = await aSeenWorld({ sourceId: 801 });
    for (const id of ['e0-0', 'none']) await expect(seenEvent(ctx, source, id)).rejects.toMatchObject(notFound(id));
  });

  it('is looked for among the latest twenty, as long ago as events are kept, and up to this very moment', async () => {
    const { ctx, source, store, clock } = await aSeenWorld();
    const asked: unknown[] = [];
    const list: typeof store.events.list = async (...args) => {
      asked.push(args);
      return { events: [] };
    };
    await seenEvent({ ...ctx, store: { ...store, events: { ...store.events, list } } }, source);
    const span = { from: minus(clock.now(), { days: 90 }), until: plus(clock.now(), { seconds: 1 }) };
    expect(asked).toEqual([[{ sourceId: 800 }, span, { offset: 0, limit: 20 }]]);
  });

  it('is the sample of its tool before it has sent anything', async () => {
    const { ctx, source } = await aSeenWorld({ event: undefined, outcome: 'IGNORED' }, { sourceId: 801 });
    const sample = await seenEvent(ctx, source);
    expect(sample).toMatchObject({
      eventId: null,
      event: { eventType: 'ALERT', summary: 'Disk of db-01 is 95 % full', customDetails: { free: 5 } },
      payload: { eventType: 'ALERT', summary: 'Disk of db-01 is 95 % full', labels: { host: 'db-01' } },
    });
    expect(await seenEvent(ctx, { ...source, integrationType: 'UPTIMEROBOT' })).toMatchObject({
      event: { alertKey: '791000042' },
      payload: { monitorID: '791000042' },
    });
  });
});

describe('an event of any source', () => {
  it('is seen by who may read its source, and by nobody else', async () => {
    const { ctx } = await aSeenWorld({}, { sourceId: 801 }, { sourceId: 802 }, { sourceId: 999 });
    expect(await anyEvent(ctx, 'e0-0')).toStrictEqual({ eventId: 'e0-0', event, payload: { host: 'db-1' } });
    const all = { ...ctx, actor: system };
    expect(await anyEvent(all, 'e1-0')).toMatchObject({ eventId: 'e1-0' });
    await expect(anyEvent(ctx, 'e1-0')).rejects.toMatchObject(notFound('e1-0'));
    for (const id of ['e2-0', 'e3-0', 'none']) await expect(anyEvent(all, id)).rejects.toMatchObject(notFound(id));
  });
});

describe('the members of a body', () => {
  const body = { integrationKey: 'secret', eventType: 'ALERT', summary: 'Disk full', shelf: 4 };

  it('are those of a tool’s event as they were kept with it: its body is not read', async () => {
    const { ctx } = await aSeenWorld({ raw: { blobKey: 'a' } });
    const blobs = { ...ctx.blobs, get: () => expect.fail('the body was read') };
    expect((await anyEvent({ ...ctx, blobs }, 'e0-0')).payload).toEqual({ host: 'db-1' });
  });

  it('are none of an event that came without any', async () => {
    const { ctx } = await aSeenWorld({ event: { eventType: 'ALERT', summary: 'Disk full' } });
    expect((await anyEvent(ctx, 'e0-0')).payload).toEqual({});
  });

  it.each<[string, Partial<EventRecord>, object]>([
    ['all that was sent in our own form, but for the key', { raw: gzip(body), isOwnForm: true }, { event }],
    ['all that was sent where that asked for no event', { raw: gzip(body), event: undefined }, {}],
  ])('are %s', async (_what, facts, expected) => {
    const { ctx } = await aSeenWorld(facts);
    const { integrationKey: _key, ...payload } = body;
    expect(await anyEvent(ctx, 'e0-0')).toStrictEqual({ eventId: 'e0-0', ...expected, payload });
  });
});

describe('the event that a body would be', () => {
  const api = { integrationType: 'API' };

  it('is the first of several, within the bounds of any, and read as leniently as any tool’s', async () => {
    const list = [
      { eventType: 'ALERT', summary: 'x'.repeat(9_000) },
      { eventType: 'ALERT', summary: 'two' },
    ];
    const first = await eventIn(api, list);
    expect(first?.summary).toMatch(/^x{100,}/);
    expect(first?.summary?.length).toBeLessThan(9_000);
    expect(await eventIn(api, { eventType: 'ALERT', priority: 7 })).toMatchObject({ eventType: 'ALERT' });
    expect(await eventIn({ integrationType: 'GRAFANA' }, 'disk full')).toMatchObject({ summary: 'disk full' });
  });

  it('is none where the body asks for none', async () => {
    expect(await eventIn(api, { eventType: 'RESOLVE' })).toBeUndefined();
  });
});
