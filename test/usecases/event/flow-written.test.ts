import { beforeEach, describe, expect, it } from 'vitest';
import type { EventFlow } from '../../../functions/domain/event-flow/event-flow.ts';
import { plus } from '../../../functions/domain/time.ts';
import { readFlowEvent } from '../../../functions/usecases/event-flow/events.ts';
import { eventFlowFrom } from '../../../functions/usecases/event-flow/from-input.ts';
import {
  addFlowIntegration,
  authorizedIntegration,
  changeFlowIntegration,
  flowIntegrations,
  removeFlowIntegration,
} from '../../../functions/usecases/event-flow/integrations.ts';
import { presentEventFlows, presentFlowIntegration } from '../../../functions/usecases/event-flow/present.ts';
import { removeEventFlow } from '../../../functions/usecases/event-flow/remove.ts';
import { actorWithTeams } from '../../../functions/usecases/user/actor-with-teams.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aFlow, routeTo } from '../../support/flow-nodes.ts';
import { aFlowWorld } from '../../support/flows.ts';
import { aTeam } from '../../support/schedules.ts';

type Input = Parameters<typeof eventFlowFrom>[1];

/** A world with the flows 60 (Night) and 62 (Day), and who may change them. */
async function flowing() {
  const world = await aFlowWorld(aFlow(routeTo(800)));
  await world.store.eventFlows.create(aFlow(routeTo(800), { id: 62, name: 'Day' }));
  const one = world.as(1);
  const as = (role: 'ADMIN' | 'RESPONDER') => ({ ...one, actor: { ...one.actor, role } });
  return { ...world, as, editor: as('ADMIN') };
}
let at: Awaited<ReturnType<typeof flowing>>;
beforeEach(async () => {
  at = await flowing();
});

describe('a flow that is written', () => {
  const route = { id: 0, nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: 800 }, branches: null };
  const sent = (facts: object = {}): Input =>
    ({
      name: 'Night',
      root: { nodeType: 'ROOT', name: 'In', branches: [{ branchType: 'ACCEPTED', condition: null, target: route }] },
      ...facts,
    }) as Input;

  it('has ids of its own where none are sent, and says what it names', async () => {
    const made = await eventFlowFrom(at.editor, sent());
    const id = expect.any(Number);
    expect(made).toStrictEqual({
      ...{ id, version: 0, name: 'Night', teams: [], createdAt: at.clock.now(), updatedAt: at.clock.now() },
      root: {
        ...{ id, name: 'In', nodeType: 'ROOT' },
        branches: [
          {
            ...{ id, branchType: 'ACCEPTED' },
            target: { id, nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: 800 }, branches: [] },
          },
        ],
      },
      named: [{ kind: 'source', id: 800, field: 'root.branches[0].target.metadata.alertSourceId' }],
    });
    const ids = [made.id, made.root.id, made.root.branches[0]?.id, made.root.branches[0]?.target?.id];
    expect(new Set(ids).size).toBe(4);
    expect(ids).not.toContain(0);
  });

  it('is the same flow after a change, with what is new since then', async () => {
    const current: EventFlow = { ...aFlow(routeTo(800)), version: 3, teams: [] };
    at.clock.advance({ hours: 1 });
    const changed = await eventFlowFrom(at.editor, sent({ name: 'Later' }), current);
    expect(changed).toMatchObject({ id: 60, version: 3, name: 'Later', createdAt: tenOClock });
    expect(changed.updatedAt).toBe(plus(tenOClock, { hours: 1 }));
  });

  it.each<[string, object, object]>([
    ['a source that is not there', { ...route, metadata: { alertSourceId: 7 } }, { code: 'INVALID' }],
    ['a route to nothing', { ...route, metadata: {} }, { code: 'INVALID' }],
    ['no root', { nodeType: 'ROOT' }, { code: 'INVALID' }],
  ])('is refused with %s, by where that stands', async (_what, target, refusal) => {
    const root = { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target }] };
    await expect(eventFlowFrom(at.editor, sent({ root }))).rejects.toMatchObject({
      ...refusal,
      field: expect.stringContaining('root.branches[0].target'),
    });
  });

  it('is refused where a condition cannot be read, by its place', async () => {
    const branches = [{ branchType: 'BRANCH', condition: 'event.a ==', target: route }];
    const root = { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target: { nodeType: 'PLAIN', branches } }] };
    await expect(eventFlowFrom(at.editor, sent({ root }))).rejects.toMatchObject({
      field: 'root.branches[0].target.branches[0].condition',
      position: 10,
    });
  });

  it('is shown whole, or by its name alone in lists', async () => {
    const flow = aFlow(routeTo(800));
    const short = { id: 60, name: 'Night', teams: [] };
    expect(await presentEventFlows(at.editor, [flow], { isWhole: false })).toEqual([short]);
    const whole = { ...short, root: flow.root, createdAt: tenOClock, updatedAt: tenOClock };
    expect(await presentEventFlows(at.editor, [flow], { isWhole: true })).toEqual([whole]);
  });
});

