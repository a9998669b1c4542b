import { describe, expect, it } from 'vitest';
import { IdCollisionError } from '../../../functions/domain/errors.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const page = { offset: 0, limit: 10 };

/** A world in which the first so many attempts to create an alert fail. */
async function failing(times: number, error: Error) {
  const world = await aWorld();
  const drawn: number[] = [];
  const create: Store['alerts']['create'] = async (alert, change) => {
    drawn.push(alert.id);
    if (drawn.length <= times) throw error;
    return world.store.alerts.create(alert, change);
  };
  const store = { ...world.store, alerts: { ...world.store.alerts, create } };
  return { ...world, drawn, process: () => processEvent({ ...world.ctx, store }, anEventMessage()) };
}

describe('an id that is taken', () => {
  it.each([1, 2])('is drawn again: %i times', async (times) => {
    const { process, drawn, store } = await failing(times, new IdCollisionError('alert 1'));
    expect(await process()).toBe('CREATED');
    expect(new Set(drawn).size).toBe(times + 1);
    expect(await store.alerts.count({})).toBe(1);
  });

  it('three times in a row is no chance: the event is delivered again', async () => {
    const { process, drawn } = await failing(3, new IdCollisionError('alert 1'));
    await expect(process()).rejects.toThrow(IdCollisionError);
    expect(drawn).toHaveLength(3);
  });

  it('is the only reason to draw again', async () => {
    const { process, drawn } = await failing(1, new Error('the table does not answer'));
    await expect(process()).rejects.toThrow('the table does not answer');
    expect(drawn).toHaveLength(1);
  });
});

describe('an answer of the source', () => {
  const aRecordedAnswer = async (outcome: 'ACCEPTED' | 'STALE' | undefined) => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    world.clock.advance({ minutes: 1 });
    const answer = anEventMessage({ eventType: 'ACCEPT' }, { eventId: 'taken', receivedAt: world.clock.now() });
    const save: Store['alerts']['save'] = async (alert, change) => {
      const event = change.event ?? expect.fail('no event');
      await world.store.alerts.append({ ...event, outcome: outcome ?? 'ACCEPTED' }, []);
      return world.store.alerts.save(alert, change);
    };
    const get: Store['events']['get'] = async (id) => (outcome === undefined ? undefined : world.store.events.get(id));
    const events = { ...world.store.events, get };
    const store = { ...world.store, events, alerts: { ...world.store.alerts, save } };
    return { ...world, answer: () => processEvent({ ...world.ctx, store }, answer) };
  };

  it.each(['ACCEPTED', 'STALE'] as const)('that is recorded meanwhile as %s is told as that', async (outcome) => {
    const { answer, store } = await aRecordedAnswer(outcome);
    expect(await answer()).toBe(outcome);
    expect((await store.alerts.list({}, page))[0]?.status).toBe('PENDING');
  });

  it('that is recorded meanwhile, and forgotten, is told as what it does', async () => {
    expect(await (await aRecordedAnswer(undefined)).answer()).toBe('ACCEPTED');
  });

  it('that the table does not take is delivered again', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const alerts = { ...world.store.alerts, save: () => Promise.reject(new Error('the table does not answer')) };
    const message = anEventMessage({ eventType: 'RESOLVE' }, { eventId: 'over' });
    const ctx = { ...world.ctx, store: { ...world.store, alerts } };
    await expect(processEvent(ctx, message)).rejects.toThrow('the table does not answer');
  });

  it('resolves as of when it was received, accepts as of now, and brings its comments', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const [{ id } = { id: 0 }] = await world.store.alerts.list({}, page);
    const receivedAt = world.clock.now();
    world.clock.advance({ seconds: 40 });
    const comments = [{ creator: 'bot', content: 'rolled back' }];
    await processEvent(world.ctx, anEventMessage({ eventType: 'ACCEPT', comments }, { eventId: 'taken', receivedAt }));
    expect((await world.store.alerts.get(id))?.acceptedAt).toBe(world.clock.now());
    await processEvent(world.ctx, anEventMessage({ eventType: 'RESOLVE' }, { eventId: 'over', receivedAt }));
    expect((await world.store.alerts.get(id))?.resolvedAt).toBe(receivedAt);
    const entries = await world.store.alerts.log(id, { offset: 0, limit: 50 });
    expect(entries.filter(({ vars }) => vars.comment === 'rolled back')).toHaveLength(1);
  });
});
