import type { HttpAnswer } from '../../../functions/actions/answers.ts';
import { inside, json, routed } from './fake.ts';

export interface SlackPost {
  readonly ts: string;
  readonly thread?: string;
  text: string;
  blocks: readonly unknown[];
  readonly metadata: unknown;
}

/** Says what Slack would not take of blocks (https://docs.slack.dev/reference/block-kit/blocks); undefined where all is well. */
export function wrongWithBlocks(blocks: unknown): string | undefined {
  if (!Array.isArray(blocks)) return 'no list';
  if (blocks.length > 50) return 'more than 50 blocks';
  const texts = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
    typeof value !== 'object' || value === null
      ? []
      : [
          ...(['mrkdwn', 'plain_text'].includes(String(inside(value).type)) ? [inside(value)] : []),
          ...Object.values(value).flatMap(texts),
        ];
  for (const block of blocks.map(inside)) {
    const wrongText = texts(block).find(({ text }) => typeof text !== 'string' || text === '' || text.length > 3_000);
    if (wrongText !== undefined) return `a text of ${String(wrongText.text).length} characters`;
    const fields = block.fields;
    if (block.type === 'section') {
      if (block.text === undefined && fields === undefined) return 'a section without text';
      if (Array.isArray(fields) && (fields.length === 0 || fields.length > 10)) return `${fields.length} fields`;
      if (Array.isArray(fields) && fields.some((field) => String(inside(field).text).length > 2_000))
        return 'a long field';
    }
    const elements = Array.isArray(block.elements) ? block.elements.map(inside) : [];
    if (block.type === 'context' && (elements.length === 0 || elements.length > 10))
      return `${elements.length} elements`;
    if (block.type === 'actions') {
      if (elements.length === 0 || elements.length > 25) return `${elements.length} buttons`;
      const ids = elements.map(({ action_id }) => action_id);
      if (new Set(ids).size !== ids.length) return 'an action_id twice';
      for (const { text, url, value } of elements) {
        if (String(inside(text).text).length > 75) return 'the text of a button is too long';
        if (String(url ?? '').length > 3_000 || String(value ?? '').length > 2_000) return 'a button is too long';
      }
    }
  }
  return undefined;
}

/** Slack's Web API as far as messages go, with its errors in answers of 200. */
export function createSlack({ mayRead = true } = {}) {
  const posts: SlackPost[] = [];
  let error: string | undefined;
  const no = (name: string) => json(200, { ok: false, error: name });
  const wrong = (body: Readonly<Record<string, unknown>>): HttpAnswer | undefined => {
    if (body.channel !== 'C0123') return no('channel_not_found');
    if (!body.text && !body.blocks) return no('no_text');
    if (body.blocks !== undefined && wrongWithBlocks(body.blocks) !== undefined) return no('invalid_blocks');
    return undefined;
  };
  const shown = ({ ts, text, metadata }: SlackPost, query: URLSearchParams) => ({
    ts,
    text,
    ...(query.get('include_all_metadata') === 'true' && { metadata }),
  });
  const target = routed(
    'slack.com',
    {
      'POST /api/chat.postMessage': ({ body }) => {
        const refusal = wrong(body);
        if (refusal !== undefined) return refusal;
        const ts = `1795921200.00${String(posts.length).padStart(4, '0')}`;
        const thread = body.thread_ts === undefined ? {} : { thread: String(body.thread_ts) };
        posts.push({
          ts,
          ...thread,
          text: String(body.text),
          blocks: (body.blocks as []) ?? [],
          metadata: body.metadata,
        });
        return json(200, { ok: true, channel: 'C0123', ts, message: {} });
      },
      'POST /api/chat.update': ({ body }) => {
        const refusal = wrong(body);
        if (refusal !== undefined) return refusal;
        const post = posts.find(({ ts }) => ts === body.ts);
        if (post === undefined) return no('message_not_found');
        Object.assign(post, { text: body.text, blocks: body.blocks });
        return json(200, { ok: true, channel: 'C0123', ts: post.ts });
      },
      'GET /api/conversations.history': ({ query }) =>
        mayRead
          ? json(200, {
              ok: true,
              messages: posts
                .filter(({ thread }) => !thread)
                .map((post) => shown(post, query))
                .reverse(),
            })
          : no('missing_scope'),
      'GET /api/conversations.replies': ({ query }) =>
        mayRead
          ? json(200, {
              ok: true,
              messages: posts
                .filter(({ ts, thread }) => (thread ?? ts) === query.get('ts'))
                .map((post) => shown(post, query)),
            })
          : no('missing_scope'),
    },
    {
      check: ({ headers }) =>
        !['Bearer installed-token-1', 'Bearer xoxb-installed-1'].includes(headers.authorization ?? '')
          ? no('invalid_auth')
          : error === undefined
            ? undefined
            : no(error),
      notFound: () => no('unknown_method'),
      badJson: () => no('invalid_json'),
    },
  );
  return {
    target,
    posts,
    /** All calls fail with this error from now on. */
    fail: (name: string | undefined) => {
      error = name;
    },
    remove: (ts: string) =>
      posts.splice(
        posts.findIndex((post) => post.ts === ts),
        1,
      ),
  };
}

/** An incoming webhook of Slack: `ok`, or a word. */
export function createSlackWebhook() {
  const posts: unknown[] = [];
  const no = (status: number, word: string): HttpAnswer => ({ status, headers: {}, body: word });
  const target = routed(
    'hooks.slack.com',
    {
      'POST /services/T0001/B0001/abcdefghijklmnop': ({ body }) => {
        if (!body.text && !body.blocks) return no(400, 'no_text');
        if (wrongWithBlocks(body.blocks) !== undefined) return no(400, 'invalid_blocks');
        posts.push(body);
        return { status: 200, headers: { 'content-type': 'text/html' }, body: 'ok' };
      },
    },
    { notFound: () => no(404, 'no_service'), badJson: () => no(400, 'invalid_payload') },
  );
  return { target, posts };
}
