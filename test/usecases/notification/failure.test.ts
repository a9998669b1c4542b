import { describe, expect, it } from 'vitest';
import type { EscalationStep } from '../../../functions/domain/alert/alert.ts';
import { alertScope, type Notification } from '../../../functions/domain/notification/notification.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { afterFailure, afterSilence } from '../../../functions/usecases/notification/failure.ts';
import { putOff } from '../../../functions/usecases/notification/requeue.ts';
import { anAlert, anEscalation, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const scope = alertScope(700);
const inMinutes = (minutes: number) => plus(tenOClock, { minutes });

/** A page of the first step to user 1. */
const aPage = (id: number, facts: Partial<Notification> = {}): Notification => ({
  scope,
  id,
  kind: 'PAGE',
  channel: 'SMS',
  target: '+491510000012',
  language: 'en',
  alertId: 700,
  userId: 1,
  run: 1,
  stepId: 1,
  status: 'QUEUED',
  at: tenOClock,
  attempts: 1,
  createdAt: tenOClock,
  ...facts,
});
const failed = aPage(1, { status: 'FAILED', error: 'opted out' });

const aStep = (facts: Partial<EscalationStep> = {}): EscalationStep => ({
  alertId: 700,
  stepId: 1,
  run: 1,
  level: 0,
  pass: 0,
  claimedAt: tenOClock,
  expandedAt: tenOClock,
  responders: [1],
  notifications: [],
  ...facts,
});

/** A pending alert on its first level, five minutes of it, with these pages. */
async function aWorldWith(pages: readonly Notification[], step: EscalationStep = aStep()) {
  const world = await aWorld();
  const escalation = anEscalation({ level: 0, stepId: 1, nextLevelAt: inMinutes(5), nextAt: inMinutes(5) });
  await world.store.alerts.create(anAlert({ escalation }), { log: [], step });
  await world.store.notifications.add(pages);
  return {
    ...world,
    sentNow: () => world.sent.splice(0).map(({ id, delaySeconds = 0 }) => `${id} in ${delaySeconds}`),
    broughtForward: async () =>
      (await world.store.notifications.list(scope))
        .filter(({ broughtForwardBy }) => broughtForwardBy !== undefined)
        .map(({ id, broughtForwardBy, at, status }) => ({ id, broughtForwardBy, at, status })),
    run: async () => (await world.store.alerts.get(700))?.escalation.run,
    levels: async () => {
      const { escalation: now } = (await world.store.alerts.get(700)) ?? expect.fail('no alert');
      return { nextLevelAt: now.nextLevelAt, run: now.run };
    },
  };
}

describe('when a page could not reach its contact', () => {
  it('the person’s next rule is sent at once, and no later one', async () => {
    const world = await aWorldWith([
      failed,
      aPage(4, { channel: 'VOICE', at: inMinutes(4) }),
      aPage(2, { channel: 'VOICE', at: inMinutes(2) }),
      aPage(3, { channel: 'EMAIL', at: inMinutes(2) }),
      aPage(9, { userId: 2, at: inMinutes(1) }),
    ]);
    await afterFailure(world.ctx, failed);
    const forward = { broughtForwardBy: 1, at: tenOClock, status: 'QUEUED' };
    expect((await world.broughtForward()).sort((a, b) => a.id - b.id)).toEqual([
      { id: 2, ...forward },
      { id: 3, ...forward },
    ]);
    expect(world.sentNow().sort()).toEqual(['2 in 0', '3 in 0']);
    expect(world.counted).toEqual([]);
  });

  it('finds the next rule whatever the order they were planned in', async () => {
    for (const minutes of [
      [1, 2, 3],
      [3, 2, 1],
      [2, 3, 1],
    ]) {
      const later = minutes.map((after, index) => aPage(10 + index, { at: inMinutes(after) }));
      const world = await aWorldWith([failed, ...later]);
      await afterFailure(world.ctx, failed);
      expect(await world.broughtForward()).toMatchObject([{ id: 10 + minutes.indexOf(1) }]);
    }
  });

  it('and again, the same is queued again while it waits, and nothing else brought forward', async () => {
    const pages = [failed, aPage(2, { at: inMinutes(2) }), aPage(3, { at: inMinutes(3) })];
    const world = await aWorldWith(pages);
    await afterFailure(world.ctx, failed);
    world.sentNow();
    await afterFailure(world.ctx, failed);
    expect(world.sentNow()).toEqual(['2 in 0']);
    expect(await world.broughtForward()).toHaveLength(1);

    const [forward] = (await world.store.notifications.list(scope)).filter(({ id }) => id === 2);
    if (forward === undefined) return expect.fail('it is gone');
    await world.store.notifications.move({ ...forward, status: 'SENT', dueAt: undefined }, forward);
    await afterFailure(world.ctx, failed);
    expect(world.sentNow()).toEqual([]);
    expect(await world.broughtForward()).toHaveLength(1);
  });

  it.each<[string, Partial<Notification>]>([
    ['of another kind', { kind: 'ASSIGNMENT' }],
    ['of another run', { run: 2 }],
    ['of another step', { stepId: 2 }],
    ['of news', { news: { at: tenOClock, names: [], count: 1 } }],
    ['of somebody else', { userId: 2 }],
    ['that is sent already', { status: 'SENT' }],
    ['that is due within the second', { at: plus(tenOClock, { seconds: 1 }) }],
  ])('a message %s is not brought forward', async (_what, facts) => {
    const world = await aWorldWith([failed, aPage(2, { at: inMinutes(2), ...facts })]);
    await afterFailure(world.ctx, failed);
    expect(await world.broughtForward()).toEqual([]);
  });

  it('brings forward what waits for more than a second', async () => {
    const at = plus(tenOClock, { seconds: 1, milliseconds: 1 });
    const world = await aWorldWith([failed, aPage(2, { at })]);
    await afterFailure(world.ctx, failed);
    expect(await world.broughtForward()).toHaveLength(1);
  });

  it('brings nothing forward twice: each failure takes the next', async () => {
    const second = aPage(2, { status: 'FAILED', broughtForwardBy: 1 });
    const world = await aWorldWith([failed, second, aPage(3, { at: inMinutes(3) }), aPage(4, { at: inMinutes(4) })]);
    await afterFailure(world.ctx, second);
    expect((await world.broughtForward()).map(({ id, broughtForwardBy }) => [id, broughtForwardBy])).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });
});

describe('when none of a person’s rules is left', () => {
  it('that is counted, and the next level waits while somebody else may still be reached', async () => {
    const world = await aWorldWith([failed, aPage(2, { userId: 2, status: 'SENT' })]);
    await afterFailure(world.ctx, failed);
    expect(world.counted).toEqual([['PeopleNotReached', 1]]);
    expect(await world.levels()).toEqual({ nextLevelAt: inMinutes(5), run: 1 });
  });

  it('is not said of somebody who has been reached on another way', async () => {
    const world = await aWorldWith([failed, aPage(2, { status: 'SENT' })]);
    await afterFailure(world.ctx, failed);
    expect(world.counted).toEqual([]);
  });

  it('and nobody of the step was reached, the next level starts at once, once', async () => {
    const world = await aWorldWith([failed, aPage(2, { userId: 2, status: 'FAILED' })]);
    await afterFailure(world.ctx, failed);
    const levels = await world.levels();
    expect(levels.nextLevelAt).not.toBe(inMinutes(5));
    await afterFailure(world.ctx, failed);
    expect(await world.levels()).toEqual(levels);
  });

  it('is said once, though the failure whose next rule failed as well is heard of again', async () => {
    const world = await aWorldWith([failed, aPage(2, { status: 'FAILED', broughtForwardBy: 1 })]);
    await afterFailure(world.ctx, failed);
    expect(world.counted).toEqual([]);
    expect(await world.levels()).toEqual({ nextLevelAt: inMinutes(5), run: 1 });
  });

  it.each<[string, Partial<Notification>]>([
    ['an assignment', { kind: 'ASSIGNMENT' }],
    ['news', { kind: 'UPDATE', news: { at: tenOClock, names: [], count: 1 } }],
    ['a page of no run', { run: undefined }],
    ['a page of no step', { stepId: undefined }],
    ['a page of no alert', { alertId: undefined }],
  ])('%s starts no level', async (_what, facts) => {
    const one = { ...failed, ...facts };
    const world = await aWorldWith([one]);
    await afterFailure(world.ctx, one);
    expect(world.counted).toEqual([['PeopleNotReached', 1]]);
    expect(await world.levels()).toEqual({ nextLevelAt: inMinutes(5), run: 1 });
  });

  it.each<[string, Partial<Notification>]>([
    ['an update', { kind: 'UPDATE' }],
    ['a summary', { kind: 'SUMMARY' }],
    ['a confirmation', { kind: 'CONFIRMATION' }],
    ['a test', { kind: 'TEST' }],
  ])('nothing follows a failure of %s', async (_what, facts) => {
    const one = { ...failed, ...facts };
    const world = await aWorldWith([one, aPage(2, { ...facts, at: inMinutes(2) })]);
    await afterFailure(world.ctx, one);
    await afterSilence(world.ctx, one);
    expect([world.counted, world.sentNow(), await world.broughtForward()]).toEqual([[], [], []]);
  });
});

describe('a step that is not written out yet', () => {
  const claimed = (minutes: number) => aStep({ expandedAt: undefined, claimedAt: minus(tenOClock, { minutes }) });

  it.each([0, 14])('and was claimed %i minutes ago is looked at again shortly', async (minutes) => {
    const world = await aWorldWith([failed], claimed(minutes));
    await afterFailure(world.ctx, failed);
    expect(world.sentNow()).toEqual(['1 in 5']);
    expect(await world.levels()).toEqual({ nextLevelAt: inMinutes(5), run: 1 });
  });

  it.each([15, 16])('and was claimed %i minutes ago holds the next level back no longer', async (minutes) => {
    const world = await aWorldWith([failed], claimed(minutes));
    await afterFailure(world.ctx, failed);
    expect(world.sentNow()).toEqual([]);
    expect((await world.levels()).nextLevelAt).not.toBe(inMinutes(5));
  });
});

describe('when nobody took a call', () => {
  it('the person’s next rule is sent at once, and no level is passed over', async () => {
    const silent = aPage(1, { channel: 'VOICE', status: 'SENT', notAnswered: true });
    const world = await aWorldWith([silent, aPage(2, { at: inMinutes(2) }), aPage(3, { userId: 2, at: inMinutes(1) })]);
    await afterSilence(world.ctx, silent);
    await afterSilence(world.ctx, silent);
    expect(await world.broughtForward()).toMatchObject([{ id: 2, broughtForwardBy: 1 }]);
    expect(world.sentNow()).toEqual(['2 in 0', '2 in 0']);
    expect(world.counted).toEqual([]);
  });

  it('and no rule is left, the level keeps its time', async () => {
    const silent = aPage(1, { channel: 'VOICE', status: 'SENT', notAnswered: true });
    const world = await aWorldWith([silent]);
    await afterSilence(world.ctx, silent);
    expect(await world.levels()).toEqual({ nextLevelAt: inMinutes(5), run: 1 });
  });
});

describe('a call that nobody took', () => {
  const call = aPage(1, { channel: 'VOICE', status: 'SENT' });

  it('brings the next rule of the same step forward, and nothing of another', async () => {
    const pages = [call, aPage(2, { stepId: 2, at: inMinutes(1) }), aPage(3, { at: inMinutes(2) })];
    const world = await aWorldWith(pages);
    await afterSilence(world.ctx, call);
    expect((await world.broughtForward()).map(({ id }) => id)).toEqual([3]);
    expect(world.sentNow()).toEqual(['3 in 0']);
  });

  it('sends nothing that somebody else has moved meanwhile', async () => {
    const later = aPage(3, { at: inMinutes(2) });
    const world = await aWorldWith([call, later]);
    await world.store.notifications.move({ ...later, status: 'CANCELLED' }, later);
    expect(await putOff(world.ctx, later, tenOClock)).toBe(false);
    expect(world.sentNow()).toEqual([]);
  });
});
