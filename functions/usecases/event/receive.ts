import { isGuessable } from '../../domain/alert-source/inbound-address.ts';
import { DomainError, InvalidInputError } from '../../domain/errors.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import type { IntegrationName, NativeRequest, Reading } from '../../integrations/adapter.ts';
import { type ParsedBody, parseBody, parseQuery } from '../../integrations/body.ts';
import { boundedEvent } from '../../integrations/bounds.ts';
import { apiIntegration as api, integrationFor } from '../../integrations/catalogue.ts';
import { withoutCredentials } from '../../integrations/credentials.ts';
import { type Address, type ReadRequest, readRequest } from '../../integrations/read-request.ts';
import { at, isRecord, text } from '../../integrations/reader.ts';
import { stateOf } from '../../integrations/states.ts';
import { titleOf, unknownBody } from '../../integrations/unknown-body.ts';
import type { Keyed, KeyedSources } from '../../ports/alert-source-store.ts';
import type { Context } from '../../ports/context.ts';
import type { Fetch } from '../../ports/fetch.ts';
import { eventIdBase } from './event-ids.ts';
import { decodeBody } from './receive-body.ts';
import { messagesOf } from './receive-messages.ts';
import { checkOrigin, isOn } from './receive-origin.ts';
import type { VerifyTopicMessage } from './receive-sns.ts';
import { countedBy, type SharedLimit, type TellRefusal } from './shared-limit.ts';

export interface ReceiveContext extends Omit<Context<'events' | 'blobs'>, 'ids'> {
  readonly sources: KeyedSources;
  readonly fetch: Fetch;
  readonly verify: VerifyTopicMessage;
  readonly allows: SharedLimit;
  readonly tellRefusal: TellRefusal;
}

/** A request of an alert source. The key is in the path with the tool's slug, or, for our own format, in the body. */
export interface SourceRequest {
  /** Unique and stable: the ids of its events are made of it. */
  readonly requestId: string;
  readonly slug?: string;
  readonly key?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The query as it came; it is the message where there is no body. */
  readonly rawQuery?: string;
  readonly body: Uint8Array;
  /** Some tools ask whether anybody is there before they send something. */
  readonly mayBeEmpty?: boolean;
}

/** What the sender is told. */
export interface Receipt {
  readonly alertKey?: string;
  /** As PagerDuty answers, to its clients. */
  readonly status?: 'success';
  readonly message?: string;
  readonly dedup_key?: string;
}

/**
 * Accepts what an alert source sends: returns once it is stored on the queue, and throws otherwise. A wrong key or body
 * names its field and changes nothing. What asks for no event is stored too, with a note, so that it can be seen.
 */
export async function receiveRequest(ctx: ReceiveContext, request: SourceRequest): Promise<Receipt> {
  const { headers, query, slug } = request;
  const sent = decodeBody(request.body, headers['content-encoding'], headers['content-type']);
  const isInQuery = sent.trim() === '' && (request.rawQuery ?? '') !== '';
  const raw = isInQuery ? (request.rawQuery ?? '') : sent;
  const parsed = isInQuery ? parseQuery(raw) : parseBody(raw);
  const { key, source } = await findSource(ctx, request, parsed);
  const receivedAt = ctx.clock.now();
  if (!(await ctx.allows(countedBy(source), receivedAt))) {
    await ctx.tellRefusal(source, receivedAt);
    throw new DomainError('RATE_LIMITED', 'too many events in this minute');
  }

  const isLenient = !isOwnFormat(slug) || isInQuery || request.mayBeEmpty === true || isMended(parsed);
  const body = bodyFor(parsed, isLenient);
  const origin = await checkOrigin({ ...ctx, source, headers, raw, body });
  const isSplit = isOn(source.metadata?.oneEventPerAlert);
  const native = { headers, query, body, requestId: request.requestId, isLenient, isSplit };
  const { integration, reading } =
    origin.note === undefined
      ? await read(ctx, native, { slug, sourceType: source.integrationType })
      : { integration: integrationFor(slug ?? 'api'), reading: { events: [], note: origin.note } };

  const said =
    isInQuery && isSilent(reading, body) ? { events: [], note: 'there is no message in the query' } : reading;
  const events = said.events.map(boundedEvent);
  const messages = await messagesOf(ctx.blobs, {
    requestId: request.requestId,
    eventIdBase: eventIdBase({ requestId: request.requestId, sourceId: source.id, headers, body, raw }),
    receivedAt,
    source,
    integration: integration.slug,
    events,
    note: said.note?.slice(0, 255).toWellFormed(),
    warnings: said.warnings,
    raw: withoutCredentials(raw, body),
    ...(reading.isOwnForm && { isOwnForm: true }),
  });
  await Promise.all([ctx.events.send(messages), ctx.sources.keepUp(key, source)]);
  ctx.metrics.count('EventsAccepted', messages.length);
  return receiptOf(events, integration);
}

