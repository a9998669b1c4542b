import { describe, expect, it } from 'vitest';
import { type ActionDelivery, queued } from '../../functions/domain/action-delivery/delivery.ts';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import { VersionConflictError } from '../../functions/domain/errors.ts';
import { plus } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { giveUpDelivery } from '../../functions/usecases/action-delivery/give-up.ts';
import { performDelivery } from '../../functions/usecases/action-delivery/perform.ts';
import { anAlert as anAlertSeen, settings } from '../actions/facts.ts';
import { anAction, tenOClock } from '../support/factories.ts';
import { automated } from './automation/automation-world.ts';

/** A delivery of action 1, of which nobody has asked its target yet. */
async function waiting(facts: Partial<AlertAction> = {}) {
  const world = await automated([]);
  const { actionDeliveries, alertActions, alerts } = world.store;
  await world.store.connectors.create({
    ...{ id: 4, version: 0, type: 'zendesk', name: 'Zendesk', params: settings.zendesk.connector ?? {} },
    ...{ createdAt: tenOClock, updatedAt: tenOClock },
  });
  const action = await alertActions.create(anAction({ id: 1, alertSourceIds: [800], ...facts }));
  const alertId = await world.alert();
  const written = async (more: Partial<ActionDelivery> = {}) => {
    const at = world.clock.now();
    const happening = { trigger: 'alert-created', occasion: more.occasion ?? 'created', at } as const;
    const delivery = { ...queued(more.alertId ?? alertId, { actionId: 1, happening, at }, at), ...more };
    await actionDeliveries.add([delivery]);
    return delivery;
  };
  const asked: string[] = [];
  const performing = {
    ask: async (request: object) => {
      asked.push('url' in request ? String(request.url) : '');
      return { kind: 'http', status: 200, headers: {}, body: '{}' } as const;
    },
    seenOf: async () => anAlertSeen(),
  };
  const said = async () =>
    (await alerts.log(alertId, { offset: 0, limit: 9 }, ['CONNECTOR_EVENTS'])).map(({ vars }) => vars.said);
  return {
    ...world,
    ...{ action, alertId, written, asked, said },
    perform: (one: Pick<ActionDelivery, 'alertId' | 'id'>, more: object = {}) =>
      performDelivery(world.ctx as never, { ...performing, ...more }, one),
    stored: ({ alertId, id }: ActionDelivery) => actionDeliveries.get(alertId, id),
  };
}

describe('of what is gone', () => {
  it('nothing is made: of a delivery that is not there, or whose alert is not', async () => {
    const { perform, written, stored, asked, alertId } = await waiting();
    expect(await perform({ alertId, id: 7 })).toBeUndefined();
    const lost = await written({ alertId: 4711 });
    expect(await perform(lost)).toMatchObject({ delivery: { status: 'DONE', said: 'the action is gone' } });
    expect([asked, (await stored(lost))?.attempts]).toEqual([[], 0]);
  });

  it('nothing is given up, and nothing is said of an action that is no more', async () => {
    const { ctx, store, written, stored, said, action, alertId } = await waiting();
    await giveUpDelivery(ctx, { alertId, id: 7 });
    const [over, open, orphan] = [
      await written({ occasion: '1', status: 'DONE', said: 'HTTP 200' }),
      await written({ occasion: '2' }),
      await written({ occasion: '3' }),
    ];
    await giveUpDelivery(ctx, over);
    expect(await stored(over)).toEqual(over);
    await giveUpDelivery(ctx, open);
    const why = 'Tocsin could not carry it out, again and again';
    expect(await stored(open)).toMatchObject({ status: 'FAILED', said: why });
    await store.alertActions.delete(action);
    await giveUpDelivery(ctx, orphan);
    expect(await stored(orphan)).toMatchObject({ status: 'FAILED', said: why });
    expect(await said()).toEqual([why]);
  });
});

describe('what somebody else has changed meanwhile', () => {
  it('is theirs: nothing was done of it', async () => {
    const { perform, written, store, clock, asked } = await waiting();
    const first = await written({ occasion: '1' });
    clock.advance({ seconds: 1 });
    const second = await written({ occasion: '2', trigger: 'alert-resolved' });
    const { save, get } = store.actionDeliveries;
    store.actionDeliveries.save = () => Promise.reject(new VersionConflictError('delivery'));
    for (const one of [first, second]) expect(await perform(one)).toBeUndefined();
    store.actionDeliveries.save = save;
    // Their alert is deleted while the second is told to wait.
    store.actionDeliveries.get = async () => undefined;
    expect(await perform(second)).toMatchObject({ delivery: { id: second.id, status: 'QUEUED' } });
    store.actionDeliveries.get = get;
    expect(asked).toEqual([]);
  });
});

it('a table that does not answer is no change by somebody else: it is told, and the tick tries again', async () => {
  const { perform, written, store, asked } = await waiting();
  const delivery = await written();
  store.actionDeliveries.save = () => Promise.reject(new Error('the table does not answer'));
  await expect(perform(delivery)).rejects.toThrow('the table does not answer');
  expect(asked).toEqual([]);
});

describe('what an action does', () => {
  it('brings nothing up to date that it has not made', async () => {
    const { perform, written, asked } = await waiting();
    const said = 'nothing was made that could be brought up to date';
    expect(await perform(await written({ isUpdate: true }))).toMatchObject({ delivery: { status: 'DONE', said } });
    expect(asked).toEqual([]);
  });

  it('is told in the timeline with whoever set it in motion by hand, and with nobody else', async () => {
    const { perform, written, store, alertId } = await waiting();
    await perform(await written({ occasion: '1', by: 'Prometheus' }));
    await perform(await written({ occasion: '2', by: 'Ada Lovelace', userId: 1 }));
    const log = await store.alerts.log(alertId, { offset: 0, limit: 9 }, ['CONNECTOR_EVENTS']);
    const kept = {
      action: 'Tell the shop',
      actionId: wireIdOf(1),
      kind: 'webhook',
      trigger: 'alert-created',
      attempt: 1,
    };
    const said = 'the answer was 200';
    expect(log.map(({ vars }) => vars)).toStrictEqual([
      { ...kept, said },
      { user: 'Ada Lovelace', userId: 1, ...kept, said },
    ]);
  });

  it('is put off for half a minute while its target is silent, and not asked for', async () => {
    const { perform, written, stored, asked, clock } = await waiting();
    const delivery = await written();
    clock.advance({ minutes: 5 });
    expect(await perform(delivery, { isSilent: () => true })).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await stored(delivery)).toMatchObject({
      ...{ status: 'QUEUED', attempts: 0, at: delivery.at },
      dueAt: plus(clock.now(), { seconds: 30 }),
    });
  });

  it('is looked for where it may be there without a note, and not once it is noted', async () => {
    const { params } = settings.zendesk;
    const { perform, written, asked, store } = await waiting({ connectorType: 'zendesk', connectorId: 4, params });
    await written({ occasion: 'before', status: 'FAILED', isUncertain: true });
    await perform(await written({ trigger: 'alert-acknowledged' }));
    expect(asked.shift()).toContain('?external_id=tocsin-');
    asked.length = 0;
    const noted = await written({ occasion: 'another', status: 'DONE' });
    await store.actionDeliveries.save(noted, { reference: '35436' });
    await perform(await written({ occasion: 'after', trigger: 'alert-comment-added', comment: 'Look' }));
    expect(asked).toEqual([expect.stringContaining('/tickets/35436')]);
  });
});
