import * as z from 'zod';
import { RefusedError } from './answer.ts';
import type { Inbound } from './inbound.ts';
import type { OutboxMessage } from './message.ts';
import type { Outside } from './outside.ts';
import type { MessageStore } from './store.ts';

export const Reply = z.union([
  z.object({ text: z.string() }),
  z.object({ digits: z.string().regex(/^[0-9*#]{1,20}$/) }),
]);
export type Reply = z.infer<typeof Reply>;

export interface Replies {
  /** The receiver of a message answers on its channel. Answers with what came back at once, if anything did. */
  reply(id: string, reply: Reply): Promise<object>;
}

interface Dependencies {
  readonly store: MessageStore;
  readonly inbound: Inbound;
  readonly outside: Outside;
}

/** Answers as the phone, the telephone network, the mail program or the app would carry them. */
export function createReplies({ store, inbound, outside }: Dependencies): Replies {
  async function answerFor(message: OutboxMessage, reply: Reply): Promise<string | null> {
    const text = 'text' in reply ? reply.text : undefined;
    const link = text === undefined ? undefined : linkNamed(message, text);
    if (link !== undefined) return follow(link, outside.baseUrl());
    if (message.channel === 'VOICE') return pressKeys(message, 'digits' in reply ? reply.digits : reply.text);
    if (text === undefined) throw new RefusedError(409, `a message on ${message.channel} is answered by text`);
    if (message.channel === 'SMS') return sendText(message, text);
    if (message.channel === 'EMAIL') return sendMail(message, text);
    if (message.channel === 'PUSH') return pressButton(message, text);
    throw new RefusedError(409, `nobody can answer on ${message.channel}`);
  }

  async function sendText(message: OutboxMessage, text: string): Promise<null> {
    if (!message.answerable) throw new RefusedError(409, `${message.from ?? 'the sender'} cannot receive texts`);
    await inbound.sms({ from: message.to, to: message.from ?? '', text });
    return null;
  }

  async function sendMail(message: OutboxMessage, text: string): Promise<null> {
    const { headers, subject } = message;
    const to = headers['reply-to'] ?? message.from;
    if (!to) throw new RefusedError(409, 'the mail names no address to reply to');
    const inReplyTo = headers['message-id'];
    const references = [headers.references, inReplyTo].filter(Boolean).join(' ');
    const quoted = message.text.replace(/^/gm, '> ');
    await inbound.mail({
      from: message.to,
      to,
      subject: `Re: ${subject ?? ''}`,
      text: `${text}\n\nOn ${message.at}, ${message.from ?? 'Tocsin'} wrote:\n${quoted}\n`,
      inReplyTo,
      references,
      authenticated: true,
    });
    return null;
  }

  /**
   * The flow takes one key of 1 to 3 and asks again after any other, or when the function fails.
   * https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html
   */
  async function pressKeys(message: OutboxMessage, keys: string): Promise<string | null> {
    if (!message.answerable) throw new RefusedError(409, 'this call only speaks: it takes no keys');
    const digits = keys.trim().slice(0, 1);
    if (!/^[123]$/.test(digits)) return message.text;
    const event = {
      Name: 'ContactFlowEvent',
      Details: {
        ContactData: {
          Attributes: message.data,
          Channel: 'VOICE',
          ContactId: message.providerId,
          CustomerEndpoint: { Address: message.to, Type: 'TELEPHONE_NUMBER' },
          InitialContactId: message.providerId,
          InitiationMethod: 'API',
          SystemEndpoint: message.from === null ? null : { Address: message.from, Type: 'TELEPHONE_NUMBER' },
        },
        Parameters: { digits },
      },
    };
    try {
      return spokenOf(await outside.invoke('handle-reply', event, { principal: 'connect.amazonaws.com' }));
    } catch {
      return message.text;
    }
  }

  async function pressButton(message: OutboxMessage, text: string): Promise<string> {
    const name = buttonNamed(text);
    const url = name === undefined ? undefined : message.data[name];
    if (typeof url !== 'string') throw new RefusedError(400, 'a push is answered with accept, resolve or escalate');
    return follow(url, outside.baseUrl());
  }

  return {
    async reply(id, reply) {
      const message = store.find(id);
      if (!message) throw new RefusedError(404, `no message ${id} in the outbox`);
      const heard = await answerFor(message, reply);
      const given = 'text' in reply ? reply.text : reply.digits;
      store.answer(id, { at: outside.now(), given, heard });
      return { id, heard, ...(message.channel === 'VOICE' ? { spoken: heard } : {}) };
    },
  };
}

function spokenOf(result: unknown): string | null {
  const spoken = typeof result === 'object' && result !== null && 'spoken' in result ? result.spoken : null;
  return typeof spoken === 'string' ? spoken : null;
}

const buttons = [
  { data: 'acceptUrl', word: /^(a|1|accept|annehmen|ok)$/i, label: /accept|annehm/i },
  { data: 'resolveUrl', word: /^(r|2|resolve|lösen|beheben)$/i, label: /resolve|lös|beheb/i },
  { data: 'escalateUrl', word: /^(e|3|escalate|eskalieren)$/i, label: /escalat|eskal/i },
] as const;

function buttonNamed(text: string) {
  return buttons.find(({ word }) => word.test(text.trim()))?.data;
}

/** The address that `link:ACCEPT`, a whole address or a path of the answer pages stands for. */
function linkNamed(message: OutboxMessage, text: string): string | undefined {
  const [, name] = /^link:\s*(.+)$/i.exec(text.trim()) ?? [];
  if (name === undefined) return /^(https?:\/\/\S+|\/\S+)$/.test(text.trim()) ? text.trim() : undefined;
  const button = buttons.find(({ word }) => word.test(name));
  const byLabel = message.links.find(({ label }) => label.toLowerCase() === name.toLowerCase());
  const link = byLabel ?? message.links.find(({ label }) => button?.label.test(label));
  if (!link) throw new RefusedError(404, `the message has no link ${name}`);
  return link.url;
}

/** Opens the page behind a link and presses its button, as a person does: GET asks, POST acts. */
async function follow(url: string, baseUrl: string): Promise<string> {
  const { pathname, search } = new URL(url, baseUrl);
  const target = `${baseUrl}${pathname}${search}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(target, { method: 'POST', headers, body: '' });
  const words = pageWords(await answer.text());
  if (!answer.ok) throw new RefusedError(answer.status, words || `the link answered ${answer.status}`);
  return words;
}

/** What a person reads on a page: its status line where it has one. */
function pageWords(html: string): string {
  const [, , status] = /<(\w+)[^>]* role="status"[^>]*>([\s\S]*?)<\/\1>/.exec(html) ?? [];
  return (status ?? html)
    .replace(/<(head|style|script)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
