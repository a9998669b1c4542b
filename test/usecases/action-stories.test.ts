import { describe, expect, it } from 'vitest';
import type { ActionAnswer, ActionRequest } from '../../functions/actions/driver.ts';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { type Duration, minus, plus } from '../../functions/domain/time.ts';
import { runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { commentAlert } from '../../functions/usecases/alert/comment.ts';
import { settings } from '../actions/facts.ts';
import type { FakeTicket } from '../actions/fakes/fake.ts';
import { worldOf } from '../actions/stories.ts';
import { anAction } from '../support/factories.ts';
import { automated } from './automation/automation-world.ts';

const everyTrigger: AlertAction['triggerTypes'] = [
  'alert-created',
  'alert-acknowledged',
  'alert-comment-added',
  'alert-resolved',
];
const unavailable: ActionAnswer = { kind: 'http', status: 503, headers: {}, body: 'down for maintenance' };

/** A world whose source has an action of this type, with the target that it calls. */
async function acting(type: ConnectorType, facts: Partial<AlertAction> = {}) {
  const world = await automated([]);
  const { params, connector } = settings[type];
  if (connector !== undefined)
    await world.store.connectors.create({
      id: 60,
      version: 0,
      name: 'There',
      type,
      params: connector,
      createdAt: world.clock.now(),
      updatedAt: world.clock.now(),
    });
  const action = await world.store.alertActions.create(
    anAction({
      id: 1,
      connectorType: type,
      ...(connector !== undefined && { connectorId: 60 }),
      alertSourceIds: [800],
      triggerTypes: everyTrigger,
      params,
      createdAt: minus(world.clock.now(), { hours: 1 }),
      ...facts,
    }),
  );
  const target = worldOf(type);
  const asked: { readonly at: string; readonly request: ActionRequest }[] = [];
  const outside: { answer: (request: ActionRequest) => ActionAnswer | Promise<ActionAnswer> } = {
    answer: target.target,
  };
  const ask = async (request: ActionRequest) => {
    asked.push({ at: world.clock.now(), request });
    return outside.answer(request);
  };
  const run = (alertIds?: readonly number[]) =>
    runActionWork(world.ctx, ask, {
      ...(alertIds && { alertIds }),
      deadline: plus(world.clock.now(), { seconds: 45 }),
    });
  /** Time goes by, and the tick looks every minute. */
  const later = async (duration: Duration) => {
    const end = plus(world.clock.now(), duration);
    while (world.clock.now() < end) {
      world.clock.advance({ minutes: 1 });
      await run();
    }
  };
  const timeline = async (alertId: number) =>
    (await world.store.alerts.log(alertId, { offset: 0, limit: 1000 }, ['CONNECTOR_EVENTS'])).map(
      ({ type: entry, vars }) => ({
        entry,
        ...vars,
      }),
    );
  return {
    ...world,
    action,
    asked,
    outside,
    isUp: () => {
      outside.answer = target.target;
    },
    seen: target.seen,
    tickets: () => target.seen() as readonly FakeTicket[],
    run,
    later,
    timeline,
    comment: (alertId: number, content: string) => commentAlert(world.as(2), { alertId, content }),
    deliveries: (alertId: number) => world.store.actionDeliveries.ofAlert(alertId),
  };
}

describe('an alert with a ticket', () => {
  it('opens one, comments it, and closes it once the alert is resolved', async () => {
    const world = await acting('jira');
    const id = await world.alert();
    await world.run([id]);
    expect(world.tickets()).toMatchObject([{ title: 'Disk full', isClosed: false, comments: [] }]);
    world.clock.advance({ minutes: 2 });
    await world.accept(id);
    await world.run([id]);
    await world.comment(id, 'It is the log');
    await world.run([id]);
    expect(world.tickets()[0]?.comments).toMatchObject([
      expect.stringContaining('First1'),
      expect.stringContaining('It is the log'),
    ]);
    await world.resolve(id);
    await world.run([id]);
    expect(world.tickets()).toMatchObject([{ isClosed: true }]);
    const calls = world.asked.length;
    await world.later({ hours: 2 });
    expect(world.asked).toHaveLength(calls);
    expect(await world.timeline(id)).toMatchObject(
      everyTrigger.map((trigger) => ({
        entry: 'AlertActionSuccessLogEntry',
        action: 'Tell the shop',
        kind: 'jira',
        trigger,
        attempt: 1,
      })),
    );
  });

  it('that is lost to the stream is found by the tick', async () => {
    const world = await acting('jira');
    const id = await world.alert();
    await world.later({ minutes: 1 });
    await world.resolve(id);
    await world.later({ minutes: 1 });
    expect(world.tickets()).toMatchObject([{ isClosed: true }]);
  });

  it('is done in order when the target was down for an hour, and nobody is called after that', async () => {
    const world = await acting('jira');
    world.outside.answer = () => unavailable;
    const id = await world.alert();
    await world.run([id]);
    await world.later({ minutes: 5 });
    await world.accept(id);
    await world.run([id]);
    await world.later({ minutes: 20 });
    await world.resolve(id);
    await world.run([id]);
    await world.later({ minutes: 35 });
    expect(world.tickets()).toEqual([]);
    world.isUp();
    await world.later({ hours: 1 });
    expect(world.tickets()).toMatchObject([{ title: 'Disk full', isClosed: true }]);
    expect(world.tickets()[0]?.comments[0]).toContain('First1');
    expect((await world.deliveries(id)).map(({ status }) => status)).toEqual(['DONE', 'DONE', 'DONE']);
    const done = (await world.timeline(id)).filter(({ entry }) => entry === 'AlertActionSuccessLogEntry');
    expect(done.map((one) => ('trigger' in one ? one.trigger : undefined))).toEqual([
      'alert-created',
      'alert-acknowledged',
      'alert-resolved',
    ]);
    const calls = world.asked.length;
    await world.later({ hours: 3 });
    expect(world.asked).toHaveLength(calls);
  });

  it('has one ticket, whoever looks at it at the same time', async () => {
    const world = await acting('jira');
    const id = await world.alert();
    await Promise.all([world.run([id]), world.run([id]), world.run(), world.run([id, id])]);
    await Promise.all([world.accept(id), world.run([id])]);
    await Promise.all([world.run([id]), world.run([id]), world.later({ minutes: 2 })]);
    await world.later({ minutes: 3 });
    expect(world.tickets()).toHaveLength(1);
    expect(world.tickets()[0]?.comments).toHaveLength(1);
  });

  it('has one ticket though whoever opened it died before it was noted', async () => {
    const world = await acting('jira');
    const id = await world.alert();
    const { target } = { target: world.outside.answer };
    world.outside.answer = async (request) => {
      await target(request);
      throw new Error('the function was ended');
    };
    await world.run([id]);
    world.outside.answer = target;
    await world.later({ minutes: 5 });
    expect(world.tickets()).toHaveLength(1);
    expect(await world.deliveries(id)).toMatchObject([{ status: 'DONE' }]);
  });
});

describe('a target that is in trouble', () => {
  it('is left alone after a day, and the timeline says why', async () => {
    const world = await acting('webhook', { triggerTypes: ['alert-created'] });
    world.outside.answer = () => unavailable;
    const id = await world.alert();
    await world.run([id]);
    await world.later({ hours: 26 });
    expect(await world.deliveries(id)).toMatchObject([{ status: 'FAILED', said: expect.stringContaining('503') }]);
    // 30 s, 1, 2, 4, 8, 16, 32 minutes, and then every hour.
    expect(world.asked.length).toBeGreaterThan(25);
    expect(world.asked.length).toBeLessThan(35);
    const entries = await world.timeline(id);
    expect(entries).toHaveLength(world.asked.length);
    expect(entries[0]).toMatchObject({ entry: 'AlertActionFailLogEntry', attempt: 1, nextAt: expect.any(String) });
    expect(entries.at(-1)).not.toHaveProperty('nextAt');
  });

  it('that refuses is asked once', async () => {
    const world = await acting('webhook', { triggerTypes: ['alert-created'] });
    world.outside.answer = () => ({ kind: 'http', status: 404, headers: {}, body: 'no hook here' });
    const id = await world.alert();
    await world.run([id]);
    await world.later({ hours: 2 });
    expect(world.asked).toHaveLength(1);
    expect(await world.deliveries(id)).toMatchObject([{ status: 'FAILED', said: expect.stringContaining('404') }]);
  });

  it('is left alone for as long as it asks', async () => {
    const world = await acting('webhook', { triggerTypes: ['alert-created'] });
    world.outside.answer = () => ({ kind: 'http', status: 429, headers: { 'retry-after': '1800' }, body: '' });
    const id = await world.alert();
    await world.run([id]);
    await world.later({ minutes: 29 });
    expect(world.asked).toHaveLength(1);
    await world.later({ minutes: 2 });
    expect(world.asked).toHaveLength(2);
  });

  it('holds up nobody else', async () => {
    const world = await acting('webhook', { triggerTypes: ['alert-created'] });
    const createdAt = minus(world.clock.now(), { hours: 1 });
    for (const id of [2, 3, 4, 5, 6, 7])
      await world.store.alertActions.create(
        anAction({
          id,
          alertSourceIds: [800],
          params: { webhookUrl: `https://${id % 2 === 0 ? 'slow' : 'quick'}.example.com/a` },
          createdAt,
        }),
      );
    const quick = world.outside.answer;
    let answer: (answer: ActionAnswer) => void = () => undefined;
    const slow = new Promise<ActionAnswer>((resolve) => {
      answer = resolve;
    });
    world.outside.answer = (request) =>
      request.kind === 'http' && request.url.includes('slow.') ? slow : quick(request);
    const id = await world.alert();
    const running = world.run([id]);
    for (let turn = 0; turn < 500 && world.seen().length < 4; turn += 1) await new Promise(setImmediate);
    expect(world.seen()).toHaveLength(4);
    answer({ kind: 'http', status: 200, headers: {}, body: '' });
    await running;
    expect((await world.deliveries(id)).map(({ status }) => status)).toEqual(Array(7).fill('DONE'));
  });
});

describe('what comes later', () => {
  it('comes as long as the alert is open, and not after it was resolved', async () => {
    const world = await acting('webhook', { triggerTypes: ['v-alert-not-resolved'], notResolvedDelaySec: 600 });
    const [open, resolved] = [await world.alert(), await world.alert()];
    await world.run([open, resolved]);
    await world.later({ minutes: 5 });
    await world.resolve(resolved);
    await world.later({ minutes: 4 });
    expect(world.asked).toEqual([]);
    await world.later({ minutes: 3 });
    expect(world.asked).toHaveLength(1);
    expect(await world.deliveries(resolved)).toMatchObject([{ status: 'DONE', said: 'over before its time' }]);
    expect(await world.timeline(resolved)).toEqual([]);
  });

  it('holds up nothing that comes before', async () => {
    const world = await acting('webhook', {
      triggerTypes: ['v-alert-not-resolved', 'alert-created', 'alert-acknowledged'],
      notResolvedDelaySec: 3_600,
    });
    const id = await world.alert();
    await world.run([id]);
    await world.accept(id);
    await world.run([id]);
    expect(world.seen()).toHaveLength(2);
  });
});

describe('an action that', () => {
  it('is deleted does nothing more', async () => {
    const world = await acting('webhook');
    world.outside.answer = () => unavailable;
    const id = await world.alert();
    await world.run([id]);
    await world.store.alertActions.delete(world.action);
    world.isUp();
    await world.later({ hours: 1 });
    expect(world.seen()).toEqual([]);
    expect(await world.deliveries(id)).toMatchObject([{ status: 'DONE', said: 'the action is gone' }]);
  });

  it('is not meant for the alert does nothing, and is asked once for each of its occasions', async () => {
    const world = await acting('webhook', { conditions: "alert.priority == 'LOW'" });
    const id = await world.alert();
    await world.run([id]);
    await world.resolve(id);
    await world.run([id]);
    expect(world.asked).toEqual([]);
    expect(await world.timeline(id)).toEqual([]);
  });

  it('came later is about what becomes of alerts from then on, where their source had an action when they came', async () => {
    const world = await acting('webhook', { triggerTypes: ['alert-created'] });
    const id = await world.alert();
    world.clock.advance({ minutes: 5 });
    await world.comment(id, 'It was quiet before');
    world.clock.advance({ minutes: 5 });
    await world.store.alertActions.create(
      anAction({ id: 3, alertSourceIds: [800], triggerTypes: everyTrigger, createdAt: world.clock.now() }),
    );
    world.clock.advance({ minutes: 1 });
    await world.resolve(id);
    await world.later({ minutes: 2 });
    const mine = (await world.deliveries(id)).filter(({ actionId }) => actionId === 3);
    expect(mine).toMatchObject([{ trigger: 'alert-resolved', status: 'DONE' }]);
  });
});
