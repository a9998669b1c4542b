import { integrationTypes } from '../domain/alert-source/integration-type.ts';
import type { KnownWarning } from '../domain/alert-source/warnings.ts';
import type { NormalisedEvent } from '../domain/event/event.ts';
import type { Integration, NativeRequest, Reading } from './adapter.ts';
import { api } from './api.ts';
import { unpackedText } from './body.ts';
import { namedIntegration } from './catalogue.ts';
import { isRecord, record, text } from './reader.ts';
import { slugOfShape } from './shape.ts';

export interface Address {
  /** The tool that the path names. */
  readonly slug?: string | undefined;
  /** The type of the source that the key belongs to. */
  readonly sourceType?: string | undefined;
}

export interface ReadRequest {
  readonly integration: Integration;
  readonly reading: Reading;
}

/** A list of messages is one event each, up to so many. */
const mostEvents = 250;
const typeSegments = new Set(integrationTypes.map((type) => type.toLowerCase()));

/** Members that hold the body of another tool, as relays and templates send it on. */
const wrappers = ['payload', 'data', 'body', 'message', 'text', 'content', 'event', 'alert', 'detail', 'msg', 'json'];

/** How a request is read: the adapter of the path first, then those that may know the body better. */
type ReadOne = (body: unknown) => ReadRequest;

const isUnknown = ({ reading }: ReadRequest): boolean => reading.isUnknown === true;

/**
 * Reads a request by the adapter that its path names. A path that names no tool, or one that does not know the body,
 * falls back to the tool of the source's own type, then to the tool that sends such bodies.
 */
export function readRequest(request: NativeRequest, address: Address): ReadRequest {
  const { slug, sourceType } = address;
  const named = slug === undefined ? api : namedIntegration(slug);
  const own = sourceType === undefined ? undefined : namedIntegration(sourceType);
  const one: ReadOne = (body) => readOne({ ...request, body }, named, own);
  const read = Array.isArray(request.body)
    ? readList(request.body, one, named ?? own ?? api)
    : readWrapped(request.body, one);
  const warning = warningOf(address, named, read);
  return warning === undefined ? read : { ...read, reading: { ...read.reading, warnings: [warning] } };
}

/** Tries one adapter after the other; when none knows the body, the first one's reading counts. */
function readOne(request: NativeRequest, named: Integration | undefined, own: Integration | undefined): ReadRequest {
  const by = (integration: Integration): ReadRequest => ({ integration, reading: integration.read(request) });
  const first = by(named ?? own ?? api);
  if (!isUnknown(first)) return first;
  const shape = slugOfShape(request.body);
  for (const next of [own, shape === undefined ? undefined : namedIntegration(shape)]) {
    if (next === undefined || next === first.integration) continue;
    const read = by(next === api ? { ...api, read: (it) => api.read({ ...it, isLenient: true }) } : next);
    if (!isUnknown(read)) return { ...read, integration: next };
  }
  return first;
}

/** A body that nobody knows may be the wrapping of one that somebody does. */
function readWrapped(body: unknown, one: ReadOne): ReadRequest {
  const read = one(isRecord(body) ? body : (text(body) ?? JSON.stringify(body)));
  if (!isUnknown(read) || !isRecord(body)) return read;
  for (const name of wrappers) {
    const inner = unpackedText(record(body)[name]);
    if (!isRecord(inner)) continue;
    const unwrapped = one(inner);
    if (!isUnknown(unwrapped)) return unwrapped;
  }
  return read;
}

/** Reads each message of a list for itself. */
function readList(list: readonly unknown[], one: ReadOne, fallback: Integration): ReadRequest {
  if (list.length === 0) return { integration: fallback, reading: { events: [], note: 'the list is empty' } };
  const reads = list.slice(0, mostEvents).map((body) => readWrapped(body, one));
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
function warningOf({ slug }: Address, named: Integration | undefined, read: ReadRequest): KnownWarning | undefined {
  if (slug === undefined || slug === '') return undefined;
  const subject = slug.slice(0, 100).toWellFormed();
  if (named === undefined) return typeSegments.has(slug.toLowerCase()) ? undefined : { kind: 'UNKNOWN_TOOL', subject };
  const isOther = named !== api && read.integration !== named && !isUnknown(read);
  return isOther && !isSibling(named, read.integration) ? { kind: 'OTHER_TOOL', subject } : undefined;
}

/** Tools of one maker, whose adapters know each other's bodies. */
const isSibling = (one: Integration, other: Integration): boolean =>
  one.slug.split('-')[0] === other.slug.split('-')[0];