describe('an entry of a flow', () => {
  const grafana = { eventFlowId: 60, integrationType: 'GRAFANA' } as const;
  const list = async (flowId: number | undefined, page: object = {}, isShown = (_flow: EventFlow) => true) =>
    (await flowIntegrations(at.editor, flowId, { offset: 0, limit: 10, ...page }, isShown)).map(
      ({ integration }) => integration.id,
    );

  it('has a key of its own, moves to another flow with it, and is gone with it', async () => {
    const { integration: made, flow } = await addFlowIntegration(at.editor, grafana);
    expect(made).toMatchObject({ ...grafana, createdAt: at.clock.now(), updatedAt: at.clock.now() });
    expect(flow).toMatchObject({ id: 60 });
    const { integration: other } = await addFlowIntegration(at.editor, grafana);
    expect(other.integrationKey).not.toBe(made.integrationKey);
    at.clock.advance({ hours: 1 });
    const moved = await changeFlowIntegration(at.editor, made.id, () => ({ ...grafana, eventFlowId: 62 }));
    expect(moved).toMatchObject({
      integration: { ...made, eventFlowId: 62, version: made.version + 1, updatedAt: at.clock.now() },
      flow: { id: 62, name: 'Day' },
    });
    expect([await list(60), await list(62)]).toEqual([[other.id], [made.id]]);
    await removeFlowIntegration(at.editor, made.id);
    await expect(authorizedIntegration(at.editor, made.id, 'event-flow:read')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await list(62)).toEqual([]);
  });

  it.each(['EMAIL', 'EMAIL2', 'SMS'] as const)('is none for what comes as %s', async (integrationType) => {
    await expect(addFlowIntegration(at.editor, { ...grafana, integrationType } as never)).rejects.toMatchObject({
      field: 'integrationType',
    });
  });

  it('keeps its type, and leads to a flow that is there', async () => {
    const { integration } = await addFlowIntegration(at.editor, grafana);
    const change = (facts: object, check?: () => Promise<void>) =>
      changeFlowIntegration(at.editor, integration.id, () => ({ ...grafana, ...facts }) as never, check);
    await expect(change({ integrationType: 'API' })).rejects.toMatchObject({
      field: 'integrationType',
      message: expect.stringContaining('from GRAFANA'),
    });
    await expect(change({ eventFlowId: 7 })).rejects.toMatchObject({ field: 'eventFlowId' });
    await expect(change({}, () => Promise.reject(new Error('not as it was read')))).rejects.toThrow('as it was read');
    await expect(addFlowIntegration(at.editor, { ...grafana, eventFlowId: 7 })).rejects.toMatchObject({
      field: 'eventFlowId',
    });
  });

  it('is neither found nor listed where its flow is gone meanwhile', async () => {
    const { integration } = await addFlowIntegration(at.editor, grafana);
    const eventFlows = Object.assign(Object.create(at.store.eventFlows), {
      get: async () => undefined,
      getMany: async () => [],
    });
    const ctx = { ...at.editor, store: { ...at.store, eventFlows } };
    await expect(authorizedIntegration(ctx, integration.id, 'event-flow:read')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const flowId of [60, undefined])
      expect(await flowIntegrations(ctx, flowId, { offset: 0, limit: 10 }, () => true)).toEqual([]);
  });

  it('is listed in pages, oldest first, of one flow or of all that are shown', async () => {
    const ids: number[] = [];
    for (const eventFlowId of [60, 62, 60, 60])
      ids.push((await addFlowIntegration(at.editor, { ...grafana, eventFlowId })).integration.id);
    const [first, second, third, fourth] = ids;
    expect(await list(undefined)).toEqual(ids);
    expect(await list(undefined, { offset: 1, limit: 2 })).toEqual([second, third]);
    expect(await list(undefined, {}, ({ id }) => id === 62)).toEqual([second]);
    expect(await list(60)).toEqual([first, third, fourth]);
    expect(await list(60, { offset: 1, limit: 1 })).toEqual([third]);
    expect(await list(60, {}, () => false)).toEqual([]);
  });

  it('shows its key and its address to those alone who may change the flow', async () => {
    const { integration, flow } = await addFlowIntegration(at.editor, grafana);
    const { id, integrationKey } = integration;
    const shown = {
      ...{ id, ...grafana, createdAt: at.clock.now(), updatedAt: at.clock.now() },
      catalogue: { name: 'Grafana', integrationType: 'GRAFANA', integrationPath: '/api/v1/events/grafana' },
    };
    expect(presentFlowIntegration(at.editor, integration, flow)).toEqual({
      ...{ ...shown, integrationKey },
      integrationUrl: `https://tocsin.example.com/api/v1/events/grafana/${integrationKey}`,
    });
    const hidden = { integrationKey: null, integrationUrl: null };
    expect(presentFlowIntegration(at.as('RESPONDER'), integration, flow)).toEqual({ ...shown, ...hidden });
  });
});

