import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { minus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anAlert, anEventMessage, aSource } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;
type Event = Partial<NonNullable<EventMessage['event']>>;

/** An open alert with the key a of a source, and what it takes to process an event while `deed` happens before its first save. */
async function looking(alertCreation: string, deed?: (world: World, alertId: number) => Promise<unknown>) {
  const world = await aWorld({ source: aSource({ alertCreation }) });
  await processEvent(world.ctx, anEventMessage({ alertKey: 'a' }, { eventId: 'first' }));
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  world.clock.advance({ minutes: 1 });
  const looks = { gets: 0, locks: 0, lists: 0, saves: 0 };
  const { alerts } = world.store;
  const counting: Store['alerts'] = {
    ...alerts,
    get: (id) => {
      looks.gets += 1;
      return alerts.get(id);
    },
    keyLock: (...asked) => {
      looks.locks += 1;
      return alerts.keyLock(...asked);
    },
    heads: (id) => {
      looks.lists += 1;
      return alerts.heads(id);
    },
    save: async (...asked) => {
      looks.saves += 1;
      if (looks.saves === 1) await deed?.(world, alertId);
      return alerts.save(...asked);
    },
  };
  const send = async (event: Event, change: Partial<Store['alerts']> = {}) => {
    const store = { ...world.store, alerts: { ...counting, ...change } };
    const message = anEventMessage(event, { eventId: 'second', receivedAt: world.clock.now() });
    return { outcome: await processEvent({ ...world.ctx, store }, message), looks };
  };
  return { ...world, alertId, send };
}

const over = { alertKey: 'a', eventType: 'RESOLVE' } as const;
const accepting = (world: World, alertId: number) => acceptAlert(world.as(1), { alertId });

describe('a RESOLVE', () => {
  it('looks at its alert once, and not at its key again, where nothing else happens', async () => {
    const { send } = await looking('ONE_ALERT_PER_EMAIL');
    expect(await send(over)).toEqual({ outcome: 'RESOLVED', looks: { gets: 1, locks: 0, lists: 0, saves: 1 } });
  });

  it('looks at both again where somebody has changed the alert meanwhile, and is not decided anew', async () => {
    const { send } = await looking('ONE_ALERT_PER_EMAIL', accepting);
    expect(await send(over)).toEqual({ outcome: 'RESOLVED', looks: { gets: 2, locks: 1, lists: 0, saves: 2 } });
  });

  it('resolves its alert also where its key was forgotten meanwhile', async () => {
    const { send, store, alertId } = await looking('ONE_ALERT_PER_EMAIL', accepting);
    expect(await send(over, { keyLock: async () => undefined })).toMatchObject({ outcome: 'RESOLVED' });
    expect(await store.alerts.get(alertId)).toMatchObject({ status: 'RESOLVED' });
  });
});

describe('an event that joins an alert which somebody has changed meanwhile', () => {
  const grouping = 'ONE_OPEN_ALERT_ALLOWED';
  const keyless = { alertKey: undefined, summary: 'No key' } as unknown as Event;

  it.each<[string, Event, (world: World, alertId: number) => Promise<unknown>, number]>([
    ['has a key of nothing', { alertKey: 'b' }, accepting, 1],
    ['has no key', keyless, accepting, 0],
    [
      'has a key that was over at the very moment that it came',
      { alertKey: 'b' },
      async (world, alertId) => {
        const reportTime = minus(world.clock.now(), { seconds: 1 });
        await world.store.alerts.create(anAlert({ id: 701, alertKey: 'b', reportTime }), { log: [], lock: {} });
        await resolveAlert(world.as(1), { alertId: 701 });
        await accepting(world, alertId);
      },
      1,
    ],
  ])('is not decided anew where it %s', async (_what, event, deed, locks) => {
    const { send, store, alertId } = await looking(grouping, deed);
    const { outcome, looks } = await send(event);
    expect({ outcome, lists: looks.lists, locks: looks.locks }).toEqual({ outcome: 'GROUPED', lists: 1, locks });
    expect(await store.events.get('second')).toMatchObject({ outcome: 'GROUPED', alertId });
  });
});

describe('an event without a key that is delivered again', () => {
  it('came to what it came to the first time, also where the alert that it opened would take it in', async () => {
    const world = await aWorld({ source: aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }) });
    const { alertKey: _none, ...event } = anEventMessage().event ?? expect.fail('no event');
    const [first, second] = ['first', 'second'].map((eventId) => anEventMessage({}, { eventId, event }));
    const outcomes: string[] = [];
    for (const message of [first, second, second, first])
      outcomes.push(await processEvent(world.ctx, message ?? expect.fail()));
    expect(outcomes).toEqual(['CREATED', 'GROUPED', 'GROUPED', 'CREATED']);
    expect(await world.store.alerts.count({})).toBe(1);
  });
});
