import { InvalidInputError } from '../domain/errors.ts';
import type { EventType, NormalisedEvent, Priority } from '../domain/event/event.ts';
import { isRecord } from './reader.ts';

type Check<T> = (value: unknown, field: string) => T;

const eventTypes: readonly EventType[] = ['ALERT', 'ACCEPT', 'RESOLVE', 'COMMENT'];
const priorities: readonly Priority[] = ['HIGH', 'LOW'];
/** As ilert's older scripts write them. */
const legacyEventTypes: ReadonlyMap<string, EventType> = new Map([
  ['ACCEPTED', 'ACCEPT'],
  ['RESOLVED', 'RESOLVE'],
]);

/** The event type that a word stands for, in any case; undefined when it stands for none. */
export function eventTypeOf(value: unknown): EventType | undefined {
  const word = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return eventTypes.find((type) => type === word) ?? legacyEventTypes.get(word);
}

const eventType: Check<EventType> = (value, field) => {
  const type = eventTypeOf(value);
  if (type === undefined) throw new InvalidInputError(field, `must be one of ${eventTypes.join(', ')}`);
  return type;
};

/** Text in the case of the format; blank text is as good as none. */
const upperCase = (value: unknown): unknown =>
  typeof value === 'string' ? value.trim().toUpperCase() || undefined : value;

/** `null` as summary is what templates make of an empty subject: the message says what it is about, or nothing does. */
function summaryOf(body: Record<string, unknown>, details: string | undefined): string | undefined {
  if (body.summary !== null) return member(body, 'summary', words);
  return details?.trim().split('\n', 1)[0]?.trim() || 'Alert without a title';
}

const words: Check<string> = (value, field) => {
  if (typeof value !== 'string') throw new InvalidInputError(field, 'must be text');
  return value;
};

const wholeNumber =
  (from: number, to: number): Check<number> =>
  (value, field) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < from || value > to) {
      throw new InvalidInputError(field, `must be a whole number from ${from} to ${to}`);
    }
    return value;
  };

const oneOf =
  <T extends string>(allowed: readonly T[]): Check<T> =>
  (value, field) => {
    if (!allowed.includes(value as T)) throw new InvalidInputError(field, `must be one of ${allowed.join(', ')}`);
    return value as T;
  };

const object: Check<Record<string, unknown>> = (value, field) => {
  if (!isRecord(value)) throw new InvalidInputError(field, 'must be an object');
  return value;
};

const mapOf =
  <T>(check: Check<T>): Check<Record<string, T>> =>
  (value, field) =>
    Object.fromEntries(
      Object.entries(object(value, field)).map(([name, one]) => [name, check(one, `${field}.${name}`)]),
    );

const listOf =
  <T>(check: Check<T>): Check<T[]> =>
  (value, field) => {
    if (!Array.isArray(value)) throw new InvalidInputError(field, 'must be a list');
    return value.map((one, index) => check(one, `${field}[${index}]`));
  };

/** The member when it is there (null counts as absent), checked. */
function member<T>(of: Record<string, unknown>, name: string, check: Check<T>, path = ''): T | undefined {
  const value = Object.hasOwn(of, name) ? of[name] : undefined;
  return value === undefined || value === null ? undefined : check(value, path === '' ? name : `${path}.${name}`);
}

function required<T>(of: Record<string, unknown>, name: string, check: Check<T>, path = ''): T {
  const value = member(of, name, check, path);
  if (value === undefined) throw new InvalidInputError(path === '' ? name : `${path}.${name}`, 'is required');
  return value;
}

const image: Check<{ src: string; href?: string; alt?: string }> = (value, path) => {
  const of = object(value, path);
  return {
    src: required(of, 'src', words, path),
    href: member(of, 'href', words, path),
    alt: member(of, 'alt', words, path),
  };
};

const link: Check<{ href: string; text?: string }> = (value, path) => {
  const of = object(value, path);
  return { href: required(of, 'href', words, path), text: member(of, 'text', words, path) };
};

const comment: Check<{ creator?: string; content: string }> = (value, path) => {
  const of = object(value, path);
  return { creator: member(of, 'creator', words, path), content: required(of, 'content', words, path) };
};

const logExcerpt: Check<{ timestamp?: string; level?: string; body: string; labels?: Record<string, string> }> = (
  value,
  path,
) => {
  const of = object(value, path);
  return {
    timestamp: member(of, 'timestamp', words, path),
    level: member(of, 'level', words, path),
    body: required(of, 'body', words, path),
    labels: member(of, 'labels', mapOf(words), path),
  };
};

const service: Check<{ id?: number; alias?: string }> = (value, path) => {
  const of = object(value, path);
  return {
    id: member(of, 'id', wholeNumber(0, Number.MAX_SAFE_INTEGER), path),
    alias: member(of, 'alias', words, path),
  };
};

/** Every member of our own event format; `integrationKey` and `apiKey` are the sender's credential. */
export const genericMembers = [
  'integrationKey',
  'apiKey',
  'eventType',
  'summary',
  'details',
  'alertKey',
  'priority',
  'severity',
  'images',
  'links',
  'comments',
  'logs',
  'labels',
  'services',
  'customDetails',
  'routingKey',
] as const;

/**
 * Reads our own event format. Throws InvalidInputError naming the first wrong member: ALERT needs a summary, ACCEPT,
 * RESOLVE and COMMENT an alert key. Members it does not know are left out.
 */
export function genericEvent(body: unknown): NormalisedEvent {
  if (!isRecord(body)) throw new InvalidInputError('body', 'must be a JSON object');
  const type = required(body, 'eventType', eventType);
  const message = typeof body.message === 'string' ? body.message : undefined;
  const details = member(body, 'details', words) ?? message;
  const priority = upperCase(body.priority);
  const event: NormalisedEvent = {
    eventType: type,
    summary: type === 'ALERT' ? summaryOf(body, details) : member(body, 'summary', words),
    details,
    alertKey: member(body, 'alertKey', words) ?? member(body, 'incidentKey', words),
    priority: priority === undefined ? undefined : member({ priority }, 'priority', oneOf(priorities)),
    severity: member(body, 'severity', wholeNumber(1, 5)),
    images: member(body, 'images', listOf(image)),
    links: member(body, 'links', listOf(link)),
    comments: member(body, 'comments', listOf(comment)),
    logs: member(body, 'logs', listOf(logExcerpt)),
    labels: member(body, 'labels', mapOf(words)),
    services: member(body, 'services', listOf(service)),
    customDetails: member(body, 'customDetails', object),
    routingKey: member(body, 'routingKey', words),
  };
  if (type === 'ALERT' && !event.summary?.trim()) throw new InvalidInputError('summary', 'is required for ALERT');
  if (type !== 'ALERT' && !event.alertKey?.trim()) {
    throw new InvalidInputError('alertKey', `is required for ${type}`);
  }
  return event;
}
