import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { NotificationMessage } from '../../functions/domain/notification/notification.ts';
import type { LinkRequest } from '../../functions/domain/session/link.ts';
import type { SignInMethod } from '../../functions/domain/session/session.ts';
import { createSignIn } from '../../functions/handlers/sign-in/create-sign-in.ts';
import { createOpenId } from '../../functions/platform/openid.ts';
import { createTies } from '../../functions/platform/openid-ties.ts';
import { createPageKeys } from '../../functions/platform/page-keys.ts';
import type { PublicAsk } from '../../functions/platform/public-fetch.ts';
import type { Driver, OutgoingMessage } from '../../functions/ports/channels.ts';
import type { Settings } from '../../functions/ports/context.ts';
import { sendNotification } from '../../functions/usecases/notification/send.ts';
import { openSession } from '../../functions/usecases/sign-in/open-session.ts';
import { sendLink } from '../../functions/usecases/sign-in/send-link.ts';
import { apiHarness } from '../api/api-harness.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared, not trusted
  readonly body: any;
  readonly text: string;
}

export interface Sent {
  readonly query?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** The body as text, with a content type among the headers. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
}

export const publicUrl = 'https://tocsin.example.com';

/** Signing in and the API over one store in memory, and browsers that keep the cookies they are given. */
const nobody: PublicAsk = async () => {
  throw new Error('nobody answers');
};

/** `ask` is how identity providers are reached. */
export async function signInHarness({
  limits = false,
  ask = nobody,
  settings = {},
}: {
  limits?: boolean;
  ask?: PublicAsk;
  settings?: Partial<Settings>;
} = {}) {
  const api = await apiHarness({ settings });
  const { store, clock, ids, cookies } = api;
  const warnings: unknown[] = [];
  const silent = {
    info: () => {},
    warn: (_message: string, fields?: object) => warnings.push(fields),
    error: (_message: string, fields?: object) => api.errors.push(fields),
  };
  /** What was asked for by e-mail and not yet looked at. */
  const asked: LinkRequest[] = [];
  const received: OutgoingMessage[] = [];
  const ctx = {
    store,
    tokens: api.tokens,
    notifications: {
      send: async (messages: readonly { message: NotificationMessage }[]) =>
        void api.queued.push(...messages.map(({ message }) => message)),
      announce: async () => {},
    },
    signInMails: { ask: async (request: LinkRequest) => void asked.push(request) },
    clock,
    ids,
    log: silent,
    metrics: { count: () => {}, seconds: () => {} },
    settings: { publicUrl, consoleUrl: publicUrl, twoWaySms: true, ...settings },
    openId: createOpenId({ ask, clock, isLocal: false }),
    openIdTies: createTies('a test secret'),
  };
  const pageKeys = createPageKeys('a test secret', 1);
  const signIn = createSignIn(ctx, { cookies, pageKeys, rateLimit: limits ? 60 : 0 });

  function browser(userAgent = 'Firefox') {
    const jar = new Map<string, string>();

    async function send(method: string, path: string, sent: Sent = {}): Promise<Answer> {
      const { query = '', json, form, raw, headers = {}, sourceIp = '192.0.2.1' } = sent;
      const body = raw ?? (json === undefined ? form && new URLSearchParams(form).toString() : JSON.stringify(json));
      const type = json === undefined ? form && 'application/x-www-form-urlencoded' : 'application/json';
      const kept = [...jar].map(([name, value]) => `${name}=${value}`);
      const own = method === 'GET' ? {} : { origin: publicUrl, 'sec-fetch-site': 'same-origin' };
      const result = await signIn({
        version: '2.0',
        routeKey: 'ANY /auth/{proxy+}',
        rawPath: path,
        rawQueryString: query,
        headers: { 'user-agent': userAgent, ...own, ...(type && { 'content-type': type }), ...headers },
        ...(kept.length > 0 && { cookies: kept }),
        requestContext: { http: { method, path, sourceIp } },
        ...(body !== undefined && { body }),
        isBase64Encoded: false,
      } as unknown as APIGatewayProxyEventV2);
      const text = String(result.body ?? '');
      for (const cookie of result.cookies ?? []) keep(cookie);
      return {
        status: result.statusCode ?? 0,
        headers: (result.headers ?? {}) as Record<string, string>,
        setCookies: result.cookies ?? [],
        body: result.headers?.['content-type'] === 'application/json' && text !== '' ? JSON.parse(text) : undefined,
        text,
      };
    }

    function keep(cookie: string): void {
      const [pair = '', ...attributes] = cookie.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, value);
    }

    return {
      jar,
      get: (path: string, sent?: Sent) => send('GET', path, sent),
      post: (path: string, sent?: Sent) => send('POST', path, sent),
      delete: (path: string, sent?: Sent) => send('DELETE', path, sent),
      send,
      /** A call of the API with this browser's cookies and no key. */
      api: (method: string, path: string, { headers = {}, json }: Sent = {}) =>
        api.call(method, path, {
          key: null,
          cookies: [...jar].map(([name, value]) => `${name}=${value}`),
          headers: { ...(method === 'GET' ? {} : { origin: publicUrl }), ...headers },
          ...(json !== undefined && { body: json }),
        }),
      /** Signs somebody in here, whatever the way. */
      async open(guest: Parameters<typeof openSession>[1]['guest'], method: SignInMethod = 'LINK') {
        const opened = await openSession(ctx, { guest, method, userAgent });
        keep(cookies.give('session', opened.secret, { days: 30 }));
        return opened;
      },
    };
  }

  const driver: Driver = {
    name: 'email.ses',
    send: async (message) => {
      received.push(message);
      return { outcome: 'sent', providerId: `mail-${received.length}` };
    },
  };
  const sending = {
    ...ctx,
    workflow: { start: async () => {}, stop: async () => {} },
    channels: { SMS: [], VOICE: [], PUSH: [], NULL: [], EMAIL: [driver] },
  };

  /** Does what `send-notification` does with what is queued, and returns the mails that went out. */
  async function mails(): Promise<OutgoingMessage[]> {
    for (const request of asked.splice(0)) await sendLink(sending, request);
    for (const message of api.queued.splice(0)) await sendNotification(sending, message);
    return received.splice(0);
  }

  return { ...api, ctx, sending, asked, warnings, browser, mails, signIn, pageKeys };
}

export type SignInHarness = Awaited<ReturnType<typeof signInHarness>>;
export type Browser = ReturnType<SignInHarness['browser']>;
