import { expect, it } from 'vitest';
import { addSource, removeSource } from '../../../functions/usecases/alert-action/attach.ts';
import { AlertActionInput, ConnectionInput } from '../../../functions/usecases/alert-action/inputs.ts';
import { actionInputOf, legacyTriggers } from '../../../functions/usecases/alert-action/legacy.ts';
import { letGoOfSource } from '../../../functions/usecases/alert-action/let-go.ts';
import { actorWithTeams } from '../../../functions/usecases/user/actor-with-teams.ts';
import { anAction, aSource, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

it('a connection leaves what connections do not have as it is', () => {
  const current = anAction({
    triggerTypes: ['alert-created', 'alert-escalation-ended'],
    ...{ escalationEndedDelaySec: 60, notResolvedDelaySec: 120, delaySec: 30, conditions: 'true', teams: [70, 71] },
    alertFilter: { operator: 'AND', predicates: [] },
  });
  const input = { name: 'New', connectorType: 'webhook', triggerTypes: ['alert-resolved'] } as const;
  expect(actionInputOf({ ...input, triggerTypes: [...input.triggerTypes] }, current)).toEqual({
    ...input,
    triggerTypes: ['alert-resolved', 'alert-escalation-ended'],
    ...{ escalationEndedDelaySec: 60, notResolvedDelaySec: 120, delaySec: 30, conditions: 'true' },
    alertFilter: { operator: 'AND', predicates: [] },
    teams: [{ id: 70 }, { id: 71 }],
  });
  expect(actionInputOf({ name: 'New', connectorType: 'webhook' })).toMatchObject({ triggerTypes: [] });
  expect(legacyTriggers(current.triggerTypes)).toEqual(['incident-created']);
});

it('an action is as of when a source came to it or left it', async () => {
  const { as, store, clock } = await aWorld();
  const one = as(1);
  const ctx = { ...one, actor: { ...one.actor, role: 'OWNER' } } as const;
  await store.sources.create(aSource({ id: 801, name: 'Other', integrationKey: 'il1api-other' }));
  await store.alertActions.create(anAction({ id: 7, alertSourceIds: [800] }));
  clock.advance({ minutes: 1 });
  const added = await addSource(ctx, { id: 7 }, () => 801);
  expect([added.alertSourceIds, added.updatedAt]).toEqual([[800, 801], clock.now()]);
  clock.advance({ minutes: 1 });
  const removed = await removeSource(ctx, { id: 7 }, () => 800);
  expect([removed.alertSourceIds, removed.updatedAt]).toEqual([[801], clock.now()]);
  await expect(addSource(ctx, { id: 7 }, () => 801)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(removeSource(ctx, { id: 7 }, () => 800)).rejects.toMatchObject({ code: 'CONFLICT' });
  for (const change of [addSource, removeSource])
    await expect(change(ctx, { id: 7 }, () => 999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it.each([
  ['jiraa', 'did you mean jira?'],
  ['something else', 'one of autotask, jira,'],
  [7, 'one of autotask, jira,'],
  [undefined, 'is required'],
])('of a type that is none it is told which are: %s', (connectorType, says) => {
  const { error } = AlertActionInput.safeParse({ name: 'Shop', connectorType });
  expect(error?.issues).toMatchObject([{ path: ['connectorType'], message: expect.stringContaining(says) }]);
});

it('a connection may be sent with what connections have, under the former names', () => {
  const sent = {
    ...{ name: 'Shop', alertSourceIds: [800], connectorId: 'C', connectorType: 'webhook', triggerMode: 'AUTOMATIC' },
    params: { webhookUrl: 'https://hooks.example.com/a' },
  };
  const read = ConnectionInput.parse({
    ...sent,
    triggerTypes: ['incident-created', 'alert-resolved'],
    conditions: 'x',
  });
  expect(read).toEqual({ ...sent, triggerTypes: ['alert-created', 'alert-resolved'] });
});

/** A world with the actions 7 and 8 at source 801, of which nothing else knows, and who may do this with it. */
async function attached() {
  const world = await aWorld();
  const { store, clock } = world;
  await store.sources.create(aSource({ id: 801, name: 'Other', integrationKey: 'il1api-other' }));
  await store.alertActions.create(anAction({ id: 7, alertSourceIds: [800, 801] }));
  await store.alertActions.create(anAction({ id: 8, alertSourceIds: [801] }));
  clock.advance({ minutes: 1 });
  const one = world.as(1);
  const as = (role: 'ADMIN' | 'USER') => ({ ...one, actor: { ...one.actor, role } });
  const sources = async () =>
    (await store.alertActions.getMany([7, 8])).map(({ alertSourceIds, updatedAt }) => [alertSourceIds, updatedAt]);
  return { ...world, as, sources };
}
const before = [
  [[800, 801], tenOClock],
  [[801], tenOClock],
];

it('a source that is deleted is left out of all actions', async () => {
  const { as, sources, clock } = await attached();
  await letGoOfSource(as('ADMIN'), { id: 801, teams: [] });
  expect(await sources()).toEqual([
    [[800], clock.now()],
    [[], clock.now()],
  ]);
});

it('a source that no action names is held by none, whatever else holds it', async () => {
  const { as, sources, store } = await attached();
  const held = { ...store.sources, heldBesidesActions: async () => 'event flow 60' };
  const admin = as('ADMIN');
  await letGoOfSource({ ...admin, store: { ...admin.store, sources: held } }, { id: 802, teams: [] });
  expect(await sources()).toEqual(before);
});

it('a source that something else holds, or another team owns, stays in all actions', async () => {
  const { as, sources, store } = await attached();
  const held = { ...store.sources, heldBesidesActions: async () => 'event flow 60' };
  const admin = as('ADMIN');
  await expect(
    letGoOfSource({ ...admin, store: { ...admin.store, sources: held } }, { id: 801, teams: [] }),
  ).rejects.toMatchObject({ code: 'CONFLICT', message: 'alert source 801 is used by event flow 60' });
  const members = [{ userId: 2, role: 'ADMIN' }];
  const cell = { id: 70, version: 1, name: 'Cell', visibility: 'PRIVATE', members };
  await store.teams.create({ ...cell, createdAt: tenOClock, updatedAt: tenOClock } as never);
  const actor = await actorWithTeams(admin, aUser(1, { role: 'USER' }));
  await expect(letGoOfSource({ ...admin, actor }, { id: 801, teams: [70] })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await sources()).toEqual(before);
});

it('an action that has let go of a source meanwhile is not written', async () => {
  const { as, sources, store } = await attached();
  const admin = as('ADMIN');
  const get = async (id: number) => {
    const action = await store.alertActions.get(id);
    return action && { ...action, alertSourceIds: [] };
  };
  const alertActions = Object.assign(Object.create(store.alertActions), { get });
  await letGoOfSource({ ...admin, store: { ...admin.store, alertActions } }, { id: 801, teams: [] });
  expect(await sources()).toEqual(before);
});

it('a source that has a hundred actions gets no more', async () => {
  const { as, sources, store } = await attached();
  const admin = as('ADMIN');
  const ofSource = async () => Array.from({ length: 100 }, () => anAction());
  const alertActions = Object.assign(Object.create(store.alertActions), { ofSource });
  const full = { ...admin, store: { ...admin.store, alertActions } };
  await expect(addSource(full, { id: 8 }, () => 800)).rejects.toMatchObject({
    message: expect.stringContaining('at most 100 alert actions'),
  });
  expect(await sources()).toEqual(before);
});