const isOwnFormat = (slug: string | undefined): boolean => slug === undefined || slug.toLowerCase() === api.slug;

const isMended = (parsed: ParsedBody): boolean => 'value' in parsed && parsed.isMended === true;

/** A query that no adapter knows and that has no title: it was not a message that somebody sent. */
const isSilent = (reading: Reading, body: unknown): boolean =>
  reading.isUnknown === true && titleOf(body) === undefined && stateOf(body) === undefined;

async function findSource(
  ctx: ReceiveContext,
  request: SourceRequest,
  parsed: ParsedBody,
): Promise<{ readonly key: string; readonly source: Keyed }> {
  const key = request.key ?? keyIn(parsed);
  const source = await ctx.sources.byIntegrationKey(key);
  if (source === undefined || isGuessable(source.integrationType, key))
    throw new InvalidInputError('integrationKey', 'is not the key of an alert source');
  return { key, source };
}

function keyIn(parsed: ParsedBody): string {
  const body = at(parsed, 'value');
  const key = text(at(body, 'integrationKey')) ?? text(at(body, 'apiKey'));
  if (key !== undefined) return key;
  if (isMended(parsed)) throw new InvalidInputError('body', 'is not valid JSON');
  if (isRecord(body)) throw new InvalidInputError('integrationKey', 'is required');
  throw new InvalidInputError('body', 'must be a JSON object');
}

/** The body in the form that adapters read. Wrong JSON is refused only where its sender is promised that. */
function bodyFor(parsed: ParsedBody, isLenient: boolean): unknown {
  switch (parsed.kind) {
    case 'json':
    case 'form':
      if (typeof parsed.value === 'object' && parsed.value !== null) return parsed.value;
      if (isLenient) return text(parsed.value) ?? '';
      throw new InvalidInputError('body', 'must be a JSON object');
    case 'text':
      if (isLenient) return parsed.value;
      throw new InvalidInputError('body', 'is not valid JSON');
    case 'too-deep':
      throw new InvalidInputError('body', 'is nested too deep');
    case 'empty':
      if (isLenient) return '';
      throw new InvalidInputError('body', 'must be a JSON object');
  }
}

/** An adapter that fails does not lose the event: somebody is told that a message could not be read. */
async function read(ctx: ReceiveContext, request: NativeRequest, address: Address): Promise<ReadRequest> {
  const integration = integrationFor(address.slug ?? api.slug);
  if (request.body === '') return { integration, reading: { events: [], note: 'the body is empty' } };
  try {
    return await readRequest(request, address);
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    ctx.log.error('an adapter failed', { integration: integration.slug, error });
    const reading = { ...unknownBody(integration.name, request.body), note: 'unreadable: the adapter failed' };
    return { integration, reading };
  }
}

/** PagerDuty's clients read their answer: the key that later events must name is in it. */
function receiptOf(events: readonly NormalisedEvent[], { slug }: IntegrationName): Receipt {
  const alertKey = events.length === 1 ? events[0]?.alertKey?.trim() : undefined;
  const receipt = alertKey ? { alertKey } : {};
  if (slug !== 'pagerduty-events-v2') return receipt;
  return { status: 'success', message: 'Event processed', ...(alertKey && { dedup_key: alertKey }), ...receipt };
}
