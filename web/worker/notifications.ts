/** What a push says (`functions/channels/push-web.ts`). */
export interface PushPayload {
  readonly kind: string;
  readonly alertId?: number;
  readonly title: string;
  readonly body: string;
  readonly priority?: string;
  readonly language: 'en' | 'de';
  readonly url: string;
  readonly answers: readonly { readonly action: string; readonly url: string }[];
  readonly tag: string;
  readonly at: string;
}

/** A notification as a browser shows it; TypeScript's own type lacks what not all browsers have. */
export interface Shown {
  readonly title: string;
  readonly options: NotificationOptions & {
    readonly actions?: readonly { readonly action: string; readonly title: string }[];
    readonly renotify?: boolean;
    readonly timestamp?: number;
    readonly vibrate?: readonly number[];
    readonly data: PushPayload;
  };
}

const texts = {
  en: {
    accept: 'Accept',
    resolve: 'Resolve',
    working: { accept: 'Accepting …', resolve: 'Resolving …' },
    done: { accept: 'Accepted', resolve: 'Resolved' },
    nothing: 'Nothing changed',
    expired: 'This answer is not possible any more. Open the alert.',
    failed: { accept: 'Not accepted', resolve: 'Not resolved' },
    unreachable: 'Tocsin could not be reached. Try again, or open it.',
  },
  de: {
    accept: 'Annehmen',
    resolve: 'Lösen',
    working: { accept: 'Wird angenommen …', resolve: 'Wird gelöst …' },
    done: { accept: 'Angenommen', resolve: 'Gelöst' },
    nothing: 'Nichts geändert',
    expired: 'Diese Antwort ist nicht mehr möglich. Öffnen Sie den Alarm.',
    failed: { accept: 'Nicht angenommen', resolve: 'Nicht gelöst' },
    unreachable: 'Tocsin war nicht erreichbar. Noch einmal versuchen, oder öffnen.',
  },
} as const;

type Answering = 'accept' | 'resolve';

const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

/** Only paths of the console's own host are opened and posted to, whatever a push says. */
const ownPath = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

/** What a push says, whatever of it is missing: it is shown in any case. */
export function readPush(value: unknown): PushPayload {
  const push = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const answers = Array.isArray(push.answers) ? (push.answers as Record<string, unknown>[]) : [];
  return {
    kind: text(push.kind, 'NOTICE'),
    ...(typeof push.alertId === 'number' && { alertId: push.alertId }),
    title: text(push.title, 'Tocsin'),
    body: text(push.body),
    ...(typeof push.priority === 'string' && { priority: push.priority }),
    language: push.language === 'de' ? 'de' : 'en',
    url: ownPath(push.url) ?? '/',
    answers: answers.flatMap(({ action, url }) => {
      const path = ownPath(url);
      return path === undefined ? [] : [{ action: text(action), url: path }];
    }),
    tag: text(push.tag, 'tocsin'),
    at: text(push.at),
  };
}

const base = (payload: PushPayload, body: string) =>
  ({
    body,
    tag: payload.tag,
    lang: payload.language,
    dir: 'auto',
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    data: payload,
  }) as const;

const buttons = ({ answers, language }: PushPayload) =>
  answers.flatMap(({ action }) =>
    action === 'accept' || action === 'resolve' ? [{ action, title: texts[language][action] }] : [],
  );

/** Whether it tells somebody that they are wanted, and not only what has happened. */
const wakes = ({ kind }: PushPayload): boolean => kind === 'PAGE' || kind === 'ASSIGNMENT';

/** The notification of a push. An update takes the place of what was there of the alert, without a sound of its own. */
export function shownOf(payload: PushPayload): Shown {
  const isLoud = wakes(payload) && payload.priority === 'HIGH';
  return {
    title: payload.title,
    options: {
      ...base(payload, payload.body),
      actions: buttons(payload),
      renotify: wakes(payload),
      requireInteraction: isLoud,
      ...(Number.isFinite(Date.parse(payload.at)) && { timestamp: Date.parse(payload.at) }),
      ...(isLoud && { vibrate: [400, 200, 400, 200, 800] }),
    },
  };
}

const quietly = (payload: PushPayload, title: string, body: string, more: Partial<Shown['options']> = {}): Shown => ({
  title,
  options: { ...base(payload, body), silent: true, renotify: false, ...more },
});

/** While an answer is on its way. */
export const workingOn = (payload: PushPayload, action: Answering): Shown =>
  quietly(payload, texts[payload.language].working[action], payload.body);

/** What became of an answer: what the API said, or undefined where it said nothing. */
export function resultOf(payload: PushPayload, action: Answering, said: unknown): Shown {
  const words = texts[payload.language];
  const { outcome, text: told } = (typeof said === 'object' && said !== null ? said : {}) as Record<string, unknown>;
  if (outcome === 'DONE') return quietly(payload, words.done[action], text(told, payload.body));
  if (outcome === 'REFUSED') return quietly(payload, words.failed[action], words.expired);
  if (typeof outcome === 'string') return quietly(payload, words.nothing, text(told));
  return quietly(payload, words.failed[action], words.unreachable, {
    actions: buttons(payload),
    requireInteraction: true,
  });
}
