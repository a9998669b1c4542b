import type { EventType, Image, Link } from '../domain/event/event.ts';
import { event, type Reading } from './adapter.ts';
import { at, firstText, isRecord, labelsOf, linksOf, list, record, rest, text, webAddress } from './reader.ts';
import { priorityOfWord } from './severity-words.ts';
import { wholeBody } from './whole-body.ts';

const eventTypes: Readonly<Record<string, EventType>> = { trigger: 'ALERT', acknowledge: 'ACCEPT', resolve: 'RESOLVE' };

/** True for a body of PagerDuty's Events API v2, whichever address it was sent to. */
export const isPagerDutyEvent = (body: unknown): boolean =>
  isRecord(body) && Object.hasOwn(eventTypes, text(at(body, 'event_action')) ?? '');

const linkList = (value: unknown): Link[] =>
  list(value).flatMap((link) => {
    const href = webAddress(at(link, 'href'));
    return href === undefined ? [] : [{ href, text: text(at(link, 'text')) }];
  });

const imageList = (value: unknown): Image[] =>
  list(value).flatMap((image) => {
    const src = webAddress(at(image, 'src'));
    return src === undefined ? [] : [{ src, href: webAddress(at(image, 'href')), alt: text(at(image, 'alt')) }];
  });

/**
 * Reads an event of PagerDuty's Events API v2. The routing key is a credential and goes nowhere. A trigger without a key
 * gets one that is told to its sender. The members of `custom_details` stand among the body's own: people look for them there.
 */
export function readPagerDutyEvent(body: unknown, requestId?: string): Reading {
  const eventType = eventTypes[text(at(body, 'event_action')) ?? ''] ?? 'ALERT';
  const payload = at(body, 'payload');
  const links = [
    ...linkList(at(body, 'links')),
    ...(linksOf([text(at(body, 'client')) ?? 'Source', at(body, 'client_url')]) ?? []),
  ];
  const images = imageList(at(body, 'images'));
  const summary = text(at(payload, 'summary'));
  return event({
    eventType,
    summary:
      summary ??
      (eventType === 'ALERT'
        ? `Event of ${firstText(at(payload, 'source'), at(body, 'client')) ?? 'an unnamed source'}`
        : undefined),
    details: text(at(payload, 'custom_details')),
    alertKey: text(at(body, 'dedup_key')) ?? (eventType === 'ALERT' ? requestId : undefined),
    priority: eventType === 'ALERT' ? priorityOfWord(at(payload, 'severity')) : undefined,
    labels: labelsOf(rest(payload, 'summary', 'timestamp', 'custom_details')),
    customDetails: { ...record(at(payload, 'custom_details')), ...wholeBody(body) },
    links: links.length === 0 ? undefined : links,
    images: images.length === 0 ? undefined : images,
  });
}
