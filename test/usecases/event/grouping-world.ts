import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { minus } from '../../../functions/domain/time.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anAlert, anEventMessage, aSource, tenOClock } from '../../support/factories.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

export type World = Awaited<ReturnType<typeof aWorld>>;
type Event = NonNullable<EventMessage['event']>;

export const all = { offset: 0, limit: 100 };
export const alike = { alertGroupingWindow: 'PT1H', scoreThreshold: 0.5 };

export const aGroupingWorld = (alertCreation: string, extras: Record<string, unknown> = {}, sketch: WorldSketch = {}) =>
  aWorld({ ...sketch, source: aSource({ alertCreation, extras }) });

let count = 0;
export async function send(
  world: World,
  alertKey: string | undefined,
  event: Partial<Event> = {},
  store = world.store,
) {
  world.clock.advance({ seconds: 1 });
  count += 1;
  const facts = { eventId: `edge-${count}`, receivedAt: world.clock.now(), policyId: 900 };
  const message = anEventMessage({ summary: `Trouble at ${alertKey}`, ...event, alertKey }, facts);
  const outcome = await processEvent({ ...world.ctx, store }, message);
  return { outcome, alertId: (await world.store.events.get(message.eventId))?.alertId, eventId: message.eventId };
}

export const headsOf = async ({ store }: World) => (await store.alerts.heads(800))?.heads.map(({ alertId }) => alertId);
export const resolve = (world: World, alertId: number) => resolveAlert(world.as(1), { alertId });
export const lastVars = async ({ store }: World, alertId: number) =>
  (await store.alerts.log(alertId, all)).at(-1)?.vars;

/** An alert that a person has opened at the source, as it is on no list. */
export async function ofAPerson(world: World, facts: Parameters<typeof anAlert>[0] = {}) {
  await world.store.alerts.create(anAlert({ reportTime: minus(tenOClock, { minutes: 3 }), ...facts }), { log: [] });
  return facts.id ?? 700;
}
