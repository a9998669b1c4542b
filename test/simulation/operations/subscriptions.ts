import type { PageSubscriber, Target } from '../../../functions/domain/subscriber/page-subscriber.ts';
import { subscriberId } from '../../../functions/domain/subscriber/page-subscriber.ts';
import { forgetTarget } from '../../../functions/usecases/subscriber/forget.ts';
import {
  confirmSubscriber,
  manageSubscriber,
  openPage,
  subscribe,
  unsubscribe,
} from '../../../functions/usecases/subscriber/subscribe.ts';
import type { People } from '../people.ts';
import type { SimulatedWorld } from '../ports.ts';
import { targetOf, typesOfSubscribers } from '../publishing.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/**
 * Somebody outside asks to be told of a page, and confirms it or not; leaves; says of what they want to hear; complains, or cannot be
 * reached any more; or their provider takes nothing for a while.
 */
export interface SubscriptionOperation {
  readonly at: number;
  readonly kind: 'subscription';
  readonly pageId: number;
  readonly type: Target['type'];
  readonly target: string;
  readonly does: 'ask' | 'leave' | 'choose' | 'complain' | 'bounce' | 'deafen';
  readonly services: readonly number[];
  /** Seconds until whoever is asked confirms; absent: they never do. */
  readonly confirmsAfter?: number;
  /** What a provider does meanwhile. */
  readonly trouble: 'rejects' | 'postpones' | 'loses-answers';
  readonly minutes: number;
}

const tries = 3;

/** Somebody outside does something on the page's host, and again when that fails. */
function onHost(people: People, work: (world: SimulatedWorld) => Promise<unknown>, attempt = 1): void {
  const { cloud } = people;
  void cloud.run('api', work).then((outcome) => {
    if (!outcome.ok && attempt < tries) cloud.scheduler.after(5_000, () => onHost(people, work, attempt + 1));
  });
}

const asking = { sourceIp: '192.0.2.7', language: 'en' as const, rateLimit: 0 };

function ask(people: People, operation: SubscriptionOperation): void {
  const { pageId, type, target, services, confirmsAfter } = operation;
  const { cloud } = people;
  onHost(people, async (world) => {
    const page = openPage(await world.store.statusPages.get(pageId));
    const input = { type, target, services: services.filter((id) => page.services.includes(id)) };
    await subscribe(world, page, input, asking);
  });
  if (confirmsAfter === undefined) return;
  const before = cloud.shown.onTold;
  let isAsked = false;
  cloud.shown.onTold = (told) => {
    before(told);
    const token = /\/subscribe\/confirm\/([\w-]+)/.exec(told.words)?.[1];
    const isMine = token !== undefined && told.target === target && told.about.startsWith(`confirm-${pageId}-`);
    if (!isMine || isAsked) return;
    isAsked = true;
    cloud.scheduler.after(confirmsAfter * 1000, () =>
      onPage(people, pageId, (world, page) => confirmSubscriber(world, page, token)),
    );
  };
}

type OnPage = (world: SimulatedWorld, page: Parameters<typeof unsubscribe>[1]) => Promise<unknown>;

function onPage(people: People, pageId: number, work: OnPage): void {
  onHost(people, async (world) => {
    const page = await world.store.statusPages.get(pageId);
    if (page !== undefined) await work(world, page);
  });
}

function perform(people: People, operation: SubscriptionOperation): void {
  const { pageId, type, target, does, services, trouble, minutes } = operation;
  const { cloud } = people;
  const named: Pick<PageSubscriber, 'pageId' | 'id'> = { pageId, id: subscriberId(pageId, { type, target }) };
  const token = (purpose: 'REMOVE' | 'MANAGE') => cloud.tokens.subscriberToken(purpose, named);
  switch (does) {
    case 'ask':
      ask(people, operation);
      break;
    case 'leave':
      onPage(people, pageId, (world, page) => unsubscribe(world, page, token('REMOVE')));
      break;
    case 'choose':
      onPage(people, pageId, (world, page) => {
        const wanted = services.filter((id) => page.services.includes(id));
        return manageSubscriber(world, page, token('MANAGE'), wanted);
      });
      break;
    case 'complain':
    case 'bounce':
      void cloud.run('handle-reply', (world) =>
        forgetTarget(world, { type, target }, { isBlocked: does === 'complain' }),
      );
      break;
    case 'deafen':
      cloud.shown.deaf.set(target, trouble);
      cloud.scheduler.after(minutes * 60_000, () => void cloud.shown.deaf.delete(target));
  }
}

const troubles = ['deafen', 'deafen', 'deafen'] as const;

export const subscriptions: Capability<SubscriptionOperation> = {
  kind: 'subscription',
  generate: (random, { configuration: { pages = [], subscribers = [] }, until, isCalm, hasCaps }) => {
    const open = pages.filter(({ kind }) => kind === 'PUBLIC');
    if (open.length === 0) return [];
    return sometimes(random, 0.8, [1, 6], () => {
      const page = random.pick(open);
      const isNew = random.chance(0.5) || subscribers.length === 0;
      const type = random.pick(typesOfSubscribers(hasCaps));
      const known = isNew
        ? { pageId: page.id, type, target: targetOf(type, random.between(0, 6)) }
        : random.pick(subscribers);
      const does = isNew
        ? 'ask'
        : random.pick(['leave', 'choose', 'complain', 'bounce', ...(isCalm ? [] : troubles)] as const);
      return {
        at: random.next() * until,
        kind: 'subscription',
        pageId: known.pageId,
        type: known.type,
        target: known.target,
        does,
        services: page.services.filter(() => random.chance(0.3)),
        ...(random.chance(0.8) && { confirmsAfter: random.pick([2, 20, 120]) }),
        trouble: random.pick(['rejects', 'postpones', 'loses-answers', 'loses-answers']),
        minutes: random.between(3, 12),
      };
    });
  },
  perform,
};
