import { expect, it } from 'vitest';
import { addSource, removeSource } from '../../../functions/usecases/alert-action/attach.ts';
import { actionInputOf, legacyTriggers } from '../../../functions/usecases/alert-action/legacy.ts';
import { anAction, aSource } from '../../support/factories.ts';
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
