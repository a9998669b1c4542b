import { describe, expect, it } from 'vitest';
import type { ActionAnswer } from '../../functions/actions/driver.ts';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import { minus } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { doDeed } from '../../functions/usecases/action-delivery/deeds.ts';
import { setInMotion } from '../../functions/usecases/action-delivery/set-in-motion.ts';
import { assignAlert } from '../../functions/usecases/alert/assign.ts';
import { anAction } from '../support/factories.ts';
import { acting, everyTrigger } from './acting.ts';

const unavailable: ActionAnswer = { kind: 'http', status: 503, headers: {}, body: 'down for maintenance' };

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
    world.outside.answer = async (request, about) => {
      await target(request, about);
      throw new Error('the function was ended');
    };
    await world.run([id]);
    world.outside.answer = target;
    await world.later({ minutes: 5 });
    expect(world.tickets()).toHaveLength(1);
    expect(await world.deliveries(id)).toMatchObject([{ status: 'DONE' }]);
  });
});

describe('an alert with a message in Slack', () => {
  const inSlack = async (facts: Partial<AlertAction> = {}) => {
    const world = await acting('slack', { triggerTypes: ['alert-created'], ...facts });
    return { ...world, posts: () => world.seen() as readonly { readonly text: string; readonly thread?: string }[] };
  };

  it('has one, which says what the alert is whatever its triggers are', async () => {
    const world = await inSlack();
    const id = await world.alert();
    await world.run([id]);
    expect(world.posts()).toMatchObject([{ text: expect.stringContaining('Disk full') }]);
    await world.accept(id);
    await world.run([id]);
    expect(world.posts()).toMatchObject([{ text: expect.stringContaining('Accepted by First1') }]);
    await world.resolve(id);
    await world.run([id]);
    expect(world.posts()).toMatchObject([{ text: expect.stringContaining('Resolved by First1') }]);
    const calls = world.asked.length;
    await world.comment(id, 'Not asked for');
    await world.later({ minutes: 3 });
    expect(world.asked).toHaveLength(calls);
  });

  it('that was not made because it is not meant for the alert is not made by an update', async () => {
    const world = await inSlack({ conditions: "alert.priority == 'LOW'" });
    const id = await world.alert();
    await world.run([id]);
    await world.accept(id);
    await world.run([id]);
    await world.later({ minutes: 3 });
    expect(world.asked).toEqual([]);
  });

  it('set in motion by hand is kept up to date, too', async () => {
    const world = await inSlack({ triggerMode: 'MANUAL', triggerTypes: [] });
    const id = await world.alert();
    await world.run([id]);
    expect(world.posts()).toEqual([]);
    const ctx = { ...world.as(1), actionWork: { wake: async () => {}, perform: world.perform } };
    const { delivery } = await setInMotion(ctx, { alertId: id, alertActionId: wireIdOf(1) });
    expect(delivery).toMatchObject({ status: 'DONE' });
    expect(await world.timeline(id)).toMatchObject([{ user: 'First1 Last1', userId: 1 }]);
    world.clock.advance({ seconds: 1 });
    await world.accept(id);
    await world.run([id]);
    expect(world.posts()).toMatchObject([{ text: expect.stringContaining('Accepted by First1') }]);
  });

  it('set in motion by hand for an alert that came before its source had an action is kept up to date as well', async () => {
    const world = await inSlack({ triggerMode: 'MANUAL', triggerTypes: [], alertSourceIds: [] });
    const id = await world.alert();
    await world.store.alertActions.save({ ...world.action, alertSourceIds: [800] }, world.action);
    const ctx = { ...world.as(1), actionWork: { wake: async () => {}, perform: world.perform } };
    await setInMotion(ctx, { alertId: id, alertActionId: wireIdOf(1) });
    world.clock.advance({ minutes: 5 });
    await world.accept(id);
    await world.later({ minutes: 1 });
    expect(world.posts()).toMatchObject([{ text: expect.stringContaining('Accepted by First1') }]);
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

  it('that does not answer is left alone by the rest of a run, so that it holds up none of the others', async () => {
    const world = await acting('webhook', { triggerTypes: ['alert-created'] });
    const ids: number[] = [];
    for (let count = 0; count < 60; count += 1) ids.push(await world.alert());
    world.outside.answer = async () => {
      await new Promise(setImmediate);
      return { kind: 'unanswered', why: 'no answer within 8 seconds' };
    };
    await world.run(ids);
    expect(world.asked.length).toBeGreaterThanOrEqual(3);
    expect(world.asked.length).toBeLessThan(30);
    await world.later({ hours: 5 });
    world.isUp();
    await world.later({ hours: 1 });
    expect(world.seen()).toHaveLength(60);
  });

  it('is FAILED with a reason, and told, where Tocsin itself could not carry it out again and again', async () => {
    const world = await acting('webhook', { triggerTypes: ['alert-created'] });
    const id = await world.alert();
    const { respondersOf, responders } = world.store.alerts;
    Object.assign(world.store.alerts, { responders: () => Promise.reject(new Error('unreadable')) });
    await world.run([id]);
    await world.later({ hours: 6 });
    Object.assign(world.store.alerts, { responders, respondersOf });
    expect(world.asked).toEqual([]);
    expect(await world.deliveries(id)).toMatchObject([{ status: 'FAILED', said: expect.stringContaining('Tocsin') }]);
    expect(await world.timeline(id)).toMatchObject([{ entry: 'AlertActionFailLogEntry', action: 'Tell the shop' }]);
  });

  it('and may see something twice is counted', async () => {
    const world = await acting('mattermost', { triggerTypes: ['alert-created'] });
    const target = world.outside.answer;
    world.outside.answer = async (request, about) => {
      await target(request, about);
      return { kind: 'unanswered', why: 'no whole answer within 8 seconds' };
    };
    const id = await world.alert();
    await world.run([id]);
    world.isUp();
    await world.later({ minutes: 3 });
    expect(world.seen()).toHaveLength(2);
    expect(world.counted.filter(([name]) => name === 'RepeatedActions')).toEqual([['RepeatedActions', 1]]);
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
    world.outside.answer = (request, about) =>
      request.kind === 'http' && request.url.includes('slow.') ? slow : quick(request, about);
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
  it('moves alerts that were moved moves each once', async () => {
    const world = await acting('reroute', { triggerTypes: ['alert-assigned'], params: { escalationPolicyId: 901 } });
    await world.store.alertActions.create(
      anAction({
        id: 2,
        connectorType: 'reroute',
        triggerTypes: ['alert-assigned'],
        params: { escalationPolicyId: 902 },
        alertSourceIds: [800],
        createdAt: world.action.createdAt,
      }),
    );
    world.outside.answer = (request, about) => {
      if (request.kind !== 'internal') throw new Error(`${request.kind} is not for Tocsin`);
      return doDeed(world.ctx, request, about);
    };
    const id = await world.alert();
    await assignAlert(world.as(1), { alertId: id, to: { kind: 'user', id: 3 } });
    await world.later({ minutes: 30 });
    expect(world.asked).toHaveLength(2);
    expect((await world.store.alerts.get(id))?.policy?.id).toBe(902);
  });

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

it('has one ticket, although whoever opened it died, and what it was opened for is over', async () => {
  const triggerTypes = ['alert-created', 'v-alert-not-resolved', 'alert-resolved'] as const;
  const world = await acting('jira', { triggerTypes: [...triggerTypes], notResolvedDelaySec: 60 });
  const id = await world.alert();
  // The ticket is opened, and the answer is lost with the function that asked.
  const { save } = world.store.actionDeliveries;
  world.store.actionDeliveries.save = async (delivery, besides) => {
    if (delivery.status === 'DONE') throw new Error('died');
    return save(delivery, besides);
  };
  await world.run([id]);
  expect(world.tickets()).toHaveLength(1);
  world.store.actionDeliveries.save = save;
  await world.resolve(id);
  await world.later({ hours: 1 });
  expect(world.tickets()).toMatchObject([{ isClosed: true }]);
});

it('says how many attempts were made, of what was named and of what was due', async () => {
  const world = await acting('webhook', { triggerTypes: ['alert-created'] });
  world.outside.answer = () => unavailable;
  const ids = [await world.alert(), await world.alert()];
  expect(await world.run([...ids, ...ids])).toBe(2);
  expect(await world.run()).toBe(0);
  world.clock.advance({ minutes: 1 });
  expect(await world.run()).toBe(2);
  expect(world.asked).toHaveLength(4);
});
