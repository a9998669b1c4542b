import { integrationTypes } from '../domain/alert-source/integration-type.ts';
import type { KnownWarning } from '../domain/alert-source/warnings.ts';
import type { NormalisedEvent } from '../domain/event/event.ts';
import type { Integration, IntegrationName, NativeRequest, Reading } from './adapter.ts';
import { unpackedText } from './body.ts';
import { apiIntegration as api, loadIntegration, namedIntegration } from './catalogue.ts';
import { isRecord, record, text } from './reader.ts';
import { slugOfShape } from './shape.ts';

export interface Address {
  /** The tool that the path names. */
  readonly slug?: string | undefined;
  /** The type of the source that the key belongs to. */
  readonly sourceType?: string | undefined;
}

export interface ReadRequest {
  readonly integration: IntegrationName;
  readonly reading: Reading;
}

/** A list of messages is one event each, up to so many. */
const mostEvents = 250;
const typeSegments = new Set(integrationTypes.map((type) => type.toLowerCase()));

/** Members that hold the body of another tool, as relays and templates send it on. */
const wrappers = ['payload', 'data', 'body', 'message', 'text', 'content', 'event', 'alert', 'detail', 'msg', 'json'];

/** How a request is read: the adapter of the path first, then those that may know the body better. */
type ReadOne = (body: unknown) => Promise<ReadRequest>;

const isUnknown = ({ reading }: ReadRequest): boolean => reading.isUnknown === true;

/**
 * Reads a request by the adapter that its path names. A path that names no tool, or one that does not know the body,
 * falls back to the tool of the source's own type, then to the tool that sends such bodies.
 */
export async function readRequest(request: NativeRequest, address: Address): Promise<ReadRequest> {
  const { slug, sourceType } = address;
  const named = slug === undefined ? api : namedIntegration(slug);
  const own = sourceType === undefined ? undefined : namedIntegration(sourceType);
  const one: ReadOne = (body) => readOne({ ...request, body }, named, own);
  const read = Array.isArray(request.body)
    ? await readList(request.body, one, named ?? own ?? api)
    : await readWrapped(request.body, one);
  const warning = warningOf(address, named, read);
  return warning === undefined ? read : { ...read, reading: { ...read.reading, warnings: [warning] } };
}

/** Tries one adapter after the other; when none knows the body, the first one's reading counts. */
async function readOne(
  request: NativeRequest,
  named: IntegrationName | undefined,
  own: IntegrationName | undefined,
): Promise<ReadRequest> {
  const by = ({ read, ...integration }: Integration): ReadRequest => ({ integration, reading: read(request) });
  const chosen = named ?? own ?? api;
  const first = by(await loadIntegration(chosen));
  if (!isUnknown(first)) return first;
  const shape = slugOfShape(request.body);
  for (const next of [own, shape === undefined ? undefined : namedIntegration(shape)]) {
    if (next === undefined || next.slug === chosen.slug) continue;
    const adapter = await loadIntegration(next);
    const isLenient = request.isLenient || next.slug === api.slug;
    const read = by({ ...adapter, read: (it) => adapter.read({ ...it, isLenient }) });
    if (!isUnknown(read)) return read;
  }
  return first;
}

/** A body that nobody knows may be the wrapping of one that somebody does. */
async function readWrapped(body: unknown, one: ReadOne): Promise<ReadRequest> {
  const read = await one(isRecord(body) ? body : (text(body) ?? JSON.stringify(body)));
  if (!isUnknown(read) || !isRecord(body)) return read;
  for (const name of wrappers) {
    const inner = unpackedText(record(body)[name]);
    if (!isRecord(inner)) continue;
    const unwrapped = await one(inner);
    if (!isUnknown(unwrapped)) return unwrapped;
  }
  return read;
}

/** Reads each message of a list for itself. */
async function readList(list: readonly unknown[], one: ReadOne, fallback: IntegrationName): Promise<ReadRequest> {
  if (list.length === 0) return { integration: fallback, reading: { events: [], note: 'the list is empty' } };
  const reads: ReadRequest[] = [];
  for (const body of list.slice(0, mostEvents)) reads.push(await readWrapped(body, one));
  const events: NormalisedEvent[] = reads.flatMap(({ reading }) => reading.events).slice(0, mostEvents);
  const left = list.length - mostEvents;
  if (left > 0) {
    events.push({ eventType: 'ALERT', summary: `${left} more messages came at once`, details: 'See the raw body.' });
  }
  const notes = [...new Set(reads.flatMap(({ reading }) => reading.note ?? []))];
  return {
    integration: reads[0]?.integration ?? fallback,
    reading: {
      events,
      ...(events.length === 0 && notes.length > 0 && { note: notes.join('; ') }),
      isUnknown: reads.every(isUnknown),
    },
  };
}

/** Points at an address that is no tool's, or another tool's than the one that sends. */
function warningOf({ slug }: Address, named: IntegrationName | undefined, read: ReadRequest): KnownWarning | undefined {
  if (slug === undefined || slug === '') return undefined;
  const subject = slug.slice(0, 100).toWellFormed();
  if (named === undefined) return typeSegments.has(slug.toLowerCase()) ? undefined : { kind: 'UNKNOWN_TOOL', subject };
  const isOther = named.slug !== api.slug && read.integration.slug !== named.slug && !isUnknown(read);
  return isOther && !isSibling(named, read.integration) ? { kind: 'OTHER_TOOL', subject } : undefined;
}

/** Tools of one maker, whose adapters know each other's bodies. */
const isSibling = (one: IntegrationName, other: IntegrationName): boolean =>
  one.slug.split('-')[0] === other.slug.split('-')[0];
