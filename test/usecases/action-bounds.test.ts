import { describe, expect, it, vi } from 'vitest';
import type { ActionRequest } from '../../functions/actions/driver.ts';
import { queued } from '../../functions/domain/action-delivery/delivery.ts';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import { type Duration, plus } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { doDeed } from '../../functions/usecases/action-delivery/deeds.ts';
import { findDeliveries } from '../../functions/usecases/action-delivery/find.ts';
import { runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { seeing } from '../../functions/usecases/action-delivery/seen-of.ts';
import { setInMotion } from '../../functions/usecases/action-delivery/set-in-motion.ts';
import { checkRoom } from '../../functions/usecases/alert-action/from-input.ts';
import { letGoOfSource } from '../../functions/usecases/alert-action/let-go.ts';
import { actionsOfAlert, presentActionsOfAlert } from '../../functions/usecases/alert-action/of-alert.ts';
import { anAction, anEventMessage } from '../support/factories.ts';
import { watchedStore } from '../support/watched-store.ts';
import { aRule, automated } from './automation/automation-world.ts';

const ok = { kind: 'http', status: 200, headers: {}, body: 'ok' } as const;

/** Lets the event loop go round so often. */
const turns = (count: number) => async () => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A world with one action at source 800 and alerts that it is due for, in which what is asked of some stores is watched. */
async function working(alerts: number, facts: Partial<AlertAction> = {}) {
  const world = await automated([]);
  const action = await world.store.alertActions.create(anAction({ id: 1, alertSourceIds: [800], ...facts }));
  const ids: number[] = [];
  for (let count = 0; count < alerts; count += 1) ids.push(await world.alert());
  const watched = watchedStore(world.store, ['due', 'actionDeliveries', 'alertActions', 'sources', 'alerts']);
  const ctx = { ...world.ctx, store: watched.store };
  const asked: ActionRequest[] = [];
  const outside = { answer: async (): Promise<object> => ok, running: 0, most: 0, thinks: turns(1) };
  const ask = async (request: ActionRequest) => {
    asked.push(request);
    outside.running += 1;
    outside.most = Math.max(outside.most, outside.running);
    await outside.thinks();
    outside.running -= 1;
    return (await outside.answer()) as never;
  };
  const run = (alertIds?: readonly number[], within: Duration = { seconds: 45 }) =>
    runActionWork(ctx, ask, { ...(alertIds && { alertIds }), deadline: plus(world.clock.now(), within) });
  return { ...world, ...watched, ctx, action, ids, asked, outside, run };
}

describe('a run', () => {
  it('does twenty pieces of work at once, and asks once for what is due where that is less than a page', async () => {
    const { run, ids, asked, outside, calls, clock, most } = await working(30);
    expect(await run()).toBe(0);
    clock.advance({ minutes: 2 });
    // Whoever is asked answers when twenty are, and a while later, in which one more would come.
    const twenty = vi.waitUntil(() => outside.running >= 20, { timeout: 5_000, interval: 1 });
    outside.thinks = () => twenty.then(turns(50));
    expect(await run()).toBe(30);
    expect(asked).toHaveLength(ids.length);
    expect(outside.most).toBe(20);
    expect(most('due.lease')).toBe(30);
    expect(calls('due.list').map(([kind, , limit]) => [kind, limit])).toEqual([
      ['action', 100],
      ['action', 100],
    ]);
  });

  it('begins nothing once its time is over', async () => {
    const { run, ids, asked, calls, clock } = await working(2);
    expect(await run(ids, {})).toBe(0);
    clock.advance({ minutes: 2 });
    expect(await run(undefined, {})).toBe(0);
    expect([asked, calls('due.list')]).toEqual([[], []]);
  });

  it('asks a target that has not answered three times running no more, and one that has answered meanwhile again', async () => {
    const { run, ids, asked, outside, clock } = await working(30);
    const silent = { kind: 'unanswered', why: 'no answer' };
    let count = 0;
    // Every third question is answered, until none is.
    outside.answer = async () => {
      count += 1;
      return count % 3 === 0 && count <= 12 ? ok : silent;
    };
    for (const id of ids) await run([id]);
    expect(asked).toHaveLength(30);
    clock.advance({ minutes: 5 });
    asked.length = 0;
    outside.answer = async () => silent;
    await run();
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(asked.length).toBeLessThan(26);
  });

  it('tells of what it could neither do nor take up, and does the rest', async () => {
    const { ctx, run, ids, asked, clock, counted, store, calls } = await working(3);
    const errors: [string, object | undefined][] = [];
    Object.assign(ctx, { log: { ...ctx.log, error: (what: string, fields?: object) => errors.push([what, fields]) } });
    const { watch } = store.actionDeliveries;
    const broken = (id: number) => (id === ids[1] ? Promise.reject('lost') : watch(id));
    Object.assign(store.actionDeliveries, { watch: broken });
    expect(await run(ids)).toBe(2);
    const { lease } = store.due;
    const due = { ...store.due, lease: () => Promise.reject('throttled') };
    Object.assign(store.actionDeliveries, { watch });
    Object.assign(ctx.store, { due });
    clock.advance({ minutes: 2 });
    expect(await run()).toBe(0);
    Object.assign(ctx.store, { due: { ...store.due, lease } });
    expect(await run()).toBe(1);
    expect(asked).toHaveLength(3);
    expect(errors).toMatchObject([
      ['an alert action could not be carried out; the tick has it done', { alertId: ids[1], error: 'lost' }],
      ['an alert action could not be taken up; the tick has it done', { error: 'throttled' }],
    ]);
    expect(counted.filter(([name]) => name === 'DueWorkFailed')).toEqual([
      ['DueWorkFailed', 1],
      ['DueWorkFailed', 1],
    ]);
    expect(calls('due.giveUp')).toEqual([]);
  });

  it.each([
    [50, 1],
    [51, 0],
  ])('gives up what has failed more than fifty times, and says so: after %i it makes %i', async (failures, made) => {
    const { ctx, run, ids, clock, store, counted } = await working(1);
    const given: unknown[] = [];
    const due = { ...store.due, lease: async () => failures, giveUp: async (one: unknown) => void given.push(one) };
    Object.assign(ctx.store, { due });
    const [delivery] = await findDeliveries(ctx, ids[0] ?? 0);
    clock.advance({ minutes: 2 });
    expect(await run()).toBe(made);
    expect(given).toMatchObject(made === 1 ? [] : [{ kind: 'action', alertId: ids[0], id: delivery?.id }]);
    expect(counted.filter(([name]) => name === 'DueWorkFailed')).toHaveLength(1 - made);
    const [entry] = await store.alerts.log(ids[0] ?? 0, { offset: 0, limit: 9 }, ['CONNECTOR_EVENTS']);
    expect(entry?.vars.said).toBe(made === 1 ? 'the answer was 200' : 'Tocsin could not carry it out, again and again');
  });
});

describe('looking at an alert', () => {
  it('ends after five looks where it is asked for again each time', async () => {
    const { ctx, ids, calls, store } = await working(1);
    const { looked } = store.actionDeliveries;
    Object.assign(ctx.store.actionDeliveries, { looked: async () => false });
    expect(await findDeliveries(ctx, ids[0] ?? 0)).toHaveLength(1);
    Object.assign(store.actionDeliveries, { looked });
    expect(calls('actionDeliveries.watch')).toHaveLength(5);
  });

  it('reads no deliveries where the source has no actions, and looks once at an alert that stays as it is', async () => {
    const { ctx, ids, store, action, calls } = await working(1);
    await store.alertActions.delete(action);
    expect(await findDeliveries(ctx, ids[0] ?? 0)).toEqual([]);
    expect(calls('actionDeliveries.ofAlert')).toEqual([]);
    const alert = (await store.alerts.get(ids[0] ?? 0)) ?? expect.fail('there is an alert');
    const see = seeing(ctx);
    const [one, other] = await Promise.all([see(alert), see(alert)]);
    expect(one).toBe(other);
    expect(calls('alerts.responders')).toHaveLength(1);
    expect(await see({ ...alert, version: alert.version + 1 })).toEqual(one);
    expect(calls('alerts.responders')).toHaveLength(2);
  });

  it('that failed is done anew', async () => {
    const { ctx, ids, store } = await working(1);
    const alert = (await store.alerts.get(ids[0] ?? 0)) ?? expect.fail('there is an alert');
    let failing = true;
    const { responders } = store.alerts;
    const alerts = { ...store.alerts, responders: (id: number) => (failing ? Promise.reject('lost') : responders(id)) };
    const see = seeing({ ...ctx, store: { ...ctx.store, alerts } });
    await expect(see(alert)).rejects.toBe('lost');
    failing = false;
    expect(await see(alert)).toMatchObject({
      id: alert.id,
      responders: ['First1 Last1'],
      assignedTo: { firstName: 'First1' },
    });
  });
});

describe('by hand', () => {
  const byHand = async (facts: Partial<AlertAction> = {}) => {
    const world = await working(1, { triggerMode: 'MANUAL', ...facts });
    const [alertId = 0] = world.ids;
    const as = { ...world.as(1), store: world.ctx.store };
    return { ...world, alertId, as1: as, move: () => setInMotion(as, { alertId, alertActionId: wireIdOf(1) }) };
  };

  it('an action has a history of its own, newest first, fifty at most, of what people asked for', async () => {
    const { as1, alertId, clock, store, action } = await byHand();
    const other = await store.alertActions.create(
      anAction({ id: 2, name: 'Other', alertSourceIds: [800], triggerMode: 'MANUAL' }),
    );
    const add = async (of: AlertAction, occasion: string, by: object) => {
      clock.advance({ seconds: 1 });
      const happening = { trigger: 'alert-created', occasion, at: clock.now() } as const;
      const delivery = queued(alertId, { actionId: of.id, happening, at: clock.now() }, clock.now());
      await store.actionDeliveries.add([{ ...delivery, ...by }]);
      return clock.now();
    };
    await add(action, 'by itself', {});
    const times: string[] = [];
    for (let count = 0; count < 51; count += 1) times.push(await add(action, `hand ${count}`, { userId: 1 }));
    const last = await add(other, 'hand', { userId: 2 });
    await add(other, 'by itself', {});
    const shown = (await presentActionsOfAlert(as1, await actionsOfAlert(as1, alertId))) as {
      alertActionId: string;
      history: { at: string; actor: object; success: boolean }[];
    }[];
    expect(shown.map(({ alertActionId }) => alertActionId)).toEqual([wireIdOf(1), wireIdOf(2)]);
    expect(shown[0]?.history.map(({ at }) => at)).toEqual(times.toReversed().slice(0, 50));
    expect(shown[1]?.history).toMatchObject([{ at: last, success: false, status: 'QUEUED', actor: { id: 2 } }]);
  });

  it('nothing is read of deliveries where nobody can set anything in motion', async () => {
    const { as1, alertId, calls } = await byHand({ triggerMode: 'AUTOMATIC' });
    expect(await actionsOfAlert(as1, alertId)).toEqual({ actions: [], deliveries: [] });
    expect([calls('actionDeliveries.ofAlert'), calls('alertActions.getMany')]).toEqual([[], []]);
  });

  it('an action says how far it has come, also when nobody could wait for it', async () => {
    const { as1, move, clock } = await byHand();
    const warned: string[] = [];
    Object.assign(as1, {
      actionWork: { wake: async () => {}, perform: () => Promise.reject(new Error('no time')) },
      log: { ...as1.log, warn: (what: string) => warned.push(what) },
    });
    const { delivery } = await move();
    expect(delivery).toMatchObject({ status: 'QUEUED', isMeant: true, userId: 1, by: 'First1 Last1', at: clock.now() });
    expect(delivery).not.toHaveProperty('said');
    expect(warned).toEqual(['nobody waited for the end of an alert action; the tick has it done']);
    Object.assign(as1, {
      actionWork: { wake: async () => {}, perform: async () => ({ status: 'DONE', said: 'there' }) },
    });
    expect((await move()).delivery).toMatchObject({ status: 'DONE', said: 'there' });
  });

  it.each([
    ['ACCEPTED', 'alert-acknowledged'],
    ['CREATED', 'alert-created'],
  ])('a rule that waits for %s does what it does then', async (alertType, trigger) => {
    const params = { alertType, serviceStatus: 'DEGRADED', serviceIds: [5] };
    const { move } = await byHand({ connectorType: 'automation_rule', params });
    expect((await move()).delivery).toMatchObject({ trigger });
  });
});

describe('a deed', () => {
  const request = { kind: 'internal', does: 'automation', phase: 'apply' } as never;
  it('is refused for an alert that is not there, and where it cannot be read', async () => {
    const { ctx, alert, statusOf } = await automated([]);
    const rule = anAction({
      connectorType: 'automation_rule',
      params: { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [5] },
    });
    expect(await doDeed(ctx, request, { alert: { id: 12 }, action: rule })).toEqual({
      kind: 'refused',
      why: 'the alert is over',
    });
    const id = await alert();
    expect(await doDeed(ctx, request, { alert: { id }, action: { ...rule, params: {} } })).toEqual({
      kind: 'refused',
      why: 'what the action asks of services cannot be read',
    });
    expect(
      await doDeed(ctx, { ...(request as object), phase: 'take-back' } as never, { alert: { id }, action: rule }),
    ).toEqual({ kind: 'taken' });
    expect(await statusOf()).toBe('OPERATIONAL');
  });
});

describe('a source', () => {
  const room = (actions: number, effects: number, next: Partial<AlertAction>) => {
    const store = {
      alertActions: { ofSource: async () => Array.from({ length: actions }) },
      automationRules: { effectsOf: async () => Array.from({ length: effects }) },
    };
    return checkRoom({ store } as never, anAction({ alertSourceIds: [801, 800], ...next }), { alertSourceIds: [801] });
  };
  const rule = {
    connectorType: 'automation_rule',
    params: { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [5] },
  } as const;
  it('has a hundred actions at most, of which fifty say something of services', async () => {
    await room(99, 50, {});
    await room(99, 49, rule);
    const field = 'alertSources[1].id';
    await expect(room(100, 0, {})).rejects.toMatchObject({
      field,
      message: expect.stringContaining('at most 100 alert actions'),
    });
    await expect(room(0, 50, rule)).rejects.toMatchObject({
      field,
      message: expect.stringContaining('at most 50 automation rules'),
    });
    await room(100, 50, { ...rule, alertSourceIds: [801] });
  });

  it('that no action is about costs no more than a look', async () => {
    const { ctx, calls } = await working(0, { alertSourceIds: [] });
    await letGoOfSource({ ...ctx, actor: { kind: 'system' } } as never, { id: 800, teams: [70] });
    expect(calls('sources.heldBesidesActions')).toEqual([]);
  });
});

it('what actions see of an alert is all that it has to say', async () => {
  const world = await automated([aRule(1)]);
  const { processEvent } = await import('../../functions/usecases/event/process.ts');
  const said = {
    summary: 'Disk full',
    alertKey: 'a',
    details: 'Much',
    severity: 2,
    labels: { a: 'b' },
    customDetails: { x: 1 },
  };
  const more = { images: [{ src: 'https://a.example/i.png' }], links: [{ href: 'https://a.example' }] };
  await processEvent(world.ctx, anEventMessage({ ...said, ...more } as never, { eventId: 'full' }));
  const alertId = (await world.store.events.get('full'))?.alertId ?? 0;
  await world.accept(alertId);
  await world.resolve(alertId);
  const alert = (await world.store.alerts.get(alertId)) ?? expect.fail('there is an alert');
  expect(await seeing(world.ctx)(alert)).toMatchObject({
    ...said,
    ...more,
    id: alertId,
    status: 'RESOLVED',
    source: { id: 800, name: 'Prometheus' },
    acceptedBy: 'First1 Last1',
    resolvedBy: 'First1 Last1',
    responders: ['First1 Last1'],
    url: expect.stringContaining(`/${alertId}`),
  });
});
