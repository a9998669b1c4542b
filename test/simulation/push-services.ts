import { pushByWeb } from '../../functions/channels/push-web.ts';
import { readBrowserTarget } from '../../functions/domain/user/push-targets.ts';
import type { User } from '../../functions/domain/user/user.ts';
import type { PublicAnswer } from '../../functions/platform/public-fetch.ts';
import { webPushKeys } from '../../functions/platform/web-push-keys.ts';
import type { Driver, OutgoingMessage } from '../../functions/ports/channels.ts';
import { decryptPush, localSubscription } from '../../local/outbox/targets/web-push.ts';
import { type PushPayload, readPush } from '../../web/worker/notifications.ts';
import type { BrowserSketch } from './browser-plan.ts';
import type { Cloud } from './cloud.ts';
import type { Invocation } from './invocations.ts';

export const pushServices = ['near', 'far'] as const;
export type PushService = (typeof pushServices)[number];

/** What may be wrong with a push service: it wants fewer messages, is broken, takes its time, or takes a message and nobody hears of it. */
export type PushTrouble = 'busy' | 'broken' | 'slow' | 'loses-answers';

/** A request to a push service about one browser. */
export interface PushAsked {
  readonly endpoint: string;
  readonly userId: number;
  readonly at: number;
  readonly status: number;
  /** True when its answer was lost, or the function that sent it broke or died at any time. */
  readonly isUncertain: () => boolean;
}

const hostOf = (service: PushService): string => `${service}.push.example.net`;
const slowMilliseconds = 6_000;
/** The driver waits no longer. */
const timeoutMilliseconds = 10_000;

/** What a browser tells of its subscription: the address at its push service, and the keys that follow from its name. */
export function subscriptionOf({ name, service }: Pick<BrowserSketch, 'name' | 'service'>) {
  const { p256dh, auth } = localSubscription(name).keys;
  return { endpoint: `https://${hostOf(service)}/${name}`, p256dh, auth };
}

/** The user with the browsers that they have at the beginning; who has no app gets pushes in them alone. */
export function withBrowsers(user: User, sketches: readonly BrowserSketch[]): User {
  const own = sketches.filter(({ userId }) => userId === user.id);
  if (own.length === 0) return user;
  const dates = { createdAt: user.createdAt, lastSeenAt: user.createdAt };
  return {
    ...user,
    devices: own.some(({ hasApp }) => !hasApp) ? [] : user.devices,
    browsers: own.map((sketch) => ({ id: sketch.id, ...subscriptionOf(sketch), name: sketch.name, ...dates })),
  };
}

/** Where the pushes to browsers go, and what each browser shows of them. */
export class PushServices {
  readonly asked: PushAsked[] = [];
  /** What is wrong with a service. */
  readonly troubles = new Map<PushService, PushTrouble>();
  /** Subscriptions that have ended, by their endpoint, with what is answered since. */
  readonly ended = new Map<string, 404 | 410>();

  /** The real driver of a running function; what a service takes is handed to `taken`, as the browser shows it. */
  driver = (
    cloud: Cloud,
    invocation: Invocation,
    taken: (message: OutgoingMessage, shown: PushPayload, isLost: boolean) => string,
  ): Driver => {
    const driverFor = (message: OutgoingMessage): Driver =>
      pushByWeb({
        publicUrl: 'https://tocsin.example.com',
        keys: async () => keys,
        clock: invocation.clock,
        ask: (endpoint, request) =>
          invocation.call('send push.web', () => {
            const answer = this.#answer(cloud, endpoint);
            const isLost = answer.trouble === 'loses-answers';
            const userId = Number(message.data?.userId);
            const isUncertain = () => isLost || invocation.isDisturbed();
            this.asked.push({ endpoint, userId, at: cloud.scheduler.now, status: answer.status, isUncertain });
            if (answer.status !== 201) return answered(cloud, answer);
            const bytes = Buffer.from(request?.bytes ?? []);
            const shown = readPush(JSON.parse(decryptPush(bytes, nameIn(endpoint))));
            return answered(cloud, answer, taken(message, shown, isLost));
          }),
      });
    return {
      name: 'push.web',
      reaches: (target) => readBrowserTarget(target) !== undefined,
      send: (message) => driverFor(message).send(message),
    };
  };

  #answer({ outages }: Cloud, endpoint: string): { readonly status: number; readonly trouble?: PushTrouble } {
    const service = pushServices.find((one) => endpoint.startsWith(`https://${hostOf(one)}/`)) ?? 'near';
    const ended = this.ended.get(endpoint);
    const outage = outages.get('PUSH');
    const trouble = outage === 'loses-answers' ? outage : this.troubles.get(service);
    if (outage === 'breaks') throw new Error('no answer');
    if (outage === 'postpones' || trouble === 'busy') return { status: 429 };
    if (trouble === 'broken') return { status: 503 };
    if (ended !== undefined) return { status: ended, ...(trouble && { trouble }) };
    if (outage === 'rejects') return { status: 400 };
    return { status: 201, ...(trouble && { trouble }) };
  }
}

const keys = webPushKeys('master secret');

const nameIn = (endpoint: string): string => new URL(endpoint).pathname.slice(1);

function answered(
  { scheduler }: Cloud,
  { status, trouble }: { readonly status: number; readonly trouble?: PushTrouble },
  location?: string,
): PublicAnswer | Promise<PublicAnswer> {
  const answer: PublicAnswer = { status, headers: location === undefined ? {} : { location }, body: '' };
  if (trouble === 'slow') return new Promise((heard) => scheduler.after(slowMilliseconds, () => heard(answer)));
  if (trouble === 'loses-answers')
    return new Promise((_heard, lost) =>
      scheduler.after(timeoutMilliseconds, () => lost(new Error('no answer within ten seconds'))),
    );
  return answer;
}
