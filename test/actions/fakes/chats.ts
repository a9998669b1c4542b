import { createHmac } from 'node:crypto';
import type { HttpAnswer } from '../../../functions/actions/answers.ts';
import type { HttpTarget } from '../play.ts';
import { inside, json, routed } from './fake.ts';

/** What a chat was sent, as its people read it. */
export interface ChatFake {
  readonly target: HttpTarget;
  readonly said: string[];
}

const plainText = (status: number, body: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});

export function createMattermost(): ChatFake {
  const said: string[] = [];
  const no = (status: number, id: string, message: string) => json(status, { id, message, status_code: status });
  const target = routed(
    'chat.example.com',
    {
      'POST /hooks/abcdefghijklmnop12345678': ({ body }) => {
        const attachments = Array.isArray(body.attachments) ? body.attachments.map(inside) : [];
        if (!body.text && attachments.length === 0)
          return no(400, 'web.incoming_webhook.text.app_error', 'No text specified.');
        if (JSON.stringify({ attachments }).length > 8_000)
          return no(400, 'model.post.is_valid.props.app_error', 'Invalid props.');
        said.push(attachments.map(({ title, text }) => `${title}\n${text}`).join('\n'));
        return plainText(200, 'ok');
      },
    },
    {
      notFound: () => no(400, 'web.incoming_webhook.invalid.app_error', 'Invalid webhook.'),
      badJson: () => no(400, 'web.incoming_webhook.parse.app_error', 'Unable to parse incoming data.'),
    },
  );
  return { target, said };
}

export function createDiscord(): ChatFake {
  const said: string[] = [];
  const target = routed(
    'discord.com',
    {
      'POST /api/webhooks/1234567890/abcdefghijklmnop': ({ body, query }) => {
        const embeds = Array.isArray(body.embeds) ? body.embeds.map(inside) : [];
        const content = String(body.content ?? '');
        if (content === '' && embeds.length === 0)
          return json(400, { message: 'Cannot send an empty message', code: 50_006 });
        const fields = embeds.flatMap(({ fields: all }) => (Array.isArray(all) ? all.map(inside) : []));
        const lengths = [
          ...embeds.flatMap(({ title = '', description = '' }) => [String(title).length, String(description).length]),
          ...fields.flatMap(({ name, value }) => [String(name).length, String(value).length]),
        ];
        const isWrong =
          embeds.length > 10 ||
          embeds.some(
            (one) =>
              String(one.title).length > 256 || String(one.description ?? '').length > 4_096 || one.description === '',
          ) ||
          fields.length > 25 ||
          fields.some(({ name, value }) => !name || !value || String(value).length > 1_024) ||
          lengths.reduce((sum, length) => sum + length, content.length) > 6_000;
        if (isWrong)
          return json(400, {
            message: 'Invalid Form Body',
            code: 50_035,
            errors: { embeds: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be shorter.' }] } },
          });
        if (JSON.stringify(body.allowed_mentions) !== '{"parse":[]}') throw new Error('everybody may be mentioned');
        said.push(embeds.map(({ title, description }) => `${title}\n${description ?? ''}`).join('\n'));
        return query.get('wait') === 'true'
          ? json(200, { id: String(said.length) })
          : { status: 204, headers: {}, body: '' };
      },
    },
    {
      notFound: () => json(404, { message: 'Unknown Webhook', code: 10_015 }),
      badJson: () => json(400, { message: 'The request body contains invalid JSON.', code: 50_109 }),
    },
  );
  return { target, said };
}

/** `chats` are those the bot is in; one of them may have moved. */
export function createTelegram({
  movedTo,
}: {
  readonly movedTo?: number;
} = {}): ChatFake & { readonly answersTo: unknown[] } {
  const said: string[] = [];
  const answersTo: unknown[] = [];
  const no = (code: number, description: string, parameters?: unknown) =>
    json(code, { ok: false, error_code: code, description, ...(parameters !== undefined && { parameters }) });
  const target = routed(
    'api.telegram.org',
    {
      'POST /bot:token/sendMessage': ({ named, body }) => {
        if (named.token !== 'installed-token-1') return no(401, 'Unauthorized');
        const text = String(body.text ?? '');
        if (text === '') return no(400, 'Bad Request: message text is empty');
        if (text.length > 4_096) return no(400, 'Bad Request: message is too long');
        if (movedTo !== undefined && body.chat_id === '-1001234567890')
          return no(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: movedTo });
        if (!['-1001234567890', String(movedTo)].includes(String(body.chat_id)))
          return no(400, 'Bad Request: chat not found');
        said.push(text);
        answersTo.push(inside(body.reply_parameters).message_id);
        return json(200, { ok: true, result: { message_id: 500 + said.length } });
      },
    },
    { notFound: () => no(404, 'Not Found'), badJson: () => no(400, "Bad Request: can't parse JSON") },
  );
  return { target, said, answersTo };
}

