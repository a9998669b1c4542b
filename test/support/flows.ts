import type { EventMessage, FlowMessage, QueuedEvent } from '../../functions/domain/event/event.ts';
import type { EventFlow } from '../../functions/domain/event-flow/event-flow.ts';
import { type Duration, type Instant, plus } from '../../functions/domain/time.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { processQueued } from '../../functions/usecases/event/process-queued.ts';
import { tenOClock } from './factories.ts';
import { aWorld, type WorldSketch } from './world.ts';

export const aFlowMessage = (
  event: Partial<NonNullable<FlowMessage['event']>> = {},
  facts: Partial<FlowMessage> = {},
): FlowMessage => ({
  v: 2,
  eventId: 'request-1-0',
  integration: 'api',
  integrationType: 'API',
  receivedAt: tenOClock,
  event: { eventType: 'ALERT', summary: 'Disk full on db-1', alertKey: 'db-1/disk', ...event },
  flow: { id: 60, integrationId: 61 },
  ...facts,
});

/**
 * A world with a flow. What is sent into it is carried from the event queue to where it is processed, in order and group by
 * group, until nothing is left; `hold` keeps it on the queue.
 */
export async function aFlowWorld(flow: EventFlow, sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  await world.store.eventFlows.create(flow);
  let events = 0;
  const outcomes: string[] = [];

  /** Carries what is on the queue, in the order in which it was put there; what was delivered by a name is so once. */
  async function carry(): Promise<void> {
    for (;;) {
      const next = [...world.inFlows.splice(0), ...world.queued.splice(0)];
      if (next.length === 0) return;
      for (const { message } of next) outcomes.push(await processQueued(world.ctx, message as QueuedEvent));
    }
  }

  const due = () => runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });

  async function tick(): Promise<void> {
    await due();
    await carry();
  }

  return {
    ...world,
    outcomes,
    carry,
    process: (message: FlowMessage | EventMessage) => processQueued(world.ctx, message),
    /** Sends an event into the flow now, and carries it as far as it goes. Returns its id. */
    async send(
      event: Partial<NonNullable<FlowMessage['event']>> = {},
      facts: Partial<FlowMessage> = {},
    ): Promise<string> {
      events += 1;
      const message = aFlowMessage(event, { eventId: `event-${events}`, receivedAt: world.clock.now(), ...facts });
      outcomes.push(await processQueued(world.ctx, message));
      await carry();
      return message.eventId;
    },
    /** Lets time pass, with a tick at its end that does what is due. */
    async pass(duration: Duration): Promise<void> {
      world.clock.advance(duration);
      await tick();
    },
    tick,
    /** What a tick does, without what it puts on the queue. */
    due,
    alerts: () => world.store.alerts.list({}, { offset: 0, limit: 100 }),
    /** The node at which an event waits. */
    waitsAt: async (id: string) => (await world.store.events.get(id))?.wait?.nodeId ?? 0,
    /** What became of an event, and why. */
    event: (id: string) => world.store.events.get(id),
    inFlow: async (from: Instant = tenOClock) => {
      const span = { from, until: plus(world.clock.now(), { days: 1 }) };
      return (await world.store.events.list({ flowId: flow.id }, span, { offset: 0, limit: 50 })).events;
    },
  };
}