it('an entry is opened, moved and closed by who may change both flows alone', async () => {
  await at.store.teams.create(aTeam([], { id: 70, name: 'Cell', members: [{ userId: 2, role: 'USER' }] }));
  await at.store.eventFlows.create(aFlow(routeTo(800), { id: 64, name: 'Mine', teams: [70] }));
  const ctx = { ...at.ctx, actor: await actorWithTeams(at.ctx, aUser(2, { role: 'RESPONDER' })) };
  const into = (eventFlowId: number) => ({ eventFlowId, integrationType: 'GRAFANA' }) as const;
  const forbidden = { code: 'FORBIDDEN' };
  await expect(addFlowIntegration(at.as('RESPONDER'), into(7))).rejects.toMatchObject(forbidden);
  await expect(addFlowIntegration(ctx, into(60))).rejects.toMatchObject(forbidden);
  const { integration: mine } = await addFlowIntegration(ctx, into(64));
  const { integration: other } = await addFlowIntegration(at.editor, into(60));
  await expect(changeFlowIntegration(ctx, mine.id, () => into(60))).rejects.toMatchObject(forbidden);
  await expect(changeFlowIntegration(ctx, other.id, () => into(64))).rejects.toMatchObject(forbidden);
  await expect(removeFlowIntegration(ctx, other.id)).rejects.toMatchObject(forbidden);
  await removeFlowIntegration(ctx, mine.id);
});

it('a flow and its entries are deleted by nobody who may not write in each team that owns it', async () => {
  for (const [id, member] of [
    [70, 2],
    [71, 3],
  ] as const)
    await at.store.teams.create(
      aTeam([], { id, visibility: 'PRIVATE', name: `Cell ${id}`, members: [{ userId: member, role: 'ADMIN' }] }),
    );
  await at.store.eventFlows.create(aFlow(routeTo(800), { id: 63, name: 'Ours', teams: [70, 71] }));
  await at.store.eventFlows.create(aFlow(routeTo(800), { id: 64, name: 'Mine', teams: [70] }));
  const ctx = { ...at.ctx, actor: await actorWithTeams(at.ctx, aUser(2, { role: 'USER' })) };
  const entry = async (eventFlowId: number) =>
    (await addFlowIntegration(ctx, { eventFlowId, integrationType: 'GRAFANA' })).integration.id;
  const [shared, own] = [await entry(63), await entry(64)];
  const refused = { code: 'FORBIDDEN', message: expect.stringMatching(/may not delete what team 71 owns$/) };
  await expect(removeFlowIntegration(ctx, shared)).rejects.toMatchObject(refused);
  await expect(removeEventFlow(ctx, 63)).rejects.toMatchObject(refused);
  expect(await authorizedIntegration(ctx, shared, 'event-flow:write')).toMatchObject({ flow: { id: 63 } });
  await removeFlowIntegration(ctx, own);
  await removeEventFlow(ctx, 64);
  expect(await at.store.eventFlows.get(64)).toBeUndefined();
});

it('an event is found in the flow by which it came, and in no other', async () => {
  const id = await at.send();
  expect(await readFlowEvent(at.ctx, { id: 60 }, id)).toMatchObject({ id });
  for (const [flow, event] of [
    [62, id],
    [60, 'another'],
  ] as const)
    await expect(readFlowEvent(at.ctx, { id: flow }, event)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
