import { createHash } from 'node:crypto';
import { isMailType, isTextType } from '../../domain/alert-source/inbound-address.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import type { AlertMail } from '../../domain/mail/alert-mail.ts';
import { mailEvent } from '../../domain/mail/mail-event.ts';
import { firstLineOf } from '../../domain/mail/readable-text.ts';
import { earliest, type Instant } from '../../domain/time.ts';
import { boundedEvent } from '../../integrations/bounds.ts';
import type { KeyedSource } from '../../ports/alert-source-store.ts';
import type { Context } from '../../ports/context.ts';
import { messagesOf } from './receive-messages.ts';
import { countedBy, type SharedLimit } from './shared-limit.ts';

export type MessageContext = Context<'store' | 'events' | 'blobs'> & { readonly allows: SharedLimit };

/** A mail or a text to a source, and what it says as the source's conditions and templates see it. */
interface SourceMessage {
  /** The same however often it is delivered. */
  readonly id: string;
  readonly source: KeyedSource;
  readonly integration: 'email' | 'sms';
  readonly said: Readonly<Record<string, string>>;
  readonly event?: NormalisedEvent | undefined;
  readonly note?: string | undefined;
  readonly at: Instant | undefined;
}

/**
 * Takes a mail for every e-mail source at whose address it arrived, and answers whether there was one. Resolves once its events
 * are queued; the same mail delivered again is the same events. Nothing is ever answered. Who sent it is not asked: a
 * monitoring host seldom has a domain that vouches for it.
 */
export async function receiveMail(
  ctx: MessageContext & Context<'settings'>,
  { inboundId, mail, at }: { readonly inboundId: string; readonly mail: AlertMail; readonly at?: Instant | undefined },
): Promise<boolean> {
  const { replyDomain } = ctx.settings;
  if (replyDomain === undefined) return false;
  const end = `@${replyDomain.toLowerCase()}`;
  const addresses = mail.recipients.filter((address) => address.toLowerCase().endsWith(end)).slice(0, mostSources);
  // Sources that were made before there was a domain have the whole address, older ones a key of letters of both cases.
  const keys = addresses.flatMap((address) => [address.slice(0, -end.length), address]);
  const found = await Promise.all(keys.map((key) => sourceAt(ctx, key, isMailType)));
  const sources = [...new Map(found.flatMap((source) => (source ? [[source.id, source] as const] : []))).values()];
  // A mail has a name of its sender, but anybody may send another one by that name.
  const { messageId, subject, body, from } = mail;
  const id = messageId === undefined ? inboundId : `${messageId}\n${from}\n${subject}\n${body}`;
  await Promise.all(
    sources.map((source) => {
      const { event, note } = mailEvent(source, mail);
      const { recipients: _recipients, isNoAlert: _isNoAlert, ...texts } = mail;
      const said = Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text ? [[name, text]] : [])));
      return queue(ctx, { id, source, integration: 'email', said, event, note, at });
    }),
  );
  return sources.length > 0;
}

/** A mail to more sources than this is to everybody. */
const mostSources = 20;

/** Takes a text for the source whose number it came to, and answers whether there was one. */
export async function receiveText(
  ctx: MessageContext,
  sms: {
    readonly inboundId: string;
    readonly from: string;
    readonly to: string;
    readonly text: string;
    readonly at?: Instant | undefined;
  },
): Promise<boolean> {
  const source = sms.to === '' ? undefined : await sourceAt(ctx, sms.to, isTextType);
  if (source === undefined) return false;
  const said = { from: sms.from, to: sms.to, body: sms.text };
  const event: NormalisedEvent = {
    eventType: 'ALERT',
    summary: firstLineOf(sms.text) || `Text message from ${sms.from}`,
    ...(sms.text.trim() !== '' && { details: sms.text }),
    customDetails: said,
  };
  await queue(ctx, { id: sms.inboundId, source, integration: 'sms', said, event, at: sms.at });
  return true;
}

/** The source of such a type at an address; anybody may write to any. */
async function sourceAt(
  ctx: Context<'store'>,
  key: string,
  isOfType: (integrationType: string) => boolean,
): Promise<KeyedSource | undefined> {
  const source = key === '' || key.length > 255 ? undefined : await ctx.store.sources.byIntegrationKey(key);
  return source !== undefined && isOfType(source.integrationType) ? source : undefined;
}

const tooMuch = 'refused: too many messages in this minute';

async function queue(ctx: MessageContext, message: SourceMessage): Promise<void> {
  const { id, source, integration, said, event, note, at } = message;
  const now = ctx.clock.now();
  const digest = createHash('sha256')
    .update(JSON.stringify([source.id, integration, id]))
    .digest('hex');
  const requestId = `${source.id}-${digest.slice(0, 32)}`;
  // Nobody can be told to send it again later: what is too much is kept, and wakes nobody.
  const isTooMuch = !(await ctx.allows(countedBy(source), now));
  const messages = await messagesOf(ctx.blobs, {
    requestId,
    eventIdBase: requestId,
    // The queue on which it came keeps no order: what counts is when it arrived.
    receivedAt: earliest(now, at),
    source,
    integration,
    events: event === undefined || isTooMuch ? [] : [boundedEvent(event)],
    ...(isTooMuch ? { note: tooMuch, warnings: [{ kind: 'RATE_LIMITED' as const }] } : note !== undefined && { note }),
    raw: JSON.stringify(said),
  });
  await ctx.events.send(messages);
  ctx.metrics.count('EventsAccepted', messages.length);
}
