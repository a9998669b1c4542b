import { randomUUID } from 'node:crypto';
import { type Answered, type Asked, json, membersOf, plain, type Target, type TargetWorld } from './target.ts';

/** Chats that take a message and say so, each in its own words. */
const answers: readonly (readonly [host: RegExp, answer: (asked: Asked, number: number) => Answered])[] = [
  [
    /^discord\.com$/,
    ({ url }, number) => (url.searchParams.get('wait') === 'true' ? json(200, { id: String(number) }) : plain(204, '')),
  ],
  [/^api\.telegram\.org$/, (_asked, number) => json(200, { ok: true, result: { message_id: number } })],
  [/^oapi\.dingtalk\.com$/, () => json(200, { errcode: 0, errmsg: 'ok' })],
  [/^chat\.googleapis\.com$/, (_asked, number) => json(200, { name: `spaces/LOCAL/messages/${number}` })],
  [/^api\.zoom\.us$/, (_asked, number) => json(201, { id: `zoom-${number}` })],
  [
    /^hooks\.zapier\.com$/,
    (_asked, number) => json(200, { attempt: String(number), id: String(number), status: 'success' }),
  ],
];

const tokens = /^(?:zoom\.us|oauth2\.googleapis\.com)$/;

/** Everybody else: they take everything, but for hosts that say that they do not; and who gives tokens for the chats among them. */
export function otherTargets({ store }: TargetWorld): Target[] {
  const keep = ({ url, body, headers }: Asked) =>
    store.add({
      channel: 'WEBHOOK',
      to: url.href,
      text: body,
      headers: sentBy(headers),
      providerId: randomUUID(),
      alertId: alertOf({ body, headers }),
    });
  return [
    {
      isFor: ({ hostname }) => tokens.test(hostname),
      answer: () => json(200, { token_type: 'bearer', expires_in: 3599, access_token: 'local-token' }),
    },
    ...answers.map(([host, answered]): Target => {
      return {
        isFor: ({ hostname }) => host.test(hostname),
        answer: (asked) => answered(asked, keep(asked).seq),
      };
    }),
    // Mattermost's webhooks answer so, wherever it runs.
    {
      isFor: ({ pathname }) => /^\/hooks\/[a-z0-9]{10,40}$/.test(pathname),
      answer: (asked) => {
        keep(asked);
        return plain(200, 'ok');
      },
    },
    {
      isFor: () => true,
      answer(asked) {
        const status = Number(/^answers-(\d{3})\./.exec(asked.url.hostname)?.[1] ?? 200);
        if (status >= 200 && status < 300) keep(asked);
        return plain(status, '');
      },
    },
  ];
}

/** What the sender has set, without what only concerns this machine. */
const sentBy = (headers: Asked['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => name.startsWith('webhook-') || name === 'content-type' || name === 'user-agent',
    ),
  );

/** The alert that a body of an action's own form is about. */
function alertOf(asked: Pick<Asked, 'body' | 'headers'>): number | null {
  const { id, eventType } = membersOf(asked);
  return typeof eventType === 'string' && typeof id === 'string' && /^\d{1,16}$/.test(id) ? Number(id) : null;
}
