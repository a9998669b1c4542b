import type { EventType, NormalisedEvent, Priority } from '../../domain/event/event.ts';
import { event, ignored, type Reading } from '../adapter.ts';
import { at, firstText, isRecord, labelsOf, linksOf, record, rest, text, unpacked } from '../reader.ts';

export type TopicMessageKind = 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';

/** Which kind of SNS delivery the body is; undefined when it is none. */
export function topicMessageKind(body: unknown): TopicMessageKind | undefined {
  const kind = at(body, 'Type');
  if (text(at(body, 'TopicArn')) === undefined) return undefined;
  if (kind === 'Notification' || kind === 'SubscriptionConfirmation' || kind === 'UnsubscribeConfirmation') return kind;
  return undefined;
}

/** The message attributes as plain text by name. */
const attributesOf = (body: unknown): Readonly<Record<string, string>> =>
  labelsOf(
    Object.fromEntries(
      Object.entries(record(at(body, 'MessageAttributes'))).map(([name, value]) => [name, at(value, 'Value')]),
    ),
  ) ?? {};

const eventTypes: Readonly<Record<string, EventType>> = { ALERT: 'ALERT', ACCEPT: 'ACCEPT', RESOLVE: 'RESOLVE' };
const priorities: Readonly<Record<string, Priority>> = { HIGH: 'HIGH', LOW: 'LOW' };

const member = <T>(table: Readonly<Record<string, T>>, word: string | undefined): T | undefined => {
  const key = word?.toUpperCase() ?? '';
  return Object.hasOwn(table, key) ? table[key] : undefined;
};

const known = ['eventType', 'alertKey', 'incidentKey', 'priority', 'summary', 'details'];

/** A message that says by its attributes what it is, or else is an alert with its subject as summary. */
function readPlain(body: unknown): NormalisedEvent {
  const attributes = attributesOf(body);
  const message = unpacked(at(body, 'Message'));
  const eventType = member(eventTypes, attributes.eventType) ?? 'ALERT';
  const urls = Object.entries(attributes).filter(([name]) => /^(alertUrl|url|link)\d*$/i.test(name));
  return {
    eventType,
    summary:
      firstText(
        attributes.summary,
        at(body, 'Subject'),
        at(message, 'summary'),
        at(message, 'title'),
        isRecord(message) ? undefined : text(message)?.split('\n')[0],
      ) ?? `Message on ${text(at(body, 'TopicArn'))?.split(':').at(-1) ?? 'an SNS topic'}`,
    details: firstText(attributes.details, at(body, 'Message')),
    alertKey: firstText(attributes.alertKey, attributes.incidentKey),
    priority: eventType === 'ALERT' ? member(priorities, attributes.priority) : undefined,
    links: linksOf(...urls.map(([name, href]) => [name, href] as const)),
    labels: labelsOf(rest(attributes, ...known, ...urls.map(([name]) => name))),
    customDetails: { ...record(body), ...(isRecord(message) && { message }) },
  };
}

/**
 * Reads an SNS delivery. `readInner` reads what is in the message when it is something we know; attributes win over it.
 * Of a message that is known the details are its own, and not those of the envelope.
 */
export function readTopicMessage(body: unknown, readInner: (message: unknown) => Reading | undefined): Reading {
  const kind = topicMessageKind(body);
  if (kind === 'SubscriptionConfirmation') return ignored('SNS subscription handshake');
  if (kind === 'UnsubscribeConfirmation') return ignored('the SNS subscription was ended');
  const { eventType, alertKey, incidentKey } = attributesOf(body);
  const saysItself = firstText(eventType, alertKey, incidentKey) !== undefined;
  const message = unpacked(at(body, 'Message'));
  const inner = saysItself ? undefined : readInner(message);
  if (inner === undefined) return event(readPlain(body));
  return {
    ...inner,
    events: inner.events.map((one) => ({ ...one, customDetails: { ...record(isRecord(message) ? message : body) } })),
  };
}
