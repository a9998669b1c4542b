import type { IncidentStatus } from '../../../functions/domain/incident/incident.ts';
import { begin, say } from '../../../functions/domain/incident/write.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import {
  type PageSubscriber,
  subscriberId,
  type Target,
} from '../../../functions/domain/subscriber/page-subscriber.ts';
import { type Duration, plus } from '../../../functions/domain/time.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import type { OutgoingMessage, SendResult } from '../../../functions/ports/channels.ts';
import type { WebhookMessage } from '../../../functions/ports/subscriber-sending.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { runSubscriberWork } from '../../../functions/usecases/subscriber/run.ts';
import { aService, aStatusPage, tenOClock } from '../../support/factories.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

export const open = {
  visibility: 'PUBLIC',
  showSubscribeAction: true,
  activatedAt: tenOClock,
} satisfies Partial<StatusPage>;

/** Services 11 and 12 on the public page 50, and whoever tells their subscribers. */
export async function aTellingWorld(sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  for (const id of [11, 12, 13]) await world.store.services.create(aService(id, { name: `Service ${id}` }));
  const page = await world.store.statusPages.create(aStatusPage(50, { ...open, name: 'Acme', services: [11, 12] }));
  const sent: OutgoingMessage[] = [];
  const posted: WebhookMessage[] = [];
  const turns: string[] = [];
  let answer: (message: { readonly target: string }) => SendResult = () => ({ outcome: 'sent', providerId: 'x' });
  const send = async (message: OutgoingMessage) => {
    const result = answer(message);
    if (result.outcome === 'sent') sent.push(message);
    return result;
  };
  const driver = { name: 'fake', send };
  const ctx = {
    ...world.ctx,
    settings: { ...world.ctx.settings, pagesDomain: 'status.example.com' },
    tokens: createTokens('a test secret', world.clock),
    channels: { SMS: [driver], EMAIL: [driver], PUSH: [driver], VOICE: [], NULL: [] },
    subscriberSending: {
      turn: async (channel: string) => turns.push(channel) > 0,
      post: async (message: WebhookMessage) => {
        const result = answer({ target: message.url });
        if (result.outcome === 'sent') posted.push(message);
        return result;
      },
    },
  };
  const work = () => runSubscriberWork(ctx, { deadline: plus(world.clock.now(), { seconds: 50 }) });
  /** Somebody outside who has confirmed. */
  const aSubscriber = async (target: string, facts: Partial<PageSubscriber> = {}) => {
    const to: Target = { type: facts.type ?? 'EMAIL', target };
    const pageId = facts.pageId ?? 50;
    const base = { id: subscriberId(pageId, to), version: 0, pageId, ...to, locale: 'en-GB' as const, services: [] };
    const now = world.clock.now();
    await world.store.subscribers.create({ ...base, status: 'CONFIRMED', createdAt: now, confirmedAt: now, ...facts });
  };
  const said = (status: IncidentStatus, services: readonly number[]) => ({
    summary: 'Payments fail',
    status,
    message: 'We **look** into it',
    sendNotification: true,
    affected: services.map((serviceId) => ({ serviceId, impact: 'PARTIAL_OUTAGE' as const })),
  });
  const anIncident = async (services: readonly number[] = [11]) => {
    const saying = { now: world.clock.now(), id: 900, updateId: world.ctx.ids.ulid() };
    const { incident, update } = begin(said('INVESTIGATING', services), saying);
    return world.store.incidents.create(incident, { update });
  };
  const anUpdate = async (status: IncidentStatus, isTold = true) => {
    const incident = await world.store.incidents.get(900);
    if (incident === undefined) throw new Error('no incident');
    const next = { ...said(status, [11]), sendNotification: isTold };
    const written = say(incident, next, { now: world.clock.now(), updateId: world.ctx.ids.ulid() });
    await world.store.incidents.save(written.incident, incident, { update: written.update });
  };
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      world.clock.advance({ minutes: 1 });
      await runDueWork(ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });
      await work();
    }
  };
  const pass = async (duration: Duration) => {
    world.clock.advance(duration);
    await runDueWork(ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });
    await work();
  };
  return {
    ...world,
    ctx,
    page,
    sent,
    posted,
    turns,
    work,
    aSubscriber,
    anIncident,
    anUpdate,
    minutes,
    pass,
    answers: (next: typeof answer) => {
      answer = next;
    },
    told: () => sent.map(({ target }) => target),
    counted: world.counted,
  };
}
