import { expect } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

export type World = Awaited<ReturnType<typeof aWorld>>;
type Event = NonNullable<EventMessage['event']>;

export const page = { offset: 0, limit: 100 };

/** A LOW alert, and what may happen once after its lock was read and before the alert itself is. */
export async function aLowAlert() {
  const world = await aWorld();
  await processEvent(world.ctx, anEventMessage({ priority: 'LOW' }));
  const [alert] = await world.store.alerts.list({}, page);
  world.clock.advance({ minutes: 1 });
  return { ...world, alertId: alert?.id ?? expect.fail('no alert') };
}

export const worse = (world: World, eventId = 'worse', facts: Partial<EventMessage> = {}, event: Partial<Event> = {}) =>
  anEventMessage({ priority: 'HIGH', ...event }, { eventId, receivedAt: world.clock.now(), ...facts });

export const groupOf = (...ids: readonly string[]) => ({
  firing: ids.map((id) => ({ id, text: id })),
  total: ids.length,
});

export const low = (world: World, eventId: string, ...ids: readonly string[]) =>
  worse(world, eventId, {}, { priority: 'LOW', group: groupOf(...ids) });
