import type { StatusPage } from '../../functions/domain/page/status-page.ts';
import { subscriberId, type Target } from '../../functions/domain/subscriber/page-subscriber.ts';
import { plus } from '../../functions/domain/time.ts';
import type { OutgoingMessage, SendResult } from '../../functions/ports/channels.ts';
import type { WebhookMessage } from '../../functions/ports/subscriber-sending.ts';
import { publishPage } from '../../functions/usecases/page/publish.ts';
import { runSubscriberWork } from '../../functions/usecases/subscriber/run.ts';
import { signInHarness } from '../sign-in/sign-in-harness.ts';
import { aService, aStatusPage, tenOClock } from './factories.ts';
import { type Answered, type Asked, pageSite } from './page-site.ts';
import { rememberedPublishing } from './published.ts';

export const acme = 'acme.pages.example.com';
export const other = 'other.pages.example.com';
const open = { visibility: 'PUBLIC', showSubscribeAction: true, activatedAt: tenOClock } satisfies Partial<StatusPage>;
export const ada = { type: 'EMAIL', target: 'ada@example.com' } as const satisfies Target;

/** The public pages 50 and 51 on their hosts, the API, and whoever tells their subscribers, in memory. */
export async function subscriberSite({ limits = false }: { limits?: boolean } = {}) {
  const published = rememberedPublishing();
  const world = await signInHarness({ limits, settings: { pagesDomain: 'pages.example.com' } });
  const { store, clock, ctx } = world;
  await store.services.create(aService(11, { name: 'Shop' }));
  await store.services.create(aService(12, { name: 'Cellar' }));
  await store.statusPages.create(aStatusPage(50, { ...open, name: 'Acme', subdomain: 'acme', services: [11] }));
  await store.statusPages.create(aStatusPage(51, { ...open, name: 'Other', subdomain: 'other', services: [12] }));
  published.hosts.set('secrets', world.pageKeys.entry);
  for (const id of [50, 51]) await publishPage({ ...ctx, ...published }, id);
  const { visit } = pageSite({ published, signIn: world.signIn, clock });

  const sent: OutgoingMessage[] = [];
  const posted: WebhookMessage[] = [];
  const driver = {
    name: 'fake',
    send: async (message: OutgoingMessage): Promise<SendResult> => {
      sent.push(message);
      return { outcome: 'sent', providerId: 'x' };
    },
  };
  const telling = {
    ...ctx,
    channels: { SMS: [driver], EMAIL: [driver], PUSH: [driver], VOICE: [], NULL: [] },
    subscriberSending: {
      turn: async () => true,
      post: async (message: WebhookMessage): Promise<SendResult> => {
        posted.push(message);
        return { outcome: 'sent', providerId: 'x' };
      },
    },
  };
  const work = () => runSubscriberWork(telling, { deadline: plus(clock.now(), { seconds: 50 }) });

  const subscribed = async (pageId: number, target: Target, status: 'PENDING' | 'CONFIRMED' = 'CONFIRMED') => {
    const id = subscriberId(pageId, target);
    const base = { id, version: 0, pageId, ...target, locale: 'en-GB' as const, services: [], createdAt: clock.now() };
    await store.subscribers.create(
      status === 'PENDING' ? { ...base, status } : { ...base, status, confirmedAt: clock.now() },
    );
    return { pageId, id };
  };
  const post = (path: string, body: string, asked: Partial<Asked> = {}): Promise<Answered> =>
    visit({
      host: acme,
      path,
      method: 'POST',
      body,
      ...asked,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...asked.headers },
    });
  const ask = (body: object, asked: Partial<Asked> = {}) =>
    post('/subscribe', JSON.stringify(body), { ...asked, headers: { 'content-type': 'application/json' } });
  const targets = async (pageId = 50) => (await store.subscribers.ofPage(pageId)).map(({ target }) => target).sort();
  return { ...world, visit, post, ask, sent, posted, work, subscribed, targets };
}
