import { DomainError, InvalidInputError } from '../../domain/errors.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import type { Integration, NativeRequest, Reading } from '../../integrations/adapter.ts';
import { type ParsedBody, parseBody } from '../../integrations/body.ts';
import { boundedEvent } from '../../integrations/bounds.ts';
import { integrationFor } from '../../integrations/catalogue.ts';
import { withoutCredentials } from '../../integrations/credentials.ts';
import { at, text } from '../../integrations/reader.ts';
import { unknownBody } from '../../integrations/unknown-body.ts';
import type { Context } from '../../ports/context.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { KeyedSource, KeyedSources } from '../../ports/store.ts';
import { decodeBody } from './receive-body.ts';
import type { RateLimit } from './receive-limit.ts';
import { messagesOf } from './receive-messages.ts';
import { checkOrigin } from './receive-origin.ts';
import type { VerifyTopicMessage } from './receive-sns.ts';

export interface ReceiveContext extends Omit<Context<'events' | 'blobs'>, 'ids'> {
  readonly sources: KeyedSources;
  readonly fetch: Fetch;
  readonly verify: VerifyTopicMessage;
  readonly allows: RateLimit;
}

/** A request of an alert source. The key is in the path with the tool's slug, or, for our own format, in the body. */
export interface SourceRequest {
  /** Unique and stable: the ids of its events are made of it. */
  readonly requestId: string;
  readonly slug?: string;
  readonly key?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** What the sender is told. */
export interface Receipt {
  readonly alertKey?: string;
}

/**
 * Accepts what an alert source sends: returns once it is stored on the queue, and throws otherwise. A wrong key or body
 * names its field and changes nothing. What asks for no event is stored too, with a note, so that it can be seen.
 */
export async function receiveRequest(ctx: ReceiveContext, request: SourceRequest): Promise<Receipt> {
  const raw = decodeBody(request.body, request.headers['content-encoding']);
  const parsed = parseBody(raw);
  const { key, source } = await findSource(ctx, request, parsed);
  const receivedAt = ctx.clock.now();
  if (!ctx.allows(source.id, receivedAt)) throw new DomainError('RATE_LIMITED', 'too many events in this minute');

  const integration = integrationFor(request.slug ?? 'api');
  const body = bodyFor(integration, parsed);
  const { headers, query } = request;
  const origin = await checkOrigin({ ...ctx, source, headers, raw, body });
  const reading =
    origin.note === undefined ? read(ctx, integration, { headers, query, body }) : { events: [], note: origin.note };

  const events = reading.events.map(boundedEvent);
  const messages = await messagesOf(ctx.blobs, {
    requestId: request.requestId,
    receivedAt,
    source,
    integration: integration.slug,
    events,
    note: reading.note?.slice(0, 255).toWellFormed(),
    warnings: reading.warnings,
    raw: withoutCredentials(raw, body),
  });
  await Promise.all([ctx.events.send(messages), ctx.sources.keepUp(key, source)]);
  ctx.metrics.count('EventsAccepted', messages.length);
  return receiptOf(events);
}

async function findSource(
  ctx: ReceiveContext,
  request: SourceRequest,
  parsed: ParsedBody,
): Promise<{ readonly key: string; readonly source: KeyedSource }> {
  const key = request.key ?? keyIn(parsed);
  const source = await ctx.sources.byIntegrationKey(key);
  if (source === undefined) throw new InvalidInputError('integrationKey', 'is not the key of an alert source');
  return { key, source };
}

function keyIn(parsed: ParsedBody): string {
  const body = 'value' in parsed ? parsed.value : undefined;
  const key = text(at(body, 'integrationKey')) ?? text(at(body, 'apiKey'));
  if (key !== undefined) return key;
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    throw new InvalidInputError('integrationKey', 'is required');
  }
  throw new InvalidInputError('body', 'must be a JSON object');
}

/** The body in the form the integration reads. Broken JSON is refused, except where people write it by templates. */
function bodyFor({ slug, takesText }: Integration, parsed: ParsedBody): unknown {
  switch (parsed.kind) {
    case 'json':
    case 'form':
      if (typeof parsed.value === 'object' && parsed.value !== null) return parsed.value;
      throw new InvalidInputError('body', 'must be a JSON object');
    case 'text':
      if (takesText || (slug !== 'api' && !/^[[{]/.test(String(parsed.value)))) return parsed.value;
      throw new InvalidInputError('body', 'is not valid JSON');
    case 'too-deep':
      throw new InvalidInputError('body', 'is nested too deep');
    case 'empty':
      if (slug === 'api') throw new InvalidInputError('body', 'must be a JSON object');
      return '';
  }
}

/** An adapter that fails does not lose the event: somebody is told that a message could not be read. */
function read(ctx: ReceiveContext, integration: Integration, request: NativeRequest): Reading {
  if (request.body === '') return { events: [], note: 'the body is empty' };
  try {
    return integration.read(request);
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    ctx.log.error('an adapter failed', { integration: integration.slug, error });
    return { ...unknownBody(integration.name, request.body), note: 'unreadable: the adapter failed' };
  }
}

const receiptOf = (events: readonly NormalisedEvent[]): Receipt => {
  const alertKey = events.length === 1 ? events[0]?.alertKey?.trim() : undefined;
  return alertKey ? { alertKey } : {};
};
