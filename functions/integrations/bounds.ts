import { createHash } from 'node:crypto';
import type { NormalisedEvent } from '../domain/event/event.ts';
import type { EventGroup } from '../domain/event/group.ts';
import { membersKnown } from '../domain/event/members.ts';

/**
 * How much of an event is kept beside its raw body, so that the event, the alert and the raw body together always fit
 * into one item of the table and one message of the queue.
 */
export const bounds = {
  summary: 255,
  key: 255,
  details: 40_000,
  customDetails: 40_000,
  labels: 12_000,
  /** The texts of a group's members, together; members beyond are told apart, and counted, but have no names. */
  memberTexts: 8_000,
  /** Links, images, comments, logs and services, each. */
  list: 12_000,
} as const;

const bytes = (text: string): number => Buffer.byteLength(text);

/** The text cut to so many UTF-8 bytes at the end of a character, marked when it was cut. */
export function cutToBytes(text: string, limit: number): string {
  if (bytes(text) <= limit) return text;
  const kept = new TextDecoder().decode(Buffer.from(text).subarray(0, limit - 3)).replace(/\uFFFD$/u, '');
  return `${kept}…`;
}

/** The text cut to so many UTF-16 units, never within a character. */
function cutToLength(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A long key as its beginning and the SHA-256 of its compared form, so that equal keys stay equal. */
function boundedKey(key: string): string {
  if (key.length <= bounds.key) return key;
  const hash = createHash('sha256').update(key.trim().toLowerCase()).digest('hex');
  return `${cutToLength(key.trim(), 100)}#${hash}`;
}

/** Cuts long text, long lists and deep levels until the value is `limit` bytes of JSON; says so where it cut. */
function boundedObject(value: Record<string, unknown>, limit: number): Record<string, unknown> {
  if (bytes(JSON.stringify(value)) <= limit) return value;
  const kept: [string, unknown][] = [];
  let left = limit - 100;
  for (const [name, member] of Object.entries(value)) {
    const size = bytes(JSON.stringify([name, member ?? null]));
    if (size <= left) {
      kept.push([name, member]);
      left -= size;
    } else if (typeof member === 'string' && left > 1_000) {
      const cut = cutToBytes(member, Math.min(1_000, left - 500));
      kept.push([name, cut]);
      left -= bytes(JSON.stringify([name, cut]));
    }
    if (left < 500) break;
  }
  return { ...Object.fromEntries(kept), shortened: 'the whole body is kept with the event' };
}

/** As many items from the front as fit into `limit` bytes of JSON. */
function boundedList<T>(items: readonly T[] | undefined, limit: number): T[] | undefined {
  if (items === undefined) return undefined;
  let left = limit;
  const kept = items.filter((item) => {
    left -= bytes(JSON.stringify(item)) + 1;
    return left >= 0;
  });
  return kept.length === 0 ? undefined : kept;
}

const boundedLabels = (labels: Record<string, string> | undefined): Record<string, string> | undefined =>
  labels === undefined
    ? undefined
    : Object.fromEntries(
        boundedList(
          Object.entries(labels).filter(([name]) => name !== ''),
          bounds.labels,
        ) ?? [],
      );

/** So many members as an alert tells apart, with the first texts; those cut are counted. */
function boundedGroup(group: EventGroup): EventGroup {
  let left: number = bounds.memberTexts;
  const firing = group.firing.slice(0, membersKnown).map(({ id, text }) => {
    const line = text === undefined ? '' : cutToLength(oneLine(text), 120);
    left -= bytes(JSON.stringify(line));
    return line === '' || left < 0 ? { id } : { id, text: line };
  });
  return { ...group, firing, ...(firing.length < group.firing.length && { isPart: true }) };
}

/** Nobody can read control characters, and each takes six bytes of JSON. */
const readable = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, '').toWellFormed();

/** On one line, as people read it in a message. */
const oneLine = (text: string): string => readable(text.replace(/\s+/g, ' ')).trim();

/**
 * The event within its bounds: a summary on one line, details, labels and lists cut, a long key hashed. What was cut is
 * still in the raw body; a summary that was cut is repeated in full in the details when there were none.
 */
export function boundedEvent(event: NormalisedEvent): NormalisedEvent {
  const summary = event.summary === undefined ? undefined : oneLine(event.summary);
  const details = event.details ?? ((summary?.length ?? 0) > bounds.summary ? event.summary : undefined);
  const bounded: NormalisedEvent = {
    ...event,
    summary: summary === undefined ? undefined : cutToLength(summary || 'Alert without a title', bounds.summary),
    details: details === undefined ? undefined : cutToBytes(readable(details), bounds.details),
    alertKey: event.alertKey === undefined ? undefined : boundedKey(event.alertKey),
    images: boundedList(event.images, bounds.list),
    links: boundedList(event.links, bounds.list),
    comments: boundedList(event.comments, bounds.list),
    logs: boundedList(event.logs, bounds.list),
    services: boundedList(event.services, bounds.list),
    labels: boundedLabels(event.labels),
    customDetails:
      event.customDetails === undefined ? undefined : boundedObject(event.customDetails, bounds.customDetails),
    group: event.group === undefined ? undefined : boundedGroup(event.group),
    routingKey: event.routingKey === undefined ? undefined : cutToBytes(event.routingKey, 1_000),
  };
  return Object.fromEntries(Object.entries(bounded).filter(([, value]) => value !== undefined)) as NormalisedEvent;
}