/** A robot that wants signatures of within an hour of `now`. */
export function createDingTalk(now: string): ChatFake {
  const said: string[] = [];
  const says = (errcode: number, errmsg: string) => json(200, { errcode, errmsg });
  const target = routed(
    'oapi.dingtalk.com',
    {
      'POST /robot/send': ({ body, query }) => {
        if (query.get('access_token') !== '0123456789abcdef') return says(300_001, 'token is not exist');
        const timestamp = query.get('timestamp') ?? '';
        const sign = createHmac('sha256', 'SECdingtalk1').update(`${timestamp}\nSECdingtalk1`).digest('base64');
        if (Math.abs(Number(timestamp) - Date.parse(now)) > 3_600_000) return says(310_000, 'invalid timestamp');
        if (query.get('sign') !== sign) return says(310_000, 'sign not match');
        const { title, text } = inside(body.markdown);
        if (body.msgtype !== 'markdown' || !title || !text) return says(40_035, '缺少参数 markdown');
        if (Buffer.byteLength(JSON.stringify(body)) > 20_000)
          return says(460_101, 'message too long, exceed 20000 bytes');
        said.push(`${title}\n${text}`);
        return says(0, 'ok');
      },
    },
    { notFound: () => says(404, 'not found'), badJson: () => says(40_035, 'bad json') },
  );
  return { target, said };
}

export function createZoomChat(): ChatFake & { readonly answersTo: unknown[] } {
  const said: string[] = [];
  const answersTo: unknown[] = [];
  const target = routed(
    'api.zoom.us',
    {
      'POST /v2/chat/users/me/messages': ({ body }) => {
        if (body.to_channel !== 'zoomchannel1') return json(404, { code: 5301, message: 'Channel does not exist.' });
        if (!body.message || String(body.message).length > 1_024)
          return json(400, { code: 300, message: 'Validation Failed.' });
        said.push(String(body.message));
        answersTo.push(body.reply_main_message_id);
        return json(201, { id: `zoom-${said.length}` });
      },
    },
    {
      check: ({ headers }) =>
        headers.authorization === 'Bearer installed-token-1'
          ? undefined
          : json(401, { code: 124, message: 'Invalid access token.' }),
      notFound: () => json(404, { code: 404, message: 'Not found.' }),
      badJson: () => json(400, { code: 300, message: 'Request Body should be a valid JSON object.' }),
    },
  );
  return { target, said, answersTo };
}

/** Google Chat: the app with its token, or the webhook with key and token; a request id makes one message. */
export function createGoogleChat(): ChatFake & { readonly threads: Set<unknown> } {
  const said: string[] = [];
  const threads = new Set<unknown>();
  const byRequest = new Map<string, HttpAnswer>();
  const no = (code: number, status: string, message: string) => json(code, { error: { code, message, status } });
  const target = routed(
    'chat.googleapis.com',
    {
      'POST /v1/spaces/AAAA/messages': ({ body, query, headers }) => {
        const isHook = query.get('key') === 'google-key-1' && query.get('token') === 'google-token-1';
        if (!isHook && headers.authorization !== 'Bearer installed-token-1')
          return no(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
        if (!body.text) return no(400, 'INVALID_ARGUMENT', 'Message cannot be empty.');
        if (Buffer.byteLength(String(body.text)) > 32_000) return no(400, 'INVALID_ARGUMENT', 'Message is too long.');
        const requestId = query.get('requestId') ?? '';
        const before = byRequest.get(requestId);
        if (before !== undefined) return before;
        said.push(String(body.text));
        threads.add(inside(body.thread).threadKey);
        const answer = json(200, { name: `spaces/AAAA/messages/${said.length}` });
        byRequest.set(requestId, answer);
        return answer;
      },
    },
    {
      notFound: () => no(404, 'NOT_FOUND', 'The space does not exist.'),
      badJson: () => no(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.'),
    },
  );
  return { target, said, threads };
}

export function createZapier(): ChatFake {
  const said: string[] = [];
  const target = routed(
    'hooks.zapier.com',
    {
      'POST /hooks/catch/1234567/abcdefgh/': ({ body }) => {
        said.push(`${body.eventType}: ${body.summary}`);
        return json(200, { attempt: '1', id: '1', request_id: '1', status: 'success' });
      },
    },
    {
      notFound: () => json(404, { status: 'error', message: 'please unsubscribe me!' }),
      badJson: () => json(400, { status: 'error' }),
    },
  );
  return { target, said };
}
